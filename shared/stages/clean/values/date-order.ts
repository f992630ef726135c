import type { DateOrder } from '../../../sql/dialect';

/** How many values of one column say what about the order of day and month. */
export interface DateEvidence {
  readonly bothFit: number;
  readonly monthFirst: number;
  readonly dayFirst: number;
}

export interface DateDecision {
  readonly order: DateOrder;
  /**
   * `values`: they decide. `siblings`: two orders fit all of them, and other files of the same header decide. `neighbour`: no
   * file of the header does, and the other column of dates of the file decides. `default`: nothing decides. `usage`: none does, and dates in its language, or with dots, have the day first. `none`: no value has a day
   * and a month to order.
   */
  readonly by: 'values' | 'siblings' | 'neighbour' | 'usage' | 'default' | 'none';
  /** As many values fit one order alone as fit the other one alone. */
  readonly isMixed?: true;
}

/** The evidence of several files together. */
export const sumEvidence = (all: readonly DateEvidence[]): DateEvidence =>
  all.reduce(
    (sum, { bothFit, monthFirst, dayFirst }) => ({
      bothFit: sum.bothFit + bothFit,
      monthFirst: sum.monthFirst + monthFirst,
      dayFirst: sum.dayFirst + dayFirst,
    }),
    { bothFit: 0, monthFirst: 0, dayFirst: 0 },
  );

/** The order that the values of some files prove, and those of none contradict; null where there is none. */
export function provenOrder(decisions: readonly DateDecision[]): DateOrder | null {
  const proven = new Set(decisions.filter(({ by }) => by === 'values').map(({ order }) => order));
  return proven.size === 1 ? ([...proven][0] ?? null) : null;
}

/**
 * The order of day and month of a column, from all its values. Values that fit only the other order are left as cell
 * issues; where no value decides, the profile's default stands, and that is a finding.
 * @param told what other files of the same header prove
 * @param usual what is usual in how the file is written; null: nothing speaks for an order
 */
export function decideDateOrder(
  evidence: DateEvidence,
  fallback: DateOrder,
  told: DateOrder | null = null,
  usual: DateOrder | null = null,
): DateDecision {
  const { bothFit, monthFirst, dayFirst } = evidence;
  if (monthFirst > dayFirst) return { order: 'MDY', by: 'values' };
  if (dayFirst > monthFirst) return { order: 'DMY', by: 'values' };
  if (bothFit + monthFirst === 0) return { order: fallback, by: 'none' };
  if (told !== null) return { order: told, by: 'siblings' };
  if (usual !== null) return { order: usual, by: 'usage' };
  return { order: fallback, by: 'default', ...(monthFirst > 0 && { isMixed: true }) };
}

/** Whether something else than its own values may decide the order of a column. */
export const isOpen = ({ by }: DateDecision): boolean =>
  by === 'default' || by === 'siblings' || by === 'neighbour';

/**
 * The order of a column that its own values and other files of the header leave open, beside another column of its file.
 * @param neighbour how that one was decided
 */
export const besideColumn = (decision: DateDecision, neighbour: DateDecision): DateDecision =>
  decision.by === 'default' && neighbour.by === 'values'
    ? { order: neighbour.order, by: 'neighbour' }
    : decision;
