import { hyparquet } from '../../shared/adapters/parquet';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import { serveRpc } from '../../shared/rpc/server';
import { httpFileSource } from './file-source-http';
import { readFont } from './font-files';
import { parentPort, portOfWorker } from './worker-port';

declare const __APP_VERSION__: string;

const databaseWorker = new Worker(new URL('./database.worker.ts', import.meta.url), { type: 'module' });
const database = new RemoteDatabase(portOfWorker(databaseWorker));
databaseWorker.addEventListener('error', (event) => {
  database.fail({
    kind: 'environment',
    code: 'database_gone',
    message: `The database stopped: ${event.message}`,
    hint: 'Run again.',
  });
});

const engine = new Engine({
  database,
  parquet: hyparquet,
  version: __APP_VERSION__,
  openFolder: httpFileSource,
  readFont,
});
serveRpc(parentPort, engineHandlers(engine));
