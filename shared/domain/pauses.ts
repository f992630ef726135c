import { throwIfCancelled } from './fault';

const LONGEST_MS = 30;

/**
 * Lets a long calculation give up the thread, so that a cancel is heard.
 * @returns to be awaited between two parts of the work: costs next to nothing unless the thread was kept for long
 * @throws LeadlensError of kind `cancelled`, from what is returned
 */
export function pauses(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_MS) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    last = performance.now();
    if (signal) throwIfCancelled(signal);
  };
}
