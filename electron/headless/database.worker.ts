import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { workerData, type MessagePort } from 'node:worker_threads';
import { serveDatabase } from '../../shared/adapters/serve-database';
import { openDatabaseInNode } from './duckdb-node';
import { portOf } from './worker-port';

// V8 compiles a function of WebAssembly a second time, for speed, once it has run often. With its own measure of often the
// second thread does that for most of a short run, and takes the processor from the first (docs/measurements.md).
setFlagsFromString('--wasm-tiering-budget=18000000');

const { port } = workerData as { port: MessagePort };
serveDatabase(portOf(port), openDatabaseInNode(join(import.meta.dirname, 'duckdb.wasm')));
