// Runs as a process of its own: keeps notes and changes each, prints every one that was acknowledged, until it is killed.
import { writeSync } from 'node:fs';
import { Notes } from '../../electron/services/notes';
import { draftOf } from './notes';

const [project = ''] = process.argv.slice(2);
const notes = new Notes({
  now: () => new Date(),
  author: () => Promise.resolve('Ada'),
  warn: (message) => writeSync(2, message),
});
async function writeOn(): Promise<never> {
  for (let i = 0; ; i++) {
    const draft = draftOf(`first ${String(i)}`);
    const { revision } = await notes.save(project, draft, null);
    writeSync(1, `${draft.id} first ${String(i)}\n`);
    if (i % 2 === 0) continue;
    await notes.save(project, { ...draft, text: `second ${String(i)}` }, revision);
    writeSync(1, `${draft.id} second ${String(i)}\n`);
  }
}

void writeOn();
