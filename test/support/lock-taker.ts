// Runs as a process of its own: at a given time tries to take a lock, prints what it got, and holds it until it is killed.
import { writeSync } from 'node:fs';
import { lockForWriting } from '../../electron/services/decision-log/writer-lock';

const [file = '', at = '0'] = process.argv.slice(2);
// All begin in the same moment: what happens between two steps of one is seen by another.
while (Date.now() < Number(at));
const locking = await lockForWriting(file, 'Ada', () => new Date());
await new Promise((resolve) => setTimeout(resolve, 300));
const isMine = locking.state === 'mine' && (await locking.lock.isMine());
writeSync(1, locking.state === 'mine' ? `mine ${isMine ? 'still' : 'lost'}\n` : 'held\n');
process.stdin.resume();
