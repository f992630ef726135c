import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { portOf } from '../../electron/headless/worker-port';
import { bug, faultOf, LeadlensError, throwIfCancelled, type FaultDetails } from '../../shared/domain/fault';
import { createRpcClient, type ClientOptions, type RpcClient } from '../../shared/rpc/client';
import { ownBuffers } from '../../shared/rpc/own-buffers';
import { serveRpc, type CallContext, type RpcHandlers, type ServerOptions } from '../../shared/rpc/server';
import { validatedBy } from '../../shared/rpc/validated';

/** A small protocol with one method of each sort. */
interface Library {
  title: { request: { readonly shelf: number }; answer: string };
  copy: { request: { readonly pages: number }; answer: number; progress: number; chunk: Uint8Array };
  bind: { request: { readonly bytes: Uint8Array }; answer: Uint8Array };
}

const never = <T>(): Promise<T> => Promise.reject(bug('Not asked for here.'));
const LIBRARY: RpcHandlers<Library> = { title: never, copy: never, bind: never };

/** A promise with what settles it. */
function deferred<T = void>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

/** Settles when this signal aborts. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

const open: MessagePort[] = [];

/** A client and a server on the two ends of a channel of messages, and all that crosses it. */
function connect(
  handlers: Partial<RpcHandlers<Library>>,
  { client: clientOptions, server }: { client?: ClientOptions; server?: ServerOptions<Library> } = {},
) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const asked: unknown[] = [];
  const said: unknown[] = [];
  port1.on('message', (message) => said.push(message));
  port2.on('message', (message) => asked.push(message));
  serveRpc<Library>(portOf(port2), { ...LIBRARY, ...handlers }, server);
  return {
    client: createRpcClient<Library>(portOf(port1), clientOptions),
    near: port1,
    far: port2,
    asked,
    said,
  };
}

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** What a call fails with. */
const faultIn = (call: Promise<unknown>): Promise<FaultDetails> =>
  call.then(
    () => {
      throw new Error('The call did not fail.');
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(LeadlensError);
      return faultOf(error);
    },
  );

/** Everything that was sent before has come over once this has been answered. */
const roundTrip = (client: RpcClient<Library>): Promise<unknown> =>
  client.call('title', { shelf: 0 }).catch(() => null);

describe('a call', () => {
  test('gives the answer of its method', async () => {
    const { client } = connect({ title: ({ shelf }) => Promise.resolve(`Book of shelf ${String(shelf)}`) });
    expect(await client.call('title', { shelf: 7 })).toBe('Book of shelf 7');
  });

  test('gives each of many its own answer, in whatever order they come', async () => {
    const shelves = [0, 1, 2].map(() => deferred());
    const { client } = connect({
      title: async ({ shelf }) => {
        await shelves[shelf]?.promise;
        return `Book ${String(shelf)}`;
      },
    });
    const order: string[] = [];
    const calls = [0, 1, 2].map(async (shelf) => {
      order.push(await client.call('title', { shelf }));
    });
    for (const shelf of [2, 0, 1]) {
      shelves[shelf]?.resolve();
      await calls[shelf];
    }
    expect(order).toEqual(['Book 2', 'Book 0', 'Book 1']);
  });

  test('begins in the order of asking', async () => {
    const begun: number[] = [];
    const { client } = connect({
      title: ({ shelf }) => {
        begun.push(shelf);
        return Promise.resolve('');
      },
    });
    await Promise.all([3, 1, 2].map((shelf) => client.call('title', { shelf })));
    expect(begun).toEqual([3, 1, 2]);
  });

  test('is told of progress in its order, and of none after the answer', async () => {
    const { client } = connect({
      copy: ({ pages }, { progress }) => {
        for (let page = 1; page <= pages; page++) progress(page);
        setImmediate(() => progress(99));
        return Promise.resolve(pages);
      },
    });
    const told: number[] = [];
    const answer = await client.call('copy', { pages: 3 }, { onProgress: (page) => told.push(page) });
    expect(answer).toBe(3);
    await roundTrip(client);
    expect(told).toEqual([1, 2, 3]);
  });

  test('of a method that is not there fails as a bug that names it', async () => {
    const { client } = connect({});
    const unknown = client as unknown as RpcClient<{ burn: { request: null; answer: null } }>;
    expect(await faultIn(unknown.call('burn', null))).toMatchObject({
      kind: 'bug',
      code: 'unknown_method',
      message: 'There is no method burn.',
    });
    const inherited = client as unknown as RpcClient<{ toString: { request: null; answer: null } }>;
    expect(await faultIn(inherited.call('toString', null))).toMatchObject({ code: 'unknown_method' });
  });

  test('fails where its request cannot be copied, and the next one goes through', async () => {
    const { client } = connect({ title: () => Promise.resolve('Book') });
    const shelf = (() => 1) as unknown as number;
    expect(await faultIn(client.call('title', { shelf }))).toMatchObject({ kind: 'bug', code: 'bug' });
    expect(await client.call('title', { shelf: 1 })).toBe('Book');
  });

  test('fails where its answer cannot be copied', async () => {
    const { client } = connect({ title: () => Promise.resolve((() => 'Book') as unknown as string) });
    expect(await faultIn(client.call('title', { shelf: 1 }))).toMatchObject({ kind: 'bug', code: 'bug' });
  });

  test('lets messages of others on the same port pass', async () => {
    const { client, far } = connect({ title: () => Promise.resolve('Book') });
    far.postMessage({ type: 'alive', lock: 'some lock' });
    expect(await client.call('title', { shelf: 1 })).toBe('Book');
  });
});

