import type { Finding, Repair } from '../domain/finding';
import type {
  BreakdownStage,
  FunnelStage,
  FunnelStep,
  MovingCount,
  PriceMetric,
  Tier,
} from '../domain/lead-quality';
import type { ExpectedError } from '../domain/expected-error';
import type { Rate } from '../domain/rate';
import type { RemarkCounts } from '../domain/record-remarks';
import type { SourceId } from '../domain/source';
import { compareText } from '../domain/text-order';
import type { SourceReconciliation } from './reconciliation';
import type { RevenueSummary } from './revenue';

/** Version of the shape of `summary.json`; goes up when a key changes its meaning, never for an added key. */
export const SUMMARY_VERSION = 1;

export type SnapshotCriterion = 'file_name' | 'entry_date' | 'natural_name' | 'user';

export interface SnapshotPlace {
  /** 1 is the oldest. */
  readonly order: number;
  /** The date (or date and time) that the order rests on, ISO 8601; null when only the names tell. */
  readonly asOf: string | null;
  readonly orderedBy: SnapshotCriterion;
  /** Whose report it is, where those of several clients are in the folder; they are numbered series after series. */
  readonly series?: string;
}

export interface InputSummary extends RemarkCounts {
  readonly file: string;
  readonly source: SourceId | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly rejectedRecords: number;
  readonly cellIssues: number;
  readonly snapshot: SnapshotPlace | null;
}

export type FunnelCounts = { readonly [S in FunnelStep]: number };

/** What tells the rows of a breakdown apart. */
export interface BreakdownKey {
  readonly key: string | null;
  /** Whether a report has the leads; null: of both, since the delivery itself says their key. */
  readonly reported: boolean | null;
}

export type BreakdownRow = {
  readonly key: string | null;
  /** False for the one row of delivered leads that no report has. */
  readonly reported: boolean;
  readonly leads: number;
} & { readonly [S in BreakdownStage]: number };

/** Reported rows by key, then the reported row without a key, then the row of leads that no report has. */
export const compareBreakdownRows = (a: BreakdownKey, b: BreakdownKey): number =>
  Number(b.reported) - Number(a.reported) ||
  Number(a.key === null) - Number(b.key === null) ||
  compareText(a.key ?? '', b.key ?? '');

export interface SnapshotCounts {
  readonly order: number;
  readonly rows: number;
  readonly set_reported: number;
  readonly appointment_date: number;
  readonly demo: number;
  readonly sale: number;
}

export const FUNNEL_KEYS = [
  'ever_linked',
  'ever_strict',
  'ever_likely',
  'latest_linked',
  'latest_strict',
  'latest_likely',
] as const;
export type FunnelKey = (typeof FUNNEL_KEYS)[number];

/** Money is in `currency`, as a number with two decimals. */
export type PriceSummary = {
  readonly currency: string;
  /** Sum of the prices that are known in the currency. */
  readonly total: number;
  /** Delivered leads with such a price, and those without. */
  readonly priced: number;
  readonly unpriced: number;
} & {
  /** Null without appointments. */
  readonly [M in PriceMetric]: { readonly [K in FunnelKey]: number | null };
};

/** The links by weight: from which probability, and how wrong they must be expected to be. */
export interface LikelySummary {
  /** Whether the weights could be estimated from these data: then *likely* is the headline. */
  readonly estimated: boolean;
  /** Why they could not be; null where they could. */
  readonly reason: string | null;
  readonly threshold: number;
  /** Likely links that no reviewer settled; how many of them are expected to be wrong, and how many true ones to be missing. */
  readonly links: number;
  readonly wrongLinks: number;
  readonly missedLinks: number;
  /** The expected error of each count of `ever_likely`. */
  readonly expectedError: { readonly [S in MovingCount]: ExpectedError };
}

export interface LeadQualitySummary {
  readonly delivered: number;
  readonly snapshots: number;
  readonly reportRows: number;
  readonly crmLeads: number;
  readonly identities: { readonly [T in Tier]: number };
  /** Of *ever*; those of *likely* stand in the funnel. */
  readonly matchedLeads: { readonly strict: number; readonly linked: number };
  readonly likely: LikelySummary;
  readonly funnel: { readonly [K in FunnelKey]: FunnelCounts } & {
    readonly snapshot_rows: { readonly rows: number } & { readonly [S in FunnelStage]: number };
  };
  /** The funnel *ever*, *linked* with each person once: deliveries that share a key are one person. */
  readonly people: FunnelCounts;
  /** Linked CRM leads whose outcomes count for several delivered leads, and how many these are. */
  readonly multiplied: { readonly crmLeads: number; readonly deliveredLeads: number };
  readonly rates: {
    readonly [K in FunnelKey]: { readonly [S in BreakdownStage]: Rate };
  };
  /** What the open reviews can still make of each stage of `ever_linked`. */
  readonly span: { readonly [S in MovingCount]: { readonly low: number; readonly high: number } };
  readonly bySnapshot: readonly SnapshotCounts[];
  readonly breakdowns: {
    readonly state: readonly BreakdownRow[];
    readonly entry_month: readonly BreakdownRow[];
    readonly [dimension: string]: readonly BreakdownRow[];
  };
  /** Identities by what was decided on them. */
  readonly review: { readonly open: number; readonly stale: number; readonly decided: number };
  /** What somebody must still judge: items of the queue, and how many identities ask in them. */
  readonly toJudge: { readonly items: number; readonly identities: number };
  /** What the delivered leads cost; null where no file has a price. */
  readonly prices: PriceSummary | null;
}

export interface FindingSummary extends Pick<
  Finding,
  'code' | 'severity' | 'source' | 'column' | 'files' | 'message'
> {
  readonly repair: Pick<Repair, 'code' | 'effect'> | null;
}

/** `summary.json`: the numbers of one run, for other programs to build on. */
export interface Summary {
  readonly version: number;
  readonly engine: { readonly name: 'leadlens'; readonly version: string };
  readonly inputs: readonly InputSummary[];
  /** What became of every record, by source. */
  readonly reconciliation: readonly SourceReconciliation[];
  readonly findings: readonly FindingSummary[];
  readonly leadQuality: LeadQualitySummary | null;
  readonly revenue: RevenueSummary | null;
}
