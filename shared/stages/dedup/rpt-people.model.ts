import { defineModel } from '../../sql/model';
import { servicesInWords } from '../../domain/source';
import { commas, ident, lit, sql } from '../../sql/sql';
import { dimPerson, IN_TOOL_COLUMNS } from './dim-person.model';

/** A person of more records than this may be several who share a placeholder. */
export const CROWD = 20;

/** The people for people to read. */
export const rptPeople = defineModel({
  name: 'people',
  title: 'People',
  description: `People of ${servicesInWords('people', 'and')}, each once, with where each value came from.`,
  grain: 'one row per person',
  key: ['person_no'],
  shown: { grid: 160 },
  materialized: 'view',
  columns: {
    person_id: { type: 'VARCHAR', label: 'Person', kind: 'hash', description: 'Id of the person.' },
    user_uid: { type: 'VARCHAR', label: 'Person id', kind: 'hash', description: 'Id shared between tools.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign of the lead.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands; empty where no tool knows.' },
    status_group: {
      type: 'VARCHAR',
      label: 'Status, folded',
      description: 'Status in lower case; unknown where no tool knows it.',
    },
    status_from: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Status from',
      description: 'The tool that gave it, where the first one does not know.',
    },
    deal_amount: { type: 'DOUBLE', kind: 'money', description: 'Value of the deal.' },
    deal_amount_from: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Amount from',
      description: 'The tool that gave it, where the first one has none.',
    },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
    records: { type: 'INTEGER', description: 'Lead records of the person.' },
    duplicates: { type: 'INTEGER', description: 'Records beyond the first within their tool.' },
    is_crowd: {
      type: 'BOOLEAN',
      label: 'Many records',
      description: 'So many records that the id they share may be a placeholder.',
    },
    ...IN_TOOL_COLUMNS,
    person_no: { type: 'INTEGER', kind: 'text', label: 'Person no.', description: 'Number in this run.' },
  },
  select: () => sql`
select person_id, user_uid, campaign_id, status, coalesce(lower(status), 'unknown') as status_group, status_from,
  deal_amount_cents / 100 as deal_amount, deal_amount_from, email, records, duplicates, records > ${lit(CROWD)} as is_crowd, ${commas(Object.keys(IN_TOOL_COLUMNS).map(ident))}, person_no
from ${dimPerson}`,
});
