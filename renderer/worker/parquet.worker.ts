import { serveParquet } from '../../shared/adapters/serve-parquet';
import { giveSignOfLife } from './sign-of-life';
import { parentPort } from './parent-port';

giveSignOfLife();
serveParquet(parentPort);
