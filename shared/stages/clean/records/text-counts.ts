import type { RemarkCounts } from '../../../domain/record-remarks';
import type { CellIssues } from './cell-issues';
import type { RejectedRecord, Remark } from './unreadable';

/** What was counted in one file; records = rows + separatorRows + totalRows + footerRows + rejected. */
export interface TextCounts extends RemarkCounts {
  readonly path: string;
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  /** Values that were taken out, since they lost what they said. */
  readonly damaged: CellIssues;
  /** What was left out or read with care. */
  readonly remarks: readonly Remark[];
  /** Rows with a key that say “total” all the same. */
  readonly perhapsTotals: readonly number[];
}
