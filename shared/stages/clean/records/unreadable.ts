import { compareText } from '../../../domain/text-order';

/** A value that could not be read; the rest of its record stays. */
export interface CellIssue {
  /** 1-based number of the data record. */
  readonly record: number;
  /** Canonical field; `record` where the whole record is meant. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** Cell issues of one file, in the order of its records. */
export const inRecordOrder = (issues: readonly CellIssue[]): readonly CellIssue[] =>
  [...issues].sort((a, b) => a.record - b.record || compareText(a.column, b.column));

/** A record that could not be read at all. */
export interface RejectedRecord {
  /** 1-based number of the data record. */
  readonly record: number;
  /** Raw text; from the scanner cut after 10,000 bytes. */
  readonly text: string;
  readonly reason: string;
}
