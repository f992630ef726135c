import type { FileReport, FileStatus } from '../../../shared/contract/sources';

export interface FileGroup {
  readonly title: string;
  readonly files: readonly FileReport[];
  /** True where the reader must do something. */
  readonly asks: boolean;
  /** True where the files are of different sources, so that each line names its own. */
  readonly mixed: boolean;
}

export const isSnapshot = (file: FileReport): boolean => file.status === 'read' && file.snapshot !== null;

const ASKS: readonly FileStatus[] = ['needs_mapping', 'unknown', 'unusable'];

const byOrder = (a: FileReport, b: FileReport): number =>
  (a.snapshot?.order ?? 0) - (b.snapshot?.order ?? 0) || (a.file < b.file ? -1 : 1);

/**
 * Files that need the reader first, then by source, then what is left out; snapshots oldest first. Sources of one file
 * each share a group, where there are several.
 */
export function fileGroups(files: readonly FileReport[]): readonly FileGroup[] {
  const asking = files.filter((f) => ASKS.includes(f.status));
  const read = files.filter((f) => f.status === 'read');
  const aside = files.filter((f) => f.status === 'ignored' || f.status === 'duplicate');
  const titleOf = (file: FileReport): string => file.sourceTitle ?? 'Other';
  const titles = [...new Set(read.map(titleOf))].sort();
  const of = (title: string): FileReport[] => read.filter((f) => titleOf(f) === title).sort(byOrder);
  const single = titles.filter((title) => of(title).length === 1);
  const apart = single.length > 1 ? titles.filter((title) => !single.includes(title)) : titles;
  return [
    { title: 'These need you', files: asking, asks: true, mixed: false },
    ...apart.map((title) => ({ title, files: of(title), asks: false, mixed: false })),
    {
      title: 'One file each',
      files: single.length > 1 ? single.flatMap(of) : [],
      asks: false,
      mixed: true,
    },
    { title: 'Left out', files: aside, asks: false, mixed: false },
  ].filter((group) => group.files.length > 0);
}

export interface RecordTotals {
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly totalRows: number;
  readonly footerRows: number;
  readonly rejectedRecords: number;
  readonly cellIssues: number;
}

/** Sums over the files that were read. */
export function totalsOf(files: readonly FileReport[]): RecordTotals {
  const read = files.filter((f) => f.status === 'read');
  const sum = (key: keyof RecordTotals): number => read.reduce((total, f) => total + f[key], 0);
  return {
    records: sum('records'),
    rows: sum('rows'),
    separatorRows: sum('separatorRows'),
    totalRows: sum('totalRows'),
    footerRows: sum('footerRows'),
    rejectedRecords: sum('rejectedRecords'),
    cellIssues: sum('cellIssues'),
  };
}

/** Records that are no rows: drawn lines, totals and footers. */
export const leftOut = (t: Pick<RecordTotals, 'separatorRows' | 'totalRows' | 'footerRows'>): number =>
  t.separatorRows + t.totalRows + t.footerRows;

/** Whether the parts make the whole: every record of the file is accounted for. */
export const addsUp = (t: Omit<RecordTotals, 'cellIssues'>): boolean =>
  t.records === t.rows + leftOut(t) + t.rejectedRecords;

/** The name of a file without its folders, and the folders. */
export function nameParts(file: string): { readonly folder: string; readonly name: string } {
  const cut = file.lastIndexOf('/') + 1;
  return { folder: file.slice(0, cut), name: file.slice(cut) };
}
