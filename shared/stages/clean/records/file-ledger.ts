import type { FileReport } from '../../../contract/sources';
import { LeadlensError } from '../../../domain/fault';
import { findingOfRemark, remarkCountsOf, type RemarkCounts } from '../../../domain/record-remarks';
import type { SourceId } from '../../../domain/source';
import type { StepContext } from '../../../sql/stage';
import type { FolderFile } from '../../classify/folder-files';
import type { SniffedFile } from '../../discover/sniffed-file';
import { headerKey } from '../../classify/header-key';
import { PROFILES } from '../../classify/profile';
import { openRecords, type OpenRecords, type SourceNames } from './open-records';
import { srcCellIssues, srcRejectedRecords, srcRemarkedRecords } from './src-unreadable';
import type { FileValues, ValueNote } from '../values/value-notes';
import type { TextFile } from './text-table.step';
import type { CellIssues } from './cell-issues';
import type { RejectedRecord, Remark } from './unreadable';

/** What was counted while a file was read. */
export interface FileCounts extends RemarkCounts {
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  readonly cellIssues: CellIssues;
  /** What was done to values while they were read. */
  readonly notes: readonly ValueNote[];
  readonly remarks: readonly Remark[];
}

interface Troubles {
  readonly file: FolderFile;
  readonly issues: CellIssues;
  readonly rejected: readonly RejectedRecord[];
  readonly remarks: readonly Remark[];
}

/** What became of the files of one run: their counts, or why they could not be read. */
export class FileLedger {
  readonly #files: readonly FolderFile[];
  readonly #context: StepContext;
  readonly #done = new Map<string, FileReport>();
  readonly #troubles: Troubles[] = [];
  readonly #values: FileValues[] = [];
  readonly #total: number;
  #told = 0;

  constructor(files: readonly FolderFile[], context: StepContext) {
    this.#files = files;
    this.#context = context;
    this.#total = files.filter((file) => file.report.status === 'read').length;
  }

  /** Says that a file is being read. */
  tell(file: FolderFile): void {
    this.#context.progress({
      stage: 'clean',
      label: `Reading ${file.report.file}`,
      file: file.report.file,
      done: this.#told++,
      total: this.#total,
    });
  }

  keep(file: FolderFile, counts: FileCounts, sha256: string, rest: Partial<FileReport>): void {
    const { cellIssues: issues, rejected, remarks } = counts;
    this.#troubles.push({ file, issues, rejected, remarks });
    const { file: path, source } = file.report;
    if (source !== null) this.#values.push({ path, source, notes: counts.notes, issues });
    this.#done.set(file.report.file, {
      ...file.report,
      sha256,
      records: counts.records,
      rows: counts.rows,
      separatorRows: counts.separatorRows,
      ...remarkCountsOf(counts),
      rejectedRecords: counts.rejected.length,
      cellIssues: issues.total,
      format: file.report.format && {
        ...file.report.format,
        blankLines: counts.blankLines,
      },
      ...rest,
    });
  }

  /** Marks a file that could not be read; throws again what is not the fault of the file. */
  fail(file: FolderFile, error: unknown): void {
    if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
    const { message, hint } = error.details;
    this.#done.set(file.report.file, {
      ...file.report,
      status: 'unusable',
      statusReason: hint === undefined ? message : `${message} ${hint}`,
    });
  }

  /** All files of the run, with what has become of them so far. */
  get files(): readonly FolderFile[] {
    return this.#files.map((file) => ({ ...file, report: this.#done.get(file.report.file) ?? file.report }));
  }

  /** The values that were read with care, or not at all, in the order of the files. */
  get values(): readonly FileValues[] {
    return this.#inOrder(this.#values, ({ path }) => path);
  }

  /** Kinds of export are read side by side: what was noted comes in any order. */
  #inOrder<T>(notes: readonly T[], pathOf: (note: T) => string): readonly T[] {
    const places = new Map(this.#files.map(({ report }, place) => [report.file, place]));
    const placeOf = (note: T): number => places.get(pathOf(note)) ?? 0;
    return [...notes].sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** Stores the cells and records that could not be read, for the screens. */
  async store(): Promise<void> {
    const { workspace } = this.#context;
    const troubles = this.#inOrder(this.#troubles, ({ file }) => file.report.file);
    const issues = troubles.flatMap(({ file, issues: list }) =>
      list.kept.map((issue) => ({ file, ...issue })),
    );
    const rejected = troubles.flatMap(({ file, rejected: list }) =>
      list.map((record) => ({ file, ...record })),
    );
    await workspace.fill(
      srcCellIssues,
      contentKey(issues, (issue) => issue.column),
      (into) =>
        into.append({
          file: { type: 'text', values: issues.map((i) => i.file.report.file) },
          source: { type: 'text', values: issues.map((i) => i.file.report.source) },
          record_number: { type: 'integer', values: issues.map((i) => i.record) },
          column_name: { type: 'text', values: issues.map((i) => i.column) },
          raw_value: { type: 'text', values: issues.map((i) => i.value) },
          reason: { type: 'text', values: issues.map((i) => i.reason) },
        }),
    );
    const remarks = troubles.flatMap(({ file, remarks: list }) =>
      list.map((remark) => ({ file, ...remark })),
    );
    await workspace.fill(
      srcRemarkedRecords,
      contentKey(remarks, (remark) => `${remark.kind}${remark.reason}`),
      (into) =>
        into.append({
          file: { type: 'text', values: remarks.map((r) => r.file.report.file) },
          source: { type: 'text', values: remarks.map((r) => r.file.report.source) },
          record_number: { type: 'integer', values: remarks.map((r) => r.record) },
          kind: { type: 'text', values: remarks.map((r) => r.kind) },
          raw_text: { type: 'text', values: remarks.map((r) => r.text) },
          reason: { type: 'text', values: remarks.map((r) => r.reason) },
          finding: { type: 'text', values: remarks.map((r) => findingOfRemark(r.kind)) },
        }),
    );
    await workspace.fill(
      srcRejectedRecords,
      contentKey(rejected, (record) => record.reason),
      (into) =>
        into.append({
          file: { type: 'text', values: rejected.map((r) => r.file.report.file) },
          source: { type: 'text', values: rejected.map((r) => r.file.report.source) },
          record_number: { type: 'integer', values: rejected.map((r) => r.record) },
          raw_text: { type: 'text', values: rejected.map((r) => r.text) },
          reason: { type: 'text', values: rejected.map((r) => r.reason) },
        }),
    );
  }
}

