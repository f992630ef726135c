// Runs as a process of its own: appends decisions until it is killed, and prints each id once it is acknowledged.
import { writeSync } from 'node:fs';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { entryAbout } from './decision-entries';

const [project = '', seed = '0'] = process.argv.slice(2);
const log = await DecisionLog.open({
  project,
  writer: { id: 'aa', name: 'Ada' },
  files: diskFiles,
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
