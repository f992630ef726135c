import { z } from 'zod';
import { SOURCE_IDS } from '../domain/source';
import { compareDrillRequest, compareRequest, type CompareView } from './compare';
import {
  chartRequest,
  columnRequest,
  findRequest,
  pivotRequest,
  rawFileRequest,
  sqlRequest,
  valuesRequest,
  type ChartPoints,
  type ColumnStatistics,
  type ColumnValues,
  type ExploreTable,
  type FoundRow,
  type PivotTable,
  type RawFile,
  type SqlAnswer,
  type SqlTable,
  type StarterQuery,
  type TableSize,
} from './explore';
import { fileColumnsRequest, type FileColumns } from './file-columns';
import {
  drillRequest,
  funnelRequest,
  snapshotDrillRequest,
  type DispositionsView,
  type FunnelView,
} from './funnel';
import { figuresRequest, gridQuery, pageRequest, type Figure, type FigureValue, type GridPage } from './grid';
import type { MatchesView } from './matches';
import { fileForm } from './project';
import { rateTrendDrillRequest, rateTrendsRequest, type RateTrendsView } from './rate-trends';
import { exportRequest, type ExportChunk, type ExportedFiles } from './report';
import { revenueDrillRequest, revenueRequest, type RevenueDrill, type RevenueView } from './revenue';
import {
  reviewItemsRequest,
  withoutKeyRequest,
  type ReviewItemDetail,
  type ReviewQueue,
  type WithoutKey,
} from './review';
import { runRequest, type Progress, type RunOutcome } from './run';
import type { SourceDescription } from './sources';
import { lookUpRequest, subjectRequest, type SubjectHit, type SubjectPage } from './subject';
import { thingsRequest, type ThingView } from './thing';
import type { UnitTiming } from './timings';

export interface DrillDefinition {
  readonly metricId: string;
  readonly query: z.infer<typeof gridQuery>;
  /** What the number is of the rows; none where it is how many they are. */
  readonly figures: readonly Figure[];
}

export const rawRecordRequest = z.object({ file: z.string(), record: z.int().min(1) });

export const headerRequest = z.object({ file: z.string(), form: fileForm });

export const csvRequest = z.object({
  query: gridQuery,
  byteOrderMark: z.boolean(),
  /** Leaves cells as they are that a spreadsheet would run as a formula. */
  raw: z.boolean(),
});

/** Arguments of every engine method; checked at the border. */
export const engineRequests = {
  run: runRequest,
  timings: z.object({}),
  tables: z.object({}),
  tableSizes: z.object({}),
  pulse: z.object({}),
  rawFile: rawFileRequest,
  page: pageRequest,
  figures: figuresRequest,
  columnValues: valuesRequest,
  columnStatistics: columnRequest,
  find: findRequest,
  chartPoints: chartRequest,
  pivot: pivotRequest,
  sql: sqlRequest,
  sqlTables: z.object({}),
  starterQueries: z.object({}),
  matches: z.object({}),
  funnel: funnelRequest,
  drill: drillRequest,
  snapshotDrill: snapshotDrillRequest,
  sqlOf: gridQuery,
  dispositions: z.object({}),
  compare: compareRequest,
  compareDrill: compareDrillRequest,
  rateTrends: rateTrendsRequest,
  rateTrendDrill: rateTrendDrillRequest,
  revenue: revenueRequest,
  revenueDrill: revenueDrillRequest,
  review: z.object({}),
  reviewItems: reviewItemsRequest,
  withoutKey: withoutKeyRequest,
  lookUp: lookUpRequest,
  subject: subjectRequest,
  things: thingsRequest,
  rawRecord: rawRecordRequest,
  csv: csvRequest,
  export: exportRequest,
  fileColumns: fileColumnsRequest,
  headerOf: headerRequest,
  sources: z.object({ known: z.array(z.enum(SOURCE_IDS)).optional() }),
} as const;

