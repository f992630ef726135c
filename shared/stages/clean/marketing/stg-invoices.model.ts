import { booleanOf } from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { hasSeveralEmails } from '../../../sql/person-verbs';
import { centsOf, fromMinor } from '../../../sql/number-verbs';
import { commas, ident, lit, raw, sql, textList, type Sql } from '../../../sql/sql';
import { INVOICE_COLUMNS } from './invoice-columns';
import { EXAMPLE_INVOICES, type InvoicePlan } from './invoice-reading';
import { INVOICES } from './marketing-tables';
import { foldedState } from './state-words';
import { dateOfExport, placeOfExport } from './named-exports';
import { issuesOf, unread } from '../values/field-issues';
import { ofFilled } from '../values/filled-fields';
import {
  columnCurrency,
  inFiles,
  isCurrencyAssumed,
  isCurrencyUnclear,
  numberColumns,
  numberJoins,
  plannedOffset,
  plannedTime,
  rateOf,
  rowCurrency,
  statedCurrency,
  withoutSums,
} from '../values/reading-plan';
import { deletedIn } from './deleted-rows';
import { campaignKeyIn, emailIn, emailKeyIn, personKeyIn } from '../values/text-keys';

/** Words by which a service tells its live mode from its test mode, besides yes and no. */
const LIVE = ['live', 'livemode', 'live mode', 'production'];
const TEST = ['test', 'testmode', 'test mode', 'sandbox'];

/** Whether a state is one that counts. */
const STATE_COUNTS = raw("(stage not in ('draft', 'open', 'void') and not is_uncaptured)");

const MONEY = ['amount', 'amount_refunded', 'amount_disputed'] as const;
const decimalOf = (field: (typeof MONEY)[number]): Sql => ident(`${field}_decimal`);

/** The payment that a chargeback takes back, as its note names it. */
const PAYMENT_ID = '\\b(?:ch|py|pi)_\\w+';

/** Whether a record of a balance is an adjustment that its note calls a chargeback: its type is all that such exports say. */
const isChargeback = (p: InvoicePlan): Sql => {
  const words = p.groups.chargeback_note;
  const isNamed =
    words.length === 0
      ? raw('false')
      : sql`regexp_matches(balance_note, ${lit(`^\\W*(?:${words.join('|')})`)}, 'i')`;
  return sql`coalesce(${inFiles(p.balance)} and ${foldedState('category')} in (${textList(p.groups.adjustment)})
      and ${ofFilled(p, 'balance_note', 'boolean', isNamed)}, false)`;
};

/** The amounts in their currency, where some files have them in its smallest unit. */
const inCurrency = (p: InvoicePlan): Sql => {
  const minor = MONEY.filter((field) => (p.inMinor[field] ?? []).length > 0);
  return minor.length === 0
    ? sql`*`
    : sql`* replace (${commas(
        minor.map(
          (field) =>
            sql`case when ${inFiles(p.inMinor[field] ?? [])} then ${fromMinor(decimalOf(field), raw('row_currency'))} else ${decimalOf(field)} end as ${decimalOf(field)}`,
        ),
      )})`;
};

