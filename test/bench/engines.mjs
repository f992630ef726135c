// The two members of the port of the database over one folder, in pairs of runs one after the other, which begins taking turns.
import { basename } from 'node:path';

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (numbers) =>
  `${Math.min(...numbers).toFixed(2)} / ${median(numbers).toFixed(2)} / ${Math.max(...numbers).toFixed(2)}`;

/**
 * Prints what both take, and native to WASM. Both must print the same bytes.
 * @param measure runs a script of Node: whole-process seconds, processor seconds, peak memory in MB, what it printed
 */
export async function benchEngines(cli, folder, runs, measure) {
  const taken = { wasm: [], native: [] };
  let isSame = true;
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? ['wasm', 'native'] : ['native', 'wasm'];
    for (const engine of order)
      taken[engine].push(await measure([cli, 'analyze', folder, '--json', '--no-cache', '--engine', engine]));
    isSame &&= taken.wasm[run].printed === taken.native[run].printed;
  }
  const all = (engine, what) => taken[engine].map((run) => run[what]);
  const ratios = (what) => taken.native.map((run, i) => run[what] / taken.wasm[i][what]);
  process.stdout.write(
    [
      `engines, ${basename(folder)}: ${runs} pairs of runs, min / median / max`,
      ...Object.keys(taken).map(
        (engine) =>
          `  ${engine.padEnd(6)}  ${spread(all(engine, 'seconds'))} s, ${spread(all(engine, 'processor'))} s of processor, peak ${median(all(engine, 'peak')).toFixed(0)} MB`,
      ),
      `  ratio   ${spread(ratios('seconds'))}, of processor ${spread(ratios('processor'))}`,
      `  same    ${isSame ? 'yes, byte for byte' : 'NO'}`,
      '',
    ].join('\n'),
  );
  if (!isSame) process.exitCode = 1;
}
