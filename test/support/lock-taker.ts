// Runs as a process of its own: at a word on its standard input tries to take a lock and prints what it got, at the next
// one prints whether it still has it, and holds it until it is killed.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { lockForWriting } from '../../electron/services/writer-lock';

const [file = ''] = process.argv.slice(2);
writeSync(1, 'ready\n');
// All begin in the same moment: what happens between two steps of one is seen by another.
await once(process.stdin, 'data');
const locking = await lockForWriting(file, 'Ada', () => new Date());
writeSync(1, `${locking.state}\n`);
// The others have tried too by now.
await once(process.stdin, 'data');
const isMine = locking.state === 'mine' && (await locking.lock.isMine());
writeSync(1, isMine ? 'still\n' : 'not\n');
process.stdin.resume();
