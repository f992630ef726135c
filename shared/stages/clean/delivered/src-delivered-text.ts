import { defineTable } from '../../../sql/model';

/** The canonical fields of delivered leads. */
export const DELIVERED_FIELDS = [
  'lead_uuid',
  'email_hash',
  'phone_hash',
  'email',
  'phone',
  'delivered_on',
  'vendor',
  'campaign_id',
  'price',
  'currency',
] as const;
export type DeliveredField = (typeof DELIVERED_FIELDS)[number];

const text = (description: string): { type: 'VARCHAR'; description: string } => ({
  type: 'VARCHAR',
  description,
});

export const srcDeliveredText = defineTable({
  name: 'src_delivered_text',
  title: 'Delivered leads as text',
  description:
    'The mapped columns of the delivered-leads files as they were written, without texts that mean no value.',
  grain: 'one row per record of a delivered-leads file',
  key: ['file', 'record_number'],
  columns: {
    source: text('Kind of export.'),
    file: text('File.'),
    record_number: { type: 'INTEGER', description: 'Data record in the file, 1 is the first.' },
    lead_uuid: text('Lead id.'),
    email_hash: text('Hashed e-mail.'),
    phone_hash: text('Hashed phone.'),
    email: text('Raw e-mail.'),
    phone: text('Raw phone.'),
    delivered_on: text('Date of delivery.'),
    vendor: text('Vendor.'),
    campaign_id: text('Campaign.'),
    price: text('Price.'),
    currency: text('Currency of the price.'),
  },
});
