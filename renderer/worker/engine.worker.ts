import { threadedParquet } from '../../shared/adapters/threaded-parquet';
import { workbooksOnDemand } from '../../shared/adapters/workbooks-on-demand';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveEngine } from '../../shared/rpc/engine-rpc';
import { portOf } from '../host/worker-port';
import { httpFileSource } from './file-source-http';
import { readFont } from './font-files';
import { startParquetThread } from './parquet-threads';
import { watchLife } from './sign-of-life';
import { parentPort } from './parent-port';

declare const __APP_VERSION__: string;

/** How long a cancelled statement may go on. */
const STUCK_MS = 1000;

const databaseWorker = new Worker(new URL('./database.worker.ts', import.meta.url), { type: 'module' });
const database: RemoteDatabase = new RemoteDatabase(portOf(databaseWorker), {
  // A run that is cancelled ends by itself, and what it has filled is worth the wait.
  isWatched: () => !engine.isRunning,
  afterMs: STUCK_MS,
  onStuck: () => {
    databaseWorker.terminate();
    database.fail({
      kind: 'environment',
      code: 'database_stuck',
      message: 'The database did not stop at the query that was cancelled.',
      hint: 'A fresh one starts by itself and reads the folder again. Settings and decisions are safe on disk.',
    });
  },
});
const gone = (why: string): void => {
  database.fail({
    kind: 'environment',
    code: 'database_gone',
    message: `The database stopped: ${why}`,
    hint: 'Run again: a fresh one starts by itself. Settings and decisions are safe on disk.',
  });
};
databaseWorker.addEventListener('error', (event) => {
  gone(event.message);
});
watchLife(databaseWorker, gone);

const engine: Engine = new Engine({
  database,
  workbooks: workbooksOnDemand(async () => (await import('../../shared/adapters/xlsx')).xlsx),
  parquet: threadedParquet({
    startReader: startParquetThread,
    loadWriter: async () => (await import('../../shared/adapters/parquet-file')).parquetWriter,
  }),
  version: __APP_VERSION__,
  openFolder: httpFileSource,
  readFont,
});
serveEngine(parentPort, engineHandlers(engine));
