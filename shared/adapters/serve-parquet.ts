import type { ParquetSource } from '../ports/parquet';
import type { Port } from '../ports/port';
import { bothWays } from '../rpc/both-ways';
import { createRpcClient } from '../rpc/client';
import { ownBuffers } from '../rpc/own-buffers';
import { serveRpc } from '../rpc/server';
import { parquetReader } from './parquet';
import type { FileMethods, ReaderMethods } from './parquet-methods';

/** Milliseconds between two words that it goes on. */
const SAID_EVERY = 250;
/** Bytes made at once that are told before, as they take a while. */
const LARGE = 2 ** 23;

/** Answers the calls of a `ThreadedParquet` on the other end of the port, and asks it for the bytes of the files. */
export function serveParquet(port: Port): void {
  const { forClient, forServer } = bothWays(port);
  const files = createRpcClient<FileMethods>(forClient);
  const source: ParquetSource = {
    stat: async (path) => ({ path, bytes: await files.call('size', path), modifiedAt: 0 }),
    read: (path, start, end) => files.call('read', { path, start, end }),
  };
  let said = 0;
  let say: (ahead: number) => void = () => undefined;
  const reader = parquetReader((ahead) => {
    if (ahead < LARGE && Date.now() - said < SAID_EVERY) return;
    said = Date.now();
    say(ahead);
  });
  serveRpc<ReaderMethods>(
    forServer,
    {
      shape: (path) => reader.shape(source, path),
      first: ({ path, columns, most }, { progress, signal }) => {
        say = progress;
        return reader.first(source, path, columns, most, signal);
      },
      rows: async ({ path, columns }, { progress, send, signal }) => {
        say = progress;
        let sent = Promise.resolve();
        // One piece is made while the one before is on its way.
        for await (const piece of reader.rows(source, path, columns, signal)) {
          await sent;
          sent = send(piece);
          sent.catch(() => undefined);
        }
        await sent;
        return null;
      },
    },
    { chunkTransfer: (piece) => ownBuffers([piece]) },
  );
}
