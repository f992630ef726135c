import type { UnitTiming } from '../contract/timings';
import type { PlanUnit } from './plan';

/** What a unit took, before the rows of its tables are counted. */
export interface TimedUnit extends Omit<UnitTiming, 'rows'> {
  readonly unit: PlanUnit;
}

/** Takes the time of the units of a run. */
export class UnitClock {
  readonly timed: TimedUnit[] = [];
  /** When the last model was there: the database works on one after the other, in the order in which it was asked. */
  #free = 0;

  /** Notes a unit that is done. @param startedAt as `performance.now()` @param isNew whether it had to be done */
  note(unit: PlanUnit, startedAt: number, isNew: boolean): void {
    const now = performance.now();
    const isModel = unit.kind === 'model';
    const since = isModel ? Math.max(startedAt, this.#free) : startedAt;
    if (isModel && isNew) this.#free = now;
    const { stage, name, kind } = unit;
    this.timed.push({
      unit,
      stage,
      name,
      kind,
      seconds: isModel && !isNew ? 0 : (now - since) / 1000,
      state: isNew ? 'run' : 'kept',
    });
  }
}
