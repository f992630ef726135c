import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { EXAMPLE_KEY_PLAN, comparableEmail, comparablePhone, type KeyPlan } from './key-plan';

/** Delivered leads, each id once: its first record (by file, then record) stands for it. */
export const intDeliveredLeads = defineModel<KeyPlan>({
  name: 'int_delivered_leads',
  title: 'Delivered leads',
  description: 'Each delivered lead once, with the keys that are compared.',
  grain: 'one row per delivered lead',
  key: ['lead_id'],
  shown: { grid: 510 },
  columns: {
    lead_id: { type: 'INTEGER', description: 'Number of the lead in the order of the lead ids.' },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'E-mail key that is compared.' },
    phone_key: { type: 'VARCHAR', kind: 'hash', description: 'Phone key that is compared.' },
    delivered_on: { type: 'DATE', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    price: { type: 'VARCHAR', description: 'Price as written.' },
    price_cents: {
      type: 'BIGINT',
      label: 'Price (cents)',
      description: 'Price in cents of the project currency; null where it is not known.',
    },
    file: { type: 'VARCHAR', description: 'File of its first record.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Its first record in that file.' },
  },
  example: EXAMPLE_KEY_PLAN,
  select: ({ delivered, notAKey }) => sql`
with first_records as (
  select * from ${stgDeliveredLeads}
  where lead_uuid is not null
  qualify row_number() over (partition by lead_uuid order by file, record_number) = 1
)
select cast(row_number() over (order by lead_uuid) as integer) as lead_id, lead_uuid,
  ${comparableEmail(raw('email_key'), raw('coalesce(email, email_key)'), raw('coalesce(email_written, email_key)'), delivered.email, notAKey)} as email_key,
  ${comparablePhone(raw('phone_key'), raw('coalesce(phone, phone_key)'), delivered.phone, notAKey)} as phone_key,
  delivered_on, vendor, campaign_id, price, price_cents, file, record_number
from first_records`,
});
