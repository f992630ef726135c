import { uuid5 } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';

/** The delivered leads, with what the delivery itself says of them. */
export const dimLead = defineModel({
  name: 'dim_lead',
  title: 'Leads',
  description: 'The delivered leads, with what the delivery itself says of them.',
  grain: 'one row per delivered lead',
  key: ['lead_key'],
  shown: { grid: 380, star: 20 },
  materialized: 'view',
  columns: {
    lead_key: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'Lead key',
      description: 'Deterministic id of the delivered lead.',
    },
    lead_uuid: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'Lead id',
      description: 'Id of the delivered lead as exported.',
    },
    delivered_on: { type: 'DATE', label: 'Delivered', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    price: { type: 'VARCHAR', description: 'Price as written.' },
  },
  select: () => sql`
select ${uuid5(raw('lead_uuid'))} as lead_key, lead_uuid, delivered_on, vendor, campaign_id, price from ${intDeliveredLeads}`,
});
