import { z } from 'zod';
import { oneLine } from '../domain/one-line';
import { isServerPlace } from '../domain/server-place';
import { SOURCE_IDS } from '../domain/source';
import { isTimeZone } from '../domain/time-zone';
import { exploration } from './exploration';
import { partOf } from './part-of';

/** How a text file is made, as far as the user says it; the rest is found out. */
export const fileForm = z.strictObject({
  /** The line of the header, from 1; 0: the file has none. */
  headerLine: z.int().min(0).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.enum(['"', "'"]).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'ibm850']).optional(),
});

export type FileForm = z.infer<typeof fileForm>;

/** What the user said about one file; keyed by its relative path. */
const fileChoice = z.strictObject({
  /** `null`: leave this file out. Absent: as classified. */
  source: z.enum(SOURCE_IDS).nullable().optional(),
  /** Canonical field → column header of the file; `null` takes a field's column away. */
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  form: fileForm.optional(),
  /** In what its amounts are written: in their currency, or in its smallest unit (cents). Absent: as its layout says. */
  unit: z.enum(['major', 'minor']).optional(),
});

/** What the user said of all files with the same columns: next month's export needs nothing. */
const columnMapping = z.strictObject({
  headers: z.array(z.string()).readonly(),
  source: z.enum(SOURCE_IDS),
  mapping: z.record(z.string(), z.string().nullable()).readonly().default({}),
  unit: z.enum(['major', 'minor']).optional(),
  /** Name → column that no field uses and that is kept, to break delivered leads down by. */
  dimensions: z.record(z.string().min(1), z.string()).readonly().optional(),
});

/** How the text of all files that come out with these columns is made: next month's export needs nothing. */
const keptForm = z.strictObject({
  /** The columns, in any order, once the file is read so. */
  headers: z.array(z.string()).readonly(),
  /** Of files without a header, whose columns tell nothing: their name, without what changes from export to export. */
  series: z.string().optional(),
  form: fileForm,
});

/** Whose all reports with these columns and these words in their names are: next month's report needs nothing. */
const keptSeries = z.strictObject({
  /** The columns, in any order. */
  headers: z.array(z.string()).readonly(),
  /** The words of folder and name, without what changes from export to export. */
  words: z.string(),
  /** The client, or whatever tells the series from others. */
  series: z.string().trim().min(1),
});

const tableLayout = z.strictObject({
  /** Pixels, by column. */
  widths: z.record(z.string(), z.number().positive()).default({}),
  hidden: z.array(z.string()).default([]),
  /** Columns that stay at the left, in their order; null: the first one. */
  pinned: z.array(z.string()).nullable().default(null),
});

const exploring = z.strictObject({
  /** By name of the table. */
  layouts: z.record(z.string(), tableLayout).default({}),
  /** SQL that was run, the newest first. */
  history: z.array(z.string()).default([]),
});

/** Name of a time zone of the IANA database, such as `America/Bogota`. */
const timeZone = z.string().refine(isTimeZone, 'is no time zone, such as America/Bogota or UTC');

/** Words of the reader, on one line. */
const words = z.string().transform(oneLine).pipe(z.string().max(120));

/** How somebody signs in to a server. What only they know is never kept here. */
export const SIGN_INS = ['agent', 'key', 'password'] as const;

/** A place on a server from which files are fetched. */
export const serverSource = z.strictObject({
  /** `sftp://user@host[:port]/path`, without a password. */
  address: z.string().max(2000).refine(isServerPlace, 'is no address such as sftp://user@host/path'),
  signIn: z.enum(SIGN_INS).default('agent'),
  /** Path of a private key on this machine. */
  keyFile: z.string().max(2000).nullable().default(null),
});

export type ServerSource = z.infer<typeof serverSource>;

