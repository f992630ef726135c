// The reliability of the links' probabilities against the truth of generated samples: `npm run bench -- calibration`.
import { resolve } from 'node:path';
import { createServer } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { printCalibration } = await server.ssrLoadModule('/test/bench/calibration.ts');
  for (const [leads, snapshots, seed] of [
    [1000, 6, 1],
    [5000, 12, 2],
    [20000, 10, 3],
  ])
    await printCalibration(leads, snapshots, seed);
} finally {
  await server.close();
}
