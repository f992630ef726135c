import type { EngineRequest } from '../../contract/engine';
import type { TrendPeriod } from '../../contract/rate-trends';
import { dayAfter, type CalendarPeriod } from '../../domain/calendar-periods';
import { restsOn } from '../../domain/conversions';
import { youngFrom } from '../../domain/young-cohorts';
import { isoDate } from '../../sql/dialect';
import { readRows, text } from '../../sql/records';
import { lit, raw, sql } from '../../sql/sql';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import type { DeadStretch } from '../../stages/measure/measure-parameters';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { matureAgeOf, readTimes } from './funnel-times';
import type { FilterContext } from './lead-filters';

type Request = EngineRequest<'rateTrends'>;

/** The last day on which a column was seen alive: that of the snapshot before its stretch, else the newest entry in it. */
async function aliveUntil(
  { workspace, signal }: FilterContext,
  { fromOrder }: DeadStretch,
): Promise<string | null> {
  const before = fromOrder - 1;
  const [row] = await readRows(
    workspace,
    sql`select coalesce(
      (select substr(as_of, 1, 10) from ${srcSnapshots} where snapshot_order = ${lit(before)}),
      (select ${isoDate(raw('max(entry_on)'))} from ${intCrmStates} where ${lit(before)} between valid_from and valid_to)
    ) as day`,
    signal,
  );
  return text(row, 'day');
}

/**
 * Which periods can be judged. Young is what Compare calls so: from the first week of entry after the last complete one.
 * A column that died spoils the periods whose leads had not had their time when it was last alive; its values are told of a
 * lead as long as reports hold it.
 */
export async function judgePeriods(
  context: FilterContext,
  request: Request,
  dead: readonly DeadStretch[],
  periods: readonly CalendarPeriod[],
): Promise<readonly TrendPeriod[]> {
  const { basis, links, dimension } = request;
  const { cohorts, daysToAppointment } = await readTimes(context, { basis, links }, []);
  const young = youngFrom(cohorts);
  const mature = matureAgeOf(daysToAppointment);
  const columns = new Set([
    ...restsOn(request),
    dimension === 'disposition_group' ? 'disposition' : dimension,
  ]);
  const spoilt: { readonly from: string; readonly reason: string }[] = [];
  for (const stretch of dead.filter(({ column }) => columns.has(column))) {
    const alive = await aliveUntil(context, stretch);
    if (alive !== null) spoilt.push({ from: dayAfter(alive, 1 - mature), reason: stretch.reason });
  }
  return periods.map((period): TrendPeriod => {
    const reasons = spoilt.filter(({ from }) => period.to >= from).map(({ reason }) => reason);
    if (young !== null && period.to >= young) {
      return { ...period, state: 'young', reason: 'too young to judge' };
    }
    if (reasons.length > 0) return { ...period, state: 'dead', reason: reasons.join('; ') };
    return { ...period, state: 'judged', reason: '' };
  });
}
