/** `npm run mutants`: whether the tests notice mistakes. See CONTRIBUTING.md. */
import { parseArgs } from 'node:util';
import { byHand } from './by-hand.mjs';
import { changedFiles, mutateFiles, mutateRooms } from './mutate.mjs';
import { ROOMS } from './rooms.mjs';

const USAGE = `npm run mutants                                  what changed against main
npm run mutants -- FILE …                        every mutant of these files
npm run mutants -- sample N [--seed S] [ROOM …]  N mutants by chance, with the score that follows
npm run mutants -- all [ROOM …]                  every mutant of the rooms: takes many hours
npm run mutants -- by-hand [WORD …]              the mistakes of test/mutants/by-hand.ts
--jobs N: so many processes at once, one core and 3 GB each
Rooms: ${ROOMS.join(', ')}`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    jobs: { type: 'string', default: '1' },
  },
});
const [what = 'changed', ...rest] = positionals;
const size = what === 'sample' ? Number(rest.shift()) : 1;
const jobs = Number(values.jobs);
const areRooms = rest.every((word) => ROOMS.includes(word));

// The processes that judge end with this one.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

if (what === 'by-hand') process.exitCode = (await byHand(rest)) ? 0 : 1;
else if (what === 'changed') await mutateFiles(changedFiles(), jobs);
else if (what.endsWith('.ts')) await mutateFiles([what, ...rest], jobs);
else if (areRooms && what === 'all') await mutateRooms(rest, null, jobs);
else if (areRooms && what === 'sample' && Number.isInteger(size) && size > 0)
  await mutateRooms(rest, { size, seed: values.seed }, jobs);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
