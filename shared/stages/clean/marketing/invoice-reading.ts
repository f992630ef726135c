import type { NamedExports } from './named-exports';
import { EXAMPLE_PLAN, type ReadingPlan } from '../values/reading-plan';

/** Groups of words of the profile that say what a record is, or which state it is in. */
export const INVOICE_GROUPS = [
  'invoiced',
  'draft',
  'partially_refunded',
  'refunded',
  'dispute_lost',
  'void',
  'lost',
  'won',
  'charge',
  'refund',
  'dispute',
  'adjustment',
  'chargeback_note',
] as const;

export interface InvoicePlan extends ReadingPlan {
  /** Files with a column for the status; invoices of the others all count. */
  readonly withStatus: readonly string[];
  /** Files of payments, of refunds, of disputes, and of what moved a balance; the others are of invoices. */
  readonly payments: readonly string[];
  readonly refunds: readonly string[];
  readonly disputes: readonly string[];
  readonly balance: readonly string[];
  /** Of the files of refunds those of credit notes. */
  readonly creditNotes: readonly string[];
  /** Files whose records are lines of invoices, and whether they count: not beside invoices and payments. */
  readonly lines: readonly string[];
  readonly linesCount: boolean;
  /** Money field → files in which it is written in the smallest unit of its currency. */
  readonly inMinor: Readonly<Record<string, readonly string[]>>;
  /** Files in the layout of a table in smallest units whose amounts have decimals, so that they are read as they stand. */
  readonly notInMinor: readonly string[];
  /** Files of a report whose amounts have no decimals, so that they may be in smallest units. */
  readonly unsureUnit: readonly string[];
  /** Group → its words, folded. */
  readonly groups: { readonly [G in (typeof INVOICE_GROUPS)[number]]: readonly string[] };
  /** All files in the order of their names, with the day or month that their name states. */
  readonly exports: NamedExports;
}

const NO_WORDS: InvoicePlan['groups'] = {
  invoiced: [],
  draft: [],
  partially_refunded: [],
  refunded: [],
  dispute_lost: [],
  void: [],
  lost: [],
  won: [],
  charge: [],
  refund: [],
  dispute: [],
  adjustment: [],
  chargeback_note: [],
};

/** A plan for folders without any invoices. */
export const EXAMPLE_INVOICES: InvoicePlan = {
  ...EXAMPLE_PLAN,
  withStatus: [],
  payments: [],
  refunds: [],
  disputes: [],
  balance: [],
  creditNotes: [],
  lines: [],
  linesCount: true,
  inMinor: {},
  notInMinor: [],
  unsureUnit: [],
  groups: NO_WORDS,
  exports: [],
};
