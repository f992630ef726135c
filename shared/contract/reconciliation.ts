import type { RowsReference } from '../domain/finding';
import type { SourceId } from '../domain/source';

/** Rows that count nowhere, or only with another row. */
export interface AccountPart {
  /** As the tables name it: `no_campaign`, `repeat`, `same_session`. */
  readonly reason: string;
  readonly rows: number;
  /** What is written in them, in the project currency with two decimals; null where the source has no money. */
  readonly amount: number | null;
}

/** Money in the project currency as numbers with two decimals; `all` = `counted` + each remainder. */
export interface MoneyAccount {
  readonly currency: string;
  /** What is written in all rows that were read. */
  readonly all: number;
  readonly counted: number;
  /** Sorted by reason; `taken_back` is what refunds and lost disputes take from rows that count. */
  readonly remainders: readonly { readonly reason: string; readonly amount: number }[];
  /** Amounts without a rate, in their own currency and in none of the sums above; sorted. `unknown`: no currency. */
  readonly unconverted: readonly {
    readonly currency: string;
    readonly rows: number;
    readonly amount: number;
  }[];
}

/**
 * What became of records: `rows` = `counted` + `merged` + `totals` + `footers` + `separators` + `rejected` + those of
 * each reason in `notCounted`.
 */
export interface RecordAccount {
  /** Data records as the scanner counted them. */
  readonly rows: number;
  readonly counted: number;
  /** Rows that are part of another one, which counts. */
  readonly merged: number;
  readonly totals: number;
  readonly footers: number;
  readonly separators: number;
  readonly rejected: number;
  /** Sorted by reason. */
  readonly notCounted: readonly AccountPart[];
  /** Of `merged`, by why; sorted by reason. */
  readonly mergedBy: readonly AccountPart[];
  /** Null where the source has no money, or where the question that it belongs to was not answered. */
  readonly money: MoneyAccount | null;
}

/** One source in `summary.json`. */
export interface SourceReconciliation extends RecordAccount {
  readonly source: SourceId;
}

/** One file, as Sources shows it. */
export interface FileReconciliation extends RecordAccount {
  readonly file: string;
  readonly source: SourceId;
  /** The rows behind `total`, `footer`, `rejected` and `reason:` with a reason, where a table has them. */
  readonly rowsOf: Readonly<Record<string, RowsReference>>;
}