/** The records of Stripe's exports, typed, with their amounts in the project currency. */
export const stgInvoices = defineModel<InvoicePlan>({
  name: 'stg_invoices',
  title: 'Invoices, cleaned',
  description: 'Every record of the invoice exports, typed; those whose state does not count are marked.',
  grain: 'one row per record of an invoice file',
  key: ['file', 'record_number'],
  shown: { grid: 350 },
  columns: INVOICE_COLUMNS,
  example: EXAMPLE_INVOICES,
  select: (p) => sql`
with numbers as (
  select t.*, ${commas(MONEY.map((field) => numberColumns(field, 'money', p)))}, ${columnCurrency(p)} as column_currency
  from ${INVOICES.table} t ${numberJoins(INVOICES, p)}
), decimals as (
  select *, ${plannedTime('invoiced_on', p)} as invoiced_read,
    ${statedCurrency(INVOICES.money)} as stated_currency, ${isCurrencyUnclear(INVOICES.money, p)} as is_currency_unclear
  from numbers
), priced as (
  select *, ${rowCurrency(p)} as row_currency,
    ${isCurrencyAssumed(p)} and amount_decimal is not null as is_assumed
  from decimals
), whole as (
  select ${inCurrency(p)}, ${rateOf(raw('row_currency'), p)} as rate, ${foldedState('status')} as state,
    case when ${isChargeback(p)} then 'dispute' else ${foldedState('category')} end as kind, ${isChargeback(p)} as is_chargeback,
    ${ofFilled(p, 'captured', 'boolean', booleanOf(raw('captured')))} as captured_read,
    ${ofFilled(p, 'is_refunded', 'boolean', booleanOf(raw('is_refunded')))} as refunded_read,
    case when ${deletedIn(p)} then 'marked_deleted' when ${ofFilled(p, 'is_live', 'boolean', sql`not ${booleanOf(raw('is_live'), LIVE, TEST)}`)} then 'test_mode'
      when ${p.linesCount ? raw('false') : inFiles(p.lines)} then 'line_item' end as left_out_as
  from priced
), typed as (
  select *, ${centsOf(raw('amount_decimal'), raw('amount_is_negative'), raw('rate'))} as cents,
    ${ofFilled(p, 'amount_refunded', 'bigint', centsOf(raw('amount_refunded_decimal'), raw('false'), raw('rate')))} as stated_refund,
    ${ofFilled(p, 'amount_disputed', 'bigint', centsOf(raw('amount_disputed_decimal'), raw('false'), raw('rate')))} as stated_dispute,
    case when not ${inFiles(p.withStatus)} then 'paid'
      when ${inFiles(p.creditNotes)} then case when state in (${textList(p.groups.void)}) then 'void' when state in (${textList(p.groups.draft)}) then 'draft' else 'paid' end
      when state in (${textList(p.groups.void)}) then 'void'
      when state in (${textList(p.groups.dispute_lost)}) then 'lost' when state in (${textList(p.groups.refunded)}) then 'refunded'
      when state in (${textList(p.groups.partially_refunded)}) then 'partial' when state in (${textList(p.groups.invoiced)}) then 'paid'
      when state in (${textList(p.groups.draft)}) then 'draft' else 'open' end as stage,
    -- What was credited before it was paid is no part of what was paid.
    case when ${inFiles(p.creditNotes)} and kind = 'pre payment' then 'other'
      when ${inFiles(p.refunds)} then 'refund' when ${inFiles(p.disputes)} then 'dispute' when not ${inFiles(p.balance)} then 'sale'
      when kind in (${textList(p.groups.charge)}) then 'sale' when kind in (${textList(p.groups.refund)}) then 'refund'
      when kind in (${textList(p.groups.dispute)}) then 'dispute' else 'other' end as written_type
  from whole
), named as (
  -- An invoice with records above and below zero: those below take back what those above brought.
  select invoice_id from typed where invoice_id is not null and written_type = 'sale'
  group by invoice_id having count(*) > 1 and bool_or(amount_is_negative) and bool_or(amount_decimal is not null and not amount_is_negative)
), parted as (
  select *, stage not in ('draft', 'open', 'void') and coalesce(not captured_read, false) as is_uncaptured,
    case when written_type = 'sale' and amount_is_negative
      and (of_invoice_id is not null or coalesce(invoice_id in (select invoice_id from named), false)) then 'refund' else written_type end as record_type
  from typed
), settled as (
  select *, case when record_type = 'refund' then case when ${inFiles(p.refunds)} then abs(cents) else -cents end
      when record_type <> 'sale' or is_uncaptured then 0
      when (stage = 'refunded' or coalesce(refunded_read, false)) and coalesce(stated_refund, 0) = 0 then cents
      else coalesce(stated_refund, 0) end as refunded
  from parted
), lost as (
  select *, case when record_type = 'dispute' then case when ${inFiles(p.disputes)} then abs(cents) else -cents end when record_type <> 'sale' or is_uncaptured then 0
      when ${foldedState('dispute_status')} in (${textList(p.groups.lost)}) then coalesce(stated_dispute, cents - refunded)
      when stage = 'lost' then cents - refunded else 0 end as disputed
  from settled
)
select source, file, record_number, record_type, invoice_id, user_uid, ${personKeyIn(p)} as person_key, ${emailIn(p)} as email, ${emailKeyIn(p)} as email_key,
  campaign_id, ${campaignKeyIn(p)} as campaign_key,
  cast(invoiced_read as date) as invoiced_on, invoiced_read as invoiced_at, ${plannedOffset('invoiced_on', p)} as utc_offset, cents as amount_cents,
  refunded as refunded_cents, disputed as disputed_cents,
  case when left_out_as is not null then null
    when record_type = 'dispute' and stage = 'open' and state not in (${textList(p.groups.won)}) then abs(cents)
    when record_type = 'sale' and ${STATE_COUNTS} and ${foldedState('dispute_status')} not in (${textList([...p.groups.lost, ...p.groups.won])})
      then coalesce(stated_dispute, cents - refunded) end as open_dispute_cents,
  case when amount_is_negative then '-' || amount_decimal else amount_decimal end as original_amount,
  row_currency as currency, is_assumed as is_currency_assumed,
  case when ${inFiles(p.inMinor['amount'] ?? [])} then 'minor' when ${inFiles(p.notInMinor)} then 'not_minor' when ${inFiles(p.unsureUnit)} then 'unsure' end as unit,
  lower(status) as status,
  case when stage = 'draft' then 0 when stage = 'open' or is_uncaptured then 1 when stage in ('void', 'lost', 'refunded') then 4
    when refunded + disputed > 0 and refunded + disputed >= cents then 4 when stage = 'partial' or refunded + disputed > 0 then 3 else 2 end as life, is_uncaptured, left_out_as,
  case when left_out_as is not null then case when not ${STATE_COUNTS} or record_type = 'other' then 0 when record_type = 'sale' then cents - refunded - disputed else -(refunded + disputed) end end as left_out_cents,
  stage = 'partial' and record_type = 'sale' and not is_uncaptured and stated_refund is null as is_refund_unknown,
  ${STATE_COUNTS} and left_out_as is null as is_invoiced,
  ${inFiles([...p.payments, ...p.balance])} as is_payment,
  case when record_type = 'refund' and written_type = 'sale' then coalesce(of_invoice_id, invoice_id) else of_invoice_id end as of_invoice_id,
  ${ofFilled(p, 'line_id', 'varchar', raw('lower(line_id)'))} as line_id, ${inFiles(p.creditNotes)} as is_credit_note, ${inFiles(p.lines)} as is_line,
  case when is_chargeback then coalesce(${ofFilled(p, 'balance_note', 'varchar', sql`nullif(regexp_extract(balance_note, ${lit(PAYMENT_ID)}), '')`)}, charge_id) else charge_id end as charge_id, lower(category) as category, ${dateOfExport(p.exports, 'varchar')} as exported_on,
  ${placeOfExport(p.exports)} as file_order,
  ${issuesOf(p, [
    unread('invoiced_on', raw('invoiced_read')),
    unread('amount', raw('amount_decimal')),
    ...(p.oddFields.includes('email') ? [['email', hasSeveralEmails(raw('email'))] as const] : []),
    ['currency', raw('is_currency_unclear')],
    unread('amount_refunded', raw('amount_refunded_decimal')),
    unread('amount_disputed', raw('amount_disputed_decimal')),
    unread('captured', raw('captured_read')),
    unread('is_refunded', raw('refunded_read')),
  ])} as issues
from lost ${withoutSums(p)}`,
});
