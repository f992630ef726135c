import { FileClock, type FileTiming } from '../../shared/contract/file-clock';

let clock = new FileClock();

/** Begins to take the time of the files of a run; the run before is forgotten. */
export function startClock(): FileClock {
  clock = new FileClock();
  return clock;
}

/** What the files of the last run took. */
export const fileTimings = (): readonly FileTiming[] => clock.taken;
