import type { FunnelCounts, LeadQualitySummary } from '../contract/summary';
import { FUNNEL_STEPS, type FunnelStep } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { ALL_RATIOS, METRICS, type Metric, type MetricId } from '../domain/metrics';
import { PROJECT_CURRENCY } from '../domain/money';
import type { Rate } from '../domain/rate';
import { formatCount, formatMoney, formatNumber, formatShare } from './format';

/** A number of the funnel as screens, PDF and command line show it. */
export interface LeadFigure {
  readonly metric: MetricId;
  /** The step whose leads stand behind it: of a ratio, all that were delivered. */
  readonly step: FunnelStep;
  /** With its currency, where it is money. */
  readonly name: string;
  readonly value: string;
  /** The rate that the catalogue gives a count, and what that is a share of. */
  readonly rate: { readonly value: Rate; readonly of: string } | null;
  /** What the value is divided by, where it is a ratio itself. */
  readonly per: string | null;
  /** Lowest and highest that the open reviews can make of it; null where they change nothing. */
  readonly span: { readonly low: number; readonly high: number } | null;
}

/** What figures are made of: the counts of a funnel, and what its leads cost in whole cents, null where not known. */
export type LeadCounts = FunnelCounts & { readonly price: number | null };

/** The counts of `ever_linked`, as the PDF and the command line show them. */
export const headlineCounts = ({ funnel, prices }: LeadQualitySummary): LeadCounts => ({
  ...funnel.ever_linked,
  price: prices === null || prices.priced === 0 ? null : Math.round(prices.total * 100),
});

/** The headline ratios that can be computed of what was counted. */
const ratiosOf = (counts: LeadCounts): readonly (Metric & { readonly id: MetricId })[] =>
  ALL_RATIOS.filter(({ headline, of, per }) => {
    const known: Readonly<Record<string, number | null>> = counts;
    return headline && (known[of] ?? null) !== null && per in known;
  });

const written = ({ unit }: Metric, value: number | null): string =>
  unit === 'share' ? formatShare(value) : unit === 'money' ? formatMoney(value) : formatNumber(value);

function stepFigure(
  step: FunnelStep,
  counts: FunnelCounts,
  span: LeadQualitySummary['span'] | null,
): LeadFigure {
  const metric = rateOf(step);
  const reach = step === 'delivered' ? null : (span?.[step] ?? null);
  return {
    metric: step,
    step,
    name: METRICS[step].name,
    value: formatCount(counts[step]),
    rate: metric && { value: valueOf(metric, counts), of: denominatorOf(metric) ?? '' },
    per: null,
    span: reach && reach.low !== reach.high ? reach : null,
  };
}

/**
 * The numbers of a funnel in the order of the catalogue: its steps, then what is computed from them.
 * @param span what the open reviews can make of the steps; null where that is not known
 * @param which those on top of screens and PDF, or all steps
 */
export const leadFigures = (
  counts: LeadCounts,
  span: LeadQualitySummary['span'] | null,
  which: 'headline' | 'all',
): readonly LeadFigure[] => [
  ...FUNNEL_STEPS.filter((step) => which === 'all' || METRICS[step].headline).map((step) =>
    stepFigure(step, counts, span),
  ),
  ...ratiosOf(counts).map((ratio): LeadFigure => ({
    metric: ratio.id,
    step: 'delivered',
    name: ratio.unit === 'money' ? `${ratio.name}, ${PROJECT_CURRENCY}` : ratio.name,
    value: written(ratio, valueOf<Metric>(ratio, counts).value),
    rate: null,
    per: denominatorOf(ratio),
    span: null,
  })),
];
