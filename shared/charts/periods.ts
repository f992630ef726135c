import type { PeriodRow } from '../contract/revenue';

export type PeriodStep = 'day' | 'week';

const DAY = 86_400_000;

/** More periods than this are not filled up: a stray date far away would make a chart of nothing. */
const MOST = 4000;

/** Every day or week from the first to the last, those without invoices and spend as zeros. */
export function withoutGaps(rows: readonly PeriodRow[], step: PeriodStep): readonly PeriodRow[] {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return [];
  const by = step === 'day' ? DAY : 7 * DAY;
  const from = Date.parse(first.from);
  const count = Math.round((Date.parse(last.from) - from) / by) + 1;
  if (!(count > rows.length) || count > MOST) return rows;
  const known = new Map(rows.map((row) => [row.from, row]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(from + index * by).toISOString().slice(0, 10);
    return known.get(day) ?? { from: day, invoices: 0, invoiced: 0, attributed: 0, spend: 0, roas: null };
  });
}
