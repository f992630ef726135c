import { bug, cancelled, faultOf, LeadlensError, type FaultDetails } from '../domain/fault';
import type { Port } from '../ports/port';
import { AbortListeners } from './abort-listeners';
import type { ClientMessage, ServerMessage } from './messages';
import type { ChunkOf, Method, MethodName, Methods, ProgressOf } from './methods';

export interface CallOptions<M extends Method> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ProgressOf<M>) => void) | undefined;
  /** Takes what the call hands over; the next chunk comes when it has. What it rejects with ends the call. */
  readonly onChunk?: ((chunk: ChunkOf<M>) => void | Promise<void>) | undefined;
  /** Parts of the request that go over without being copied, and are gone here. */
  readonly transfer?: readonly object[] | undefined;
}

/** The methods of another thread. */
export interface RpcClient<T extends Methods<T>> {
  /** Rejects with a `LeadlensError`: the fault of the other side, or of kind `cancelled` when `signal` aborts. */
  call<M extends MethodName<T>>(
    method: M,
    request: T[M]['request'],
    options?: CallOptions<T[M]>,
  ): Promise<T[M]['answer']>;
  /** Rejects all that is pending with `fault`, and every later call: the other side is gone. */
  fail(fault: FaultDetails): void;
}

export interface ClientOptions {
  /**
   * What a call does whose signal aborts. `reject`: at once; its late answer is dropped. `wait`: it asks the other
   * side to stop and ends when that has, so that nothing of it runs any more.
   */
  readonly onCancel?: 'reject' | 'wait';
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: LeadlensError) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
  readonly onChunk: ((chunk: never) => void | Promise<void>) | undefined;
  /** Its signal is of no interest any more. */
  readonly forget: (() => void) | undefined;
}

const errorOf = (error: unknown): LeadlensError =>
  error instanceof LeadlensError ? error : new LeadlensError(faultOf(error), { cause: error });

/** Calls what `serveRpc` answers on the other end of `port`. Messages of others on the same port are let pass. */
export function createRpcClient<T extends Methods<T>>(
  port: Port,
  { onCancel = 'reject' }: ClientOptions = {},
): RpcClient<T> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let gone: FaultDetails | null = null;
  const post = (message: ClientMessage, transfer?: readonly object[]): void => {
    port.post(message, transfer);
  };

  /** Takes a call out of those that are pending: what is said of it from now on is dropped. */
  const ended = (id: number): Pending | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    call?.forget?.();
    return call;
  };

  const aborts = new AbortListeners((id) => {
    post({ type: 'cancel', id });
    if (onCancel === 'reject') ended(id)?.reject(cancelled());
  });

  const take = async (id: number, { onChunk }: Pending, chunk: unknown): Promise<void> => {
    try {
      if (!onChunk) throw bug('Nobody takes the chunks of this call.');
      await onChunk(chunk as never);
      if (pending.has(id)) post({ type: 'taken', id });
    } catch (error) {
      const call = ended(id);
      if (!call) return;
      post({ type: 'cancel', id });
      call.reject(errorOf(error));
    }
  };

  port.listen((raw) => {
    const message = raw as ServerMessage;
    const call = pending.get(message.id);
    if (!call) return;
    switch (message.type) {
      case 'progress':
        call.onProgress?.(message.progress as never);
        return;
      case 'chunk':
        void take(message.id, call, message.chunk);
        return;
      case 'answer':
        ended(message.id);
        call.resolve(message.answer as never);
        return;
      case 'fault':
        ended(message.id);
        call.reject(new LeadlensError(message.fault));
    }
  });

  return {
    call(method, request, { signal, onProgress, onChunk, transfer } = {}) {
      if (gone) return Promise.reject(new LeadlensError(gone));
      if (signal?.aborted) return Promise.reject(cancelled());
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const forget = signal && aborts.add(signal, id);
        pending.set(id, { resolve, reject, onProgress, onChunk, forget });
        try {
          post({ type: 'call', id, method, request }, transfer);
        } catch (error) {
          // It never left: no answer would ever come.
          ended(id)?.reject(errorOf(error));
        }
      });
    },
    fail(fault) {
      gone = fault;
      for (const id of [...pending.keys()]) ended(id)?.reject(new LeadlensError(fault));
    },
  };
}
