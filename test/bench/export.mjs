// The PDF of the real exports, and a large CSV export: time, memory on the way, and the round trip through a native database: `npm run bench -- export`.
import { existsSync } from 'node:fs';
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
  const { printExport, printPdf } = await server.ssrLoadModule('/test/bench/export.ts');
  const data = resolve(root, '../shared/data');
  for (const folder of ['lead-quality', 'revenue/realistic'].map((name) => resolve(data, name))) {
    if (existsSync(folder)) await printPdf(folder);
  }
  await printExport(1_000_000);
} finally {
  await server.close();
}
process.exit(0);
