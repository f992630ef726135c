import { serveDatabase } from '../../shared/adapters/serve-database';
import { openDatabaseInBrowser } from './duckdb-browser';
import { giveSignOfLife } from './sign-of-life';
import { parentPort } from './parent-port';

giveSignOfLife();
serveDatabase(parentPort, openDatabaseInBrowser());
