import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { rptPeople } from '../dedup/rpt-people.model';
import { fctInvoices } from './fct-invoices.model';

/** Who pays: the rows behind the number of customers. */
export const rptCustomers = defineModel({
  name: 'customers',
  title: 'Customers',
  description: 'People with a counted invoice of more than 0, with all that they were invoiced.',
  grain: 'one row per person who is a customer',
  key: ['person_no'],
  shown: { grid: 170 },
  materialized: 'view',
  columns: {
    person_id: { type: 'VARCHAR', label: 'Person', kind: 'hash', description: 'Id of the person.' },
    user_uid: { type: 'VARCHAR', label: 'Person id', kind: 'hash', description: 'Id shared between tools.' },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign of the lead.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands; empty where no tool knows.' },
    invoices: { type: 'INTEGER', description: 'Counted invoices, refunds included.' },
    invoiced: {
      type: 'DOUBLE',
      kind: 'money',
      description: 'What they were invoiced, less refunds, in the project currency.',
    },
    first_invoiced_on: { type: 'DATE', label: 'First invoice', description: 'Date of the first invoice.' },
    last_invoiced_on: { type: 'DATE', label: 'Last invoice', description: 'Date of the last invoice.' },
    person_no: { type: 'INTEGER', kind: 'text', label: 'Person no.', description: 'Number in this run.' },
  },
  select: () => sql`
with invoiced as (
  select person_no, cast(count(*) as integer) as invoices, sum(amount_cents) as cents,
    min(invoiced_on) as first_invoiced_on, max(invoiced_on) as last_invoiced_on
  from ${fctInvoices} where is_counted and person_no is not null
  group by person_no having bool_or(amount_cents > 0)
)
select p.person_id, p.user_uid, p.email, p.campaign_id, p.status, i.invoices, i.cents / 100 as invoiced,
  i.first_invoiced_on, i.last_invoiced_on, p.person_no
from ${rptPeople} p join invoiced i using (person_no)`,
});
