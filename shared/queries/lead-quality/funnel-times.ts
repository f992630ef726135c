import type { EngineRequest } from '../../contract/engine';
import type { FunnelView } from '../../contract/funnel';
import type { GridFilter } from '../../contract/grid';
import { BREAKDOWN_STAGES, perCount, type BreakdownStage, type PathStage } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { daysBetween, isoDate } from '../../sql/dialect';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { dispositionGroupOf } from './disposition-groups';
import { outcomesWhere, type FilterContext } from './lead-filters';
import { int, readRows, requiredText, text } from '../../sql/records';

type Setting = Pick<EngineRequest<'funnel'>, 'basis' | 'links'>;

/** Share of the appointments that should have come before a cohort is called complete. */
const COMPLETE_SHARE = 0.9;

const leadsUnder = ({ links }: Setting, filters: readonly GridFilter[]): Sql =>
  outcomesWhere([{ op: 'equals', column: 'link_setting', value: links }, ...filters]);

/** Waiting times and cohorts by week of entry. How old a cohort must be is learned from all leads, not from a few. */
export async function readTimes(
  { workspace, signal }: FilterContext,
  setting: Setting,
  filters: readonly GridFilter[],
): Promise<Pick<FunnelView, 'daysToAppointment' | 'cohorts' | 'cohortAges' | 'entered' | 'newestEntry'>> {
  const leads = leadsUnder(setting, filters);
  const all = leadsUnder(setting, []);
  const waits = async (of: Sql): Promise<FunnelView['daysToAppointment']> => {
    const rows = await readRows(
      workspace,
      sql`select days_to_appointment as days, cast(count(*) as integer) as leads
        from ${of} where days_to_appointment is not null group by 1 order by 1`,
      signal,
    );
    return rows.map((row) => ({ days: int(row, 'days'), leads: int(row, 'leads') }));
  };
  const daysToAppointment = await waits(leads);
  const matureAge = matureAgeOf(filters.length === 0 ? daysToAppointment : await waits(all));
  const reached = (stage: BreakdownStage): Sql =>
    ident(`has_${METRICS[stage].stage.column}_${setting.basis}`);
  const cohorts = await readRows(
    workspace,
    sql`select ${isoDate(raw('entry_week'))} as week, cast(count(*) as integer) as leads,
      ${commas(BREAKDOWN_STAGES.map((stage) => sql`cast(count(*) filter (${reached(stage)}) as integer) as ${ident(stage)}`))},
      cast(${daysBetween(raw('min(entry_on)'), sql`(select max(entry_on) from ${all})`)} as integer) as age
      from ${leads} where entry_on is not null group by 1 order by 1`,
    signal,
  );
  const ages = await readRows(
    workspace,
    sql`select ${isoDate(raw('entry_week'))} as week, cast(case when days_to_appointment >= 0 then days_to_appointment // 7 when days_to_appointment < 0 then 0 end as integer) as age,
      cast(count(*) as integer) as leads
      from ${leads} where entry_on is not null group by 1, 2 order by 1, 2`,
    signal,
  );
  const [entries] = await readRows(
    workspace,
    sql`select ${isoDate(raw('min(entry_on)'))} as first_day, ${isoDate(raw('max(entry_on)'))} as last_day from ${leads}`,
    signal,
  );
  const [from, to] = [text(entries, 'first_day'), text(entries, 'last_day')];
  const [newest] = await readRows(
    workspace,
    sql`select ${isoDate(raw('max(entry_on)'))} as day from ${all}`,
    signal,
  );
  return {
    daysToAppointment,
    cohorts: cohorts.map((row) => ({
      week: requiredText(row, 'week'),
      leads: int(row, 'leads'),
      ...perCount(BREAKDOWN_STAGES, (stage) => int(row, stage)),
      complete: int(row, 'age') >= matureAge + 7,
    })),
    cohortAges: ages.map((row) => ({
      week: requiredText(row, 'week'),
      age: row['age'] === null ? null : int(row, 'age'),
      leads: int(row, 'leads'),
    })),
    entered: from === null || to === null ? null : { from, to },
    newestEntry: text(newest, 'day'),
  };
}

/** Reported leads by first disposition group, furthest stage and last disposition group. */
export async function readPaths(
  { workspace, groups, signal }: FilterContext,
  setting: Setting,
  filters: readonly GridFilter[],
): Promise<FunnelView['paths']> {
  const reached = (stage: BreakdownStage): Sql =>
    ident(`has_${METRICS[stage].stage.column}_${setting.basis}`);
  const rows = await readRows(
    workspace,
    sql`select first_disposition, disposition,
      case ${join(
        [...BREAKDOWN_STAGES].reverse().map((stage) => sql`when ${reached(stage)} then ${lit(stage)}`),
        raw(' '),
      )} else 'none' end as furthest, cast(count(*) as integer) as leads
      from ${leadsUnder(setting, filters)} where is_matched group by all`,
    signal,
  );
  const group = (code: string | null): string | null =>
    code === null ? null : dispositionGroupOf(code, groups);
  const sums = new Map<string, FunnelView['paths'][number]>();
  for (const row of rows) {
    const first = group(text(row, 'first_disposition'));
    const last = group(text(row, 'disposition'));
    const furthest = text(row, 'furthest') as PathStage;
    const key = JSON.stringify([first, furthest, last]);
    sums.set(key, { first, furthest, last, leads: (sums.get(key)?.leads ?? 0) + int(row, 'leads') });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** Days that leads must have had before what they reached can be judged. */
export const matureAgeOf = (days: FunnelView['daysToAppointment']): number => quantile(days, COMPLETE_SHARE);

/** The smallest number of days within which `share` of the leads had their appointment. */
function quantile(days: FunnelView['daysToAppointment'], share: number): number {
  const total = days.reduce((sum, d) => sum + d.leads, 0);
  let upto = 0;
  for (const d of days) {
    upto += d.leads;
    if (upto >= share * total) return d.days;
  }
  return 0;
}
