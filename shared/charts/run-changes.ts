import type { RunNumbers } from '../contract/kept-run';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { formatCount, formatMoney, formatRate, formatShare } from './format';

/** A number of the headline that two runs of one project do not share. */
export interface RunChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a run found that the one before it did not. */
export interface RunChanges {
  readonly numbers: readonly RunChange[];
  /** What somebody should look at: a rate outside of its earlier interval, a new finding of severity *error*. Sentences. */
  readonly toLookAt: readonly string[];
}

/** By which links the counts are compared: those of the headline of the later run. */
type HeadlineKey = 'ever_likely' | 'ever_linked';

function leadChanges(before: RunNumbers, after: RunNumbers, key: HeadlineKey): readonly RunChange[] {
  const [was, is] = [before.leadQuality, after.leadQuality];
  if (!was || !is) return [];
  return [
    { name: METRICS.snapshots.name, before: formatCount(was.snapshots), after: formatCount(is.snapshots) },
    ...FUNNEL_STEPS.map((step) => ({
      name: METRICS[step].name,
      before: formatCount(was.funnel[key][step]),
      after: formatCount(is.funnel[key][step]),
    })),
  ];
}

function revenueChanges(before: RunNumbers, after: RunNumbers): readonly RunChange[] {
  const [was, is] = [before.revenue, after.revenue];
  if (!was || !is) return [];
  const inCurrency = (name: string): string => `${name}, ${is.currency}`;
  return [
    { name: 'Invoices', before: formatCount(was.invoices), after: formatCount(is.invoices) },
    {
      name: inCurrency(METRICS.invoiced.name),
      before: formatMoney(was.invoiced),
      after: formatMoney(is.invoiced),
    },
    { name: inCurrency(METRICS.spend.name), before: formatMoney(was.spend), after: formatMoney(is.spend) },
    ...ATTRIBUTION_MODELS.map((model) => ({
      name: `${METRICS.attributed.name} by ${MODEL_NAMES[model]}`,
      before: formatMoney(was.attributed[model]),
      after: formatMoney(is.attributed[model]),
    })),
  ];
}

/** Rates that lie outside of the 95 % interval that they had. */
function ratesOutside(before: RunNumbers, after: RunNumbers, key: HeadlineKey): readonly string[] {
  const [was, is] = [before.leadQuality?.funnel[key], after.leadQuality?.funnel[key]];
  if (!was || !is) return [];
  return FUNNEL_STEPS.flatMap((step) => {
    const metric = rateOf(step);
    if (!metric) return [];
    const [then, now] = [valueOf(metric, was), valueOf(metric, is)];
    if (then.low === null || then.high === null || now.value === null) return [];
    if (now.value >= then.low && now.value <= then.high) return [];
    return [
      `${METRICS[step].name}: ${formatShare(now.value)} of ${denominatorOf(metric) ?? ''}, ${now.value < then.low ? 'below' : 'above'} what it was: ${formatRate(then)}.`,
    ];
  });
}

/** A question that only one of two runs answers. */
const answersGone = (before: RunNumbers, after: RunNumbers): readonly string[] => [
  ...(before.leadQuality && !after.leadQuality ? ['There are no numbers of leads any more.'] : []),
  ...(before.revenue && !after.revenue ? ['There are no numbers of revenue any more.'] : []),
];

/**
 * What became of the numbers of the headline, and what somebody should look at.
 * @param key by which links the later run counts
 */
export const runChanges = (before: RunNumbers, after: RunNumbers, key: HeadlineKey): RunChanges => ({
  numbers: [...leadChanges(before, after, key), ...revenueChanges(before, after)].filter(
    (number) => number.before !== number.after,
  ),
  toLookAt: [
    ...answersGone(before, after),
    ...ratesOutside(before, after, key),
    ...after.errors.filter((error) => !before.errors.includes(error)).map((error) => `New error: ${error}.`),
  ],
});
