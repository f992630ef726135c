import { defineTable, type TableSpec } from '../../sql/model';

const numberTexts = (name: string, of: string): TableSpec =>
  defineTable({
    name,
    title: `Numbers of ${of}`,
    description: `Texts of the amounts and counts of ${of} that are not plain digits, taken apart once each.`,
    grain: 'one row per distinct text',
    key: ['text'],
    columns: {
      text: { type: 'VARCHAR', description: 'As it was written.', notNull: true },
      core: { type: 'VARCHAR', description: 'Digits and separators; null where it is no number.' },
      shape: { type: 'INTEGER', description: 'Use of the separators.', notNull: true },
      is_negative: {
        type: 'INTEGER',
        description: '1 where it is written as negative, else 0.',
        notNull: true,
      },
      currency: { type: 'VARCHAR', description: 'Currency that stands next to the number.' },
    },
  });

export const srcLeadNumbers = numberTexts('src_lead_numbers', 'leads');
export const srcInvoiceNumbers = numberTexts('src_invoice_numbers', 'invoices');
export const srcAdsNumbers = numberTexts('src_ads_numbers', 'ad spend');
