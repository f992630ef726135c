import { ALL_METRICS, ALL_RATIOS, METRICS, type BrokenDownId, type RatioId, type StageId } from './metrics';

/** How an identity (lead number, e-mail hash, phone hash) of the CRM reports points to delivered leads. */
export const TIERS = ['both', 'email_only', 'phone_only', 'conflict', 'none'] as const;
export type Tier = (typeof TIERS)[number];

/** The stages a lead passes, as the catalogue has them; a later one does not imply an earlier one but by its definition. */
export type FunnelStage = StageId;
export const FUNNEL_STAGES: readonly FunnelStage[] = ALL_METRICS.flatMap(({ id, stage }) =>
  stage ? [id as FunnelStage] : [],
);

/** The stages by which places, months, cohorts and the like are told apart. */
export type BreakdownStage = BrokenDownId;
export const BREAKDOWN_STAGES: readonly BreakdownStage[] = FUNNEL_STAGES.flatMap((stage) =>
  METRICS[stage].stage.brokenDown ? [stage as BreakdownStage] : [],
);

/** The counts of a funnel that matching and decisions move. */
export type MovingCount = 'matched' | FunnelStage;
export const MOVING_COUNTS: readonly MovingCount[] = ['matched', ...FUNNEL_STAGES];

/** All counts of a funnel, from the widest on. */
export type FunnelStep = 'delivered' | MovingCount;
export const FUNNEL_STEPS: readonly FunnelStep[] = ['delivered', ...MOVING_COUNTS];

/** A value for each of some counts. */
export const perCount = <C extends string, T>(
  counts: readonly C[],
  of: (count: C) => T,
): { readonly [K in C]: T } =>
  Object.fromEntries(counts.map((count) => [count, of(count)])) as { readonly [K in C]: T };

export const BASES = ['ever', 'latest'] as const;
/** `ever`: in any snapshot. `latest`: in the last snapshot in which the delivered lead appears. */
export type Basis = (typeof BASES)[number];

export const LINK_SETTINGS = ['strict', 'linked', 'likely'] as const;
/**
 * Which links count. `strict`: both keys agree or a reviewer accepted. `linked`: also one key only, unless rejected.
 * `likely`: the most probable lead of each identity, of conflicts too.
 */
export type LinkSetting = (typeof LINK_SETTINGS)[number];

/** What is computed from the price of delivered leads. */
export type PriceMetric = {
  [R in RatioId]: (typeof METRICS)[R] extends { readonly of: 'price' } ? R : never;
}[RatioId];
export const PRICE_METRICS: readonly PriceMetric[] = ALL_RATIOS.flatMap((ratio) =>
  ratio.of === 'price' ? [ratio.id] : [],
);

/** How far a lead got, as one value: the stages leave none out and none twice. */
export type PathStage = 'none' | BreakdownStage;
export const PATH_STAGES: readonly PathStage[] = ['none', ...BREAKDOWN_STAGES];

/** What a row of a breakdown, or a cohort, counts. */
export type RowCounts = { readonly [C in 'leads' | BreakdownStage]: number };

/** What leads cost, in whole cents, null where no price is known; and of how many of them the price is known. */
export interface KnownPrices {
  readonly price: number | null;
  readonly priced: number;
}

/** What the leads of some rows cost together. */
export function addPrices(rows: readonly KnownPrices[]): KnownPrices {
  const known = rows.flatMap(({ price }) => (price === null ? [] : [price]));
  return {
    price: known.length === 0 ? null : known.reduce((sum, price) => sum + price, 0),
    priced: rows.reduce((sum, { priced }) => sum + priced, 0),
  };
}

/** The counts of some rows together. */
export const addRowCounts = (rows: readonly RowCounts[]): RowCounts =>
  perCount(['leads', ...BREAKDOWN_STAGES], (count) => rows.reduce((sum, row) => sum + row[count], 0));
