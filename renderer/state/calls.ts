import { useEffect, useState } from 'react';
import type { EngineMethod, EngineMethods, EngineRequest } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { services } from './services';

export type CallState<T> =
  | { readonly state: 'idle' | 'waiting'; readonly data: T | null; readonly fault: null }
  | { readonly state: 'ready'; readonly data: T; readonly fault: null }
  | { readonly state: 'failed'; readonly data: null; readonly fault: FaultDetails };

/**
 * Asks the engine while the component stands, and lets go when the request changes or the component leaves.
 * While a new request is on its way the last answer stays. `null` asks nothing.
 */
export function useCall<M extends EngineMethod>(
  method: M,
  request: EngineRequest<M> | null,
): CallState<EngineMethods[M]['answer']> {
  const text = request === null ? null : JSON.stringify(request);
  const [answer, setAnswer] = useState<{ key: string | null; call: CallState<EngineMethods[M]['answer']> }>({
    key: null,
    call: { state: 'idle', data: null, fault: null },
  });
  useEffect(() => {
    if (text === null) return;
    const leaving = new AbortController();
    services()
      .engine.call(method, JSON.parse(text) as EngineRequest<M>, { signal: leaving.signal })
      .then(
        (data) => setAnswer({ key: text, call: { state: 'ready', data, fault: null } }),
        (error: unknown) => {
          const fault = faultOf(error);
          if (fault.kind !== 'cancelled')
            setAnswer({ key: text, call: { state: 'failed', data: null, fault } });
        },
      );
    return () => leaving.abort();
  }, [method, text]);
  if (text === null) return { state: 'idle', data: null, fault: null };
  if (answer.key === text) return answer.call;
  return { state: 'waiting', data: answer.call.data, fault: null };
}

/** Lets tasks run one after the other; one whose signal aborts before its turn is left out. Tasks settle their own faults. */
export function oneByOne(): (task: () => Promise<void>, signal: AbortSignal) => void {
  const turns = new KeyedQueue();
  return (task, signal) => {
    void turns.run('', () => (signal.aborted ? undefined : task()));
  };
}
