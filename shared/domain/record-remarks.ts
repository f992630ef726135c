/** What can be said of a record that is neither regular nor rejected. */
export type RemarkKind = 'total' | 'footer' | 'short' | 'long' | 'quotes' | 'encoding' | 'header';

/** The finding that counts a remark. */
export type RemarkFinding = 'total_rows' | 'irregular_records' | 'repeated_header';

export function findingOfRemark(kind: RemarkKind): RemarkFinding {
  if (kind === 'total' || kind === 'footer') return 'total_rows';
  return kind === 'header' ? 'repeated_header' : 'irregular_records';
}

/** How many records of a file were left out, or read though they were irregular. */
export interface RemarkCounts {
  /** Rows that sum others up: left out. */
  readonly totalRows: number;
  /** Lines of text that are no rows: left out. */
  readonly footerRows: number;
  /** Records with too few fields that fit the columns in one way only. */
  readonly shortRecords: number;
  /** Records with too many fields that fit the columns in one way only. */
  readonly longRecords: number;
  /** Records with misplaced quotes that could be read one way only. */
  readonly quotedRecords: number;
  /** Records in a UTF-8 file that were not UTF-8 and were read as Windows-1252. */
  readonly recodedRecords: number;
  /** Headers after the first: the records below each were read by it. */
  readonly repeatedHeaders: number;
  /** NUL bytes, dropped. */
  readonly nulBytes: number;
  /** Headers of other tables in the same file, whose records are rejected. */
  readonly otherTables: readonly string[];
}

export const NO_REMARKS: RemarkCounts = {
  totalRows: 0,
  footerRows: 0,
  shortRecords: 0,
  longRecords: 0,
  quotedRecords: 0,
  recodedRecords: 0,
  repeatedHeaders: 0,
  nulBytes: 0,
  otherTables: [],
};

/** The counts alone of what has them. */
export const remarkCountsOf = (of: RemarkCounts): RemarkCounts => ({
  totalRows: of.totalRows,
  footerRows: of.footerRows,
  shortRecords: of.shortRecords,
  longRecords: of.longRecords,
  quotedRecords: of.quotedRecords,
  recodedRecords: of.recodedRecords,
  repeatedHeaders: of.repeatedHeaders,
  nulBytes: of.nulBytes,
  otherTables: of.otherTables,
});
