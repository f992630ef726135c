import type { JudgedRecord } from './invoice-records';
import { byPlace, compare } from './order';

/** A record that counts with another one. */
export interface Merge {
  readonly as: 'repeat' | 'older_state' | 'payment';
  readonly into: JudgedRecord;
}

const takenOf = ({ refunded, disputed }: JudgedRecord): number =>
  Math.abs(refunded ?? 0) + Math.abs(disputed ?? 0);
const amountOf = ({ amount }: JudgedRecord): string =>
  amount === null
    ? ''
    : amount.cents === null
      ? `${String(amount.hundredths)} ${amount.currency}`
      : String(amount.cents);
const personOf = ({ uid, email }: JudgedRecord): string | null => uid ?? email;

/** What tells records of one id apart: of sales the person, where there are several; of refunds what they are of. */
function partsOf(records: readonly JudgedRecord[]): readonly (readonly JudgedRecord[])[] {
  const people = new Set(records.flatMap((record) => personOf(record) ?? []));
  const partOf = (record: JudgedRecord): string => {
    if (record.type === 'sale') return people.size > 1 ? (personOf(record) ?? '') : '';
    if (record.ofInvoice === record.id) {
      // Several refunds stand under the id of their invoice; one without an amount in the currency has no part.
      const cents = record.amount?.cents ?? null;
      return cents === null ? '' : `${String(cents)} ${record.at?.slice(0, 10) ?? ''}`;
    }
    return String(Math.sign((record.refunded ?? 0) + (record.disputed ?? 0)));
  };
  const names = [...new Set(records.map(partOf))];
  return names.map((name) => records.filter((record) => partOf(record) === name));
}

/**
 * Of an invoice that stands in several records the newest state counts: of the latest export where the names of all
 * state a day, else the latest in its life, else the one with most taken back, else of the last file in the natural order
 * of names, there the first record. In the file of the newest, records of one amount are one invoice, others its positions.
 */
function repeatsOf(
  records: readonly JudgedRecord[],
  fileOrder: readonly string[],
): ReadonlyMap<JudgedRecord, Merge> {
  const areDated = records.every(({ exportedOn }) => exportedOn !== null);
  const dayOf = ({ exportedOn }: JudgedRecord): string => (areDated ? (exportedOn ?? '') : '');
  const [newest] = [...records].sort(
    (a, b) =>
      compare(dayOf(b), dayOf(a)) ||
      b.life - a.life ||
      takenOf(b) - takenOf(a) ||
      fileOrder.indexOf(b.file) - fileOrder.indexOf(a.file) ||
      a.record - b.record,
  );
  const merges = new Map<JudgedRecord, Merge>();
  if (!newest) return merges;
  for (const record of records) {
    if (record.file !== newest.file) {
      const isRepeat =
        amountOf(record) === amountOf(newest) &&
        record.life === newest.life &&
        takenOf(record) === takenOf(newest);
      merges.set(record, { as: isRepeat ? 'repeat' : 'older_state', into: newest });
      continue;
    }
    const [first] = records
      .filter((of) => of.file === newest.file && amountOf(of) === amountOf(record))
      .sort((a, b) => b.life - a.life || takenOf(b) - takenOf(a) || a.record - b.record);
    if (first && first !== record)
      merges.set(record, { as: first.life === record.life ? 'repeat' : 'older_state', into: first });
  }
  return merges;
}

/**
 * The records that count with another one. A payment counts with its invoice, where that is known and paid: the invoice
 * that it names, or the one that names the payment as its charge.
 */
export function mergesOf(
  records: readonly JudgedRecord[],
  fileOrder: readonly string[],
): ReadonlyMap<JudgedRecord, Merge> {
  const merges = new Map<JudgedRecord, Merge>();
  for (const type of ['sale', 'refund'] as const) {
    const own = records.filter((record) => record.type === type && record.id !== null);
    for (const id of new Set(own.map((record) => record.id))) {
      const same = own.filter((record) => record.id === id);
      for (const part of same.length > 1 ? partsOf(same) : [])
        for (const [record, merge] of repeatsOf(part, fileOrder)) merges.set(record, merge);
    }
  }
  const sales = records.filter(
    (record) =>
      record.type === 'sale' &&
      record.isInvoiced &&
      (record.amount?.cents ?? null) !== null &&
      record.id !== null &&
      !merges.has(record),
  );
  for (const payment of sales.filter(({ kind }) => kind === 'payment')) {
    const [invoice] = sales
      .filter(
        (of) =>
          of.kind === 'invoice' &&
          ((payment.ofInvoice !== null && of.id === payment.ofInvoice) ||
            (of.charge !== null && of.charge === payment.id)),
      )
      .sort(byPlace);
    if (invoice) merges.set(payment, { as: 'payment', into: invoice });
  }
  return merges;
}
