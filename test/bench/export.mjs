// A large CSV export: time, memory on the way, and the round trip through a native database: `npm run bench -- export`.
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
  const { printExport } = await server.ssrLoadModule('/test/bench/export.ts');
  await printExport(1_000_000);
} finally {
  await server.close();
}
process.exit(0);
