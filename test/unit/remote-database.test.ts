import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { openDatabaseInNode } from '../../electron/headless/duckdb-node';
import { portOf } from '../../electron/headless/worker-port';
import type { DuckDbWasmDatabase } from '../../shared/adapters/duckdb-wasm';
import { RemoteDatabase } from '../../shared/adapters/remote-database';
import { serveDatabase } from '../../shared/adapters/serve-database';
import { cancelled, faultOf, LeadlensError, type FaultDetails } from '../../shared/domain/fault';

/** A statement that computes until it is cancelled. */
const ENDLESS = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A database on the other end of a real channel. */
function remote(opening: Promise<DuckDbWasmDatabase> = openDatabaseInNode()) {
  const { port1, port2 } = new MessageChannel();
  const sent: { type: string; id: number }[] = [];
  port2.on('message', (message: { type: string; id: number }) => sent.push(message));
  serveDatabase(portOf(port2), opening);
  ends.push(() => port1.close());
  return { database: new RemoteDatabase(portOf(port1)), sent, far: port2 };
}

const rows = async (database: RemoteDatabase, sql: string): Promise<unknown[][]> =>
  (await database.query(sql)).rows();

test('what is asked before the database is open is answered in the order of asking', async () => {
  let open: (database: DuckDbWasmDatabase) => void = () => undefined;
  const { database } = remote(new Promise((resolve) => (open = resolve)));
  const order: string[] = [];
  const asked = [
    database.query('CREATE TABLE t (word VARCHAR, n INTEGER)').then(() => order.push('create')),
    database
      .append('t', {
        word: { type: 'text', values: ['one', null] },
        n: { type: 'integer', values: [1, 2] },
      })
      .then(() => order.push('append')),
    database.check('SELECT n FROM t').then((against) => order.push(`check ${String(against)}`)),
    rows(database, 'SELECT word, n FROM t ORDER BY n').then((found) => order.push(JSON.stringify(found))),
  ];
  open(await openDatabaseInNode());
  await Promise.all(asked);
  expect(order).toEqual(['create', 'append', 'check null', '[["one",1],[null,2]]']);
});

test('bytes that are lent are given away, and readable until they are released', async () => {
  const { database } = remote();
  const bytes = new TextEncoder().encode('a,b\n1,2\n');
  const lent = database.lend('numbers.csv', bytes);
  expect(bytes.byteLength).toBe(0);
  const path = await lent;
  expect(await rows(database, `SELECT a, b FROM read_csv('${path}', all_varchar = true)`)).toEqual([
    ['1', '2'],
  ]);
  await database.release(path);
  expect(await database.check(`SELECT a FROM read_csv('${path}', all_varchar = true)`)).toContain(path);
});

test('a statement that is refused says so, and the next one is answered', async () => {
  const { database } = remote();
  await expect(database.query('SELECT nothing FROM nowhere')).rejects.toMatchObject({
    details: { kind: 'bug', code: 'sql' },
  });
  expect(await rows(database, 'SELECT 1')).toEqual([[1]]);
});

test('a cancel ends the statement that runs and all that wait under the same signal, and no other', async () => {
  const { database, sent, far } = remote();
  await database.check('SELECT 1');
  const controller = new AbortController();
  const { signal } = controller;
  const running = database.query(ENDLESS, signal);
  const waiting = Array.from({ length: 20 }, () => database.query('SELECT 1', signal));
  const other = rows(database, 'SELECT 2');
  // It has come over, and what it set off has begun.
  await once(far, 'message');
  await new Promise(setImmediate);
  controller.abort();
  for (const statement of [running, ...waiting]) {
    await expect(statement).rejects.toMatchObject({ details: { kind: 'cancelled', code: 'cancelled' } });
  }
  expect(await other).toEqual([[2]]);
  const cancels = sent.filter(({ type }) => type === 'cancel');
  expect(cancels.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, index) => index + 2));
});

test('a statement under a signal that has aborted is not sent', async () => {
  const { database, sent } = remote();
  await expect(database.query('SELECT 1', AbortSignal.abort())).rejects.toMatchObject({
    details: { kind: 'cancelled' },
  });
  expect(await rows(database, 'SELECT 2')).toEqual([[2]]);
  expect(sent).toHaveLength(1);
});

test('a database that does not open says why to whoever asks', async () => {
  const fault: FaultDetails = {
    kind: 'environment',
    code: 'database_start',
    message: 'The database did not start.',
  };
  let fail: (error: LeadlensError) => void = () => undefined;
  const { database, far } = remote(new Promise((_, reject) => (fail = reject)));
  const first = expect(database.query('SELECT 1')).rejects.toMatchObject({ details: fault });
  await once(far, 'message');
  fail(new LeadlensError(fault));
  await first;
  await expect(database.release('some path')).rejects.toMatchObject({ details: fault });
});

test('a database whose thread is gone rejects what is pending, and every later call', async () => {
  const { database } = remote(new Promise(() => undefined));
  const fault: FaultDetails = { kind: 'environment', code: 'database_gone', message: 'It stopped.' };
  const pending = [database.query('SELECT 1'), database.lend('a', new Uint8Array(1)), database.close()];
  database.fail(fault);
  for (const call of pending) await expect(call).rejects.toMatchObject({ details: fault });
  await expect(database.check('SELECT 1')).rejects.toMatchObject({ details: fault });
});

/** A database that never answers, or one that ends a statement as soon as it is asked to stop. */
function watched(isWatched: () => boolean, stops: boolean) {
  const { port1, port2 } = new MessageChannel();
  if (stops)
    port2.on('message', ({ type, id }: { type: string; id: number }) => {
      if (type === 'cancel') port2.postMessage({ type: 'fault', id, fault: cancelled().details });
    });
  ends.push(() => port1.close());
  const onStuck = vi.fn();
  return { database: new RemoteDatabase(portOf(port1), { isWatched, afterMs: 1000, onStuck }), onStuck };
}

test('a statement that goes on after it was cancelled is told of, and none that stops, or is not watched', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  ends.push(() => vi.useRealTimers());
  const abort = new AbortController();
  const [endless, stopping, unwatched] = [
    watched(() => true, false),
    watched(() => true, true),
    watched(() => false, false),
  ];
  const ended = [endless, stopping, unwatched].map(({ database }) =>
    database.query('SELECT 1', abort.signal).catch((error: unknown) => faultOf(error).kind),
  );
  abort.abort();
  expect(await ended[1]).toBe('cancelled');
  vi.advanceTimersByTime(999);
  expect(endless.onStuck).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(endless.onStuck).toHaveBeenCalledOnce();
  expect(stopping.onStuck).not.toHaveBeenCalled();
  expect(unwatched.onStuck).not.toHaveBeenCalled();
});
