import type { FaultDetails } from '../../shared/domain/fault';

export type Answer<T> =
  | { readonly state: 'waiting'; readonly data: null; readonly fault: null }
  | { readonly state: 'ready'; readonly data: T; readonly fault: null }
  | { readonly state: 'failed'; readonly data: null; readonly fault: FaultDetails };

export const WAITING = { state: 'waiting', data: null, fault: null } as const;

const entries = new Map<string, Answer<unknown>>();
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

export const readAnswer = (key: string): Answer<unknown> | undefined => entries.get(key);

export function putAnswer(key: string, answer: Answer<unknown>): void {
  entries.set(key, answer);
  tell();
}

/** Answers hold for one run: a new run asks anew. */
export function forgetAnswers(): void {
  entries.clear();
  tell();
}

export function subscribeToAnswers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
