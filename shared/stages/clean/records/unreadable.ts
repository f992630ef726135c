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
