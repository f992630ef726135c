import type { Decoding } from '../../../domain/decode-chunks';
import type { RejectedRecord } from './unreadable';

/** How the records of one file lie in its bytes, and which of their fields are wanted. */
export interface ScanLayout extends Decoding {
  readonly delimiter: string;
  /** Lines above the header. */
  readonly preambleLines: number;
  /** Fields of a record, as the header has them. */
  readonly fieldCount: number;
  /** For each output column the index of the file's field; -1 where the file has none. */
  readonly fields: readonly number[];
  /** Lines may begin with `REJECTED_LINE`: they tell why what stood there is no record. */
  readonly hasRejectedLines?: boolean;
}

export interface ScanResult {
  /** Data records: without preamble, header and blank lines. */
  readonly records: number;
  /** Per record in file order: an id ≥ 0; -1 for a separator or total line; -2 for a rejected record. */
  readonly rawIds: Int32Array;
  /** Drawn lines and total lines. */
  readonly separatorRows: number;
  /** Lines at the end that sum up or close the report; counted in `separatorRows` too. */
  readonly totalLines: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  /** Records with too few fields: kept, the missing ones empty. */
  readonly padded: readonly { readonly record: number; readonly missing: number }[];
  /** Records with too many fields, all of the surplus empty: kept. */
  readonly surplus: readonly { readonly record: number; readonly extra: number }[];
  /** Records with misplaced quotes that could be read one way only: kept. */
  readonly tolerated: readonly { readonly record: number; readonly reason: string }[];
  /** Records in a UTF-8 file that were not UTF-8 and were read as Windows-1252. */
  readonly recodedRecords: number;
  /** NUL bytes, dropped. */
  readonly nulBytes: number;
  /** Fresh records as regular CSV without a header: id, then the output columns. Blocks end with a record. */
  readonly fresh: readonly Uint8Array[];
  readonly freshCount: number;
  /** Bytes of the longest fresh record. */
  readonly longestFresh: number;
}

export const SEPARATOR_ID = -1;
export const REJECTED_ID = -2;
