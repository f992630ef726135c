/** `npm run mutants`: whether the tests notice mistakes. See CONTRIBUTING.md. */
import { parseArgs } from 'node:util';
import { byHand } from './by-hand.mjs';
import { ROOMS } from './rooms.mjs';
import { stryker } from './stryker.mjs';

const USAGE = `npm run mutants                                what changed against main
npm run mutants -- all [ROOM …]                every mutant of the rooms: takes many hours
npm run mutants -- sample N [--seed S] [ROOM …]  N mutants by chance, with the score that follows
                                               (--near: by the nearest tests alone, much sooner and rather lower)
npm run mutants -- by-hand [WORD …]            the mistakes of test/mutants/by-hand.ts
Rooms: ${Object.keys(ROOMS).join(', ')}`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    near: { type: 'boolean', default: false },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});
const [what = 'changed', ...rest] = positionals;
const size = what === 'sample' ? Number(rest.shift()) : 0;
const areRooms = rest.every((word) => word in ROOMS);

// The processes of Stryker know of this one's environment alone.
if (values.near) process.env['LEADLENS_MUTANTS_NEAR'] = 'yes';
if (what === 'by-hand') process.exitCode = (await byHand(rest)) ? 0 : 1;
else if (
  ['changed', 'all', 'sample'].includes(what) &&
  areRooms &&
  Number.isInteger(size) &&
  (what !== 'sample' || size > 0)
)
  await stryker(/** @type {'changed' | 'all' | 'sample'} */ (what), rest, { size, seed: values.seed });
else {
  console.error(USAGE);
  process.exitCode = 2;
}
