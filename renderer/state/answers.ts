import { useEffect, useSyncExternalStore } from 'react';
import type { EngineAnswers, EngineMethod, EngineRequest } from '../../shared/contract/engine';
import type { RunOutcome } from '../../shared/contract/run';
import { faultOf } from '../../shared/domain/fault';
import { putAnswer, readAnswer, subscribeToAnswers, WAITING, type Answer } from './answer-cache';
import { services } from './services';
import { OUTCOME_KEY, useSession } from './session';

function ask<M extends EngineMethod>(key: string, method: M, request: EngineRequest<M>): void {
  if (readAnswer(key)) return;
  putAnswer(key, WAITING);
  services()
    .engine.call(method, request)
    .then(
      (data) => {
        putAnswer(key, { state: 'ready', data, fault: null });
      },
      (error: unknown) => {
        putAnswer(key, { state: 'failed', data: null, fault: faultOf(error) });
      },
    );
}

/** What the engine answers about the tables of the last finished run; asked once a run and request. */
export function useEngine<M extends EngineMethod>(
  method: M,
  request: EngineRequest<M>,
): Answer<EngineAnswers[M]> {
  const runId = useSession((s) => s.runId);
  const text = JSON.stringify(request);
  const key = `${String(runId)} ${method} ${text}`;
  const answer = useSyncExternalStore(subscribeToAnswers, () => readAnswer(key) ?? WAITING);
  useEffect(() => {
    if (runId > 0) ask(key, method, JSON.parse(text) as EngineRequest<M>);
  }, [key, method, text, runId]);
  return answer as Answer<EngineAnswers[M]>;
}

/** What the last finished run found; null before there is one. */
export function useOutcome(): RunOutcome | null {
  const answer = useSyncExternalStore(subscribeToAnswers, () => readAnswer(OUTCOME_KEY) ?? WAITING);
  return answer.state === 'ready' ? (answer.data as RunOutcome) : null;
}
