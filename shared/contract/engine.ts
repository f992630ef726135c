import { z } from 'zod';
import type { Finding } from '../domain/finding';
import type { Tier } from '../domain/lead-quality';
import type { Rate } from '../domain/rate';
import { SOURCE_IDS, type SourceId, type StageName } from '../domain/source';
import { compareDrillRequest, compareRequest, type CompareView } from './compare';
import { decision } from './decision';
import {
  chartRequest,
  columnRequest,
  findRequest,
  sqlRequest,
  valuesRequest,
  type ChartPoints,
  type ColumnStatistics,
  type ColumnValues,
  type FoundRow,
  type SqlAnswer,
  type SqlTable,
} from './explore';
import { gridQuery, pageRequest, type GridPage, type GridTable } from './grid';
import { leadFilters, type LeadFilter } from './lead-filter';
import { projectSettings } from './project';
import { exportRequest, type ExportedFiles } from './report';
import { revenueDrillRequest, revenueRequest, type RevenueDrill, type RevenueView } from './revenue';
import { reviewItemsRequest, type ReviewItemDetail, type ReviewQueue, type WeightModel } from './review';
import type {
  BreakdownRow,
  FunnelCounts,
  FunnelKey,
  LeadQualitySummary,
  SnapshotPlace,
  Summary,
} from './summary';

/** Where a run stands. `done` and `total` count files where a stage goes file by file, else its models. */
export interface Progress {
  readonly stage: StageName;
  /** What is being done, in words: "Reading data_7.csv", "Linking leads". */
  readonly label: string;
  readonly file: string | null;
  readonly done: number;
  readonly total: number;
}

export interface FieldMapping {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  readonly description: string;
  /** Header of the file that feeds the field; null when none does. */
  readonly column: string | null;
  readonly chosenBy: 'profile' | 'user' | 'none';
}

export interface SourceCandidate {
  readonly source: SourceId;
  readonly title: string;
  /** 0 … 1 */
  readonly score: number;
  /** Plain sentences: what spoke for and against. */
  readonly reasons: readonly string[];
}

export type FileStatus = 'read' | 'ignored' | 'duplicate' | 'unknown' | 'unusable' | 'needs_mapping';

/** One file of the folder as the Sources screen shows it. */
export interface FileReport {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly status: FileStatus;
  /** Why the status is what it is, with the next step, where it is not `read`. */
  readonly statusReason: string | null;
  readonly source: SourceId | null;
  readonly sourceTitle: string | null;
  readonly chosenBy: 'profile' | 'user' | null;
  readonly candidates: readonly SourceCandidate[];
  readonly format: {
    readonly kind: 'csv' | 'parquet';
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly compression: 'gzip' | null;
    readonly preambleLines: number;
    readonly blankLines: number;
    readonly totalLines: number;
  } | null;
  readonly headers: readonly string[];
  readonly mapping: readonly FieldMapping[];
  /** First records as they are, at most five. */
  readonly preview: readonly (readonly string[])[];
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly rejectedRecords: number;
  readonly cellIssues: number;
  /** Decided date and number formats per canonical field, in words. */
  readonly decidedFormats: readonly { readonly field: string; readonly format: string }[];
  readonly snapshot: SnapshotPlace | null;
}

export interface MatchesView {
  readonly tiers: readonly {
    readonly tier: Tier;
    readonly identities: number;
    readonly crmLeads: number;
    readonly leads: number;
  }[];
  /** Links by total weight in bits, equal-width bins. */
  readonly weights: readonly {
    readonly low: number;
    readonly high: number;
    readonly tier: Tier;
    readonly links: number;
  }[];
  readonly weightModel: WeightModel;
  /** Why identities or leads stay without a link; the reasons add up to what is unlinked. */
  readonly reasons: readonly {
    readonly side: 'crm' | 'delivered';
    readonly code: string;
    readonly label: string;
    readonly explanation: string;
    readonly count: number;
  }[];
  readonly worklists: readonly {
    readonly table: string;
    readonly title: string;
    readonly description: string;
    readonly count: number;
  }[];
  readonly matchedLeads: { readonly strict: number; readonly linked: number };
  readonly delivered: number;
  readonly openReviews: number;
}

