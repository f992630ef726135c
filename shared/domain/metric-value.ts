import { moneyOf, ratioOf } from './cents';
import { ALL_RATIOS, METRICS, type CountId, type Metric, type RatioId } from './metrics';
import { rateDifference, wilson, type Rate } from './rate';

/** What `valueOf` must know of a metric: what is counted, what that is divided by, and how the result is meant. */
export type Formula = Pick<Metric, 'of' | 'per' | 'unit' | 'interval'>;

/** The counts that a metric needs: whole numbers, money in whole cents; null where there is nothing to count. */
export type CountsFor<M extends Formula> = {
  readonly [K in M['of'] | NonNullable<M['per']>]: number | null;
};

const none: Rate = { value: null, low: null, high: null };
const exact = (value: number | null): Rate => ({ value, low: null, high: null });

/**
 * The value of a metric, by its entry in the catalogue. Money has two decimals, shares and ratios six; a share with an
 * interval has the Wilson 95 % interval. Null where a count is missing or the divisor is 0.
 */
export function valueOf<M extends Formula>(metric: M, counts: CountsFor<M>): Rate {
  const known: Readonly<Record<string, number | null>> = counts;
  const of = known[metric.of] ?? null;
  if (of === null) return none;
  if (metric.per === null) return exact(metric.unit === 'money' ? moneyOf(of) : of);
  const per = known[metric.per] ?? null;
  if (per === null || per === 0) return none;
  if (metric.interval) return wilson(of, per);
  return exact(metric.unit === 'money' ? moneyOf(of / per) : ratioOf(of, per));
}

/**
 * What a share changed by from one set of counts to another, independent one, with its 95 % interval (see
 * `rateDifference`).
 */
export const differenceOf = <M extends Formula>(metric: M, a: CountsFor<M>, b: CountsFor<M>): Rate => {
  const parts = (counts: Readonly<Record<string, number | null>>): { hits: number; total: number } => ({
    hits: counts[metric.of] ?? 0,
    total: counts[metric.per ?? ''] ?? 0,
  });
  return rateDifference(parts(a), parts(b));
};

/** The share, with its interval, that one count is of another: for tables in which every count has the same whole. */
export const shareOf = <const Of extends CountId, const Per extends CountId>(of: Of, per: Per) =>
  ({ of, per, unit: 'share', interval: true }) as const;

type RateOf<C extends CountId> = {
  [R in RatioId]: (typeof METRICS)[R] extends { readonly of: C; readonly unit: 'share' }
    ? (typeof METRICS)[R]
    : never;
}[RatioId];

type RateOrNull<C extends CountId> = C extends CountId
  ? [RateOf<C>] extends [never]
    ? null
    : RateOf<C>
  : never;

/** The rate that the catalogue gives a count: the first share of which it is the numerator; null where it has none. */
export const rateOf = <const C extends CountId>(count: C): RateOrNull<C> =>
  (ALL_RATIOS.find(({ of, unit }) => of === count && unit === 'share') ?? null) as RateOrNull<C>;

/** What a metric is divided by, in words: `delivered leads`; null for counts. */
export const denominatorOf = ({ per }: Formula): string | null =>
  per === null ? null : METRICS[per as CountId].name.toLowerCase();
