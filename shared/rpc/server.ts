import { cancelled, faultOf, LeadlensError, throwIfCancelled } from '../domain/fault';
import { KeyedQueue } from '../domain/keyed-queue';
import type { Port } from '../ports/port';
import type { ClientMessage, ServerMessage } from './messages';
import type { ChunkOf, Method, MethodName, Methods, ProgressOf } from './methods';

export interface CallContext<M extends Method> {
  readonly signal: AbortSignal;
  readonly progress: (progress: ProgressOf<M>) => void;
  /** Hands over a chunk. Resolves when it was taken; chunks go one at a time, in the order in which they were sent. */
  readonly send: (chunk: ChunkOf<M>) => Promise<void>;
}

export type RpcHandlers<T extends Methods<T>> = {
  readonly [M in MethodName<T>]: (
    request: T[M]['request'],
    context: CallContext<T[M]>,
  ) => Promise<T[M]['answer']>;
};

export interface ServerOptions<T extends Methods<T>> {
  /**
   * Makes a request of what came in, or throws. Requests go to their handlers as they came where it is absent: right
   * between threads of one build, and for what is too large to be looked at.
   */
  readonly validate?: (method: MethodName<T>, request: unknown) => T[MethodName<T>]['request'];
  /** Parts of an answer that go over without being copied, and are gone here. */
  readonly answerTransfer?: (answer: T[MethodName<T>]['answer']) => readonly object[];
  /** The same of a chunk. */
  readonly chunkTransfer?: (chunk: ChunkOf<T[MethodName<T>]>) => readonly object[];
}

type Call = Extract<ClientMessage, { readonly type: 'call' }>;

/** A handler as the border sees it: what its method takes and gives is known on its two sides only. */
type AnyHandler = (
  request: unknown,
  context: {
    readonly signal: AbortSignal;
    readonly progress: (progress: unknown) => void;
    readonly send: (chunk: unknown) => Promise<void>;
  },
) => Promise<unknown>;

/**
 * Answers the calls of a `createRpcClient` on the other end of `port`. Handlers begin in the order of the calls and run
 * side by side. What they throw becomes a plain fault here, and only here.
 */
export function serveRpc<T extends Methods<T>>(
  port: Port,
  handlers: RpcHandlers<T>,
  { validate, answerTransfer, chunkTransfer }: ServerOptions<T> = {},
): void {
  const running = new Map<number, AbortController>();
  const untaken = new Map<number, () => void>();
  const chunkTurns = new KeyedQueue();
  const post = (message: ServerMessage, transfer?: readonly object[]): void => {
    port.post(message, transfer);
  };

  const sendChunk = (id: number, chunk: unknown, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      throwIfCancelled(signal);
      const onAbort = (): void => {
        untaken.delete(id);
        reject(cancelled());
      };
      signal.addEventListener('abort', onAbort, { once: true });
      untaken.set(id, () => {
        untaken.delete(id);
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      post({ type: 'chunk', id, chunk }, chunkTransfer?.(chunk as ChunkOf<T[MethodName<T>]>));
    });

  /** Begins what was asked for. @throws LeadlensError `unknown_method`, and what `validate` throws */
  const begin = ({ id, method, request }: Call, signal: AbortSignal): Promise<T[MethodName<T>]['answer']> => {
    if (!Object.hasOwn(handlers, method)) {
      throw new LeadlensError({
        kind: 'bug',
        code: 'unknown_method',
        message: `There is no method ${method}.`,
      });
    }
    const name = method as MethodName<T>;
    const handler = handlers[name] as AnyHandler;
    return handler(validate ? validate(name, request) : request, {
      signal,
      progress: (progress) => {
        post({ type: 'progress', id, progress });
      },
      send: (chunk) => chunkTurns.run(String(id), () => sendChunk(id, chunk, signal)),
    });
  };

  const answer = async (call: Call): Promise<void> => {
    const { id } = call;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const given = await begin(call, controller.signal);
      post({ type: 'answer', id, answer: given }, answerTransfer?.(given));
    } catch (error) {
      post({ type: 'fault', id, fault: faultOf(error) });
    } finally {
      running.delete(id);
    }
  };

  port.listen((raw) => {
    const message = raw as ClientMessage;
    switch (message.type) {
      case 'cancel':
        running.get(message.id)?.abort();
        return;
      case 'taken':
        untaken.get(message.id)?.();
        return;
      case 'call':
        void answer(message);
    }
  });
}