describe('a fault', () => {
  test('crosses whole: kind, code, file, column, and the next step', async () => {
    const details: FaultDetails = {
      kind: 'input',
      code: 'bad_date',
      message: 'leads.csv, column Entry date: cannot be read as a date.',
      hint: 'State the form of the date on Sources.',
      file: 'leads.csv',
      column: 'Entry date',
    };
    const { client } = connect({ title: () => Promise.reject(new LeadlensError(details)) });
    expect(await faultIn(client.call('title', { shelf: 1 }))).toEqual(details);
  });

  test('that is no LeadlensError crosses as a bug with what it says', async () => {
    const { client } = connect({
      title: () => {
        throw new TypeError('shelf is not iterable');
      },
    });
    expect(await faultIn(client.call('title', { shelf: 1 }))).toEqual({
      kind: 'bug',
      code: 'bug',
      message: 'Unexpected: shelf is not iterable',
    });
  });
});

describe('a cancel', () => {
  test('before the call sends nothing', async () => {
    const { client, asked } = connect({ title: () => Promise.resolve('Book') });
    const signal = AbortSignal.abort();
    expect(await faultIn(client.call('title', { shelf: 1 }, { signal }))).toMatchObject({
      kind: 'cancelled',
    });
    await roundTrip(client);
    expect(asked).toHaveLength(1);
  });

  test('ends the call at once and stops its handler; the late answer is dropped', async () => {
    const begun = deferred();
    const stopped = deferred();
    const release = deferred();
    const { client, said } = connect({
      copy: async (_, { signal }) => {
        begun.resolve();
        await aborted(signal);
        stopped.resolve();
        await release.promise;
        return 1;
      },
    });
    const controller = new AbortController();
    const call = faultIn(client.call('copy', { pages: 1 }, { signal: controller.signal }));
    await begun.promise;
    controller.abort();
    expect(await call).toMatchObject({ kind: 'cancelled', code: 'cancelled' });
    expect(said).toEqual([]);
    await stopped.promise;
    release.resolve();
    await roundTrip(client);
    expect(said).toContainEqual({ type: 'answer', id: 1, answer: 1 });
  });

  test('of one call leaves the others alone', async () => {
    const release = deferred();
    const { client } = connect({
      copy: async ({ pages }, { signal }) => {
        await release.promise;
        throwIfCancelled(signal);
        return pages;
      },
    });
    const controller = new AbortController();
    const cancelledCall = faultIn(client.call('copy', { pages: 1 }, { signal: controller.signal }));
    const other = client.call('copy', { pages: 2 }, { signal: new AbortController().signal });
    controller.abort();
    expect(await cancelledCall).toMatchObject({ kind: 'cancelled' });
    release.resolve();
    expect(await other).toBe(2);
  });

  test('after the end says nothing to the other side', async () => {
    const { client, asked } = connect({ copy: () => Promise.resolve(1) });
    const controller = new AbortController();
    await client.call('copy', { pages: 1 }, { signal: controller.signal });
    controller.abort();
    await roundTrip(client);
    expect(asked).not.toContainEqual(expect.objectContaining({ type: 'cancel' }));
  });

  test('of a client that waits ends the call only when its handler has ended, as that says', async () => {
    const release = deferred();
    const { client } = connect(
      {
        copy: async ({ pages }, { signal }) => {
          await aborted(signal);
          await release.promise;
          if (pages === 2) return 2;
          throwIfCancelled(signal);
          return 1;
        },
      },
      { client: { onCancel: 'wait' } },
    );
    const controller = new AbortController();
    const ended: string[] = [];
    const stopped = faultIn(client.call('copy', { pages: 1 }, { signal: controller.signal })).finally(() =>
      ended.push('call'),
    );
    const through = client.call('copy', { pages: 2 }, { signal: controller.signal });
    controller.abort();
    await roundTrip(client);
    ended.push('other');
    release.resolve();
    expect(await stopped).toMatchObject({ kind: 'cancelled' });
    expect(await through).toBe(2);
    expect(ended).toEqual(['other', 'call']);
  });

  test('of many calls under one signal reaches each, in their order, by one listener', async () => {
    const { client, asked } = connect({
      copy: async (_, { signal }) => {
        await aborted(signal);
        throwIfCancelled(signal);
        return 0;
      },
    });
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const listen = signal.addEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof listen>) => {
      listeners++;
      listen(...args);
    };
    const calls = Array.from({ length: 30 }, (_, pages) =>
      faultIn(client.call('copy', { pages }, { signal })),
    );
    controller.abort();
    for (const fault of await Promise.all(calls)) expect(fault).toMatchObject({ kind: 'cancelled' });
    await roundTrip(client);
    expect(listeners).toBe(1);
    expect(asked.slice(30, 60)).toEqual(
      Array.from({ length: 30 }, (_, index) => ({ type: 'cancel', id: index + 1 })),
    );
  });
});

