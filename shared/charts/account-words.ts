import type { RecordAccount } from '../contract/reconciliation';

/** A part of the records of a file or source. */
export interface AccountTerm {
  /** By which the rows behind it are known: `reason:` with a reason, or `counted`, `total`, `footer`, `separator`, `rejected`. */
  readonly key: string;
  readonly rows: number;
  /** What they are: `merged (same session)`. */
  readonly words: string;
}

/** A reason as it is read: `no campaign`. The state of an export stays as it stands there. */
export const reasonWords = (reason: string): string => reason.replaceAll('_', ' ');

/** The parts that make up the records, those that are none left out: what counts first, what cannot be read last. */
export function accountTerms(account: RecordAccount): readonly AccountTerm[] {
  const some = (key: string, rows: number, one: string, many: string): AccountTerm => ({
    key,
    rows,
    words: rows === 1 ? one : many,
  });
  const terms = [
    ...account.mergedBy.map(({ reason, rows }) => ({
      key: `reason:${reason}`,
      rows,
      words: `merged (${reasonWords(reason)})`,
    })),
    ...account.notCounted.map(({ reason, rows }) => ({
      key: `reason:${reason}`,
      rows,
      words: `not counted (${reasonWords(reason)})`,
    })),
    some('total', account.totals, 'total', 'totals'),
    some('footer', account.footers, 'footer line', 'footer lines'),
    some('separator', account.separators, 'separator', 'separators'),
    some('rejected', account.rejected, 'rejected', 'rejected'),
  ];
  return [
    { key: 'counted', rows: account.counted, words: 'counted' },
    ...terms.filter(({ rows }) => rows > 0),
  ];
}

/** Whether the parts make the whole. */
export const isWhole = (account: RecordAccount): boolean =>
  accountTerms(account).reduce((sum, { rows }) => sum + rows, 0) === account.rows;
