import { join } from 'node:path';
import { workerData, type MessagePort } from 'node:worker_threads';
import { serveDatabase } from '../../shared/adapters/serve-database';
import { openDatabaseInNode } from './duckdb-node';
import { portOf } from './worker-port';

const { port } = workerData as { port: MessagePort };
serveDatabase(portOf(port), openDatabaseInNode(join(import.meta.dirname, 'duckdb.wasm')));