describe('chunks', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

  test('come one at a time and in their order, the next when the last was taken', async () => {
    const events: string[] = [];
    const { client } = connect({
      copy: async ({ pages }, { send }) => {
        for (let page = 1; page <= pages; page++) {
          events.push(`send ${String(page)}`);
          await send(bytes(page));
        }
        return pages;
      },
    });
    await client.call(
      'copy',
      { pages: 3 },
      {
        onChunk: async (chunk) => {
          events.push(`got ${chunk.join()}`);
          await new Promise(setImmediate);
          events.push(`taken ${chunk.join()}`);
        },
      },
    );
    expect(events).toEqual([1, 2, 3].flatMap((n) => [`send ${n}`, `got ${n}`, `taken ${n}`]));
  });

  test('that are sent without waiting keep their order and come one at a time', async () => {
    const { client } = connect({
      copy: async (_, { send }) => {
        await Promise.all([1, 2, 3].map((page) => send(bytes(page))));
        return 3;
      },
    });
    let taking = 0;
    const got: string[] = [];
    await client.call(
      'copy',
      { pages: 3 },
      {
        onChunk: async (chunk) => {
          expect(++taking).toBe(1);
          await new Promise(setImmediate);
          got.push(chunk.join());
          taking--;
        },
      },
    );
    expect(got).toEqual(['1', '2', '3']);
  });

  test('that cannot be taken end the call with what went wrong, and stop its handler', async () => {
    const stopped = deferred<FaultDetails>();
    const { client } = connect({
      copy: async (_, { send }) => {
        try {
          await send(bytes(1));
        } catch (error) {
          stopped.resolve(faultOf(error));
          throw error;
        }
        return 1;
      },
    });
    const full: FaultDetails = { kind: 'environment', code: 'disk_full', message: 'The disk is full.' };
    const call = client.call(
      'copy',
      { pages: 1 },
      { onChunk: () => Promise.reject(new LeadlensError(full)) },
    );
    expect(await faultIn(call)).toEqual(full);
    expect(await stopped.promise).toMatchObject({ kind: 'cancelled' });
  });

  test('that nobody takes end the call', async () => {
    const { client } = connect({
      copy: async (_, { send }) => {
        await send(bytes(1));
        return 1;
      },
    });
    expect(await faultIn(client.call('copy', { pages: 1 }))).toEqual({
      kind: 'bug',
      code: 'bug',
      message: 'Nobody takes the chunks of this call.',
    });
  });

  test('are not waited for after a cancel, and not sent either', async () => {
    const sent: FaultDetails[] = [];
    const stopped = deferred();
    const controller = new AbortController();
    const { client, said } = connect({
      copy: async (_, { send }) => {
        for (const page of [1, 2]) sent.push(await faultIn(send(bytes(page))));
        stopped.resolve();
        return 0;
      },
    });
    const call = client.call(
      'copy',
      { pages: 1 },
      {
        signal: controller.signal,
        onChunk: () => {
          controller.abort();
          return new Promise(() => undefined);
        },
      },
    );
    expect(await faultIn(call)).toMatchObject({ kind: 'cancelled' });
    await stopped.promise;
    expect(sent.map(({ kind }) => kind)).toEqual(['cancelled', 'cancelled']);
    await roundTrip(client);
    expect(said.filter((message) => (message as { type: string }).type === 'chunk')).toHaveLength(1);
  });
});

