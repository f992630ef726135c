import type { BreakdownRow } from '../../../../shared/contract/summary';
import type { Outcome } from './outcomes';

/** Each row is a value among leads that a report has; without one they form a row, and so do those no report has. */
export function breakdownOf(
  outcomes: readonly Outcome[],
  of: (outcome: Outcome) => string | null,
): readonly BreakdownRow[] {
  const row = (key: string | null, reported: boolean, leads: readonly Outcome[]): BreakdownRow[] => {
    if (leads.length === 0) return [];
    const count = (stage: 'appointment' | 'demo' | 'sale'): number =>
      leads.filter(({ reached }) => reached.ever.has(stage)).length;
    return [
      {
        key,
        reported,
        leads: leads.length,
        appointment: count('appointment'),
        demo: count('demo'),
        sale: count('sale'),
      },
    ];
  };
  const reported = outcomes.filter(({ isMatched }) => isMatched);
  const keys = [...new Set(reported.flatMap((outcome) => of(outcome) ?? []))].sort();
  return [
    ...keys.flatMap((key) =>
      row(
        key,
        true,
        reported.filter((outcome) => of(outcome) === key),
      ),
    ),
    ...row(
      null,
      true,
      reported.filter((outcome) => of(outcome) === null),
    ),
    ...row(
      null,
      false,
      outcomes.filter(({ isMatched }) => !isMatched),
    ),
  ];
}
