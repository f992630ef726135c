import { z } from 'zod';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { canonicalText } from '../domain/canonical-text';
import { FINDING_CODES } from '../domain/finding';
import { BASES, BREAKDOWN_STAGES, LINK_SETTINGS } from '../domain/lead-quality';
import { METRICS, type MetricId } from '../domain/metrics';
import { SOURCE_IDS } from '../domain/source';
import type { FunnelView } from './funnel';
import { gridQuery, type ColumnKind, type GridQuery } from './grid';
import { leadFilters } from './lead-filter';
import type { MatchesView } from './matches';
import { trendsSetting, type RateTrendsView } from './rate-trends';
import { revenueFilters, type RevenueView } from './revenue';
import { subjectRequest } from './subject';

/** Charts of the Funnel screen, of Matches and of Revenue; those of rates over time are told by their setting. */
export const LEAD_CHARTS = [
  'funnel',
  'trend',
  'movement',
  'paths',
  'state_map',
  'breakdown',
  'cohort_heat',
  'cohorts',
  'days',
] as const;
export const MATCHES_CHARTS = ['tiers', 'weights'] as const;
export const REVENUE_CHARTS = [
  'roas',
  'revenue_by_day',
  'revenue_by_week',
  'waterfall',
  'lead_status',
] as const;

const metric = z.custom<MetricId>((id) => typeof id === 'string' && Object.hasOwn(METRICS, id));

/** Which leads and links, and what they are narrowed to. */
const leadSetting = { basis: z.enum(BASES), links: z.enum(LINK_SETTINGS), filters: leadFilters };
const revenueSetting = {
  model: z.enum(ATTRIBUTION_MODELS),
  splitBy: z.enum(['spend', 'clicks']),
  filters: revenueFilters.nullable(),
};

/**
 * Something that a screen shows and that a note can be on and the board can hold: what it is and what it is narrowed to, never
 * its numbers, so that it can be asked for again of other data.
 */
export const thing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leadFigure'), metric, ...leadSetting }),
  z.object({
    kind: z.literal('leadChart'),
    chart: z.enum(LEAD_CHARTS),
    /** Of a breakdown. */
    dimension: z.string().nullable(),
    /** Of a breakdown and of the map. */
    measure: z.enum(BREAKDOWN_STAGES).nullable(),
    ...leadSetting,
  }),
  z.object({
    kind: z.literal('leadTable'),
    table: z.enum(['ways', 'breakdown']),
    dimension: z.string().nullable(),
    ...leadSetting,
  }),
  z.object({
    kind: z.literal('trendChart'),
    trends: trendsSetting,
    /** Which of its lines: see `TrendLine`. */
    line: z.string(),
    ...leadSetting,
  }),
  z.object({ kind: z.literal('matchesChart'), chart: z.enum(MATCHES_CHARTS) }),
  z.object({ kind: z.literal('revenueFigure'), metric, ...revenueSetting }),
  z.object({ kind: z.literal('revenueChart'), chart: z.enum(REVENUE_CHARTS), ...revenueSetting }),
  z.object({
    kind: z.literal('revenueTable'),
    table: z.enum(['campaigns', 'models', 'platforms', 'coverage']),
    ...revenueSetting,
  }),
  z.object({
    kind: z.literal('finding'),
    code: z.enum(FINDING_CODES),
    source: z.enum(SOURCE_IDS).nullable(),
    column: z.string().nullable(),
    files: z.array(z.string()),
  }),
  /** A number that opens to rows. */
  z.object({ kind: z.literal('rows'), title: z.string(), basis: z.string(), query: gridQuery }),
  z.object({ kind: z.literal('subject'), subject: subjectRequest }),
]);
export type Thing = z.infer<typeof thing>;
export type ThingOf<K extends Thing['kind']> = Extract<Thing, { kind: K }>;

/** A thing as text: equal for equal things. */
export const thingKey = (of: Thing): string => canonicalText(of);

/** A number that a thing shows, as it is. */
export const thingNumber = z.object({
  label: z.string(),
  kind: z.enum(['count', 'number', 'money', 'share']),
  value: z.number().nullable(),
});
export type ThingNumber = z.infer<typeof thingNumber>;

export interface ThingTable {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly { readonly label: string; readonly kind: ColumnKind }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly total: readonly (string | number | null)[] | null;
}

/** What a thing is drawn from; charts are drawn where they are shown. */
export type ThingData =
  | { readonly kind: 'figure' }
  | { readonly kind: 'funnel'; readonly view: FunnelView }
  | { readonly kind: 'trends'; readonly view: RateTrendsView }
  | { readonly kind: 'matches'; readonly view: MatchesView }
  | { readonly kind: 'revenue'; readonly view: RevenueView }
  | { readonly kind: 'table'; readonly table: ThingTable }
  | { readonly kind: 'finding'; readonly place: number }
  | { readonly kind: 'rows'; readonly query: GridQuery }
  | { readonly kind: 'subject' };

/** A thing in the data of the last run. */
export type ThingView =
  | {
      readonly state: 'there';
      readonly title: string;
      /** Basis, links, model and filters in words. */
      readonly basis: string;
      /** Of what is one number, or few. */
      readonly numbers: readonly ThingNumber[];
      /** What to know to take the numbers for what they are: dead columns, leads too young to judge, prices not known. */
      readonly marks: readonly string[];
      /** Of all that it shows: another one where that has changed. */
      readonly digest: string;
      /** Null where it was not asked for. */
      readonly data: ThingData | null;
    }
  | {
      readonly state: 'gone';
      /** Why the data of the last run do not have it, as a sentence. */
      readonly why: string;
    };

export const thingsRequest = z.object({
  things: z.array(thing),
  /** Also what they are drawn from. */
  withData: z.boolean(),
});
