import { holdWindow } from './unsaved';

let writing: Promise<unknown> = Promise.resolve();

/** Waits until nothing is on its way to the disk, also nothing that was given meanwhile. */
export async function written(): Promise<void> {
  for (let last: Promise<unknown> | null = null; last !== writing;) {
    last = writing;
    await last;
  }
}

/** One work on the log at a time, in the order of asking. What it reads of the state is as the one before left it. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const release = holdWindow();
  const result = writing.then(work).finally(release);
  writing = result.catch(() => null);
  return result;
}
