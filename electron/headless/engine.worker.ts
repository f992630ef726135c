import { parentPort, Worker, workerData } from 'node:worker_threads';
import { hyparquet } from '../../shared/adapters/parquet';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { bug, faultOf } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveRpc } from '../../shared/rpc/server';
import { VERSION } from '../services/version';
import { nodeFileSource } from './file-source-node';
import { readFont } from './font-files';
import { portOf } from './worker-port';

if (!parentPort) throw bug('The engine runs in a worker thread.');

// Little JavaScript runs there: a small nursery keeps the process small.
const databaseThread = new Worker(new URL('database.worker.js', import.meta.url), {
  resourceLimits: { maxYoungGenerationSizeMb: 8 },
});
const database = new RemoteDatabase(portOf(databaseThread));
databaseThread.on('error', (error) => {
  database.fail(faultOf(error));
});

const { folder } = workerData as { folder: string };
const source = await nodeFileSource(folder);
const engine = new Engine({
  database,
  parquet: hyparquet,
  version: VERSION,
  openFolder: () => source,
  readFont,
});
serveRpc(portOf(parentPort), engineHandlers(engine));
