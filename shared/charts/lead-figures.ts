import { errorsOf, headlineKey, spanOf } from '../domain/headline';
import type { FunnelView } from '../contract/funnel';
import type { FunnelCounts, LeadQualitySummary } from '../contract/summary';
import type { ExpectedError } from '../domain/expected-error';
import { FUNNEL_STEPS, type FunnelStep } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { ALL_RATIOS, METRICS, type Metric, type MetricId } from '../domain/metrics';
import { PROJECT_CURRENCY } from '../domain/money';
import type { Rate } from '../domain/rate';
import { formatCount, formatCountOf, formatMoney, formatNumber, formatShare } from './format';
import { marksOf } from './number-marks';

/** A number of the funnel as screens, PDF and command line show it. */
export interface LeadFigure {
  readonly metric: MetricId;
  /** The step whose leads stand behind it: of a ratio, all that were delivered. */
  readonly step: FunnelStep;
  /** With its currency, where it is money. */
  readonly name: string;
  readonly value: string;
  /** The same as a number; money in whole units. */
  readonly number: number | null;
  readonly kind: 'count' | 'share' | 'money' | 'number';
  /** The rate that the catalogue gives a count, and what that is a share of. */
  readonly rate: { readonly value: Rate; readonly of: string } | null;
  /** What the value is divided by, where it is a ratio itself. */
  readonly per: string | null;
  /** Lowest and highest that the open reviews can make of it; null where they change nothing. */
  readonly span: { readonly low: number; readonly high: number } | null;
  /** Where the true number lies with 95 %, by the probabilities of the links; null where it is not known or sure. */
  readonly expected: ExpectedError | null;
  /** What to know to take the number for what it is: dead columns, leads too young to judge. */
  readonly marks: readonly string[];
}

/** What figures are made of: the counts of a funnel, and what its leads cost in whole cents, null where not known. */
export type LeadCounts = FunnelCounts & Pick<FunnelView, 'price' | 'priced'>;

/** The counts of the headline, as the PDF and the command line show them. */
export const headlineCounts = (quality: LeadQualitySummary): LeadCounts => ({
  ...quality.funnel[headlineKey(quality)],
  price: priceOf(quality.prices),
  priced: quality.prices?.priced ?? 0,
});

const priceOf = (prices: LeadQualitySummary['prices']): number | null =>
  prices === null || prices.priced === 0 ? null : Math.round(prices.total * 100);

/** The headline ratios that can be computed of what was counted. */
const ratiosOf = (counts: LeadCounts): readonly (Metric & { readonly id: MetricId })[] =>
  ALL_RATIOS.filter(({ headline, of, per }) => {
    const known: Readonly<Record<string, number | null>> = counts;
    return headline && (known[of] ?? null) !== null && per in known;
  });

const written = ({ unit }: Metric, value: number | null): string =>
  unit === 'share' ? formatShare(value) : unit === 'money' ? formatMoney(value) : formatNumber(value);

/** How far counts can be from what they say; null where that is not known. */
export interface Reaches {
  /** By the open reviews. */
  readonly span: LeadQualitySummary['span'] | null;
  /** By the probabilities of the links. */
  readonly errors: ReturnType<typeof errorsOf>;
}

/** How far the counts of the headline can be off. */
export const headlineReaches = (quality: LeadQualitySummary): Reaches => ({
  span: spanOf(quality, headlineKey(quality)),
  errors: errorsOf(quality, headlineKey(quality)),
});

/** What a metric is called above its number: money with its currency. */
export const metricTitle = (metric: MetricId): string =>
  METRICS[metric].unit === 'money' ? `${METRICS[metric].name}, ${PROJECT_CURRENCY}` : METRICS[metric].name;

/** Leads without a known price cost something too: a cost that leaves them out is too low. */
export const priceMarks = ({
  price,
  priced,
  delivered,
}: Pick<LeadCounts, 'price' | 'priced' | 'delivered'>): readonly string[] =>
  price === null || priced >= delivered
    ? []
    : [
        `too low: the price of ${formatCount(delivered - priced)} of ${formatCountOf(delivered, 'lead')} is not known`,
      ];

/** By what the numbers of a funnel are marked. */
type Marked = Parameters<typeof marksOf>[1];

function stepFigure(
  step: FunnelStep,
  counts: FunnelCounts,
  { span, errors }: Reaches,
  marked: Marked | null,
): LeadFigure {
  const metric = rateOf(step);
  const reach = step === 'delivered' ? null : (span?.[step] ?? null);
  const error = step === 'delivered' ? null : (errors?.[step] ?? null);
  return {
    metric: step,
    step,
    name: METRICS[step].name,
    value: formatCount(counts[step]),
    number: counts[step],
    kind: 'count',
    rate: metric && { value: valueOf(metric, counts), of: denominatorOf(metric) ?? '' },
    per: null,
    span: reach && reach.low !== reach.high ? reach : null,
    expected: error && error.low !== error.high ? error : null,
    marks: marked ? marksOf(step, marked) : [],
  };
}

/**
 * The numbers of a funnel in the order of the catalogue: its steps, then what is computed from them.
 * @param reaches how far the steps can be from the counts
 * @param which those on top of screens and PDF, or all steps
 * @param marked by what numbers are marked; null where that is not known
 */
export const leadFigures = (
  counts: LeadCounts,
  reaches: Reaches,
  which: 'headline' | 'all',
  marked: Marked | null = null,
): readonly LeadFigure[] => [
  ...FUNNEL_STEPS.filter((step) => which === 'all' || METRICS[step].headline).map((step) =>
    stepFigure(step, counts, reaches, marked),
  ),
  ...ratiosOf(counts).map((ratio): LeadFigure => {
    const { value } = valueOf<Metric>(ratio, counts);
    return {
      metric: ratio.id,
      step: 'delivered',
      name: metricTitle(ratio.id),
      value: written(ratio, value),
      number: value,
      kind: ratio.unit === 'share' || ratio.unit === 'money' ? ratio.unit : 'number',
      rate: null,
      per: denominatorOf(ratio),
      span: null,
      expected: null,
      marks: ratio.per === 'price' || ratio.of === 'price' ? priceMarks(counts) : [],
    };
  }),
];
