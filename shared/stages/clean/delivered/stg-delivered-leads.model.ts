import { withoutTokens } from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { ident, lit, raw, sql, type Sql } from '../../../sql/sql';
import { keptApart } from '../../../sql/id-verbs';
import { emailKey, phoneKey } from '../../../sql/key-verbs';
import { plannedTime, type DatePlan } from '../values/reading-plan';
import { srcDeliveredText, type DeliveredField } from './src-delivered-text';

export interface DeliveredParameters extends DatePlan {
  /** Texts that are no lead id; those of the other fields are not in the table of text. */
  readonly idTokens: readonly string[];
  /** Whether lead ids lost digits to an exponent. */
  readonly hasDamagedIds: boolean;
}

/** The records of the delivered-leads files, typed; ids stay text with all their digits. */
export const stgDeliveredLeads = defineModel<DeliveredParameters>({
  name: 'stg_delivered_leads',
  title: 'Delivered leads, cleaned',
  description: 'Every record of the delivered-leads files, typed; repeats of a lead id are still in it.',
  grain: 'one row per record of a delivered-leads file',
  key: ['file', 'record_number'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.' },
    record_number: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Data record in the file, 1 is the first.',
    },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'Hashed e-mail in lower case, or a raw one.' },
    phone_key: { type: 'VARCHAR', kind: 'hash', description: 'Hashed phone in lower case, or a raw one.' },
    email: { type: 'VARCHAR', description: 'Raw e-mail, where the export has it.' },
    email_written: {
      type: 'VARCHAR',
      label: 'E-mail as written',
      description: 'Raw e-mail as it was written, where the export has it.',
    },
    phone: { type: 'VARCHAR', description: 'Raw phone, where the export has it.' },
    delivered_on: { type: 'DATE', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    price: { type: 'VARCHAR', description: 'Price as written, folded.' },
    issues: { type: 'VARCHAR', description: 'Fields that could not be read, joined by |.' },
  },
  select: (p) => {
    const issue = (field: DeliveredField, read: Sql): Sql =>
      sql`case when ${ident(field)} is not null and ${read} is null then ${lit(field)} end`;
    return sql`
with read as (
  select * replace (${withoutTokens(raw('lead_uuid'), p.idTokens)} as lead_uuid),
    ${emailKey(raw('email_hash'))} as email_read,
    ${phoneKey(raw('phone_hash'))} as phone_read,
    cast(${plannedTime(raw('delivered_on'), p)} as date) as delivered_read
  from ${srcDeliveredText}
)
select file, record_number, ${p.hasDamagedIds ? keptApart(raw('lead_uuid'), sql`coalesce(email_read, lower(email))`, sql`coalesce(phone_read, phone)`) : raw('lead_uuid')} as lead_uuid,
  coalesce(email_read, lower(email)) as email_key, coalesce(phone_read, phone) as phone_key,
  lower(email) as email, coalesce(email, case when contains(email_hash, '@') then email_hash end) as email_written, phone, delivered_read as delivered_on, vendor, campaign_id, price,
  nullif(concat_ws('|', ${issue('email_hash', raw('email_read'))}, ${issue('phone_hash', raw('phone_read'))},
    ${issue('delivered_on', raw('delivered_read'))}), '') as issues
from read`;
  },
});
