import type { Campaign, RevenueFacts } from './facts';
import { mergesOf } from './invoice-merges';
import { judged, type JudgedRecord } from './invoice-records';
import { sumOf } from './order';
import { refundLinks } from './refund-links';
import type { Person } from './people';
import type { Who } from './who';

/** A record of the invoice exports with whether, and for how much, it counts. */
export interface Invoice {
  readonly record: JudgedRecord;
  readonly who: Who | null;
  readonly person: Person | null;
  readonly campaign: Campaign | null;
  readonly isCounted: boolean;
  /** Why it does not count. */
  readonly reason: string | null;
  /** What counts: net of refunds and lost disputes; of a record that does not count its amount. */
  readonly cents: number | null;
  readonly gross: number | null;
  readonly refunded: number;
  readonly disputed: number;
}

function reasonOf(record: JudgedRecord, isLinked: boolean): string | null {
  const { type, isInvoiced, status, amount } = record;
  if (!isInvoiced) return type === 'sale' ? (status ?? 'not_invoiced') : `refund: ${status ?? 'not said'}`;
  if (amount === null) return 'no_amount';
  if (amount.cents === null) return 'no_rate';
  return type === 'sale' ? null : isLinked ? 'refund' : 'refund_without_sale';
}

/**
 * The records with what counts: paid ones that are no part of another one, with an amount in the project currency. The
 * same refund may be stated by the sale, by its payment and by records of its own: the greatest of the three counts.
 */
export function invoicesOf(
  facts: RevenueFacts,
  personOf: (key: string | null) => Person | null,
): readonly Invoice[] {
  const records = facts.invoices.map((record) => judged(record, facts.invoices));
  const merges = mergesOf(records, facts.invoiceFiles);
  const links = refundLinks(records, merges);
  /** Whom the e-mails of all records of a customer name, where they name one person alone. */
  const customerOf = (uid: string | null): Person | null => {
    if (uid === null) return null;
    const named = records.filter((of) => of.uid === uid).flatMap((of) => personOf(of.email) ?? []);
    const [first, ...others] = [...new Set(named)];
    return others.length === 0 ? (first ?? null) : null;
  };
  return records.map((record): Invoice => {
    const merge = merges.get(record);
    const payments = records.filter(
      (of) => merges.get(of)?.as === 'payment' && merges.get(of)?.into === record,
    );
    const refunds = records.filter((of) => links.get(of) === record);
    const greatest = (of: (record: JudgedRecord) => number | null): number =>
      Math.max(
        of(record) ?? 0,
        sumOf(payments, (p) => of(p) ?? 0),
        sumOf(refunds, (r) => of(r) ?? 0),
      );
    const reason = merge?.as ?? reasonOf(record, links.has(record));
    const isCounted = reason === null;
    const gross = record.amount?.cents ?? null;
    const refunded = isCounted ? greatest((of) => of.refunded) : 0;
    const disputed = isCounted ? greatest((of) => of.disputed) : 0;
    const person = personOf(record.uid) ?? personOf(record.email) ?? customerOf(record.uid);
    return {
      record,
      who: person ?? record.uid ?? record.email,
      person,
      campaign: person?.campaign ?? null,
      isCounted,
      reason,
      cents: isCounted
        ? (gross ?? 0) - refunded - disputed
        : record.type === 'sale'
          ? gross
          : record.refunded === null || record.disputed === null
            ? null
            : -(record.refunded + record.disputed),
      gross,
      refunded,
      disputed,
    };
  });
}
