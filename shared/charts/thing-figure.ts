import type { FunnelView } from '../contract/funnel';
import type { RevenueView } from '../contract/revenue';
import type { ThingNumber } from '../contract/thing';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { METRICS, type Metric, type MetricId } from '../domain/metrics';
import { formatCount, formatMoney, formatRatio, formatShare } from './format';
import { priceMarks } from './lead-figures';
import { marksOf } from './number-marks';
import { invoicedOf, returnOnSpend, totalSpend } from './revenue-figures';
import { canCredit, hasPeople } from '../domain/can-credit';

/** A number as it is read: `1,204`, `41.2 %`, `1,204.50`. */
export function numberWords({ kind, value }: ThingNumber): string {
  switch (kind) {
    case 'count':
      return formatCount(value);
    case 'share':
      return formatShare(value);
    case 'money':
      return formatMoney(value);
    case 'number':
      return formatRatio(value);
  }
}

const kindOf = ({ unit }: Metric): ThingNumber['kind'] =>
  unit === 'share' ? 'share' : unit === 'money' ? 'money' : unit === 'ratio' ? 'number' : 'count';

/** The number of a metric in a funnel, with the rate that the catalogue gives it; none where the funnel does not have it. */
export function leadNumbers(metric: MetricId, view: FunnelView): readonly ThingNumber[] {
  const step = FUNNEL_STEPS.find((known) => known === metric);
  if (step === undefined) {
    const ratio: Metric = METRICS[metric];
    const counts: Readonly<Record<string, number | null>> = { ...view.counts, price: view.price };
    if (ratio.per === null || !(ratio.per in counts) || !(ratio.of in counts)) return [];
    return [{ label: ratio.name, kind: kindOf(ratio), value: valueOf<Metric>(ratio, counts).value }];
  }
  const rate = rateOf(step);
  return [
    { label: METRICS[step].name, kind: 'count', value: view.counts[step] },
    ...(rate
      ? [
          {
            label: `of ${denominatorOf(rate) ?? ''}`,
            kind: 'share' as const,
            value: valueOf(rate, view.counts).value,
          },
        ]
      : []),
  ];
}

/** What to know to take the number of a metric in a funnel for what it is. */
export function leadMarks(metric: MetricId, view: FunnelView): readonly string[] {
  const step = FUNNEL_STEPS.find((known) => known === metric);
  if (step !== undefined) return marksOf(step, view);
  const { of, per }: Metric = METRICS[metric];
  return of === 'price' || per === 'price' ? priceMarks({ ...view.counts, ...view }) : [];
}

/** The number of a metric on top of Revenue; none where it is not among them. */
export function revenueNumbers(metric: MetricId, view: RevenueView): readonly ThingNumber[] {
  const { summary, model } = view;
  const one = (value: number | null): readonly ThingNumber[] => [
    { label: METRICS[metric].name, kind: kindOf(METRICS[metric]), value },
  ];
  switch (metric) {
    case 'invoiced':
      return one(invoicedOf(summary));
    case 'attributed':
      return one(canCredit(summary, model) ? summary.models[model].attributed : null);
    case 'spend':
      return one(totalSpend(summary));
    case 'roas':
      return one(returnOnSpend(view, model).all);
    case 'people':
      return one(hasPeople(summary) ? view.dedup.people : null);
    case 'customers':
      return one(hasPeople(summary) ? view.funnel.invoiced : null);
    default:
      return [];
  }
}
