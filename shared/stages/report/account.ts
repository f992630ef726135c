import type { AccountPart, MoneyAccount, RecordAccount } from '../../contract/reconciliation';
import { moneyOf } from '../../domain/cents';
import { PROJECT_CURRENCY } from '../../domain/money';
import { compareText } from '../../domain/text-order';
import type { Fate, FateRow } from '../../sql/fates';

/** Records of a file that its scanner counted apart from the rows that were read. */
export interface ScannedRecords {
  readonly records: number;
  readonly totals: number;
  readonly footers: number;
  readonly separators: number;
  readonly rejected: number;
}

interface Sums {
  rows: number;
  cents: number;
}

/** Rows and cents by a key, sorted by it. */
function sumBy(
  fates: readonly FateRow[],
  keyOf: (fate: FateRow) => string,
  centsOf: (fate: FateRow) => number,
): readonly (readonly [string, Sums])[] {
  const sums = new Map<string, Sums>();
  for (const fate of fates) {
    const sum = sums.get(keyOf(fate)) ?? { rows: 0, cents: 0 };
    sum.rows += fate.rows;
    sum.cents += centsOf(fate);
    sums.set(keyOf(fate), sum);
  }
  return [...sums].sort(([a], [b]) => compareText(a, b));
}

const reasonOf = ({ reason }: FateRow): string => reason ?? 'unnamed';

const total = (fates: readonly FateRow[], of: (fate: FateRow) => number): number =>
  fates.reduce((sum, fate) => sum + of(fate), 0);

/** What the rows of some files say of money, from whole cents. @param cents of all rows, added up by themselves */
function moneyAccount(fates: readonly FateRow[], cents: number): MoneyAccount {
  const counted = fates.filter(({ fate }) => fate === 'counted');
  const takenBack = total(counted, ({ writtenCents, countedCents }) => writtenCents - countedCents);
  const apart = sumBy(
    fates.filter(({ fate }) => fate !== 'counted'),
    reasonOf,
    ({ writtenCents }) => writtenCents,
  );
  const remainders = [
    ...apart.map(([reason, sums]) => ({ reason, cents: sums.cents })),
    { reason: 'taken_back', cents: takenBack },
  ];
  const unconverted = sumBy(
    fates.filter(({ unconvertedCurrency }) => unconvertedCurrency !== null),
    ({ unconvertedCurrency }) => unconvertedCurrency ?? '',
    ({ unconvertedAmount }) => Math.round(unconvertedAmount * 100),
  );
  return {
    currency: PROJECT_CURRENCY,
    all: moneyOf(cents),
    counted: moneyOf(total(counted, ({ countedCents }) => countedCents)),
    remainders: remainders
      .filter((remainder) => remainder.cents !== 0)
      .sort((a, b) => compareText(a.reason, b.reason))
      .map((remainder) => ({ reason: remainder.reason, amount: moneyOf(remainder.cents) })),
    unconverted: unconverted.map(([currency, sums]) => ({
      currency,
      rows: sums.rows,
      amount: moneyOf(sums.cents),
    })),
  };
}

/**
 * The account of some files, all of one source.
 * @param fates what the question says of their rows
 * @param cents sum of their money; null where they have none
 */
export function accountOf(
  scanned: ScannedRecords,
  fates: readonly FateRow[],
  cents: number | null,
): RecordAccount {
  const parts = (fate: Fate): readonly AccountPart[] =>
    sumBy(
      fates.filter((row) => row.fate === fate),
      reasonOf,
      ({ writtenCents }) => writtenCents,
    ).map(([reason, sums]) => ({
      reason,
      rows: sums.rows,
      amount: cents === null ? null : moneyOf(sums.cents),
    }));
  const rowsOf = (fate: Fate): number =>
    total(
      fates.filter((row) => row.fate === fate),
      ({ rows }) => rows,
    );
  return {
    rows: scanned.records,
    counted: rowsOf('counted'),
    merged: rowsOf('merged'),
    totals: scanned.totals,
    footers: scanned.footers,
    separators: scanned.separators,
    rejected: scanned.rejected,
    notCounted: parts('not_counted'),
    mergedBy: parts('merged'),
    money: cents === null ? null : moneyAccount(fates, cents),
  };
}

/** Rows that have a fate: to be as many as the scanner's. */
export const rowsAccounted = (account: RecordAccount): number =>
  account.counted +
  account.merged +
  account.totals +
  account.footers +
  account.separators +
  account.rejected +
  account.notCounted.reduce((sum, { rows }) => sum + rows, 0);

/** Money that is counted or has a name, to the cent: to be as much as `all`. */
export const moneyAccounted = ({ counted, remainders }: MoneyAccount): number =>
  moneyOf(
    Math.round(counted * 100) + remainders.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0),
  );
