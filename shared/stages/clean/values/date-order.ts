import type { DateOrder } from '../../../sql/dialect';

/** How many values of one column say what about the order of day and month. */
export interface DateEvidence {
  readonly bothFit: number;
  readonly monthFirst: number;
  readonly dayFirst: number;
}

export interface DateDecision {
  readonly order: DateOrder;
  /** `values`: they decide. `default`: two orders fit all of them. `none`: no value has a day and a month to order. */
  readonly by: 'values' | 'default' | 'none';
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

/**
 * The order of day and month of a column, from all its values. Values that fit only the other order are left as cell
 * issues; where no value decides, the profile's default stands, and that is a finding.
 */
export function decideDateOrder(evidence: DateEvidence, fallback: DateOrder): DateDecision {
  const { bothFit, monthFirst, dayFirst } = evidence;
  if (monthFirst > dayFirst) return { order: 'MDY', by: 'values' };
  if (dayFirst > monthFirst) return { order: 'DMY', by: 'values' };
  return { order: fallback, by: bothFit + monthFirst > 0 ? 'default' : 'none' };
}