const contentKey = <T extends { readonly file: FolderFile; readonly record: number }>(
  list: readonly T[],
  what: (entry: T) => string,
): string =>
  [
    ...new Set(
      list.map(({ file }) => `${file.report.file} ${file.report.source ?? ''} ${file.report.sha256}`),
    ),
  ].join('\n') +
  String(list.length) +
  list.map((entry) => `${String(entry.record)}${what(entry)}`).join(',');

/** What is known of the names of a source's columns. */
export const namesOfSource = (source: SourceId | null): SourceNames | null =>
  source === null ? null : { profile: PROFILES[source], keyOf: headerKey };

/** The records of a file of the run, as text in the order of `fields`. */
export function openFile(file: FolderFile, context: StepContext, fields: readonly string[]): OpenRecords {
  if (!file.sniffed) {
    throw new LeadlensError({
      kind: 'bug',
      code: 'bug',
      message: `${file.report.file} was not looked into.`,
    });
  }
  return openRecords(
    context.source,
    context.parquet,
    file.sniffed,
    file.report.mapping,
    fields,
    namesOfSource(file.report.source),
  );
}

export const sha256Of = (file: FolderFile, context: StepContext): Promise<string> =>
  context.source.sha256(file.report.file, context.signal);

/** What says how the text of a file is split into records. */
const FORM = [
  'encoding',
  'bomBytes',
  'delimiter',
  'quote',
  'isPadded',
  'hasBackslashes',
  'preambleLines',
  'hasHeader',
  'unitLines',
] as const satisfies readonly (keyof SniffedFile)[];

/** Changes with the content of a file and with whatever decides how its records are read. */
export function readingKey(file: FolderFile, sha256: string): string {
  const mapped = file.report.mapping.map((m) => [m.field, m.column]);
  return JSON.stringify([
    sha256,
    file.report.source,
    mapped,
    // The sheets of one workbook have its digest, all of them.
    /\.xls[xm](#[^/]*)$/i.exec(file.report.file)?.[1],
    file.sniffed && FORM.map((part) => file.sniffed?.[part]),
  ]);
}

export interface OpenedFile {
  readonly file: FolderFile;
  readonly sha256: string;
  readonly text: TextFile;
}

/** Opens files to be read into a table of text; one that is gone or cannot be opened is marked. */
export async function openAll(
  files: readonly FolderFile[],
  ledger: FileLedger,
  context: StepContext,
  fields: readonly string[],
): Promise<readonly OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const file of files) {
    const { source } = file.report;
    if (source === null) continue;
    ledger.tell(file);
    try {
      const sha256 = await sha256Of(file, context);
      const key = readingKey(file, sha256);
      const records = openFile(file, context, fields);
      opened.push({ file, sha256, text: { path: file.report.file, source, key, records } });
    } catch (error) {
      ledger.fail(file, error);
    }
  }
  return opened;
}
