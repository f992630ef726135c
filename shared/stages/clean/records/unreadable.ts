import type { RemarkKind } from '../../../domain/record-remarks';

/** A value that could not be read; the rest of its record stays. */
export interface CellIssue {
  /** 1-based number of the data record. */
  readonly record: number;
  /** Canonical field; `record` where the whole record is meant. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A record that could not be read at all. */
export interface RejectedRecord {
  /** 1-based number of the data record. */
  readonly record: number;
  /** Raw text; from the scanner cut after 10,000 bytes. */
  readonly text: string;
  readonly reason: string;
}

/** A record that was left out as a total or footer, or read though it was irregular; or a header that came again. */
export interface Remark {
  /** 1-based number of the data record; of a header that of the record below it. */
  readonly record: number;
  readonly kind: RemarkKind;
  /** Raw text, cut after 10,000 bytes. */
  readonly text: string;
  readonly reason: string;
}
