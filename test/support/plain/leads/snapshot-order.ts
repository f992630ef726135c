import type { Report } from './facts';

const YEAR = 366;
const DECADE = 10 * YEAR;
const dayNumber = (date: string): number => Date.parse(date) / 86_400_000;

/**
 * The last day of entry of a report. Days more than a year (366 days) after all others, of at most a tenth of the dated
 * rows, are none; nor are days more than ten years after all others, of less than half of them.
 */
export function lastEntryOf(report: Report): string | null {
  const days = report.rows.flatMap(({ entryOn }) => (entryOn === null ? [] : [entryOn])).sort();
  let last = days.length - 1;
  for (let at = last; at > 0; at--) {
    const beyond = days.length - at;
    if (beyond >= days.length / 2) break;
    const gap = dayNumber(days[at]!) - dayNumber(days[at - 1]!);
    if ((gap > YEAR && beyond <= days.length / 10) || gap > DECADE) last = at - 1;
  }
  return days[last] ?? null;
}

/** A report in its place, 1 is the oldest. */
export interface Snapshot extends Report {
  readonly order: number;
  readonly asOf: string | null;
  readonly orderedBy: 'file_name' | 'entry_date' | 'natural_name';
}

/**
 * The order of snapshots: a date in the names, else the greatest entry date inside, else the natural order of names. A
 * criterion counts only if every report has it; ties go to the next.
 */
export function snapshotsOf(reports: readonly Report[]): readonly Snapshot[] {
  const dated = reports.map((report) => ({ report, lastEntry: lastEntryOf(report) }));
  const allNamed = dated.every(({ report }) => report.named !== null);
  const allEntered = dated.every(({ lastEntry }) => lastEntry !== null);
  const compare = (a: string | null, b: string | null): number =>
    (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;
  const sorted = [...dated].sort(
    (a, b) =>
      (allNamed ? compare(a.report.named, b.report.named) : 0) ||
      (allEntered ? compare(a.lastEntry, b.lastEntry) : 0) ||
      a.report.nameOrder - b.report.nameOrder,
  );
  return sorted.map(({ report, lastEntry }, i) => ({
    ...report,
    order: i + 1,
    asOf: allNamed ? report.named : allEntered ? lastEntry : null,
    orderedBy: allNamed ? 'file_name' : allEntered ? 'entry_date' : 'natural_name',
  }));
}
