import { defineModel } from '../../sql/model';
import { commas, raw, sql } from '../../sql/sql';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';

const COLUMNS = {
  ...ORIGIN_COLUMNS,
  invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
  ...PERSON_COLUMN,
  ...CAMPAIGN_COLUMNS,
  invoiced_on: { type: 'DATE', label: 'Invoice date', description: 'Date of the invoice.' },
  amount_cents: {
    type: 'BIGINT',
    label: 'Amount (cents)',
    description:
      'Amount in cents of the project currency, rounded once; null where its currency has no rate.',
  },
  original_amount: { type: 'VARCHAR', description: 'Amount in its own currency, as a decimal number.' },
  currency: {
    type: 'VARCHAR',
    description: 'ISO 4217 code of the original amount; null where it is not known.',
  },
  is_currency_assumed: { type: 'BOOLEAN', description: 'No column, header or sign states the currency.' },
  status: {
    type: 'VARCHAR',
    description: 'State of the invoice in lower case; null where the export has none.',
  },
  is_repeat: {
    type: 'BOOLEAN',
    description: 'A further record of an invoice id that counts with another record.',
  },
  is_invoiced: {
    type: 'BOOLEAN',
    label: 'Counts as invoiced',
    description:
      'Paid (refunds are paid invoices of a negative amount), or of an export without a status; and no repeat of another record. It still counts only with an amount in the project currency.',
    notNull: true,
  },
  ...ISSUES_COLUMN,
} as const;

/** The invoices of Stripe, typed, with their amount in the project currency. */
export const stgInvoices = defineModel({
  name: 'stg_invoices',
  title: 'Invoices, cleaned',
  description: 'Every record of the invoice exports, typed; those that do not count are marked.',
  grain: 'one row per record of an invoice file',
  key: ['file', 'record_number'],
  columns: COLUMNS,
  select: () =>
    sql`select ${commas(Object.entries(COLUMNS).map(([name, spec]) => raw(`cast(null as ${spec.type}) as ${name}`)))} where false`,
});
