import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { threadedParquet } from '../../shared/adapters/threaded-parquet';
import { workbooksOnDemand } from '../../shared/adapters/workbooks-on-demand';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { bug } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import type { Database } from '../../shared/ports/database';
import { serveEngine } from '../../shared/rpc/engine-rpc';
import { VERSION } from '../services/version';
import type { EngineThreadData, EngineWork } from './engine-threads';
import { nodeFileSource } from './file-source-node';
import { readFont } from './font-files';
import type { NativeLimits } from './native/native-database';
import { startParquetThread } from './parquet-threads';
import { portOf } from './worker-port';

if (!parentPort) throw bug('The engine runs in a worker thread.');

const { folderPort, databasePort } = workerData as EngineThreadData;
/** The database of a thread beside this one; or, where that is what a run was given, one that brings threads of its own. */
async function openDatabase(native: NativeLimits | null): Promise<Database> {
  if (native === null) return new RemoteDatabase(portOf(databasePort));
  const { NativeDatabase } = await import('./native/native-database');
  const database = new NativeDatabase(native);
  folderPort.once('message', () => {
    void database.stop().finally(() => process.exit());
  });
  return database;
}

const [{ folder, native }] = (await once(folderPort, 'message')) as [EngineWork];
const database = await openDatabase(native);
const source = await nodeFileSource(folder);
const engine = new Engine({
  database,
  workbooks: workbooksOnDemand(async () => (await import('../../shared/adapters/xlsx')).xlsx),
  parquet: threadedParquet({
    startReader: () => startParquetThread(),
    loadWriter: async () => (await import('../../shared/adapters/parquet-file')).parquetWriter,
  }),
  version: VERSION,
  openFolder: () => source,
  readFont,
});
serveEngine(portOf(parentPort), engineHandlers(engine));
