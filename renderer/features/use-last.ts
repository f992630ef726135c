import { useState } from 'react';
import type { Answer } from '../state/answer-cache';

/** An answer, or while a new one is on its way the last one, marked: the screen stays where it is meanwhile. */
export function useLast<T>(answer: Answer<T>): Answer<T> & { readonly isStale: boolean } {
  const [last, setLast] = useState<Answer<T>>(answer);
  if (answer.state === 'ready' && answer.data !== last.data) setLast(answer);
  return answer.state === 'waiting' && last.state === 'ready'
    ? { ...last, isStale: true }
    : { ...answer, isStale: false };
}
