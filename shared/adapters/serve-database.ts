import type { Port } from '../ports/port';
import { ownBuffers } from '../rpc/own-buffers';
import { serveRpc } from '../rpc/server';
import type { DatabaseMethods } from './database-methods';
import type { DuckDbWasmDatabase } from './duckdb-wasm';

/**
 * Answers the calls of a `RemoteDatabase` on the other end of the port, once the database is up. Both ends are of one
 * build and what crosses is large: nothing is checked, and results are given away.
 */
export function serveDatabase(port: Port, opening: Promise<DuckDbWasmDatabase>): void {
  serveRpc<DatabaseMethods>(
    port,
    {
      query: async (sql, { signal }) => (await opening).queryArrow(sql, signal),
      check: async (sql) => (await opening).check(sql),
      lend: async ({ name, bytes }) => (await opening).lend(name, bytes),
      release: async (path) => {
        await (await opening).release(path);
        return null;
      },
      append: async ({ table, streams }) => {
        await (await opening).appendArrow(table, streams);
        return null;
      },
      compact: async () => {
        await (await opening).compact();
        return null;
      },
      close: async () => {
        await (await opening).close();
        return null;
      },
    },
    {
      answerTransfer: (answer) => (Array.isArray(answer) ? ownBuffers(answer as readonly Uint8Array[]) : []),
    },
  );
}
