// Pairs of people on labelled records: our weights beside Splink's, at equal precision. Usage: node splink.mjs [RECORDS…]
// Python is LEADLENS_PYTHON, else python3; without it, or without splink and duckdb in it, ours alone is measured.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';

const SEED = 1;
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(1_000, 10_000, 120_000);
const python = process.env.LEADLENS_PYTHON ?? 'python3';
const print = (line) => process.stdout.write(`${line}\n`);

const found = spawnSync(python, ['-c', 'import splink; print(splink.__version__)'], { encoding: 'utf8' });
const version = found.status === 0 ? found.stdout.trim() : null;
if (version === null) print(`splink: ${python} has no splink, so only our weights are measured.`);

const folder = mkdtempSync(join(tmpdir(), 'leadlens-splink-'));
const server = await createServer({
  root: resolve(import.meta.dirname, '../..'),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { judgeTheirs, labelledSet, linkOurs, PRECISIONS } =
    await server.ssrLoadModule('/test/bench/splink.ts');
  const line = (name, { seconds, recall }) =>
    print(
      `  ${name.padEnd(14)} ${seconds.toFixed(2).padStart(8)} s   ${recall.map((share) => share.toFixed(3).padStart(7)).join('')}`,
    );
  for (const size of sizes) {
    const set = labelledSet(size, SEED);
    print(
      `${size} records, ${set.truePairs} pairs of one person; recall at a precision of ${PRECISIONS.join(', ')}`,
    );
    line('Leadlens', await linkOurs(set));
    if (version === null) continue;
    const [records, pairs] = [join(folder, 'records.csv'), join(folder, 'pairs.csv')];
    writeFileSync(records, set.csv);
    const run = spawnSync(python, [join(import.meta.dirname, 'link-with-splink.py'), records, pairs], {
      encoding: 'utf8',
    });
    if (run.status !== 0) {
      print(`  Splink failed: ${run.stderr.trim().split('\n').at(-1)}`);
      process.exitCode = 1;
      continue;
    }
    line(`Splink ${version}`, {
      seconds: Number(run.stdout.trim()),
      recall: judgeTheirs(set, readFileSync(pairs, 'utf8')),
    });
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
