import { defineModel } from '../../../sql/model';
import { LEAD_KEY_COLUMNS } from '../../../sql/person-columns';
import { centsOf } from '../../../sql/number-verbs';
import { lit, raw, sql } from '../../../sql/sql';
import { PROJECT_RATE } from '../../../domain/money';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';
import { LEADS } from './marketing-tables';
import { issuesOf, unread } from '../values/field-issues';
import { ofFilled } from '../values/filled-fields';
import { EXAMPLE_PLAN, numberColumns, numberJoins, type ReadingPlan } from '../values/reading-plan';
import { campaignKeyIn, emailIn, emailKeyIn, leadKeyIn, personKeyIn } from '../values/text-keys';

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
  email: {
    type: 'VARCHAR',
    label: 'E-mail',
    description: 'E-mail in lower case; the first where a cell has several.',
  },
  ...LEAD_KEY_COLUMNS,
  ...ISSUES_COLUMN,
} as const;

/** The records of HubSpot and Intercom, typed; the same person may stand in both, and more than once in one. */
export const stgLeads = defineModel<ReadingPlan>({
  name: 'stg_leads',
  title: 'Leads, cleaned',
  description: 'Every record of the lead tools, typed; repeats are still in it.',
  grain: 'one row per record of a HubSpot or Intercom file',
  key: ['file', 'record_number'],
  shown: { grid: 340 },
  columns: COLUMNS,
  example: EXAMPLE_PLAN,
  select: (plan) => sql`
with read as (
  select t.*, ${numberColumns('deal_amount', 'money', plan)}
  from ${LEADS.table} t ${numberJoins(LEADS, plan)}
)
select source, file, record_number, lead_id, user_uid, ${personKeyIn(plan)} as person_key, campaign_id, ${campaignKeyIn(plan)} as campaign_key, status,
  ${ofFilled(plan, 'deal_amount', 'bigint', centsOf(raw('deal_amount_decimal'), raw('deal_amount_is_negative'), lit(PROJECT_RATE)))} as deal_amount_cents,
  ${emailIn(plan)} as email, ${leadKeyIn(plan)} as lead_key, ${emailKeyIn(plan)} as email_key,
  ${issuesOf(plan, [unread('deal_amount', raw('deal_amount_decimal'))])} as issues
from read`,
});
