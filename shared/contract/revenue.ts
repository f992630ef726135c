import { z } from 'zod';
import { ATTRIBUTION_MODELS, UNATTRIBUTED_REASONS, type AttributionModel } from '../domain/attribution';
import type { SourceId } from '../domain/source';
import type { Figure, GridQuery } from './grid';

/** Money is in the project currency as a number with two decimals; rates are fractions with six decimals. */
export interface CampaignReturn {
  readonly campaign_id: string;
  /** Invoices that credit the campaign. */
  readonly invoices: number;
  readonly revenue: number;
  /** Null where no ads export has the campaign. */
  readonly spend: number | null;
  /** Revenue / spend; null without spend. */
  readonly roas: number | null;
}

export interface ModelSummary {
  readonly attributed: number;
  readonly unattributed: number;
  /** Reason → amount, for reasons that occur. */
  readonly unattributedBy: Readonly<Record<string, number>>;
  /** Campaigns with spend or credit, sorted by id. */
  readonly campaigns: readonly CampaignReturn[];
}

export interface JoinCoverage {
  readonly from: string;
  readonly to: string;
  readonly key: string;
  /** Rows that look for a partner, and those that find one. */
  readonly rows: number;
  readonly matched: number;
  /** Null without rows. */
  readonly rate: number | null;
}

export interface PlatformSpend {
  /** As the registry of sources names it. */
  readonly platform: string;
  readonly rows: number;
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly blankImpressions: number;
  readonly blankClicks: number;
}

/** By lead tool, in the order of the registry. */
export type LeadCounts = Readonly<Partial<Record<SourceId, number>>>;

/** The numbers of the second question in `summary.json`. */
export interface RevenueSummary {
  readonly currency: string;
  /** Invoices that count, and their sum net of refunds and lost disputes: what every model adds up to. */
  readonly invoices: number;
  readonly invoiced: number;
  /** Their sum before refunds and disputes: with the amounts of both, which are negative, it is what was invoiced. */
  readonly gross: number;
  /** Among them those of a negative amount, and those of which something was given back. */
  readonly refunds: { readonly invoices: number; readonly amount: number };
  /** Among them those of which something was lost to a dispute. */
  readonly disputes: { readonly invoices: number; readonly amount: number };
  /**
   * Records that do not count, by why: the state of the invoice, `repeat`, `older_state`, `payment`,
   * `refund_without_sale`, `no_revenue: KIND`, `no_rate`, `no_amount`, `marked_deleted`, `test_mode`, `line_item`. Amounts where they are known.
   */
  readonly notInvoiced: readonly {
    readonly status: string;
    readonly invoices: number;
    readonly amount: number;
  }[];
  readonly people: number;
  /** Records as read. */
  readonly leads: LeadCounts;
  /** Records beyond the first of their person within the tool. */
  readonly duplicates: LeadCounts;
  /** Pairs of people who may be one: not decided, and decided by a reviewer. */
  readonly review: { readonly open: number; readonly decided: number };
  readonly spend: readonly PlatformSpend[];
  readonly joinCoverage: readonly JoinCoverage[];
  readonly models: { readonly [M in AttributionModel]: ModelSummary };
}

/** What the Revenue screen is narrowed to. Days of the invoice and of the spend, both ends included; null: open. */
export const revenueFilters = z.object({
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** Campaigns that are credited and that spend; empty: all. */
  campaigns: z.array(z.string()),
});
export type RevenueFilters = z.infer<typeof revenueFilters>;

export const revenueRequest = z.object({
  filters: revenueFilters.optional(),
  /** The model that the views over time and by platform follow; `crm_campaign` where absent. */
  model: z.enum(ATTRIBUTION_MODELS).optional(),
  /** By what the revenue of a campaign is split between its platforms, since no export tells: spend where absent. */
  splitBy: z.enum(['spend', 'clicks']).optional(),
});

/** What stands behind a number of the Revenue screen. */
export const revenueDrillRequest = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('invoices'),
    model: z.enum(ATTRIBUTION_MODELS),
    /** Null: unattributed. Absent: all. */
    campaign_id: z.string().nullable().optional(),
    /** Only what is credited to campaigns. */
    isCredited: z.boolean().optional(),
    /** Only those that make a person a customer. */
    isOfCustomers: z.boolean().optional(),
    reason: z.enum(UNATTRIBUTED_REASONS).optional(),
    /** Monday of the week of the invoice, ISO date. */
    week: z.string().optional(),
    /** Day of the invoice, ISO date. */
    day: z.string().optional(),
    filters: revenueFilters.optional(),
  }),
  z.object({
    what: z.literal('waterfall'),
    filters: revenueFilters.optional(),
    /** The remainder of a step, or null for what was followed to the end; absent: all invoices. */
    remainder: z.string().nullable().optional(),
    /** What was followed so far: to the end, or to the steps whose remainders these are. */
    followedTo: z.array(z.string()).optional(),
  }),
  z.object({
    what: z.literal('people'),
    /** Absent: all. `unknown`: no tool knows the status. */
    status: z.string().optional(),
  }),
  z.object({ what: z.literal('customers') }),
  /** Both sides of the return on ad spend under a model. */
  z.object({
    what: z.literal('roas'),
    model: z.enum(ATTRIBUTION_MODELS),
    /** Absent: all. */
    campaign_id: z.string().optional(),
    filters: revenueFilters.optional(),
  }),
  z.object({ what: z.literal('clusters') }),
  z.object({ what: z.literal('cluster'), person_no: z.int() }),
  z.object({ what: z.literal('review') }),
  z.object({ what: z.literal('disagreements'), field: z.string().optional() }),
  z.object({
    what: z.literal('spend'),
    /** Null: of no campaign. Absent: all. */
    campaign_id: z.string().nullable().optional(),
    platform: z.string().optional(),
    /** Monday of the week of the spend, ISO date. */
    week: z.iso.date().optional(),
    /** Day of the spend, ISO date. */
    day: z.iso.date().optional(),
    filters: revenueFilters.optional(),
  }),
]);

