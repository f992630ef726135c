import { z } from 'zod';
import type { DeadSpan } from '../domain/dead-steps';
import {
  BASES,
  FUNNEL_STEPS,
  LINK_SETTINGS,
  PATH_STAGES,
  type BreakdownStage,
  type KnownPrices,
  type PathStage,
  type RowCounts,
} from '../domain/lead-quality';
import { leadFilters, type LeadFilter } from './lead-filter';
import type { BreakdownKey, FunnelCounts, FunnelKey, LeadQualitySummary } from './summary';

/** Which leads, links and snapshots a funnel counts. */
export const funnelRequest = z.object({
  basis: z.enum(BASES),
  links: z.enum(LINK_SETTINGS),
  filters: leadFilters.optional(),
});

const breakdownSelection = z.object({
  dimension: z.string(),
  key: z.string().nullable(),
  /** Null: with and without a report. */
  reported: z.boolean().nullable(),
});

export const drillRequest = funnelRequest.extend({
  stage: z.enum(FUNNEL_STEPS),
  within: breakdownSelection.nullable(),
  /** Calendar days from entry to the first appointment date, both ends included; null: open. */
  days: z.object({ low: z.int().nullable(), high: z.int().nullable() }).optional(),
  /** Part of a path between states; absent ends do not matter. Groups of dispositions; null: none given. */
  path: z
    .object({
      first: z.string().nullable().optional(),
      furthest: z.enum(PATH_STAGES).optional(),
      last: z.string().nullable().optional(),
    })
    .optional(),
});

export const snapshotDrillRequest = funnelRequest.extend({
  /** 1 is the oldest. */
  order: z.int().min(1),
  what: z.enum([
    'rows',
    'set_reported',
    'appointment',
    'appointment_date',
    'demo',
    'sale',
    'new',
    'aged_out',
    'vanished',
  ]),
});

/** Leads of one value of a dimension. */
export type FunnelBreakdownRow = BreakdownKey & RowCounts & KnownPrices;

/** Steps that a lead has reached for good once any report said so. */
export const REACHED_STEPS = ['matched', 'set_reported', 'appointment', 'demo', 'sale'] as const;
export type ReachedStep = (typeof REACHED_STEPS)[number];

/** All that the Funnel screen shows. */
export interface FunnelView {
  readonly key: FunnelKey;
  /** What the view is narrowed to; empty: all delivered leads. */
  readonly filters: readonly LeadFilter[];
  readonly counts: FunnelCounts;
  /** What these leads cost, in whole cents of the project currency; null where no price is known. */
  readonly price: number | null;
  /** How many of these leads have a price that is known in the project currency. */
  readonly priced: number;
  /** The same leads under every basis and link setting. */
  readonly ways: { readonly [K in FunnelKey]: FunnelCounts };
  /** Lowest and highest that the open reviews can still make of each count; only for *ever*, *linked* and *likely*, without filters. */
  readonly span: LeadQualitySummary['span'] | null;
  /** The expected error of each count; only for *ever*, *likely* with estimated weights, without filters. */
  readonly errors: LeadQualitySummary['likely']['expectedError'] | null;
  /** Of all rows: filters do not narrow it. */
  readonly snapshotRows: LeadQualitySummary['funnel']['snapshot_rows'];
  /**
   * Keys: state, city, entry_month, disposition, disposition_group, job_status; vendor, campaign, price where known, of
   * which each value has all its leads in one row, whether a report has them or not.
   */
  readonly breakdowns: Readonly<Record<string, readonly FunnelBreakdownRow[]>>;
  /** Rows of the reports; under filters those of CRM leads that are linked to the leads that are left. */
  readonly trend: readonly TrendPoint[];
  /** Stretches of snapshots in which a column is dead. */
  readonly deadStretches: readonly DeadSpan[];
  readonly daysToAppointment: readonly { readonly days: number; readonly leads: number }[];
  readonly cohorts: readonly ({
    /** Monday of the week of entry, ISO date. */
    readonly week: string;
    readonly leads: number;
    readonly complete: boolean;
  } & { readonly [S in BreakdownStage]: number })[];
  /** Leads by the week of entry and the days from entry to their first appointment date, whole weeks; null: none yet. */
  readonly cohortAges: readonly {
    readonly week: string;
    readonly age: number | null;
    readonly leads: number;
  }[];
  /** Matched leads by the strongest tier of their links. */
  readonly tiers: readonly { readonly tier: string; readonly leads: number }[];
  /** Delivered leads that each snapshot holds, by order; a lead stands at every snapshot that has it. */
  readonly snapshotLeads: readonly { readonly order: number; readonly leads: number }[];
  /**
   * Delivered leads that had reached a step by each snapshot: the last is what the funnel counts. Only for *ever*, which
   * never takes back; a net sale can be.
   */
  readonly reached: readonly ({ readonly order: number } & { readonly [S in ReachedStep]: number })[] | null;
  /** The first and the last day of entry of the leads that stand here, ISO; null where none has one. */
  readonly entered: { readonly from: string; readonly to: string } | null;
  /** Newest entry date among the leads, ISO: how old a cohort can be. */
  readonly newestEntry: string | null;
  /** Reported leads by the disposition group they were first reported with, the furthest stage, and the last group. */
  readonly paths: readonly {
    readonly first: string | null;
    readonly furthest: PathStage;
    readonly last: string | null;
    readonly leads: number;
  }[];
}

export interface TrendPoint {
  readonly order: number;
  readonly file: string;
  readonly asOf: string | null;
  /** Whose report it is, where the folder has those of several clients. */
  readonly series?: string;
  readonly rows: number;
  readonly set_reported: number;
  readonly appointment: number;
  readonly appointment_date: number;
  readonly demo: number;
  readonly sale: number;
  readonly newLeads: number;
  readonly agedOut: number;
  readonly vanished: number;
}

export interface DispositionsView {
  /** Names of the groups of the profile, in its order. */
  readonly groups: readonly string[];
  readonly dispositions: readonly {
    readonly code: string;
    /** Group of the profile, whatever the project says. */
    readonly byProfile: string;
    /** CRM leads that ever had it; of a status of leads the people who have it. */
    readonly count: number;
  }[];
  /** What a job status makes of a sale: the groups of the profile, then that in which it stands. */
  readonly jobGroups: readonly string[];
  readonly jobStatuses: DispositionsView['dispositions'];
  /** Whether a lead is qualified; empty where the folder has no lead tools. */
  readonly leadGroups: readonly string[];
  readonly leadStatuses: DispositionsView['dispositions'];
}
