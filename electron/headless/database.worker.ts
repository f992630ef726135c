import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { workerData, type MessagePort } from 'node:worker_threads';
import { compileDatabase } from './compile-database';

// V8 compiles a function of WebAssembly a second time, for speed, once it has run often. With its own measure of often the
// second thread does that for most of a short run, and takes the processor from the first (docs/measurements.md).
setFlagsFromString('--wasm-tiering-budget=400000000');
setFlagsFromString('--wasm-lazy-validation');

const compiled = compileDatabase(join(import.meta.dirname, 'duckdb.wasm'));
const [{ serveDatabase }, { openDatabaseInNode }, { portOf }] = await Promise.all([
  import('../../shared/adapters/serve-database'),
  import('./duckdb-node'),
  import('./worker-port'),
]);

const { port } = workerData as { port: MessagePort };
serveDatabase(portOf(port), openDatabaseInNode(compiled));
