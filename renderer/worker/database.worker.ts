import { serveDatabase } from '../../shared/adapters/serve-database';
import { openDatabaseInBrowser } from './duckdb-browser';
import { parentPort } from './worker-port';

serveDatabase(parentPort, openDatabaseInBrowser());
