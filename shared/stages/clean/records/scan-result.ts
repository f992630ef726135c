import type { Decoding } from '../../../domain/decode-chunks';
import type { HeaderReader } from './header-reader';
import type { RecordShape } from './record-shape';
import type { RemarkCounts } from '../../../domain/record-remarks';
import type { RejectedRecord, Remark } from './unreadable';

/** How the records of one file lie in its bytes. */
export interface ScanLayout extends Decoding, RecordShape {
  readonly delimiter: string;
  /** Lines above the header. */
  readonly preambleLines: number;
  /** Knows a further header when it sees one; null where there can be none. */
  readonly header: HeaderReader | null;
  /** Whether a row of nothing but empty fields is a record: a table that is no text says so itself. */
  readonly keepsBlankRows: boolean;
  /** Whether each record is a lead, which only its ids name: not a day, not a place. */
  readonly isOfPeople?: boolean;
  /** Lines may begin with `REJECTED_LINE`: they tell why what stood there is no record. */
  readonly hasRejectedLines?: boolean;
}

export interface ScanResult extends RemarkCounts {
  /** Data records: without preamble, headers and blank rows. */
  readonly records: number;
  /** Per record in file order: an id ≥ 0; -1 for a drawn line, a total or a footer; -2 for a rejected record. */
  readonly rawIds: Int32Array;
  /** Drawn lines. */
  readonly separatorRows: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  /** What was left out or read with care, with its raw text; of many of one kind the first ones. */
  readonly remarks: readonly Remark[];
  /** Rows with a key that say “total” all the same: numbers of theirs that are sums of other rows make them totals. */
  readonly perhapsTotals: readonly number[];
  /** Fresh records as regular CSV without a header: id, then the output columns. Blocks end with a record. */
  readonly fresh: readonly Uint8Array[];
  readonly freshCount: number;
  /** Bytes of the longest fresh record. */
  readonly longestFresh: number;
}

export const LEFT_OUT_ID = -1;
export const REJECTED_ID = -2;
