import { parentPort, workerData } from 'node:worker_threads';
import { hyparquet } from '../../shared/adapters/parquet';
import { bug } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveRpc } from '../../shared/rpc/server';
import { VERSION } from '../services/version';
import { openDatabaseInNode } from './duckdb-node';
import { nodeFileSource } from './file-source-node';

const port = parentPort;
if (!port) throw bug('The engine runs in a worker thread.');

const { folder } = workerData as { folder: string };
const source = await nodeFileSource(folder);
const engine = new Engine({
  database: await openDatabaseInNode(),
  parquet: hyparquet,
  version: VERSION,
  openFolder: () => source,
});
serveRpc(
  {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', listener),
    close: () => port.close(),
  },
  engineHandlers(engine),
);
