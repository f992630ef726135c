import { oldest } from '../../sql/dialect';
import { beliefInWords, platformOf, serviceName, sourcesOf, type SourceId } from '../../domain/source';
import { defineModel, type Columns } from '../../sql/model';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';

const TOOLS = sourcesOf('people');
const comparedOf = (tool: SourceId): string => `${platformOf(tool)}_compared`;
const valueOf = (tool: SourceId): string => `${platformOf(tool)}_value`;

/** What the first record of each tool says. */
const VALUE_COLUMNS: Columns = Object.fromEntries(
  TOOLS.map((tool) => [
    valueOf(tool),
    {
      type: 'VARCHAR',
      label: serviceName(tool),
      description: `What the first ${serviceName(tool)} record says.`,
    },
  ]),
);

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
 * earliest record decides, and those of the tool that is believed first are earlier.
 */
export const rptSourceDisagreements = defineModel({
  name: 'source_disagreements',
  title: 'Disagreements about people',
  description: 'Fields in which the records of one person differ, what each says and what counts.',
  grain: 'one row per person and field',
  key: ['person_no', 'field'],
  shown: { grid: 200, report: 140 },
  columns: {
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Person no.',
      description: 'Number of the person.',
      notNull: true,
    },
    user_uid: { type: 'VARCHAR', label: 'Person id', kind: 'hash', description: 'Id of the person.' },
    field: {
      type: 'VARCHAR',
      kind: 'code',
      description: 'status, campaign_id or deal_amount.',
      notNull: true,
    },
    is_between_tools: {
      type: 'BOOLEAN',
      label: 'Between tools',
      description: 'The first records of two tools differ; else only repeats within one tool do.',
      notNull: true,
    },
    ...VALUE_COLUMNS,
    decided_value: { type: 'VARCHAR', label: 'Counts', description: 'What counts.' },
    decided_by: {
      type: 'VARCHAR',
      label: 'Decided by',
      description: `first_tool: ${beliefInWords('people').replaceAll(' before ', ' comes before ')}; earliest_record: the earlier record of one tool.`,
      notNull: true,
    },
    said: { type: 'VARCHAR', label: 'All values', description: 'What the records say, in their order.' },
  },
  select: () => {
    const first = (source: string, what: Sql): Sql =>
      sql`${oldest(what, raw('lead_no'))} filter (source = ${lit(source)})`;
    const compared = commas(TOOLS.map((tool) => ident(comparedOf(tool))));
    const differ = sql`least(${compared}) <> greatest(${compared})`;
    return sql`
with differing as (${differing}),
said as (${FIELDS.map(valuesOf).reduce((all, one) => sql`${all} union all ${one}`)}),
compared as (
  select person_no, field,
    ${commas(TOOLS.map((tool) => sql`${first(tool, raw('compared'))} as ${ident(comparedOf(tool))}`))},
    ${commas(TOOLS.map((tool) => sql`${first(tool, raw('shown'))} as ${ident(valueOf(tool))}`))},
    ${oldest(raw('shown'), raw('lead_no'))} as decided_value,
    string_agg(shown, ' · ' order by lead_no) as said
  from said group by person_no, field
  having count(distinct compared) > 1
)
select c.person_no, r.user_uid, c.field, coalesce(${differ}, false) as is_between_tools,
  ${commas(TOOLS.map((tool) => ident(valueOf(tool))))}, decided_value,
  case when ${differ} then 'first_tool' else 'earliest_record' end as decided_by, said
from compared c join ${intLeadRecords} r on r.lead_no = c.person_no`;
  },
});
