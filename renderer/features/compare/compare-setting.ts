import { useMemo } from 'react';
import type { FunnelView } from '../../../shared/contract/funnel';
import { compared, type Compared } from '../../../shared/contract/compare';
import { lastDayOf } from '../../../shared/domain/calendar-periods';
import { formatCount, formatCountOf } from '../../../shared/charts/format';
import { toJudgeWords } from '../../../shared/charts/link-words';
import { deadAt, deadWords } from '../../../shared/charts/number-marks';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import { FUNNEL_STEPS } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { youngFrom } from '../../../shared/domain/young-cohorts';
import { stepTo, useNavigation } from '../../state/navigation';

const PARAM = 'compare';

/** The sides in the address; null where the screen compares nothing. */
export function sidesOf(text: string | undefined): Compared | null {
  if (text === undefined) return null;
  try {
    const parsed = compared.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // An address that was typed by hand compares nothing.
    return null;
  }
}

export function useComparedSides(): Compared | null {
  const text = useNavigation((p) => p.params[PARAM]);
  return useMemo(() => sidesOf(text), [text]);
}

/** Compares, or with null stops comparing. */
export const compareSides = (sides: Compared | null): void =>
  stepTo({ [PARAM]: sides === null ? null : JSON.stringify(sides), trends: null });

/** Whole months as a period of days. */
export const periodOf = (first: string, last: string): { readonly from: string; readonly to: string } => ({
  from: `${first}-01`,
  to: lastDayOf(last),
});

/** The months in which leads entered, oldest first. */
export const monthsOf = (view: FunnelView): readonly string[] =>
  (view.breakdowns['entry_month'] ?? [])
    .flatMap(({ key, reported }) => (reported && key !== null ? [key] : []))
    .sort();

/** Which sides of a comparison hold days of entry that are too young to judge, and from when on; null: none does. */
export function youngSides(
  sides: Compared,
  view: Pick<FunnelView, 'cohorts'>,
): { readonly from: string; readonly sides: readonly ('a' | 'b')[] } | null {
  const from = youngFrom(view.cohorts);
  if (sides.kind !== 'periods' || from === null) return null;
  const young = (['a', 'b'] as const).filter((side) => sides[side].to >= from);
  return young.length === 0 ? null : { from, sides: young };
}

/** Where the folder has reports of several clients: whose leads two snapshots count, and what their difference is not. */
export function clientWords(sides: Compared, { trend }: Pick<FunnelView, 'trend'>): readonly string[] {
  if (sides.kind !== 'snapshots') return [];
  const [a, b] = [sides.a, sides.b].map((order) => trend.find((point) => point.order === order)?.series);
  if (a === undefined || b === undefined) return [];
  return [
    a === b
      ? `Both sides count what the reports of ${a} say, and nothing of other clients.`
      : `The snapshots are of different clients: one side counts what the reports of ${a} say, the other those of ${b}. Their difference is no change over time.`,
  ];
}

/** Which leads no period of entry can hold: reports say the day, so that what stands here is reported nearly without fail. */
export function undatedWords(
  sides: Compared,
  { counts: { delivered }, cohorts }: Pick<FunnelView, 'counts' | 'cohorts'>,
): readonly string[] {
  if (sides.kind !== 'periods') return [];
  const undated = delivered - cohorts.reduce((sum, { leads }) => sum + leads, 0);
  return undated === 0
    ? []
    : [
        `${formatCount(undated)} of ${formatCountOf(delivered, 'delivered lead')} ${undated === 1 ? 'has' : 'have'} no day of entry, which reports say: ${undated === 1 ? 'it stands' : 'they stand'} on neither side, and the shares here are those of reported leads.`,
      ];
}

/** What both sides, or one, must be read with: columns that died, what is left to review. */
export function markWords(
  sides: Compared,
  view: Pick<FunnelView, 'deadStretches'>,
  toJudge: LeadQualitySummary['toJudge'],
): readonly string[] {
  const { deadStretches } = view;
  const dead = FUNNEL_STEPS.flatMap((step) =>
    (sides.kind === 'snapshots'
      ? deadAt(step, deadStretches, [sides.a, sides.b])
      : deadWords(step, deadStretches)
    ).map((words) => `${METRICS[step].name} ${words}.`),
  );
  return [
    ...dead,
    ...(toJudge.items === 0
      ? []
      : [
          `Left to review: ${toJudgeWords(toJudge)}. What is decided about them can still move these counts.`,
        ]),
  ];
}

/** The months whose leads had time to come to an appointment; all where those are fewer than two. */
function judgedMonths(view: FunnelView): readonly string[] {
  const months = monthsOf(view);
  const from = youngFrom(view.cohorts);
  const judged = from === null ? months : months.filter((month) => lastDayOf(month) < from);
  return judged.length < 2 ? months : judged;
}

/**
 * What is compared first: the last snapshot with the one before, of one client where there are several; of the months that are old enough to judge the newer half
 * with the older.
 */
export function firstSides(kind: Compared['kind'], view: FunnelView): Compared {
  switch (kind) {
    case 'snapshots': {
      const { trend } = view;
      const at = trend.findLastIndex(
        (point, index) => index > 0 && point.series === trend[index - 1]?.series,
      );
      const last = (at < 0 ? trend.at(-1) : trend[at])?.order ?? 1;
      return { kind, a: Math.max(1, last - 1), b: last };
    }
    case 'periods': {
      const months = judgedMonths(view);
      const half = Math.floor(months.length / 2);
      const [first = '2000-01', last = '2000-01'] = [months[0], months.at(-1)];
      return {
        kind,
        a: periodOf(first, months[Math.max(0, half - 1)] ?? first),
        b: periodOf(months[half] ?? last, last),
      };
    }
    case 'links':
      return { kind, a: 'strict', b: 'linked' };
    case 'runs':
      return { kind };
    case 'kept':
      return { kind, run: '' };
  }
}
