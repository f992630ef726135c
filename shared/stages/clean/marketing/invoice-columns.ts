import type { Columns } from '../../../sql/model';
import { LEAD_KEY_COLUMNS } from '../../../sql/person-columns';
import {
  CAMPAIGN_COLUMNS,
  FILE_ORDER_COLUMN,
  ISSUES_COLUMN,
  ORIGIN_COLUMNS,
  PERSON_COLUMN,
  UTC_OFFSET_COLUMN,
} from './marketing-columns';

/** The columns of a record of an invoice export. */
export const INVOICE_COLUMNS = {
  ...ORIGIN_COLUMNS,
  record_type: {
    type: 'VARCHAR',
    label: 'Kind of record',
    description: 'sale, refund, dispute, or other: what moved a balance and is no revenue.',
  },
  invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
  ...PERSON_COLUMN,
  email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail of the person who pays, in lower case.' },
  email_key: LEAD_KEY_COLUMNS.email_key,
  ...CAMPAIGN_COLUMNS,
  invoiced_on: { type: 'DATE', label: 'Invoice date', description: 'Date of the invoice.' },
  invoiced_at: {
    type: 'TIMESTAMP',
    label: 'Invoice time',
    description: 'Time of the invoice, as it was written; midnight where the export has days alone.',
  },
  utc_offset: UTC_OFFSET_COLUMN,
  amount_cents: {
    type: 'BIGINT',
    label: 'Amount (cents)',
    description:
      'Amount in cents of the project currency, rounded once; null where its currency has no rate.',
  },
  refunded_cents: {
    type: 'BIGINT',
    label: 'Refunded (cents)',
    description: 'Of a sale what its record says was given back; of a refund what it gives back.',
  },
  disputed_cents: {
    type: 'BIGINT',
    label: 'Lost to disputes (cents)',
    description: 'Of a sale what its record says was lost to a dispute; of a dispute what it takes back.',
  },
  open_dispute_cents: {
    type: 'BIGINT',
    label: 'In open disputes (cents)',
    description: 'What a dispute that is neither won nor lost can still take back; null where there is none.',
  },
  original_amount: { type: 'VARCHAR', description: 'Amount in its own currency, as a decimal number.' },
  currency: {
    type: 'VARCHAR',
    description: 'ISO 4217 code of the original amount; null where it is not known.',
  },
  is_currency_assumed: { type: 'BOOLEAN', description: 'No column, header or sign states the currency.' },
  unit: {
    type: 'VARCHAR',
    description:
      'minor: written in the smallest unit of the currency; not_minor: its table should be, but has decimals; unsure: a report without decimals; null: in the currency.',
  },
  status: {
    type: 'VARCHAR',
    description: 'State of the invoice in lower case; null where the export has none.',
  },
  life: {
    type: 'INTEGER',
    kind: 'text',
    label: 'Place in its life',
    description: '0 draft, 1 open, 2 paid, 3 refunded in part, 4 refunded, void or lost to a dispute.',
  },
  is_uncaptured: {
    type: 'BOOLEAN',
    description: 'Authorised and not captured: no revenue, whatever its status.',
    notNull: true,
  },
  left_out_as: {
    type: 'VARCHAR',
    description:
      'marked_deleted: its tool or the connector that copied it marks it as deleted; test_mode: of the test mode of the service; line_item: a line of an invoice, beside exports of invoices or payments; null where it is none of these.',
  },
  left_out_cents: {
    type: 'BIGINT',
    description: 'What a record that is left out would count for by itself, in cents; null for all others.',
  },
  is_refund_unknown: {
    type: 'BOOLEAN',
    description: 'Refunded in part, and the export does not say by how much.',
  },
  is_invoiced: {
    type: 'BOOLEAN',
    label: 'Counts as invoiced',
    description:
      'Paid, whether or not it was refunded later, or of an export without a status. It still counts only once, and only with an amount in the project currency.',
    notNull: true,
  },
  is_payment: {
    type: 'BOOLEAN',
    description: 'A payment: where its invoice is known too, the invoice counts.',
  },
  of_invoice_id: {
    type: 'VARCHAR',
    kind: 'hash',
    label: 'Belongs to invoice',
    description: 'Invoice that a payment or refund names.',
  },
  line_id: { type: 'VARCHAR', description: 'Which line of its invoice it is, where it is one.' },
  is_credit_note: {
    type: 'BOOLEAN',
    description: 'A refund that stands in an export of credit notes.',
    notNull: true,
  },
  is_line: { type: 'BOOLEAN', description: 'A line of an invoice.', notNull: true },
  charge_id: { type: 'VARCHAR', kind: 'hash', label: 'Charge', description: 'Charge that the record names.' },
  category: { type: 'VARCHAR', description: 'What moved the balance, in lower case.' },
  exported_on: { type: 'VARCHAR', description: 'Day or month that the name of the file states.' },
  file_order: FILE_ORDER_COLUMN,
  ...ISSUES_COLUMN,
} as const satisfies Columns;
