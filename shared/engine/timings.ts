import type { UnitTiming } from '../contract/timings';
import { rowCounts } from '../queries/grid/row-counts';
import type { AnyRelation } from '../sql/model';
import type { Engine } from './engine';
import type { PlanUnit } from './plan';

const madeBy = ({ work }: PlanUnit): readonly AnyRelation[] =>
  work.kind === 'model' ? [work.model] : [...work.writes, ...work.builds];

/** What each unit of the last run took, in the order in which they were done. */
export async function timingsOf(engine: Engine, signal: AbortSignal): Promise<readonly UnitTiming[]> {
  const { timed } = engine.state;
  const counts = await rowCounts(
    engine.workspace,
    timed.flatMap(({ unit }) => madeBy(unit)),
    signal,
  );
  return timed.map(({ unit, ...timing }) => {
    const rows = madeBy(unit).flatMap(({ name }) => counts.get(name) ?? []);
    return { ...timing, rows: rows.length === 0 ? null : rows.reduce((sum, count) => sum + count, 0) };
  });
}
