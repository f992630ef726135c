import { hyparquet } from '../../shared/adapters/parquet';
import { faultOf } from '../../shared/domain/fault';
import { Engine } from '../../shared/engine/engine';
import { engineHandlers } from '../../shared/engine/handlers';
import type { ServerMessage } from '../../shared/rpc/messages';
import { serveRpc } from '../../shared/rpc/server';
import { openDatabaseInBrowser } from './duckdb-browser';
import { httpFileSource } from './file-source-http';

declare const __APP_VERSION__: string;

/** Calls that came before the engine was up, in order. */
const early: unknown[] = [];
let deliver = (message: unknown): void => {
  early.push(message);
};
self.addEventListener('message', (event: MessageEvent<unknown>) => {
  deliver(event.data);
});

const post = (message: unknown): void => {
  self.postMessage(message);
};

async function start(): Promise<void> {
  const engine = new Engine({
    database: await openDatabaseInBrowser(),
    parquet: hyparquet,
    version: __APP_VERSION__,
    openFolder: httpFileSource,
  });
  serveRpc(
    {
      post,
      listen: (listener) => {
        deliver = listener;
        for (const message of early.splice(0)) listener(message);
      },
      close: () => {
        self.close();
      },
    },
    engineHandlers(engine),
  );
}

start().catch((error: unknown) => {
  const fault = faultOf(error);
  const refuse = (message: unknown): void => {
    const { id, type } = message as { id: number; type: string };
    if (type === 'call') post({ type: 'fault', id, fault } satisfies ServerMessage);
  };
  deliver = refuse;
  for (const message of early.splice(0)) refuse(message);
});