/** What every engine method answers with. */
export interface EngineAnswers {
  run: RunOutcome;
  /** What each unit of the plan took in the last run, in the order in which they were done. */
  timings: readonly UnitTiming[];
  tables: readonly ExploreTable[];
  /** How many rows each of them has: some are computed for it. */
  tableSizes: readonly TableSize[];
  /** Answers when the database does. */
  pulse: null;
  /** The records of a file as they stand in it. Pages of its table are asked for by the name that it has here. */
  rawFile: RawFile;
  page: GridPage;
  /** What numbers are of all rows of a query. */
  figures: readonly FigureValue[];
  /** The most frequent values of a column in the rows of a query. */
  columnValues: ColumnValues;
  /** What one column holds over all rows of a query. */
  columnStatistics: ColumnStatistics;
  /** The next row of a query that contains a text. */
  find: FoundRow;
  /** The points of a chart of any table. */
  chartPoints: ChartPoints;
  /** The rows of a query by the values of two columns. */
  pivot: PivotTable;
  /** Runs one query of a user; only reading ones do. */
  sql: SqlAnswer;
  /** The tables that SQL of users can name. */
  sqlTables: readonly SqlTable[];
  /** Queries to begin with that run on these tables. */
  starterQueries: readonly StarterQuery[];
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
  /** Whether a rate gets better or worse over time, by the values of a dimension. */
  rateTrends: RateTrendsView;
  /** The leads behind a number of them. */
  rateTrendDrill: DrillDefinition;
  /** Every disposition of the reports with the group it is in. */
  dispositions: DispositionsView;
  /** The SQL of a grid query, with the plain names of tables. */
  sqlOf: { readonly sql: string };
  /** All that the Revenue screen shows. */
  revenue: RevenueView;
  /** The grid query that shows what stands behind a number of the Revenue screen. */
  revenueDrill: RevenueDrill;
  /** Leads, people, invoices and campaigns that go by a text, the nearest first. */
  lookUp: readonly SubjectHit[];
  /** All that is known of a lead, a person, an invoice or a campaign. */
  subject: SubjectPage;
  /** What notes are on and the board holds, in the data of the last run, one for each that was asked for. */
  things: readonly ThingView[];
  /** Everything that can be judged, what counts for most first. */
  review: ReviewQueue;
  /** What the centre of the Review screen shows of these items, in the order asked for; gone ones are left out. */
  reviewItems: readonly ReviewItemDetail[];
  /** What the decision that a value is no key would touch. */
  withoutKey: WithoutKey;
  /** The raw text of one record, read again from its file. */
  rawRecord: { readonly text: string };
  /** All rows of a grid query as CSV (UTF-8), in chunks. Waits while a run is under way. */
  csv: ExportedFiles;
  /** What people take away from the last run, in chunks. Waits while a run is under way. */
  export: ExportedFiles;
  /** How far the columns of a file are filled, with values of each and what they were read as. */
  fileColumns: FileColumns;
  /** The columns that a file has when its text is read as the user says. */
  headerOf: { readonly headers: readonly string[] };
  /** The known sources and their canonical fields, for mapping by hand. */
  sources: readonly SourceDescription[];
}

export type EngineMethod = keyof EngineAnswers & keyof typeof engineRequests;
export type EngineRequest<M extends EngineMethod> = z.infer<(typeof engineRequests)[M]>;

/** What methods report on their way. */
interface EngineProgress {
  run: Progress;
  export: Progress;
}

/** What methods hand over in pieces. */
interface EngineChunks {
  csv: ExportChunk;
  export: ExportChunk;
}

/** The methods of the engine as calls over a port know them. */
export type EngineMethods = {
  readonly [M in EngineMethod]: {
    readonly request: EngineRequest<M>;
    readonly answer: EngineAnswers[M];
    readonly progress: M extends keyof EngineProgress ? EngineProgress[M] : never;
    readonly chunk: M extends keyof EngineChunks ? EngineChunks[M] : never;
  };
};
