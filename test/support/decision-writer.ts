// Runs as a process of its own: appends decisions, prints each id once it is acknowledged, and is killed at the moment
// of writing that it is given the number of; without one it goes on until somebody else kills it.
import { writeSync } from 'node:fs';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles, type LogFiles } from '../../electron/services/decision-log/log-files';
import { entryAbout } from './decision-entries';

const [project = '', seed = '0', killedAt = 'never'] = process.argv.slice(2);
let moments = 0;

/** A moment of writing: the process may end here, with no chance to do anything more. */
function moment(name: string): void {
  if (String(++moments) !== killedAt) return;
  writeSync(1, `killed ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** The real disk, with moments before, in the middle of and after all that changes a segment. */
const files: LogFiles = {
  ...diskFiles,
  async create(file) {
    moment('before create');
    const segment = await diskFiles.create(file);
    moment('after create');
    return {
      ...segment,
      async write(bytes) {
        moment('before write');
        const half = Math.floor(bytes.length / 2);
        await segment.write(bytes.subarray(0, half));
        moment('within write');
        await segment.write(bytes.subarray(half));
        moment('after write');
      },
      async sync() {
        moment('before sync');
        await segment.sync();
        moment('after sync');
      },
    };
  },
};

const log = await DecisionLog.open({
  project,
  writer: { id: 'aa', name: 'Ada' },
  files,
  now: () => new Date(),
});
writeSync(1, log.hold ? `hold ${log.hold.code}\n` : 'open\n');
if (log.hold) process.exit(0);
for (let i = 0; ; i++) {
  const entries = Array.from({ length: 1 + (i % 3) }, (_, j) =>
    entryAbout(`${seed} ${String(i)} ${String(j)}`),
  );
  const records = await log.append(entries);
  writeSync(1, records.map((record) => `${record.id}\n`).join(''));
}
