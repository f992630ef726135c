// Dedup against the truth of generated samples, and how its time grows. Usage: node dedup.mjs FOLDER… (smallest first)
import { resolve } from 'node:path';
import { createServer } from 'vite';

const folders = process.argv.slice(2);
const server = await createServer({
  root: resolve(import.meta.dirname, '../..'),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { measureDedup } = await server.ssrLoadModule('/test/bench/dedup.ts');
  const print = (line) => process.stdout.write(`${line}\n`);
  print('dedup: the stage alone; growth is time to n log n, from the first with 30,000 records');
  print(
    '  records   seconds   growth   people (truth)      pairs merged  wrong  precision   recall with review',
  );
  let first = null;
  for (const folder of folders) {
    const m = await measureDedup(folder);
    const work = m.leads * Math.log2(m.leads);
    if (first === null && m.leads >= 30_000) first = { seconds: m.seconds, work };
    const growth = first === null ? '–' : (m.seconds / first.seconds / (work / first.work)).toFixed(2);
    const precision = m.merged === 0 ? 1 : (m.merged - m.wrong) / m.merged;
    const recall = m.truePairs === 0 ? 1 : m.found / m.truePairs;
    print(
      `  ${String(m.leads).padStart(7)} ${m.seconds.toFixed(2).padStart(9)} ${growth.padStart(8)}   ${`${m.people} (${m.truePeople})`.padEnd(18)} ${String(m.merged).padStart(13)} ${String(m.wrong).padStart(6)} ${precision.toFixed(3).padStart(10)}   ${recall.toFixed(4)} of ${m.truePairs}`,
    );
  }
} finally {
  await server.close();
}