/** All that a project remembers; stored as `project.json`, every field with its default. */
export const projectSettings = z.strictObject({
  version: z.literal(1).default(1),
  files: z.record(z.string(), fileChoice).default({}),
  /** Of files by their header; what is said of one file goes before it. */
  mappings: z.array(columnMapping).readonly().default([]),
  /** Of files by the header that comes out; what is said of one file goes before it. The newest first. */
  forms: z.array(keptForm).readonly().default([]),
  /** Whose the CRM reports are, where the user says so: reports of one series count their lead numbers together. */
  reportSeries: z.array(keptSeries).readonly().default([]),
  /** Relative paths of all snapshots, oldest first; used when it names exactly the snapshots there are. */
  snapshotOrder: z.array(z.string()).nullable().default(null),
  /** Codes of repairs that the user accepted. */
  acceptedRepairs: z.array(z.string()).default([]),
  /** Hash values that a decision took out of matching. */
  notAKey: z.array(z.string()).default([]),
  /** Number of different partners from which a key is reported as a placeholder. */
  placeholderPartners: z.int().min(2).default(20),
  /** Number of CRM leads, or of different partners on either side, from which a key is shared: no strict evidence by itself. */
  sharedKeyHolders: z.int().min(2).default(5),
  /** Probability from which the best candidate of an identity is its likely link. */
  likelyProbability: z.number().min(0.5).max(0.9999).default(0.9),
  /** Disposition → group, over the profile's grouping. */
  dispositionGroups: z.record(z.string(), z.string()).default({}),
  /** Job status → group, over the profile's grouping. */
  jobStatusGroups: z.record(z.string(), z.string()).default({}),
  /** Status of a lead → group, over the groups that are known. */
  leadStatusGroups: z.record(z.string(), z.string()).default({}),
  /** ISO 3166 code of the country that raw phone numbers without a prefix belong to. */
  phoneCountry: z.string().length(2).default('US'),
  /** Units of each currency for one USD, as decimal text. */
  rates: z.record(z.string(), z.string()).default({ USD: '1', MXN: '17', COP: '4200' }),
  /** Service → IANA time zone of the times in its exports that do not say theirs. */
  timeZones: z.partialRecord(z.enum(SOURCE_IDS), timeZone).default({}),
  /** Days before an invoice in which a touch counts. */
  attributionWindowDays: z.int().min(1).default(90),
  /** What the project is called; empty: as its folder. */
  projectName: words.default(''),
  /** For whom the report is. */
  clientName: words.default(''),
  /** What stands over the report; empty: what it is about. */
  reportTitle: words.default(''),
  /** SQL that users saved for this project. */
  queries: z.array(z.strictObject({ id: z.string(), name: z.string(), sql: z.string() })).default([]),
  /** Tables and charts of SQL that stand in the report. */
  explorations: z.array(exploration).default([]),
  /** Where the files come from; null: they lie in the folder. Nothing is fetched before the user says so. */
  server: serverSource.nullable().default(null),
  /** How the reader looks at the data: changes no number, and stands in no manifest. */
  explore: exploring.default({ layouts: {}, history: [] }),
});

/** What changes no number: how the data are looked at, what the reader calls them, and where they are fetched from. */
export type ProjectViews = Pick<
  ProjectSettings,
  'queries' | 'explorations' | 'explore' | 'projectName' | 'clientName' | 'reportTitle' | 'server'
>;

export const viewsOf = ({
  queries,
  explorations,
  explore,
  projectName,
  clientName,
  reportTitle,
  server,
}: ProjectSettings): ProjectViews => ({
  queries,
  explorations,
  explore,
  projectName,
  clientName,
  reportTitle,
  server,
});

/** How the reader arranged the columns of one table. */
export type TableLayout = z.infer<typeof tableLayout>;

export type SavedQuery = ProjectSettings['queries'][number];

export type ProjectSettings = z.infer<typeof projectSettings>;

/** Some of the settings. */
export const changedSettings = partOf(projectSettings);

export const defaultProjectSettings = (): ProjectSettings => projectSettings.parse({});
