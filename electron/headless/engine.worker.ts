import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { parquetOnDemand } from '../../shared/adapters/parquet-on-demand';
import { workbooksOnDemand } from '../../shared/adapters/workbooks-on-demand';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { bug } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveEngine } from '../../shared/rpc/engine-rpc';
import { VERSION } from '../services/version';
import type { EngineThreadData } from './engine-threads';
import { nodeFileSource } from './file-source-node';
import { readFont } from './font-files';
import { portOf } from './worker-port';

if (!parentPort) throw bug('The engine runs in a worker thread.');

const { folderPort, databasePort } = workerData as EngineThreadData;
const database = new RemoteDatabase(portOf(databasePort));

const [folder] = (await once(folderPort, 'message')) as [string];
const source = await nodeFileSource(folder);
const engine = new Engine({
  database,
  workbooks: workbooksOnDemand(async () => (await import('../../shared/adapters/xlsx')).xlsx),
  parquet: parquetOnDemand(async () => (await import('../../shared/adapters/parquet')).hyparquet),
  version: VERSION,
  openFolder: () => source,
  readFont,
});
serveEngine(portOf(parentPort), engineHandlers(engine));
