import { statedPeriod, type DayRange } from '../../../domain/stated-range';
import { join, lit, raw, sql, type Sql } from '../../../sql/sql';
import type { TableSpec } from '../../../sql/model';
import type { PeriodUnit } from '../../../domain/written-period';
import type { FileFormats } from '../values/column-formats';
import { inFiles } from '../values/reading-plan';
import { namedExports, type NamedExports } from './named-exports';

/** What is known of ad exports besides the values of a record; files by their path. */
export interface AdDaysPlan {
  /** Files whose records name no day, but the first day of what they add up, or nothing. */
  readonly withoutDays: readonly string[];
  /** Those of them whose records do not even name a first day. */
  readonly withoutDates: readonly string[];
  /** Those of them whose records name a week, month, quarter or year. */
  readonly withPeriods: readonly string[];
  /** File → the days that it says it is about. */
  readonly periods: readonly (readonly [file: string, period: DayRange])[];
  /** All files, with the date in their name; of a range its end. */
  readonly exports: NamedExports;
  /** Files in which ids of campaigns lost digits and were taken out. */
  readonly withLostCampaigns: readonly string[];
}

/** A plan to look at the SQL that comes of one. */
export const EXAMPLE_DAYS: AdDaysPlan = {
  withoutDays: [],
  withoutDates: [],
  withPeriods: [],
  periods: [],
  exports: [],
  withLostCampaigns: [],
};

/** Whether the file of a record has campaigns that were taken out, since their ids lost digits. */
export const hasLostCampaigns = ({ withLostCampaigns }: AdDaysPlan): Sql => inFiles(withLostCampaigns);

/** A file as far as its days are concerned. */
interface DatedFile {
  readonly path: string;
  readonly hasDay: boolean;
  readonly hasFirstDay: boolean;
  readonly periodUnit: PeriodUnit | null;
  readonly period: DayRange | null;
}

export const planAdDays = (files: readonly DatedFile[], formats: readonly FileFormats[]): AdDaysPlan => ({
  withLostCampaigns: formats
    .filter(({ evidence }) => evidence.damagedFields.has('campaign_id'))
    .map(({ path }) => path),
  withoutDays: files.filter(({ hasDay }) => !hasDay).map(({ path }) => path),
  withoutDates: files.filter(({ hasDay, hasFirstDay }) => !hasDay && !hasFirstDay).map(({ path }) => path),
  withPeriods: files.filter(({ periodUnit }) => periodUnit !== null).map(({ path }) => path),
  periods: files.flatMap(({ path, period }) => (period === null ? [] : [[path, period] as const])),
  exports: namedExports(files, (path, day) => statedPeriod(path, null)?.to ?? day?.slice(0, 10) ?? null),
});

const dateOfFile = (dates: readonly (readonly [file: string, date: string])[]): Sql =>
  dates.length === 0
    ? raw('cast(null as date)')
    : sql`case file ${join(
        dates.map(([file, date]) => sql`when ${lit(file)} then cast(${lit(date)} as date)`),
        raw(' '),
      )} end`;

/** The first or the last day that the file of a record says it is about. */
const statedDay = ({ periods }: AdDaysPlan, end: keyof DayRange): Sql =>
  dateOfFile(periods.map(([file, period]) => [file, period[end]] as const));

/** More than ten years are no period that a report was made for. */
const LONGEST_DAYS = 3660;

/**
 * The days that a record of a table of text adds up: `first_day` and `last_day`, both null where it names a day or states
 * none. A week or month is cut to the days of the report. Reads `spend_read`, `from_read`, `to_read`, `own_from`, `own_to`.
 */
export function periodColumns(plan: AdDaysPlan, { name, kind }: TableSpec): Sql {
  const [from, to] = [statedDay(plan, 'from'), statedDay(plan, 'to')];
  // Start dates that are all the first day of the report: the rows add up the report, nobody spends on one day alone.
  const isWholeReport = sql`(from_read = ${from} and file in (
    select file from ${{ kind, name }} where period_from is not null group by file having min(period_from) = max(period_from)))`;
  const isUndated = inFiles(plan.withoutDates);
  const isPeriod = inFiles(plan.withPeriods);
  const [least, most] = [
    sql`greatest(case when period_to is not null then from_read end, ${from})`,
    sql`least(to_read, ${to})`,
  ];
  const isWithin = sql`(coalesce(own_to >= ${least}, true) and coalesce(own_from <= ${most}, true))`;
  const first = sql`case when ${isPeriod} then case when ${isWithin} then greatest(own_from, ${least}) else own_from end when ${isUndated} then ${from} else from_read end`;
  const last = sql`case when ${isPeriod} then case when ${isWithin} then least(own_to, ${most}) else own_to end when ${isUndated} then ${to} when period_to is not null then to_read
    when ${isWholeReport} then ${to} else from_read end`;
  if (plan.withoutDays.length === 0)
    return raw('cast(null as date) as first_day, cast(null as date) as last_day');
  return sql`case when ${inFiles(plan.withoutDays)} then ${first} end as first_day,
    case when ${inFiles(plan.withoutDays)} then ${last} end as last_day`;
}

/** Whether `first_day` and `last_day` are a period that somebody can have asked for. */
export const IS_PERIOD = sql`(last_day >= first_day and date_diff('day', first_day, last_day) < ${lit(LONGEST_DAYS)})`;
