import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { dimPerson } from '../dedup/dim-person.model';
import { fctInvoices } from './fct-invoices.model';

/** Where people stand, and who of them was invoiced. */
export const rptLeadFunnel = defineModel({
  name: 'lead_funnel',
  title: 'People by status',
  description: 'People by where their lead stands, with those who were invoiced.',
  grain: 'one row per status',
  key: ['status'],
  shown: { grid: 220, report: 110 },
  columns: {
    status: { type: 'VARCHAR', description: 'Status; null where no tool knows it.' },
    people: { type: 'INTEGER', description: 'People.', notNull: true },
    invoiced_people: {
      type: 'INTEGER',
      description: 'People with a counted invoice of more than 0.',
      notNull: true,
    },
    settled_by_other_tool: {
      type: 'INTEGER',
      description: 'People whose first tool does not know the status and another one does.',
      notNull: true,
    },
    invoiced_cents: {
      type: 'BIGINT',
      label: 'Invoiced (cents)',
      description: 'What they were invoiced.',
      notNull: true,
    },
  },
  select: () => sql`
with invoiced as (
  select person_no, sum(amount_cents) as invoiced_cents, bool_or(amount_cents > 0) as is_customer
  from ${fctInvoices} where is_counted and person_no is not null group by person_no
)
-- A status is one whatever its case; the way to write it that sorts first is shown.
select min(p.status) as status, cast(count(*) as integer) as people,
  cast(count(*) filter (i.is_customer) as integer) as invoiced_people,
  cast(count(*) filter (p.status_from is not null) as integer) as settled_by_other_tool,
  cast(coalesce(sum(i.invoiced_cents), 0) as bigint) as invoiced_cents
from ${dimPerson} p left join invoiced i using (person_no)
group by lower(p.status)`,
});
