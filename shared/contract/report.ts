import { z } from 'zod';
import { exploration } from './exploration';
import { keptRun } from './kept-run';
import { note } from './note';
import { pin } from './pin';
import { reportHead } from './report-head';

/** The parts of a report, in the order in which they stand in it. */
export const REPORT_SECTIONS = [
  'board',
  'headline',
  'since',
  'funnel',
  'trends',
  'breakdowns',
  'change',
  'revenue',
  'attribution',
  'explorations',
  'findings',
  'notes',
  'method',
  'manifest',
] as const;
export type ReportSectionId = (typeof REPORT_SECTIONS)[number];

export const SECTION_NAMES: { readonly [S in ReportSectionId]: string } = {
  board: 'Board',
  headline: 'Headline',
  since: 'Since the last run',
  funnel: 'Funnel',
  trends: 'Trends',
  breakdowns: 'Where and when',
  change: 'Better or worse',
  revenue: 'Revenue',
  attribution: 'Attribution',
  explorations: 'Explorations',
  findings: 'Findings',
  notes: 'Notes',
  method: 'Method',
  manifest: 'Manifest',
};

export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/**
 * What people take away: the report on paper or as a workbook, `summary.json`, the star schema as Parquet,
 * the worklists and breakdowns as CSV.
 */
export const EXPORT_KINDS = ['summary', 'pdf', 'xlsx', 'tables', 'star'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const exportRequest = z.object({
  what: z.array(z.enum(EXPORT_KINDS)).min(1),
  paper: z.enum(PAPERS),
  sections: z.array(z.enum(REPORT_SECTIONS)),
  /** Where the data lie, for people to read. */
  place: z.string(),
  /** What the reader put over the report. */
  head: reportHead.optional(),
  /** Tables and charts of SQL that stand in it; those of the last run where absent. */
  explorations: z.array(exploration).optional(),
  /** What the reader wrote and pinned; none where absent. */
  notes: z.array(note).optional(),
  board: z.array(pin).optional(),
  /** The runs that the project keeps, the newest first; none where absent. */
  runs: z.array(keptRun).optional(),
  /** ISO time that the manifest and the report name. */
  writtenAt: z.string(),
  /** One ZIP archive instead of its files one by one. */
  zipped: z.boolean(),
  /** Also the manifest; a folder that holds it is known as an export and is not read as data. */
  withManifest: z.boolean(),
});
export type ExportRequest = z.infer<typeof exportRequest>;

/** A piece of a file that is being written. Files come one after the other, each in order. */
export interface ExportChunk {
  /** Path relative to where the export goes, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Nothing more of this file follows. */
  readonly last: boolean;
}

/** The files that an export was made of. */
export interface ExportedFiles {
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
}
