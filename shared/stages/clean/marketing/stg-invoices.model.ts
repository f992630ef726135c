import { campaignKey } from '../../../sql/campaign-verbs';
import { defineModel } from '../../../sql/model';
import { centsOf } from '../../../sql/number-verbs';
import { raw, sql, textList } from '../../../sql/sql';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';
import { INVOICES } from './marketing-tables';
import {
  EXAMPLE_PLAN,
  columnCurrency,
  inFiles,
  isCurrencyAssumed,
  isCurrencyUnclear,
  issuesOf,
  numberColumns,
  numberJoins,
  plannedTime,
  rateOf,
  rowCurrency,
  statedCurrency,
  unread,
  withoutSums,
  type ReadingPlan,
} from '../values/reading-plan';

export interface InvoicePlan extends ReadingPlan {
  /** Files with a column for the status; invoices of the others all count. */
  readonly withStatus: readonly string[];
  /** Statuses in lower case under which an invoice counts. */
  readonly invoicedStatuses: readonly string[];
}

const COLUMNS = {
  ...ORIGIN_COLUMNS,
  invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
  ...PERSON_COLUMN,
  ...CAMPAIGN_COLUMNS,
  invoiced_on: { type: 'DATE', label: 'Invoice date', description: 'Date of the invoice.' },
  invoiced_at: {
    type: 'TIMESTAMP',
    label: 'Invoice time',
    description: 'Time of the invoice, as it was written; midnight where the export has days alone.',
  },
  amount_cents: {
    type: 'BIGINT',
    label: 'Amount (cents)',
    description:
      'Amount in cents of the project currency, rounded once; null where its currency has no rate.',
  },
  original_amount: { type: 'VARCHAR', description: 'Amount in its own currency, as a decimal number.' },
  currency: {
    type: 'VARCHAR',
    description: 'ISO 4217 code of the original amount; null where it is not known.',
  },
  is_currency_assumed: { type: 'BOOLEAN', description: 'No column, header or sign states the currency.' },
  status: {
    type: 'VARCHAR',
    description: 'State of the invoice in lower case; null where the export has none.',
  },
  is_repeat: {
    type: 'BOOLEAN',
    description: 'A further record of an invoice id that counts with another record.',
  },
  is_invoiced: {
    type: 'BOOLEAN',
    label: 'Counts as invoiced',
    description:
      'Paid (refunds are paid invoices of a negative amount), or of an export without a status; and no repeat of another record. It still counts only with an amount in the project currency.',
    notNull: true,
  },
  ...ISSUES_COLUMN,
} as const;

/** The invoices of Stripe, typed, with their amount in the project currency. */
export const stgInvoices = defineModel<InvoicePlan>({
  name: 'stg_invoices',
  title: 'Invoices, cleaned',
  description: 'Every record of the invoice exports, typed; those that do not count are marked.',
  grain: 'one row per record of an invoice file',
  key: ['file', 'record_number'],
  shown: { grid: 350 },
  columns: COLUMNS,
  example: { ...EXAMPLE_PLAN, withStatus: [], invoicedStatuses: [] },
  select: (p) => sql`
with numbers as (
  select t.*, ${numberColumns('amount', 'money', p)}, ${columnCurrency(p)} as column_currency
  from ${INVOICES.table} t ${numberJoins(INVOICES, p)}
), decimals as (
  select *, ${plannedTime(raw('invoiced_on'), p)} as invoiced_read,
    ${statedCurrency(INVOICES.money)} as stated_currency, ${isCurrencyUnclear(INVOICES.money, p)} as is_currency_unclear
  from numbers
), priced as (
  select *, ${rowCurrency(p)} as row_currency,
    ${isCurrencyAssumed(p)} and amount_decimal is not null as is_assumed
  from decimals
), read as (
  select *, ${centsOf(raw('amount_decimal'), raw('amount_is_negative'), rateOf(raw('row_currency'), p))} as amount_cents,
    case when amount_is_negative then '-' || amount_decimal else amount_decimal end as original_amount,
    not ${inFiles(p.withStatus)} or coalesce(lower(status) in (${textList(p.invoicedStatuses)}), false) as is_paid
  from priced
), ids as (
  select invoice_id from read where invoice_id is not null group by invoice_id having count(*) > 1
), ranked as (
  -- The same invoice in two exports, or twice in one, is one invoice; a refund under the id of its invoice is another.
  select file, record_number, row_number() over (
      partition by invoice_id, user_uid, original_amount, row_currency order by is_paid desc, file, record_number
    ) as place
  from read where invoice_id in (select invoice_id from ids)
), numbered as (
  select r.*, coalesce(k.place, 1) > 1 as is_repeat from read r left join ranked k using (file, record_number)
)
select source, file, record_number, invoice_id, user_uid, campaign_id, ${campaignKey(raw('campaign_id'))} as campaign_key,
  cast(invoiced_read as date) as invoiced_on, invoiced_read as invoiced_at, amount_cents, original_amount, row_currency as currency,
  is_assumed as is_currency_assumed, lower(status) as status, is_repeat, is_paid and not is_repeat as is_invoiced,
  ${issuesOf([
    unread('invoiced_on', raw('invoiced_read')),
    unread('amount', raw('amount_decimal')),
    ['currency', raw('is_currency_unclear')],
  ])} as issues
from numbered ${withoutSums(p)}`,
});
