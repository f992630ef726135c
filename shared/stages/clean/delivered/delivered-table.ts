import type { TextTable } from '../records/text-table';
import { srcDeliveredNumbers } from '../values/src-number-texts';
import { DELIVERED_FIELDS, srcDeliveredText } from './src-delivered-text';

/** The mapped columns of the delivered-leads files. */
export const DELIVERED: TextTable = {
  table: srcDeliveredText,
  fields: DELIVERED_FIELDS,
  numbers: srcDeliveredNumbers,
  money: ['price'],
  counts: [],
  date: 'delivered_on',
  ids: ['lead_uuid', 'phone_hash', 'phone', 'campaign_id'],
  key: 'lead_uuid',
  hasCurrency: true,
};
