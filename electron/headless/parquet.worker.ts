import { parentPort } from 'node:worker_threads';
import { serveParquet } from '../../shared/adapters/serve-parquet';
import { bug } from '../../shared/domain/fault';
import { portOf } from './worker-port';

if (!parentPort) throw bug('Parquet is read in a worker thread.');
serveParquet(portOf(parentPort));
