import { defineTable, type TableSpec } from '../../../sql/model';

const numberTexts = (name: string, of: string): TableSpec =>
  defineTable({
    name,
    title: `Numbers of ${of}`,
    description: `Texts of the amounts and counts of ${of} that are not plain digits, taken apart once each.`,
    grain: 'one row per distinct text',
    key: ['text'],
    columns: {
      text: { type: 'VARCHAR', description: 'As it was written.', notNull: true },
      reading: {
        type: 'VARCHAR',
        description:
          'As a decimal number without sign; null where it is none. One separator stands before decimals.',
      },
      with_dot_groups: {
        type: 'VARCHAR',
        description:
          'Where the column decides what a dot means (`1.234`): as a decimal number if it separates thousands.',
      },
      with_comma_groups: { type: 'VARCHAR', description: 'The same of a comma (`1,234`).' },
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
export const srcDeliveredNumbers = numberTexts('src_delivered_numbers', 'delivered leads');
