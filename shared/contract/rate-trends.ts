import { z } from 'zod';
import { PERIOD_LENGTHS, type CalendarPeriod } from '../domain/calendar-periods';
import { CONVERSION_BASES } from '../domain/conversions';
import { FALSE_DISCOVERY_RATES } from '../domain/false-discovery';
import { FUNNEL_STAGES } from '../domain/lead-quality';
import type { Trials } from '../domain/trend-test';
import type { Judged } from '../domain/trend-verdict';
import { funnelRequest } from './funnel';
import type { BreakdownKey } from './summary';

/** By which date a lead stands in its period. */
const TREND_DATES = ['entry', 'delivery'] as const;

/** Which rate, by what, over which periods, and how sure a verdict must be. */
export const trendsSetting = z.object({
  of: z.enum(FUNNEL_STAGES),
  per: z.enum(CONVERSION_BASES),
  dimension: z.string(),
  every: z.enum(PERIOD_LENGTHS),
  by: z.enum(TREND_DATES),
  /** Trials that a segment must have in the periods that can be judged; smaller ones are put together. */
  least: z.int().min(1),
  falseRate: z.literal([...FALSE_DISCOVERY_RATES]),
});
export type TrendsSetting = z.infer<typeof trendsSetting>;

/** The same, of which leads. */
export const rateTrendsRequest = funnelRequest.extend(trendsSetting.shape);

const day = z.iso.date();

export const rateTrendDrillRequest = rateTrendsRequest
  .pick({
    basis: true,
    links: true,
    filters: true,
    of: true,
    per: true,
    dimension: true,
    by: true,
  })
  .extend({
    segment: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({
        kind: z.literal('value'),
        key: z.string().nullable(),
        /** Null: with and without a report. */
        reported: z.boolean().nullable(),
      }),
      z.object({ kind: z.literal('others'), keys: z.array(z.string().nullable()) }),
    ]),
    /** Days, both ends included. */
    from: day,
    to: day,
    /** All delivered leads, those that the rate is a share of, or those that it counts. */
    what: z.enum(['leads', 'per', 'of']),
  });

export interface TrendPeriod extends CalendarPeriod {
  /** `young`: its leads have not had their time. `dead`: a column that the rate rests on said nothing in it. */
  readonly state: 'judged' | 'young' | 'dead';
  /** Why it is not judged; empty where it is. */
  readonly reason: string;
}

/** The shares of some leads over the periods. */
export interface TrendSeries extends Judged {
  /** Delivered leads in all periods, judged or not. */
  readonly leads: number;
  /** By period. */
  readonly cells: readonly Trials[];
}

/** The leads of one value of the dimension. */
export type TrendSegment = TrendSeries & BreakdownKey;

/** Whether a rate gets better or worse, for all leads and by the values of a dimension. */
export interface RateTrendsView {
  /** By what can be asked: what is known of these leads. */
  readonly dimensions: readonly string[];
  /** Whether days of delivery are known. */
  readonly hasDeliveryDates: boolean;
  /** Without a gap, oldest first. */
  readonly periods: readonly TrendPeriod[];
  /** Judged by itself: its verdict is false with the chance of the rate that was asked for. */
  readonly all: TrendSeries;
  /** Those with enough trials, the one with most leads first; judged together. */
  readonly segments: readonly TrendSegment[];
  /** Those with fewer, put together and not judged: what they are made of may change; null where there are none. */
  readonly others:
    (TrendSeries & { readonly values: readonly (BreakdownKey & { readonly leads: number })[] }) | null;
  /** Delivered leads without the date by which periods are told. */
  readonly undated: number;
  /** Delivered leads whose date lies far from all others, or before the periods. */
  readonly outside: number;
}
