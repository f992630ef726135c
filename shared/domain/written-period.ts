import { monthOf } from './month-words';
import { statedRange, type DayRange } from './stated-range';
import { readWrittenDate } from './written-date';

/** What a report can be broken down by besides days. */
export const PERIOD_UNITS = ['week', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** Which number of `1/2/2024` is the month. */
export type NumberOrder = 'MDY' | 'DMY';

const DAY = 86_400_000;
const MONTHS: Readonly<Record<PeriodUnit, number>> = { week: 0, month: 1, quarter: 3, year: 12 };

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The months from `month` (0 is January) on. */
const months = (year: number, month: number, count: number): DayRange => ({
  from: iso(Date.UTC(year, month, 1)),
  to: iso(Date.UTC(year, month + count, 0)),
});

/** Seven days from a day on: services write the first day of a week, whichever day that is for them. */
const weekFrom = (time: number): DayRange => ({ from: iso(time), to: iso(time + 6 * DAY) });

/** The week of this number, from Monday (ISO 8601): the first has January 4. */
function weekOf(year: number, week: number): DayRange | null {
  if (week < 1 || week > 53) return null;
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  return weekFrom(monday + (week - 1) * 7 * DAY);
}

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 : 0) + Number(digits);

/** The day of a whole date: ISO text, or with slashes in an order that the column decides. */
function dayOf(text: string, order: NumberOrder): number | null {
  const read = readWrittenDate(text);
  if (read === null) return null;
  const [, first, second, year] = /^(\d{2})\/(\d{2})\/(\d{4}|\d{2})\b/.exec(read) ?? [];
  if (first === undefined || second === undefined || year === undefined) return Date.parse(read.slice(0, 10));
  const [month, day] = order === 'MDY' ? [first, second] : [second, first];
  const time = Date.UTC(fullYear(year), Number(month) - 1, Number(day));
  return Number(month) <= 12 && new Date(time).getUTCDate() === Number(day) ? time : null;
}

function periodOfDay(time: number, unit: PeriodUnit): DayRange {
  if (unit === 'week') return weekFrom(time);
  const date = new Date(time);
  const count = MONTHS[unit];
  return months(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count) * count, count);
}

const QUARTER =
  /^(?:(?<y1>\d{4})[\s/-]*)?(?:q|t|qtr|quarter|quartal|trimestre|trim)\.?\s*(?<q1>[1-4])(?:[\s/,-]*(?<y2>\d{4}|\d{2}))?$|^(?<q2>[1-4])\.?\s*(?:quartal|trimestre|quarter)\s*(?<y3>\d{4})$/;
const WEEK =
  /^(?:(?<y1>\d{4})[\s/-]*)?(?:w|cw|kw|week|woche|semana|semaine|s)\.?\s*(?<w>\d{1,2})(?:[\s/,-]*(?<y2>\d{4}))?$/;
const NUMBERED = /^(?<year>\d{4})[\s/.-]?(?<n>\d{1,2})$|^(?<n2>\d{1,2})[/.-](?<year2>\d{4})$/;

/** The year that a text leaves out, where the days of the report tell it. */
const onlyYear = (report: DayRange | null): number | null =>
  report !== null && report.from.slice(0, 4) === report.to.slice(0, 4) ? Number(report.to.slice(0, 4)) : null;

function quarterIn(plain: string, report: DayRange | null): DayRange | null {
  const of = QUARTER.exec(plain)?.groups;
  if (of === undefined) return null;
  const digits = of['y1'] ?? of['y2'] ?? of['y3'];
  const year = digits === undefined ? onlyYear(report) : fullYear(digits);
  return year === null ? null : months(year, (Number(of['q1'] ?? of['q2']) - 1) * 3, 3);
}

function weekIn(plain: string, report: DayRange | null): DayRange | null {
  const of = WEEK.exec(plain)?.groups;
  if (of === undefined) return null;
  const digits = of['y1'] ?? of['y2'];
  const year = digits === undefined ? onlyYear(report) : Number(digits);
  return year === null ? null : weekOf(year, Number(of['w']));
}

/** `2024-01`, `01/2024`, `202401`: the month, or in a column of weeks or quarters the one of this number. */
function numberedIn(plain: string, unit: PeriodUnit): DayRange | null {
  const of = NUMBERED.exec(plain)?.groups;
  const year = Number(of?.['year'] ?? of?.['year2']);
  const n = Number(of?.['n'] ?? of?.['n2']);
  if (of === undefined || year < 1990 || year > 2100 || n < 1) return null;
  if (unit === 'week') return weekOf(year, n);
  if (unit === 'quarter' && n <= 4 && !/\b0\d$/.test(plain)) return months(year, (n - 1) * 3, 3);
  return n <= 12 ? periodOfDay(Date.UTC(year, n - 1, 1), unit === 'year' ? 'month' : unit) : null;
}

/** `January 2024`, `ene-24`, `2024 March`; without a year that of the report. */
function namedMonthIn(plain: string, report: DayRange | null): DayRange | null {
  const words = plain.match(/\d+|[a-z]+/g) ?? [];
  const names = words.filter((word) => !/^\d|^de$|^of$/.test(word));
  const numbers = words.filter((word) => /^\d/.test(word));
  const month = monthOf(names[0] ?? '');
  if (month === undefined || names.length > 1 || numbers.length > 1) return null;
  const [digits] = numbers;
  if (digits !== undefined && digits.length !== 4 && digits.length !== 2) return null;
  const year = digits === undefined ? onlyYear(report) : fullYear(digits);
  return year === null ? null : months(year, month - 1, 1);
}

/**
 * The days that a cell of a column of weeks, months, quarters or years means: `2024-01-01` (the first of them),
 * `January 2024`, `2024-01`, `Jan 1, 2024 - Jan 7, 2024`, `Q1 2024`, `2024-W05`.
 * @param report the days that the report says it is about; they tell a year that is left out
 * @returns null where the text is no such period
 */
export function readPeriod(
  text: string,
  unit: PeriodUnit,
  order: NumberOrder,
  report: DayRange | null,
): DayRange | null {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase();
  const range = statedRange([text]);
  if (range !== null && range.from !== range.to) return range;
  if (/^(?:19|20)\d{2}$/.test(plain)) return unit === 'year' ? months(Number(plain), 0, 12) : null;
  const written =
    quarterIn(plain, report) ??
    (unit === 'week' ? weekIn(plain, report) : null) ??
    numberedIn(plain, unit) ??
    namedMonthIn(plain, report);
  if (written !== null) return written;
  const day = dayOf(text, order);
  return day === null ? null : periodOfDay(day, unit);
}

/** Whether a date with slashes begins a period of this unit if it is read in this order. */
function beginsPeriod(text: string, unit: PeriodUnit, order: NumberOrder): boolean {
  const day = dayOf(text, order);
  if (day === null) return false;
  // Weeks begin on Monday, or else on Sunday.
  return unit === 'week' ? new Date(day).getUTCDay() <= 1 : periodOfDay(day, unit).from === iso(day);
}

/** The order of day and month in which more of the texts begin a period. @param fallback where both fit as well */
export function orderOfPeriods(
  texts: readonly string[],
  unit: PeriodUnit,
  fallback: NumberOrder,
): NumberOrder {
  const fits = (order: NumberOrder): number => texts.filter((text) => beginsPeriod(text, unit, order)).length;
  const [monthFirst, dayFirst] = [fits('MDY'), fits('DMY')];
  return monthFirst === dayFirst ? fallback : monthFirst > dayFirst ? 'MDY' : 'DMY';
}
