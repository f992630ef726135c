import type { EngineRequest } from '../../contract/engine';
import type { ColumnStatistics } from '../../contract/explore';
import type { ColumnKind } from '../../contract/grid';
import type { Cell } from '../../ports/database';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { filteredRows, topValues } from './column-values';
import { rowsKey } from './row-order';
import { gridSource } from './grid-source';
import { columnIn, type SourceColumn } from './relation-source';

const BINS = 24;
const TOP = 10;
/** Up to here different values are counted one by one, above they are estimated. */
const EXACT = 10_000;
const DAY = 86_400;

const NUMBERS: readonly ColumnKind[] = ['count', 'number', 'money', 'share'];

/** A value as a number that grows with it: numbers themselves, seconds since 1970 for dates and times. */
function measureOf(column: SourceColumn): Sql | null {
  if (NUMBERS.includes(column.kind)) return sql`cast(${column.raw} as double)`;
  if (column.kind === 'date' || column.kind === 'timestamp') return sql`epoch(${column.raw})`;
  return null;
}

/** Whether its smallest and greatest value say something. */
const isOrdered = (kind: ColumnKind): boolean => kind !== 'hash' && kind !== 'boolean';

const two = (n: number): string => String(n).padStart(2, '0');

/** Seconds since 1970 as they are shown in a column of this kind. */
function shownBound(seconds: number, kind: ColumnKind): Cell {
  if (kind !== 'date' && kind !== 'timestamp') return seconds;
  const time = new Date(seconds * 1000);
  const day = `${String(time.getUTCFullYear()).padStart(4, '0')}-${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())}`;
  if (kind === 'date') return day;
  return `${day}T${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
}

/** Width of the bins: never less than one between whole values, such as counts and days. */
function binWidth(low: number, high: number, unit: number | null): { width: number; bins: number } {
  if (high <= low) return { width: unit ?? 1, bins: 1 };
  if (unit === null) return { width: (high - low) / BINS, bins: BINS };
  const width = Math.ceil((high - low + unit) / unit / BINS) * unit;
  return { width, bins: Math.ceil((high - low + unit) / width) };
}

async function histogramOf(
  workspace: Workspace,
  column: SourceColumn,
  measure: Sql,
  rows: (and?: Sql) => Sql,
  { low, high, unit }: { readonly low: number; readonly high: number; readonly unit: number | null },
  signal: AbortSignal,
): Promise<ColumnStatistics['histogram']> {
  const { width, bins } = binWidth(low, high, unit);
  const result = await workspace.read(
    sql`select cast(least(floor((${measure} - ${lit(low)}) / ${lit(width)}), ${lit(bins - 1)}) as integer) as bin,
      cast(count(*) as double) ${rows(sql`isfinite(${measure})`)} group by bin`,
    signal,
  );
  const counts = new Map(result.rows().map(([bin, count]) => [Number(bin), Number(count)]));
  return Array.from({ length: bins }, (_, bin) => ({
    low: shownBound(low + bin * width, column.kind),
    high: shownBound(
      unit === null ? low + (bin + 1) * width : Math.min(high, low + (bin + 1) * width - unit),
      column.kind,
    ),
    rows: counts.get(bin) ?? 0,
  }));
}

/** What one column holds over all rows of a query. Steps of a fraction of a second each at 5 million rows. */
export async function columnStatistics(
  workspace: Workspace,
  { query, column: name }: EngineRequest<'columnStatistics'>,
  signal: AbortSignal,
): Promise<ColumnStatistics> {
  const key = `statistics ${name} ${rowsKey(query)}`;
  return workspace.scratch.value(key, signal, async (until) => ({
    value: await compute(workspace, query, name, until),
    cells: 100,
  }));
}

async function compute(
  workspace: Workspace,
  query: EngineRequest<'columnStatistics'>['query'],
  name: string,
  signal: AbortSignal,
): Promise<ColumnStatistics> {
  const source = gridSource(workspace, query);
  const column = columnIn(source, name);
  const measure = measureOf(column);
  const rows = (and?: Sql): Sql => filteredRows(source, query.filters, and);
  const isNumber = NUMBERS.includes(column.kind);
  const bounds = measure
    ? sql`min(${measure}) filter (isfinite(${measure})), max(${measure}) filter (isfinite(${measure})), bool_and(${measure} = floor(${measure}))`
    : sql`null, null, null`;
  const ends = isOrdered(column.kind)
    ? sql`any_value(${column.shown}) filter (${column.raw} is not null), arg_min(${column.shown}, ${column.raw}), arg_max(${column.shown}, ${column.raw})`
    : sql`null, null, null`;
  const summary = await workspace.read(
    sql`select cast(count(*) as double), cast(count(${column.raw}) as double),
      cast(approx_count_distinct(${column.raw}) as double), ${bounds}, ${ends},
      ${isNumber ? sql`avg(${raw('case when')} isfinite(${measure ?? raw('null')}) then ${measure ?? raw('null')} end)` : raw('null')} ${rows()}`,
    signal,
  );
  const [total, filled, rough, low, high, isWhole, , least = null, greatest = null, mean = null] =
    summary.rows()[0] ?? [];
  const present = Number(filled ?? 0);
  let distinct = Math.min(Number(rough ?? 0), present);
  const isDistinctExact = distinct <= EXACT;
  if (isDistinctExact) {
    const exact = await workspace.read(
      sql`select cast(count(distinct ${column.raw}) as double) ${rows()}`,
      signal,
    );
    distinct = Number(exact.rows()[0]?.[0] ?? 0);
  }
  const isMostlyUnique = distinct > 20 && distinct > present * 0.9;
  const top =
    present === 0 || isMostlyUnique
      ? []
      : await topValues(
          workspace,
          column,
          (and) => rows(and ? sql`${column.raw} is not null and ${and}` : sql`${column.raw} is not null`),
          TOP,
          distinct,
          signal,
        );
  const unit = column.kind === 'date' ? DAY : isNumber && isWhole === true ? 1 : null;
  const histogram =
    measure && typeof low === 'number' && typeof high === 'number'
      ? await histogramOf(workspace, column, measure, rows, { low, high, unit }, signal)
      : [];
  return {
    rows: Number(total ?? 0),
    empty: Number(total ?? 0) - present,
    distinct,
    isDistinctExact,
    least: least,
    greatest: greatest,
    mean: mean as number | null,
    top,
    histogram,
  };
}
