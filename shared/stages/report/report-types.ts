import type { ColumnKind } from '../../contract/grid';
import type { ChartSpec, TwinColumn } from '../../charts/chart-spec';
import type { FunnelView } from '../../contract/funnel';
import type { ExploredResult } from '../../contract/exploration';
import type { KeptRun } from '../../contract/kept-run';
import type { RateTrendsView } from '../../contract/rate-trends';
import type { RunOutcome } from '../../contract/run';
import type { Conversion } from '../../domain/conversions';
import type { ProjectSettings } from '../../contract/project';
import type { ReportSectionId } from '../../contract/report';
import type { Logo, ReportHead } from '../../contract/report-head';
import type { Thing, ThingView } from '../../contract/thing';
import type { RevenueView } from '../../contract/revenue';
import type { Severity } from '../../domain/finding';
import type { MetricId } from '../../domain/metrics';

/** What a report is made of: the answers of the engine. */
export interface ReportInput {
  readonly version: string;
  /** ISO time. */
  readonly writtenAt: string;
  /** Where the data lie, for people to read. */
  readonly place: string;
  /** What the reader put over it. */
  readonly head: ReportHead;
  readonly notes: readonly ReportNote[];
  readonly board: readonly BoardPlace[];
  /** The runs that the project keeps, the newest first. */
  readonly runs: readonly KeptRun[];
  readonly outcome: RunOutcome;
  readonly settings: ProjectSettings;
  /** How many decisions of reviewers the run was given. */
  readonly decisions: number;
  /** What of them, and of settings from before there were decisions, is accepted. */
  readonly accepted: { readonly repairs: number; readonly acknowledged: number; readonly noKeys: number };
  /** Basis *ever*, the links of the headline; null where lead quality was not answered. */
  readonly funnel: FunnelView | null;
  /** Model *CRM campaign*; null where revenue was not answered. */
  readonly revenue: RevenueView | null;
  /** Whether the appointment rate gets better or worse, by each of some dimensions. */
  readonly rateTrends: readonly ReportedTrends[];
  /** What the reader put into the report, as it came out now. */
  readonly explored: readonly ExploredResult[];
}

/** A rate over time by one dimension. */
export interface ReportedTrends {
  readonly dimension: string;
  readonly conversion: Conversion;
  /** Trials that a segment has at least. */
  readonly least: number;
  /** Share of the verdicts that may be false. */
  readonly falseRate: number;
  readonly view: RateTrendsView;
}

/** A note of the reader, numbered as on paper. */
export interface ReportNote {
  readonly number: number;
  readonly on: Thing;
  readonly title: string;
  readonly basis: string;
  readonly text: string;
  readonly author: string;
  /** ISO time. */
  readonly writtenAt: string;
  /** What has become of its numbers since; empty where they are the same. */
  readonly change: string;
}

/** A place on the reader's board. */
export type BoardPlace =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'thing'; readonly thing: Thing; readonly title: string; readonly view: ThingView };

/** One number with its name. */
export interface Figure {
  /** What notes on it are on. */
  readonly thing?: Thing;
  /** What it is in the catalogue; null where it is a number of rows. */
  readonly metric: MetricId | null;
  readonly label: string;
  readonly value: string;
  /** The same as a number, for workbooks; null where there is none. */
  readonly number: number | null;
  readonly kind: ColumnKind;
  /** The interval, the share, or what it is counted of; empty where there is nothing to add. */
  readonly note: string;
}

export type TableCell = string | number | null;

/** A table with its values as they are: each way out formats them. */
export interface ReportTable {
  /** Short and unique within a document; the name of its sheet. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly columns: readonly TwinColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  readonly total: readonly TableCell[] | null;
  /** In what its amounts are, where the note says so: a workbook, which has no notes, says it in its heads. */
  readonly currency?: string;
  /** Rows that a page shows; a workbook has all. */
  readonly most: number;
}

export interface ReportFinding {
  readonly severity: Severity;
  readonly name: string;
  readonly message: string;
  readonly files: readonly string[];
  readonly repair: string | null;
  readonly thing?: Thing;
}

export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string }
  /** A query, in small type as it was written. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'chart'; readonly chart: ChartSpec; readonly thing?: Thing }
  | { readonly kind: 'table'; readonly table: ReportTable; readonly thing?: Thing }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'notes'; readonly notes: readonly ReportNote[] }
  | { readonly kind: 'findings'; readonly findings: readonly ReportFinding[] }
  | {
      readonly kind: 'terms';
      readonly terms: readonly { readonly term: string; readonly meaning: string }[];
    };

export interface ReportSection {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
  /** Metrics whose definitions stand under the section. */
  readonly metrics: readonly MetricId[];
}

/** A report as data: what stands in it and in which order, not how it looks. */
export interface ReportDocument {
  readonly title: string;
  /** For whom it is; empty where nothing was said. */
  readonly client: string;
  readonly logo: Logo | null;
  /** From when to when the data tell; null where no file is dated. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly place: string;
  readonly writtenAt: string;
  readonly version: string;
  /** Numbered; their numbers stand beside what they are on. */
  readonly notes: readonly ReportNote[];
  readonly sections: readonly ReportSection[];
}