describe('transfer', () => {
  test('of a request detaches its buffer on this side', async () => {
    const { client } = connect({
      bind: ({ bytes }) => Promise.resolve(Uint8Array.from(bytes, (b) => b + 1)),
    });
    const given = Uint8Array.from([1, 2]);
    const kept = Uint8Array.from([3, 4]);
    const moved = client.call('bind', { bytes: given }, { transfer: [given.buffer] });
    const copied = client.call('bind', { bytes: kept });
    expect(given.byteLength).toBe(0);
    expect(kept.byteLength).toBe(2);
    expect(await moved).toEqual(Uint8Array.from([2, 3]));
    expect(await copied).toEqual(Uint8Array.from([4, 5]));
  });

  test('of answers and chunks detaches the buffers that the server says', async () => {
    const answer = Uint8Array.from([1, 2]);
    const chunk = Uint8Array.from([3, 4]);
    const part = Uint8Array.from([5, 6, 7]).subarray(1);
    const { client } = connect(
      {
        bind: () => Promise.resolve(answer),
        copy: async (_, { send }: CallContext<Library['copy']>) => {
          await send(chunk);
          await send(part);
          return 2;
        },
      },
      {
        server: {
          answerTransfer: (given) => (given instanceof Uint8Array ? ownBuffers([given]) : []),
          chunkTransfer: (given) => ownBuffers([given]),
        },
      },
    );
    expect(await client.call('bind', { bytes: new Uint8Array() })).toEqual(Uint8Array.from([1, 2]));
    expect(answer.byteLength).toBe(0);
    const got: number[][] = [];
    await client.call('copy', { pages: 1 }, { onChunk: (bytes) => void got.push([...bytes]) });
    expect(got).toEqual([
      [3, 4],
      [6, 7],
    ]);
    expect(chunk.byteLength).toBe(0);
    // The rest of its buffer belongs to others.
    expect(part.byteLength).toBe(2);
  });
});

describe('a port that dies', () => {
  const gone: FaultDetails = {
    kind: 'environment',
    code: 'library_gone',
    message: 'The library burnt down.',
  };

  test('rejects all that is pending with what it died of, and every later call', async () => {
    const { client, near, far } = connect({ copy: () => new Promise(() => undefined) });
    near.on('close', () => client.fail(gone));
    const controller = new AbortController();
    const pending = [1, 2].map((pages) =>
      faultIn(client.call('copy', { pages }, { signal: controller.signal })),
    );
    far.close();
    expect(await Promise.all(pending)).toEqual([gone, gone]);
    expect(await faultIn(client.call('title', { shelf: 1 }))).toEqual(gone);
    controller.abort();
  });

  test('lets nothing that still comes in settle a call anew', async () => {
    const { client, near, said } = connect({ title: () => Promise.resolve('Book') });
    const answered = once(near, 'message');
    const call = faultIn(client.call('title', { shelf: 1 }));
    client.fail(gone);
    await answered;
    expect(await call).toEqual(gone);
    expect(said).toEqual([{ type: 'answer', id: 1, answer: 'Book' }]);
  });
});

describe('validation', () => {
  const validate = validatedBy<Library>({
    title: z.object({ shelf: z.int().min(1) }),
    copy: z.object({ pages: z.int() }),
    bind: z.object({ bytes: z.instanceof(Uint8Array) }),
  });

  test('keeps a malformed request from its handler and says what is wrong with it', async () => {
    const asked: number[] = [];
    const { client } = connect(
      {
        title: ({ shelf }) => {
          asked.push(shelf);
          return Promise.resolve('Book');
        },
      },
      { server: { validate } },
    );
    const fault = await faultIn(client.call('title', { shelf: 0 }));
    expect(fault).toMatchObject({ kind: 'bug', code: 'bad_request' });
    expect(fault.message).toMatch(/^The request for title is malformed: shelf: /);
    expect(asked).toEqual([]);
    expect(await client.call('title', { shelf: 2 })).toBe('Book');
    expect(asked).toEqual([2]);
  });

  test('gives handlers what their schema names and nothing else', async () => {
    const asked: unknown[] = [];
    const title: RpcHandlers<Library>['title'] = (request) => {
      asked.push(request);
      return Promise.resolve('Book');
    };
    const stray = { shelf: 1, lamp: 'on' };
    await connect({ title }, { server: { validate } }).client.call('title', stray);
    await connect({ title }).client.call('title', stray);
    expect(asked).toEqual([{ shelf: 1 }, { shelf: 1, lamp: 'on' }]);
  });
});
