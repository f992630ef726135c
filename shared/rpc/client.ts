import type { EngineAnswers, EngineMethod, EngineRequest } from '../contract/engine';
import type { Progress } from '../contract/run';
import type { ExportChunk } from '../contract/report';
import { bug, cancelled, faultOf, LeadlensError, type FaultDetails } from '../domain/fault';
import type { Port } from '../ports/port';
import type { ClientMessage, ServerMessage } from './messages';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Takes the files of an export; the next chunk comes when it has. What it rejects with ends the call. */
  readonly onChunk?: ((chunk: ExportChunk) => Promise<void>) | undefined;
}

/** The engine as seen from another thread. */
export interface EngineClient {
  /** Rejects with a `LeadlensError`; with kind `cancelled` at once when `signal` aborts. */
  call<M extends EngineMethod>(
    method: M,
    request: EngineRequest<M>,
    options?: CallOptions,
  ): Promise<EngineAnswers[M]>;
  /** Rejects all that is pending with `fault`, and every later call: the other side is gone. */
  fail(fault: FaultDetails): void;
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: LeadlensError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly onChunk: ((chunk: ExportChunk) => Promise<void>) | undefined;
}

/** Speaks to the engine behind `port`. A cancelled call settles at once; its late answer is dropped. */
export function createRpcClient(port: Port): EngineClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let gone: FaultDetails | null = null;
  const post = (message: ClientMessage): void => {
    port.post(message);
  };

  const take = async (id: number, call: Pending, chunk: ExportChunk): Promise<void> => {
    try {
      if (!call.onChunk) throw bug('Nobody takes the chunks of this call.');
      await call.onChunk(chunk);
      post({ type: 'taken', id });
    } catch (error) {
      if (!pending.delete(id)) return;
      post({ type: 'cancel', id });
      call.reject(error instanceof LeadlensError ? error : new LeadlensError(faultOf(error)));
    }
  };

  port.listen((raw) => {
    const message = raw as ServerMessage;
    const call = pending.get(message.id);
    if (!call) return;
    switch (message.type) {
      case 'progress':
        call.onProgress?.(message.progress);
        return;
      case 'chunk':
        void take(message.id, call, message.chunk);
        return;
      case 'answer':
        pending.delete(message.id);
        call.resolve(message.answer as never);
        return;
      case 'fault':
        pending.delete(message.id);
        call.reject(new LeadlensError(message.fault));
    }
  });

  return {
    call(method, request, options = {}) {
      if (gone) return Promise.reject(new LeadlensError(gone));
      if (options.signal?.aborted) return Promise.reject(cancelled());
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          if (!pending.delete(id)) return;
          post({ type: 'cancel', id });
          reject(cancelled());
        };
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T): void => {
            options.signal?.removeEventListener('abort', onAbort);
            then(value);
          };
        pending.set(id, {
          resolve: settle(resolve as (answer: never) => void),
          reject: settle(reject),
          onProgress: options.onProgress,
          onChunk: options.onChunk,
        });
        options.signal?.addEventListener('abort', onAbort, { once: true });
        post({ type: 'call', id, method, request });
      });
    },
    fail(fault) {
      gone = fault;
      for (const call of pending.values()) call.reject(new LeadlensError(fault));
      pending.clear();
    },
  };
}
