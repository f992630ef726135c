import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';

const FIELDS = [
  { field: 'status', compared: sql`lower(r.status)`, shown: sql`r.status` },
  { field: 'campaign_id', compared: sql`r.campaign_key`, shown: sql`r.campaign_id` },
  {
    field: 'deal_amount',
    compared: sql`cast(r.deal_amount_cents as varchar)`,
    shown: sql`printf('%.2f', r.deal_amount_cents / 100)`,
  },
];

/** Looks at everyone once, cheaply; only those who differ are looked at closely. */
const differing = sql`
  select person_no from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  group by person_no
  having min(lower(r.status)) <> max(lower(r.status)) or min(r.campaign_key) <> max(r.campaign_key)
    or min(r.deal_amount_cents) <> max(r.deal_amount_cents)`;

const valuesOf = ({ field, compared, shown }: (typeof FIELDS)[number]): Sql => sql`
  select m.person_no, m.lead_no, m.source, ${lit(field)} as field, ${compared} as compared, ${shown} as shown
  from differing join ${intPersonMembers} m using (person_no) join ${intLeadRecords} r on r.lead_no = m.lead_no
  where ${compared} is not null`;

/**
 * Where the records of one person say different things: between the tools, or between the repeats within one. The
 * earliest record decides, and HubSpot's are earlier than Intercom's.
 */
export const rptSourceDisagreements = defineModel({
  name: 'source_disagreements',
  title: 'Disagreements about people',
  description: 'Fields in which the records of one person differ, what each says and what counts.',
  grain: 'one row per person and field',
  key: ['person_no', 'field'],
  columns: {
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Person no.',
      description: 'Number of the person.',
      notNull: true,
    },
    user_uid: { type: 'VARCHAR', label: 'Person id', kind: 'hash', description: 'Id of the person.' },
    field: { type: 'VARCHAR', description: 'status, campaign_id or deal_amount.', notNull: true },
    is_between_tools: {
      type: 'BOOLEAN',
      label: 'Between tools',
      description: 'The first records of the two tools differ; else only repeats within one tool do.',
      notNull: true,
    },
    hubspot_value: { type: 'VARCHAR', label: 'HubSpot', description: 'What the first HubSpot record says.' },
    intercom_value: {
      type: 'VARCHAR',
      label: 'Intercom',
      description: 'What the first Intercom record says.',
    },
    decided_value: { type: 'VARCHAR', label: 'Counts', description: 'What counts.' },
    decided_by: {
      type: 'VARCHAR',
      label: 'Decided by',
      description:
        'first_tool: HubSpot comes before Intercom; earliest_record: the earlier record of one tool.',
      notNull: true,
    },
    said: { type: 'VARCHAR', label: 'All values', description: 'What the records say, in their order.' },
  },
  select: () => {
    const first = (source: string, what: Sql): Sql =>
      sql`${oldest(what, raw('lead_no'))} filter (source = ${lit(source)})`;
    return sql`
with differing as (${differing}),
said as (${FIELDS.map(valuesOf).reduce((all, one) => sql`${all} union all ${one}`)}),
compared as (
  select person_no, field,
    ${first('hubspot_leads', raw('compared'))} as hubspot_compared,
    ${first('intercom_leads', raw('compared'))} as intercom_compared,
    ${first('hubspot_leads', raw('shown'))} as hubspot_value,
    ${first('intercom_leads', raw('shown'))} as intercom_value,
    ${oldest(raw('shown'), raw('lead_no'))} as decided_value,
    string_agg(shown, ' · ' order by lead_no) as said
  from said group by person_no, field
  having count(distinct compared) > 1
)
select c.person_no, r.user_uid, c.field, coalesce(hubspot_compared <> intercom_compared, false) as is_between_tools,
  hubspot_value, intercom_value, decided_value,
  case when hubspot_compared <> intercom_compared then 'first_tool' else 'earliest_record' end as decided_by, said
from compared c join ${intLeadRecords} r on r.lead_no = c.person_no`;
  },
});
