import { composed, withoutTokens } from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { ident, lit, raw, sql, type Sql } from '../../../sql/sql';
import { keptApart } from '../../../sql/id-verbs';
import { emailKey, phoneKey, withoutMark } from '../../../sql/key-verbs';
import { emailOf, firstEmailAsWritten, hasSeveralEmails } from '../../../sql/person-verbs';
import { centsOf } from '../../../sql/number-verbs';
import {
  columnCurrency,
  EXAMPLE_PLAN,
  inFiles,
  isCurrencyAssumed,
  isCurrencyUnclear,
  numberColumns,
  numberJoins,
  plannedTime,
  rateOf,
  rowCurrency,
  statedCurrency,
  type ReadingPlan,
} from '../values/reading-plan';
import { DELIVERED } from './delivered-table';
import type { DeliveredField } from './src-delivered-text';

export interface DeliveredParameters extends ReadingPlan {
  /** Texts that are no lead id; those of the other fields are not in the table of text. */
  readonly idTokens: readonly string[];
  /** Whether lead ids lost digits to an exponent. */
  readonly hasDamagedIds: boolean;
  /** Files without a column of lead ids: lists of people, each known by the e-mail, else by the phone. */
  readonly withoutIds: readonly string[];
}

/** The records of the delivered-leads files, typed; ids stay text with all their digits. */
export const stgDeliveredLeads = defineModel<DeliveredParameters>({
  name: 'stg_delivered_leads',
  title: 'Delivered leads, cleaned',
  description: 'Every record of the delivered-leads files, typed; repeats of a lead id are still in it.',
  grain: 'one row per record of a delivered-leads file',
  key: ['file', 'record_number'],
  shown: { grid: 500 },
  columns: {
    source: { type: 'VARCHAR', kind: 'code', description: 'Kind of export.' },
    file: { type: 'VARCHAR', description: 'File.' },
    record_number: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Data record in the file, 1 is the first.',
    },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'Hashed e-mail in lower case, or a raw one.' },
    phone_key: { type: 'VARCHAR', kind: 'hash', description: 'Hashed phone in lower case, or a raw one.' },
    email: { type: 'VARCHAR', description: 'Raw e-mail, where the export has it.' },
    email_written: {
      type: 'VARCHAR',
      label: 'E-mail as written',
      description: 'Raw e-mail as it was written, where the export has it.',
    },
    phone: { type: 'VARCHAR', description: 'Raw phone, where the export has it.' },
    delivered_on: { type: 'DATE', description: 'Date of delivery.' },
    vendor: { type: 'VARCHAR', description: 'Vendor.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign.' },
    price: { type: 'VARCHAR', description: 'Price as written, folded.' },
    price_cents: {
      type: 'BIGINT',
      label: 'Price (cents)',
      description:
        'Price in cents of the project currency, rounded once; null where its currency has no rate.',
    },
    original_price: { type: 'VARCHAR', description: 'Price in its own currency, as a decimal number.' },
    currency: {
      type: 'VARCHAR',
      description: 'ISO 4217 code of the original price; null where it is not known.',
    },
    is_currency_assumed: {
      type: 'BOOLEAN',
      description: 'No column, header or sign states the currency of the price.',
    },
    issues: { type: 'VARCHAR', description: 'Fields that could not be read, joined by |.' },
  },
  example: { ...EXAMPLE_PLAN, idTokens: [], hasDamagedIds: true, withoutIds: [] },
  select: (p) => {
    const issue = (field: DeliveredField, read: Sql): Sql =>
      sql`case when ${ident(field)} is not null and ${read} is null then ${lit(field)} end`;
    const [emailRead, phoneRead] = [
      sql`coalesce(email_read, ${emailOf(raw('email'))})`,
      sql`coalesce(phone_read, phone)`,
    ];
    const written = p.hasDamagedIds ? keptApart(raw('lead_uuid'), emailRead, phoneRead) : raw('lead_uuid');
    const id =
      p.withoutIds.length === 0
        ? written
        : sql`case when ${inFiles(p.withoutIds)} then coalesce(${emailRead}, ${phoneRead}) else ${written} end`;
    return sql`
with numbers as (
  select t.* replace (${withoutTokens(raw('t.lead_uuid'), p.idTokens)} as lead_uuid, ${withoutMark(raw('t.phone'), 'p')} as phone,
      ${withoutMark(raw('t.phone_hash'), 'p')} as phone_hash, ${withoutMark(raw('t.campaign_id'), 'c')} as campaign_id),
    ${numberColumns('price', 'money', p)}, ${columnCurrency(p)} as column_currency
  from ${DELIVERED.table} t ${numberJoins(DELIVERED, p)}
), stated as (
  select *, ${statedCurrency(DELIVERED.money)} as stated_currency,
    ${isCurrencyUnclear(DELIVERED.money, p)} as is_currency_unclear
  from numbers
), read as (
  select *, ${rowCurrency(p)} as row_currency, ${isCurrencyAssumed(p)} as is_assumed,
    ${emailKey(raw('email_hash'))} as email_read,
    ${phoneKey(raw('phone_hash'))} as phone_read,
    cast(${plannedTime('delivered_on', p)} as date) as delivered_read
  from stated
)
select source, file, record_number, ${id} as lead_uuid,
  ${emailRead} as email_key, ${phoneRead} as phone_key,
  ${emailOf(raw('email'))} as email, ${firstEmailAsWritten(raw("coalesce(email, case when contains(email_hash, '@') then email_hash end)"))} as email_written, phone, delivered_read as delivered_on,
  ${composed(raw('vendor'))} as vendor, campaign_id, price,
  ${centsOf(raw('price_decimal'), raw('price_is_negative'), rateOf(raw('row_currency'), p))} as price_cents,
  case when price_is_negative then '-' || price_decimal else price_decimal end as original_price,
  row_currency as currency, is_assumed and price_decimal is not null as is_currency_assumed,
  nullif(concat_ws('|', ${issue('email_hash', raw('email_read'))},
    case when ${hasSeveralEmails(raw('email'))} then 'email' when ${hasSeveralEmails(raw('email_hash'))} and email_read is not null then 'email_hash' end, ${issue('phone_hash', raw('phone_read'))},
    ${issue('delivered_on', raw('delivered_read'))}, ${issue('price', raw('price_decimal'))},
    case when is_currency_unclear and price is not null then 'currency' end), '') as issues
from read`;
  },
});
