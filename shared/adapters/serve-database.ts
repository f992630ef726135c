import { faultOf } from '../domain/fault';
import type { Port } from '../ports/port';
import { ownBuffers, type DatabaseReply, type DatabaseRequest } from './database-messages';
import type { DuckDbWasmDatabase } from './duckdb-wasm';

/** Answers the requests of a `RemoteDatabase` on the other end of the port, once the database is up. */
export function serveDatabase(port: Port, opening: Promise<DuckDbWasmDatabase>): void {
  const running = new Map<number, AbortController>();

  const answer = async (request: Exclude<DatabaseRequest, { type: 'cancel' }>): Promise<DatabaseReply> => {
    const controller = new AbortController();
    running.set(request.id, controller);
    const done = (value: string | readonly Uint8Array[] | null): DatabaseReply => ({
      id: request.id,
      type: 'done',
      value,
    });
    try {
      const database = await opening;
      switch (request.type) {
        case 'query':
          return done(await database.queryArrow(request.sql, controller.signal));
        case 'check':
          return done(await database.check(request.sql));
        case 'lend':
          return done(await database.lend(request.name, request.bytes));
        case 'release':
          await database.release(request.path);
          return done(null);
        case 'append':
          await database.appendArrow(request.table, request.streams);
          return done(null);
        case 'close':
          await database.close();
          return done(null);
      }
    } catch (error) {
      return { id: request.id, type: 'failed', fault: faultOf(error) };
    } finally {
      running.delete(request.id);
    }
  };

  port.listen((message) => {
    const request = message as DatabaseRequest;
    if (request.type === 'cancel') {
      running.get(request.id)?.abort();
      return;
    }
    void answer(request).then((reply) => {
      port.post(
        reply,
        reply.type === 'done' && Array.isArray(reply.value)
          ? ownBuffers(reply.value as readonly Uint8Array[])
          : [],
      );
    });
  });
}