export interface CampaignRow {
  readonly campaign_id: string;
  /** Null where no ads export names the campaign. */
  readonly spend: number | null;
  readonly impressions: number;
  readonly clicks: number;
  readonly leads: number;
  readonly qualifiedLeads: number;
  /** Spend / leads, spend / qualified leads; null without spend or leads. */
  readonly costPerLead: number | null;
  readonly costPerQualifiedLead: number | null;
  readonly models: {
    readonly [M in AttributionModel]: {
      readonly invoices: number;
      readonly customers: number;
      readonly revenue: number;
      readonly roas: number | null;
      /** Spend / customers; null without spend or customers. */
      readonly acquisitionCost: number | null;
    };
  };
}

export interface UnattributedRow {
  readonly reason: string;
  readonly label: string;
  readonly models: {
    readonly [M in AttributionModel]: { readonly invoices: number; readonly amount: number };
  };
}

/** A day or a week: `from` is the day or the Monday, ISO date. */
export interface PeriodRow {
  readonly from: string;
  readonly invoices: number;
  readonly invoiced: number;
  /** Of it what the model of the request credits to campaigns. */
  readonly attributed: number;
  readonly spend: number;
  /** Attributed / spend; null without spend, or where the model has nothing to credit by. */
  readonly roas: number | null;
}

export interface WaterfallStep {
  readonly step: 'invoiced' | 'person_found' | 'lead_found' | 'campaign_found' | 'spend_found';
  readonly label: string;
  readonly invoices: number;
  readonly amount: number;
  /** What the step before has more, named; null for the first step. */
  readonly remainder: {
    readonly code: string;
    readonly label: string;
    readonly invoices: number;
    readonly amount: number;
  } | null;
}

export interface PlatformRow extends PlatformSpend {
  /**
   * What the split gives the platform: a model, since exports do not tell which platform brought an invoice. Null where the
   * model of the request has nothing to credit by.
   */
  readonly revenue: number | null;
  readonly roas: number | null;
}

/** All that the Revenue screen shows. */
export interface RevenueView {
  readonly model: AttributionModel;
  /**
   * What the view is narrowed to; absent: nothing. Coverage, people and their statuses stay those of all: their records
   * have no date.
   */
  readonly filters?: RevenueFilters;
  readonly windowDays: number;
  readonly summary: RevenueSummary;
  readonly campaigns: readonly CampaignRow[];
  readonly unattributed: readonly UnattributedRow[];
  readonly days: readonly PeriodRow[];
  readonly weeks: readonly PeriodRow[];
  /** Invoices without a date and spend without one are in no day and no week. */
  readonly undated: { readonly invoices: number; readonly invoiced: number; readonly spend: number };
  readonly waterfall: readonly WaterfallStep[];
  readonly coverage: readonly (JoinCoverage & { readonly label: string })[];
  readonly platforms: {
    readonly splitBy: 'spend' | 'clicks';
    readonly explanation: string;
    readonly rows: readonly PlatformRow[];
    /** Credited to campaigns that have nothing on any platform to split by. */
    readonly notSplit: number;
  };
  readonly funnel: {
    /** In the order of the work; other statuses that occur come after. */
    readonly steps: readonly {
      readonly status: string;
      readonly people: number;
      /** Of the known statuses: people who stand here or further on. */
      readonly reached: number | null;
      readonly invoicedPeople: number;
    }[];
    /** People with an invoice of more than 0. */
    readonly invoiced: number;
    /** Nobody knows their status. */
    readonly unknown: number;
    /** The first tool does not know their status, another one does. */
    readonly settledByOtherTool: number;
  };
  readonly dedup: {
    readonly people: number;
    /** People with more than one record within a tool. */
    readonly clusters: number;
    /** `rule` is what the column of the table of records says: the words of the label. */
    readonly rules: readonly { readonly rule: string; readonly label: string; readonly records: number }[];
    readonly reviewPairs: number;
    /** By field: people about whom the tools disagree, and those about whom only repeats of one tool do. */
    readonly disagreements: readonly {
      readonly field: string;
      readonly betweenTools: number;
      readonly withinTool: number;
      readonly rule: string;
    }[];
  };
}

export interface RevenueDrill {
  readonly title: string;
  readonly query: GridQuery;
  /** What numbers of the screen are of the rows, beside how many they are. */
  readonly figures: readonly Figure[];
}
