import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { hyparquet } from '../../shared/adapters/parquet';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { bug } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveRpc } from '../../shared/rpc/server';
import { VERSION } from '../services/version';
import { nodeFileSource } from './file-source-node';
import { readFont } from './font-files';
import { portOf } from './worker-port';

if (!parentPort) throw bug('The engine runs in a worker thread.');

const { folder, databasePort } = workerData as { folder: string; databasePort: MessagePort };
const database = new RemoteDatabase(portOf(databasePort));

const source = await nodeFileSource(folder);
const engine = new Engine({
  database,
  parquet: hyparquet,
  version: VERSION,
  openFolder: () => source,
  readFont,
});
serveRpc(portOf(parentPort), engineHandlers(engine));
