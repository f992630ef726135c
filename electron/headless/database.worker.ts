import { parentPort } from 'node:worker_threads';
import { serveDatabase } from '../../shared/adapters/serve-database';
import { bug } from '../../shared/domain/fault';
import { openDatabaseInNode } from './duckdb-node';
import { portOf } from './worker-port';

if (!parentPort) throw bug('The database runs in a worker thread.');
serveDatabase(portOf(parentPort), openDatabaseInNode());
