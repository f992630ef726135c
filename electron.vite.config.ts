import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { databaseForNode, databaseForPage } from './electron/launch/database-file';
import { lightDatabaseScript } from './electron/launch/database-script';
import { withoutNativeSsh } from './electron/launch/without-native-ssh';
import manifest from './package.json' with { type: 'json' };

const here = (path: string): string => resolve(import.meta.dirname, path);
const database = here('node_modules/@duckdb/duckdb-wasm/dist');

// One bundle set for Node: the main process, the command line and the engine's worker thread share chunks. Packages are
// in it: to find and open their hundreds of files took a tenth of a short run. The preload script is one CJS file, as the
// sandbox demands.
export default defineConfig({
  main: {
    plugins: [databaseForNode(database, 'headless/duckdb.wasm'), lightDatabaseScript(), withoutNativeSsh()],
    resolve: {
      alias: {
        // The database's script requires what our own code imports: one of the two is enough.
        'apache-arrow': here('node_modules/apache-arrow/Arrow.node.mjs'),
      },
    },
    build: {
      outDir: here('out'),
      target: 'node20',
      license: { fileName: 'licences.json' },
      // An optional package is not in the build: it is there where it was installed, for the platform that it is.
      externalizeDeps: { include: Object.keys(manifest.optionalDependencies) },
      rolldownOptions: {
        input: {
          'main/main': here('electron/main.ts'),
          'headless/cli': here('electron/headless/cli.ts'),
          'headless/engine.worker': here('electron/headless/engine.worker.ts'),
          'headless/database.worker': here('electron/headless/database.worker.ts'),
          'headless/parquet.worker': here('electron/headless/parquet.worker.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Half as much to read at each start; names stay, for who reads the trace of a fault.
          minify: { compress: false, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: here('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    // The page of the loopback server lies in a folder of its own.
    base: './',
    plugins: [react(), databaseForPage(database)],
    define: {
      __APP_VERSION__: JSON.stringify(manifest.version),
      // Sources that change under a page are no build: nothing is kept of what they compute.
      __BUILD__: JSON.stringify(process.env['LEADLENS_BUILD'] ?? null),
    },
    resolve: {
      alias: {
        'duckdb-browser-blocking': here('node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs'),
      },
    },
    // DuckDB-WASM names eval and never calls it here: the page's policy forbids it.
    worker: {
      format: 'es',
      plugins: () => [lightDatabaseScript()],
      rolldownOptions: { checks: { eval: false } },
    },
    build: {
      outDir: here('out/renderer'),
      target: 'es2023',
      license: { fileName: 'licences.json' },
      // Half as much to read before the first screen shows.
      minify: true,
      // The policy of the page takes no fonts from data: URLs and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: here('renderer/index.html') },
    },
  },
});
