import type { InvoiceRecord } from './facts';

/** A record with what it is: a sale, or a refund that takes back from one. */
export interface JudgedRecord extends InvoiceRecord {
  readonly type: 'sale' | 'refund';
  readonly isInvoiced: boolean;
  /** What the record itself says was given back, and lost to a dispute; null where its amount is not known. */
  readonly refunded: number | null;
  readonly disputed: number | null;
  /** 0 draft, 1 open, 2 paid, 3 refunded in part, 4 refunded, void or lost to a dispute. */
  readonly life: number;
}

/**
 * Paid invoices count as invoiced, whether or not they were refunded later. A negative record of an invoice that has
 * others above zero, or that names its invoice, takes back what those brought.
 */
export function judged(record: InvoiceRecord, all: readonly InvoiceRecord[]): JudgedRecord {
  const cents = record.amount?.cents ?? null;
  const isNegative = (of: InvoiceRecord): boolean => (of.amount?.hundredths ?? 0) < 0;
  const same = all.filter(
    (of) => of.kind !== 'refund' && of.id !== null && of.id === record.id && of.amount !== null,
  );
  const isMixed = same.some(isNegative) && same.some((of) => !isNegative(of));
  const isTakingBack =
    record.kind !== 'refund' && isNegative(record) && (record.ofInvoice !== null || isMixed);
  const type = record.kind === 'refund' || isTakingBack ? 'refund' : 'sale';
  const refunded =
    type === 'refund'
      ? cents === null
        ? null
        : record.kind === 'refund'
          ? Math.abs(cents)
          : -cents
      : record.stage === 'refunded' && (record.refundedCents ?? 0) === 0
        ? cents
        : (record.refundedCents ?? 0);
  const rest = cents === null || refunded === null ? null : cents - refunded;
  const disputed =
    type === 'refund'
      ? 0
      : record.isDisputeLost
        ? (record.disputedCents ?? rest)
        : record.stage === 'lost'
          ? rest
          : 0;
  const taken = refunded === null || disputed === null ? null : refunded + disputed;
  const life =
    record.stage === 'draft'
      ? 0
      : record.stage === 'open'
        ? 1
        : ['void', 'lost', 'refunded'].includes(record.stage) ||
            (taken !== null && taken > 0 && cents !== null && taken >= cents)
          ? 4
          : record.stage === 'partial' || (taken ?? 0) > 0
            ? 3
            : 2;
  return {
    ...record,
    type,
    isInvoiced: !['draft', 'open', 'void'].includes(record.stage),
    refunded,
    disputed,
    life,
    ofInvoice: isTakingBack ? (record.ofInvoice ?? record.id) : record.ofInvoice,
  };
}