export interface FunnelView {
  readonly key: FunnelKey;
  /** What the view is narrowed to; empty: all delivered leads. */
  readonly filters: readonly LeadFilter[];
  readonly counts: FunnelCounts;
  /** The same leads under every basis and link setting. */
  readonly ways: { readonly [K in FunnelKey]: FunnelCounts };
  readonly rates: {
    readonly appointment: Rate;
    readonly demo: Rate;
    readonly sale: Rate;
    readonly match: Rate;
    /** Of matched leads instead of delivered ones. */
    readonly appointmentOfMatched: Rate;
  };
  /** Lowest and highest that the open reviews can still make of each count; only for `ever_linked` without filters. */
  readonly span: LeadQualitySummary['span'] | null;
  /** Of all rows: filters do not narrow it. */
  readonly snapshotRows: LeadQualitySummary['funnel']['snapshot_rows'];
  /** Keys: state, city, entry_month, disposition, disposition_group, job_status; vendor, campaign, price where known. */
  readonly breakdowns: Readonly<Record<string, readonly BreakdownRow[]>>;
  /** Rows of the reports; under filters those of CRM leads that are linked to the leads that are left. */
  readonly trend: readonly TrendPoint[];
  /** Stretches of snapshots in which a column is dead. */
  readonly deadStretches: readonly {
    readonly column: string;
    readonly fromOrder: number;
    readonly toOrder: number;
    readonly reason: string;
  }[];
  readonly daysToAppointment: readonly { readonly days: number; readonly leads: number }[];
  readonly cohorts: readonly {
    /** Monday of the week of entry, ISO date. */
    readonly week: string;
    readonly leads: number;
    readonly appointment: number;
    readonly demo: number;
    readonly sale: number;
    readonly complete: boolean;
  }[];
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

/** How far a lead got, as one value: the stages leave none out and none twice. */
export const PATH_STAGES = ['none', 'appointment', 'demo', 'sale'] as const;
export type PathStage = (typeof PATH_STAGES)[number];

export interface TrendPoint {
  readonly order: number;
  readonly file: string;
  readonly asOf: string | null;
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

export interface RunOutcome {
  readonly summary: Summary;
  readonly files: readonly FileReport[];
  readonly findings: readonly Finding[];
  /** Questions that could be answered. */
  readonly answered: readonly ('leadQuality' | 'revenue')[];
  /** What is missing for the others and what that costs, as sentences. */
  readonly missing: readonly string[];
  readonly seconds: number;
}

export interface DrillDefinition {
  readonly metricId: string;
  readonly query: z.infer<typeof gridQuery>;
  /** Column whose sum over the rows is the number; null where it is the number of rows. */
  readonly sumOf: string | null;
}

export const runRequest = z.object({
  /** Which folder; the host's file source is bound to it. */
  folder: z.string(),
  settings: projectSettings,
  /** The decisions that stand, one per subject; none where absent. */
  decisions: z.array(decision).readonly().optional(),
});

export const funnelRequest = z.object({
  basis: z.enum(['ever', 'latest']),
  links: z.enum(['strict', 'linked']),
  filters: leadFilters.optional(),
});

const breakdownSelection = z.object({
  dimension: z.string(),
  key: z.string().nullable(),
  reported: z.boolean(),
});

export const drillRequest = funnelRequest.extend({
  stage: z.enum(['delivered', 'matched', 'set_reported', 'appointment', 'demo', 'sale', 'net_sale']),
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

export const rawRecordRequest = z.object({ file: z.string(), record: z.int().min(1) });

export const csvRequest = gridQuery.extend({
  byteOrderMark: z.boolean(),
  /** Leaves cells as they are that a spreadsheet would run as a formula. */
  raw: z.boolean(),
});

/** Arguments of every engine method; checked at the border. */
export const engineRequests = {
  run: runRequest,
  tables: z.object({}),
  page: pageRequest,
  columnValues: valuesRequest,
  columnStatistics: columnRequest,
  find: findRequest,
  chartPoints: chartRequest,
  sql: sqlRequest,
  sqlTables: z.object({}),
  matches: z.object({}),
  funnel: funnelRequest,
  drill: drillRequest,
  snapshotDrill: snapshotDrillRequest,
  sqlOf: gridQuery,
  dispositions: z.object({}),
  compare: compareRequest,
  compareDrill: compareDrillRequest,
  revenue: revenueRequest,
  revenueDrill: revenueDrillRequest,
  review: z.object({}),
  reviewItems: reviewItemsRequest,
  rawRecord: rawRecordRequest,
  csv: csvRequest,
  export: exportRequest,
  sources: z.object({ known: z.array(z.enum(SOURCE_IDS)).optional() }),
} as const;

/** What every engine method answers with. */
export interface EngineAnswers {
  run: RunOutcome;
  tables: readonly GridTable[];
  page: GridPage;
  /** The most frequent values of a column in the rows of a query. */
  columnValues: ColumnValues;
  /** What one column holds over all rows of a query. */
  columnStatistics: ColumnStatistics;
  /** The next row of a query that contains a text. */
  find: FoundRow;
  /** The points of a chart of any table. */
  chartPoints: ChartPoints;
  /** Runs one query of a user; only reading ones do. */
  sql: SqlAnswer;
  /** The tables that SQL of users can name. */
  sqlTables: readonly SqlTable[];
  matches: MatchesView;
  funnel: FunnelView;
  /** The grid query that shows the leads behind a number; its total equals the number. */
  drill: DrillDefinition;
  /** The same for a number of one snapshot: its report rows, or the CRM leads that came or went. */
  snapshotDrill: DrillDefinition;
  /** The funnel under two ways to look at the leads, side by side. */
  compare: CompareView;
  /** The leads behind a number of a comparison. */
  compareDrill: DrillDefinition;
  /** Every disposition of the reports with the group it is in. */
  dispositions: DispositionsView;
  /** The SQL of a grid query, with the plain names of tables. */
  sqlOf: { readonly sql: string };
  /** All that the Revenue screen shows. */
  revenue: RevenueView;
  /** The grid query that shows what stands behind a number of the Revenue screen. */
  revenueDrill: RevenueDrill;
  /** Everything that can be judged, what counts for most first. */
  review: ReviewQueue;
  /** What the centre of the Review screen shows of these items, in the order asked for; gone ones are left out. */
  reviewItems: readonly ReviewItemDetail[];
  /** The raw text of one record, read again from its file. */
  rawRecord: { readonly text: string };
  /** All rows of a grid query as CSV (UTF-8), in chunks. Waits while a run is under way. */
  csv: ExportedFiles;
  /** What people take away from the last run, in chunks. Waits while a run is under way. */
  export: ExportedFiles;
  /** The known sources and their canonical fields, for mapping by hand. */
  sources: readonly SourceDescription[];
}

export interface DispositionsView {
  /** Names of the groups of the profile, in its order. */
  readonly groups: readonly string[];
  readonly dispositions: readonly {
    readonly code: string;
    /** Group of the profile, whatever the project says. */
    readonly byProfile: string;
    /** CRM leads that ever had it. */
    readonly crmLeads: number;
  }[];
}

export interface SourceDescription {
  readonly source: SourceId;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly required: boolean;
    readonly description: string;
  }[];
}

export type EngineMethod = keyof EngineAnswers & keyof typeof engineRequests;
export type EngineRequest<M extends EngineMethod> = z.infer<(typeof engineRequests)[M]>;
