import { oldest, uuid5 } from '../../sql/dialect';
import { defineModel, type Columns } from '../../sql/model';
import { platformOf, serviceName, servicesInWords, sourcesOf, type SourceId } from '../../domain/source';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';

/** The column that says whether a lead tool has the person. */
export const inTool = (source: SourceId): string => `is_in_${platformOf(source)}`;

/** For each lead tool whether it has the person. */
export const IN_TOOL_COLUMNS: Columns = Object.fromEntries(
  sourcesOf('people').map((source) => [
    inTool(source),
    {
      type: 'BOOLEAN',
      label: `In ${serviceName(source)}`,
      description: `${serviceName(source)} has the person.`,
      notNull: true,
    },
  ]),
);

const KEPT = ['lead_id', 'user_uid', 'campaign_id', 'campaign_key', 'status', 'deal_amount_cents', 'email'];
const TRACED = ['campaign', 'status', 'deal_amount', 'email'] as const;
const COLUMN_OF = {
  campaign: 'campaign_key',
  status: 'status',
  deal_amount: 'deal_amount_cents',
  email: 'email',
};

const origin = (what: string): Columns[string] => ({
  type: 'VARCHAR',
  kind: 'code',
  description: `The tool that gave the ${what}, where the survivor has none; null where it has one.`,
});

const ownOrNext = (column: string): Sql =>
  sql`${oldest(sql`r.${ident(column)}`, raw('m.lead_no'))} as ${ident(column)}`;
const originOf = (field: (typeof TRACED)[number]): Sql => {
  const column = ident(COLUMN_OF[field]);
  return sql`case when not bool_or(m.is_survivor and r.${column} is not null)
    then ${oldest(raw('m.source'), raw('m.lead_no'))} filter (r.${column} is not null) end as ${ident(`${field}_from`)}`;
};

/**
 * The people of the lead tools. The earliest record survives: its values count; a field that it lacks comes from the
 * next record that has it, and `…_from` says from which tool.
 */
export const dimPerson = defineModel({
  name: 'dim_person',
  title: 'People',
  description: `People of ${servicesInWords('people', 'and')}, each once.`,
  grain: 'one row per person',
  key: ['person_no'],
  shown: { grid: 280, star: 60 },
  columns: {
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Number of the person in this run.',
      notNull: true,
    },
    person_id: {
      type: 'VARCHAR',
      label: 'Person',
      kind: 'hash',
      description: 'Id of the person, the same for the same input.',
      notNull: true,
    },
    lead_id: { type: 'VARCHAR', kind: 'hash', description: 'Id of the lead.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person, shared between tools.',
    },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as written.' },
    campaign_key: { type: 'VARCHAR', description: 'Campaign by which campaigns are compared.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands; null where no tool knows.' },
    deal_amount_cents: {
      type: 'BIGINT',
      label: 'Deal amount (cents)',
      description: 'Value of the deal in cents.',
    },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
    campaign_from: origin('campaign'),
    status_from: origin('status'),
    deal_amount_from: origin('deal amount'),
    email_from: origin('e-mail'),
    records: { type: 'INTEGER', description: 'Lead records of the person.', notNull: true },
    duplicates: {
      type: 'INTEGER',
      description: 'Records beyond the first within their tool.',
      notNull: true,
    },
    ...IN_TOOL_COLUMNS,
  },
  select: () => sql`
with people as (
  select m.person_no, ${commas(KEPT.map(ownOrNext))}, ${commas(TRACED.map(originOf))},
    min(r.source) filter (m.is_survivor) || '/' || min(r.file) filter (m.is_survivor) || '/' || min(r.record_number) filter (m.is_survivor) as place,
    cast(count(*) as integer) as records,
    cast(count(*) filter (m.is_duplicate) as integer) as duplicates,
    ${commas(sourcesOf('people').map((source) => sql`bool_or(m.source = ${lit(source)}) as ${ident(inTool(source))}`))}
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  group by m.person_no
),
named as (select *, coalesce('person:' || user_uid, 'lead:' || place) as name from people)
select person_no, ${uuid5(raw('name'))} as person_id, ${commas(KEPT.map(ident))},
  ${commas(TRACED.map((field) => ident(`${field}_from`)))}, records, duplicates, ${commas(Object.keys(IN_TOOL_COLUMNS).map(ident))}
from named`,
});
