import { defineModel } from '../../sql/model';
import { uuid5 } from '../../sql/dialect';
import { personKey } from '../../sql/person-verbs';
import { raw, sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { dimPerson } from '../dedup/dim-person.model';
import { intPersonUids } from '../dedup/int-person-uids.model';

/**
 * The invoices with their person and the campaign of the person's lead. Each record stays one row: neither tool nor
 * repeat of a lead can multiply it, since a person id stands for one person.
 */
export const fctInvoices = defineModel({
  name: 'fct_invoices',
  title: 'Invoices',
  description: 'Invoices with their person and the campaign of the lead; counted ones are marked.',
  grain: 'one row per invoice record',
  key: ['invoice_no'],
  shown: { grid: 250, star: 110 },
  columns: {
    invoice_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Number of the invoice in this run.',
      notNull: true,
    },
    invoice_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Key of the invoice record, the same for the same input.',
      notNull: true,
    },
    invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person who pays.',
    },
    person_uid: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'The one id of the person, by which touches are found.',
    },
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Person of a lead tool; null where none has it.',
    },
    lead_campaign_key: {
      type: 'VARCHAR',
      label: 'Lead’s campaign',
      description: 'Campaign of the person’s lead.',
    },
    invoiced_on: { type: 'DATE', label: 'Invoice date', description: 'Date of the invoice.' },
    invoiced_at: {
      type: 'TIMESTAMP',
      label: 'Invoice time',
      description: 'Time of the invoice; midnight where the export has days alone.',
    },
    amount_cents: {
      type: 'BIGINT',
      label: 'Amount (cents)',
      description: 'Amount in cents of the project currency; null where its currency has no rate.',
    },
    is_counted: {
      type: 'BOOLEAN',
      description: 'Counts as invoiced, and its amount is known in the project currency.',
      notNull: true,
    },
    not_counted_reason: {
      type: 'VARCHAR',
      label: 'Why not counted',
      description:
        'repeat (counts with another record), no_amount, no_rate (of its currency), or the state of the invoice; null where it counts.',
    },
    original_amount: { type: 'VARCHAR', description: 'Amount in its own currency.' },
    currency: { type: 'VARCHAR', description: 'Currency of the original amount.' },
    status: { type: 'VARCHAR', description: 'State of the invoice.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
  },
  select: () => sql`
with files as (select source, file, max(record_number) as records from ${stgInvoices} group by source, file),
offsets as (
  select source, file, coalesce(sum(records) over (order by source, file
      rows between unbounded preceding and 1 preceding), 0) as records_before
  from files
)
select cast(o.records_before + i.record_number as integer) as invoice_no,
  ${uuid5(raw("'invoice:' || coalesce(i.invoice_id, '') || '/' || i.file || '/' || i.record_number"))} as invoice_key,
  i.invoice_id, i.user_uid, coalesce(u.person_uid, ${personKey(raw('i.user_uid'))}) as person_uid, u.person_no,
  p.campaign_key as lead_campaign_key, i.invoiced_on, i.invoiced_at, i.amount_cents,
  coalesce(i.is_invoiced, false) and i.amount_cents is not null as is_counted,
  case when i.is_repeat then 'repeat' when not coalesce(i.is_invoiced, false) then coalesce(i.status, 'not_invoiced')
    when i.original_amount is null and i.amount_cents is null then 'no_amount' when i.amount_cents is null then 'no_rate' end as not_counted_reason,
  i.original_amount, i.currency, i.status, i.file, i.record_number
from ${stgInvoices} i
join offsets o using (source, file)
left join ${intPersonUids} u on u.user_uid = ${personKey(raw('i.user_uid'))}
left join ${dimPerson} p on p.person_no = u.person_no`,
});
