import { composed } from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { LEAD_KEY_COLUMNS, PERSON_TRAIT_COLUMNS } from '../../../sql/person-columns';
import { centsOf } from '../../../sql/number-verbs';
import { emailsOf, hasSeveralEmails, mergedIdsOf } from '../../../sql/person-verbs';
import { commas, ident, lit, raw, sql, type Sql } from '../../../sql/sql';
import { PROJECT_RATE } from '../../../domain/money';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';
import { deletedIn } from './deleted-rows';
import { LEADS } from './marketing-tables';
import { PERSON_FIELDS } from './src-marketing-text';
import { issuesOf, unread } from '../values/field-issues';
import { ofFilled } from '../values/filled-fields';
import {
  EXAMPLE_PLAN,
  inFiles,
  numberColumns,
  numberJoins,
  plannedTime,
  type ReadingPlan,
} from '../values/reading-plan';
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
  other_emails: {
    type: 'VARCHAR',
    label: 'All e-mails',
    description:
      'All e-mails of a lead that has several, with a space between them; null where it has one or none.',
  },
  merged_ids: {
    type: 'VARCHAR',
    label: 'Merged ids',
    description: 'Ids of leads that its tool merged into it, with a space between them.',
  },
  created_at: {
    type: 'TIMESTAMP',
    label: 'Created',
    description:
      'When its tool made the record, as it was written; null where no column says so, or none of the file tells day from month.',
  },
  ...LEAD_KEY_COLUMNS,
  ...PERSON_TRAIT_COLUMNS,
  is_marked_deleted: {
    type: 'BOOLEAN',
    description: 'Its tool, or the connector that copied it, marks the record as deleted.',
    notNull: true,
  },
  ...ISSUES_COLUMN,
} as const;

export interface LeadsPlan extends ReadingPlan {
  /** Files of which a record can be of several people, each with an e-mail in the same cell. */
  readonly ofSeveralPeople: readonly string[];
  /** Files whose dates of creation fit both orders, day first and month first. */
  readonly unclearDates: readonly string[];
}

/** When a record was made; no survivor may rest on an order of day and month that is only the usual one. */
function createdAt(plan: LeadsPlan): Sql {
  const written = plannedTime('created_on', plan);
  return plan.unclearDates.length === 0
    ? written
    : sql`case when not ${inFiles(plan.unclearDates)} then ${written} end`;
}

/** The e-mails of a lead that has several; no database plans for what no file has. */
function otherEmails(plan: LeadsPlan): Sql {
  const hasOthers = !plan.blankFields.includes('other_emails');
  if (!hasOthers && !plan.oddFields.includes('email')) return raw('cast(null as varchar)');
  const isSeveral = hasOthers
    ? sql`(other_emails is not null or ${hasSeveralEmails(raw('email'))})`
    : hasSeveralEmails(raw('email'));
  return sql`case when ${isSeveral} and not ${inFiles(plan.ofSeveralPeople)} then ${emailsOf(raw("concat_ws(' ', email, other_emails)"))} end`;
}

/** The records of HubSpot and Intercom, typed; the same person may stand in both, and more than once in one. */
export const stgLeads = defineModel<LeadsPlan>({
  name: 'stg_leads',
  title: 'Leads, cleaned',
  description: 'Every record of the lead tools, typed; repeats are still in it.',
  grain: 'one row per record of a HubSpot or Intercom file',
  key: ['file', 'record_number'],
  shown: { grid: 340 },
  columns: COLUMNS,
  example: { ...EXAMPLE_PLAN, oddFields: ['email'], ofSeveralPeople: [], unclearDates: [] },
  select: (plan) => sql`
with read as (
  select t.*, ${numberColumns('deal_amount', 'money', plan)}
  from ${LEADS.table} t ${numberJoins(LEADS, plan)}
)
select source, file, record_number, lead_id, user_uid, ${personKeyIn(plan)} as person_key, campaign_id, ${campaignKeyIn(plan)} as campaign_key,
  ${composed(raw('status'))} as status,
  ${ofFilled(plan, 'deal_amount', 'bigint', centsOf(raw('deal_amount_decimal'), raw('deal_amount_is_negative'), lit(PROJECT_RATE)))} as deal_amount_cents,
  ${emailIn(plan)} as email, ${otherEmails(plan)} as other_emails, ${ofFilled(plan, 'merged_ids', 'varchar', mergedIdsOf(raw('merged_ids')))} as merged_ids, ${createdAt(plan)} as created_at,
  ${leadKeyIn(plan)} as lead_key, ${emailKeyIn(plan)} as email_key,
  ${commas(PERSON_FIELDS.map((field) => sql`${ofFilled(plan, field, 'varchar', ident(field))} as ${ident(field)}`))},
  ${deletedIn(plan)} as is_marked_deleted,
  ${issuesOf(plan, [unread('deal_amount', raw('deal_amount_decimal'))])} as issues
from read`,
});
