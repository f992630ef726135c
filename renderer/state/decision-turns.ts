import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { holdWindow } from './unsaved';

const LOG = 'log';
const turns = new KeyedQueue();

/** Waits until nothing is on its way to the disk, also nothing that was given meanwhile. */
export const written = (): Promise<void> => turns.idle(LOG);

/** One work on the log at a time, in the order of asking. What it reads of the state is as the one before left it. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const release = holdWindow();
  return turns.run(LOG, () => work().finally(release));
}
