import type { Reading } from '../../contract/file-columns';
import { PROJECT_CURRENCY } from '../../domain/money';
import type { SourceKind } from '../../domain/source-registry';
import type { Cell } from '../../ports/database';
import { keyForm } from '../../sql/key-verbs';
import { commas, ident, intList, lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { stgCrmReport, type CrmReportParameters } from '../../stages/clean/crm/stg-crm-report.model';
import { stgDeliveredLeads } from '../../stages/clean/delivered/stg-delivered-leads.model';
import { stgAds } from '../../stages/clean/marketing/stg-ads.model';
import { stgInvoices } from '../../stages/clean/marketing/stg-invoices.model';
import { stgLeads } from '../../stages/clean/marketing/stg-leads.model';
import { stgTouches } from '../../stages/clean/marketing/stg-touches.model';
import { srcCellIssues } from '../../stages/clean/records/src-unreadable';

/** Where the cleaned table has what was read as a field. */
type ReadAs = readonly [
  kind: 'date' | 'time' | 'number' | 'text' | 'boolean' | 'key' | 'money' | 'cents' | 'person' | 'campaign',
  column: string,
];

/**
 * By kind of source, field by field. A field is not in it where the cleaned table holds what is made of it together with
 * others: costs per click, refunds, places.
 */
const READ_AS: { readonly [K in SourceKind]: Readonly<Record<string, ReadAs>> } = {
  leads: {
    lead_uuid: ['text', 'lead_uuid'],
    email_hash: ['key', 'email_key'],
    phone_hash: ['key', 'phone_key'],
    email: ['text', 'email'],
    phone: ['text', 'phone'],
    delivered_on: ['date', 'delivered_on'],
    vendor: ['text', 'vendor'],
    campaign_id: ['text', 'campaign_id'],
    price: ['money', 'original_price'],
    currency: ['text', 'currency'],
  },
  crm: {
    lead_number: ['text', 'lead_number'],
    email_hash: ['key', 'email_key'],
    phone_hash: ['key', 'phone_key'],
    entry_on: ['date', 'entry_on'],
    city: ['text', 'city'],
    state: ['text', 'state'],
    zip: ['text', 'zip'],
    appointment_at: ['time', 'appointment_at'],
    is_set: ['boolean', 'is_set'],
    is_demo: ['boolean', 'is_demo'],
    disposition: ['text', 'disposition'],
    job_status: ['text', 'job_status'],
  },
  people: {
    lead_id: ['person', 'lead_key'],
    user_uid: ['person', 'person_key'],
    campaign_id: ['campaign', 'campaign_key'],
    status: ['text', 'status'],
    deal_amount: ['cents', 'deal_amount_cents'],
    email: ['text', 'email'],
  },
  invoices: {
    invoice_id: ['text', 'invoice_id'],
    user_uid: ['person', 'person_key'],
    campaign_id: ['campaign', 'campaign_key'],
    invoiced_on: ['time', 'invoiced_at'],
    amount: ['money', 'original_amount'],
    currency: ['text', 'currency'],
    status: ['text', 'status'],
    email: ['text', 'email'],
    charge_id: ['text', 'charge_id'],
    of_invoice_id: ['text', 'of_invoice_id'],
    category: ['text', 'category'],
  },
  touches: {
    session_id: ['text', 'session_id'],
    user_uid: ['person', 'person_key'],
    campaign_id: ['campaign', 'campaign_key'],
    event_on: ['time', 'event_at'],
    event_type: ['text', 'event_type'],
    is_conversion: ['boolean', 'is_conversion'],
    event_id: ['text', 'event_id'],
  },
  ads: {
    spend_on: ['date', 'spend_on'],
    period_from: ['date', 'period_from'],
    period_to: ['date', 'period_to'],
    campaign_id: ['campaign', 'campaign_key'],
    campaign_name: ['text', 'campaign_name'],
    cost: ['money', 'original_cost'],
    currency: ['text', 'currency'],
    impressions: ['number', 'impressions'],
    clicks: ['number', 'clicks'],
    account: ['text', 'account'],
    ad_group: ['text', 'ad_group'],
    ad: ['text', 'ad'],
  },
};

const CLEANED = {
  leads: stgDeliveredLeads,
  people: stgLeads,
  invoices: stgInvoices,
  touches: stgTouches,
  ads: stgAds,
};

/** A value of a file whose reading is asked for. */
export interface AskedValue {
  readonly field: string;
  readonly record: number;
}

/** What was read in a value; null where the cleaned table does not hold it by itself. */
export type ReadingOf = (value: AskedValue) => Reading | null;

/** Rows of cleaned records, with their number in the file. */
const rowsOf = (kind: SourceKind, file: string, crm: CrmReportParameters | null): Sql => {
  if (kind !== 'crm') return sql`(select * from ${CLEANED[kind]} where file = ${lit(file)})`;
  return crm === null
    ? sql`(select null as record_number where false)`
    : sql`(select *, raw_id + 1 as record_number from (${stgCrmReport.select(crm)}))`;
};

/**
 * What values of a file of the last run were read as, by the cleaned tables and the list of what could not be read.
 * @param crm how the reports of the CRM are read, with the text of the records: of those no table keeps the numbers
 */
export async function readSampleReadings(
  workspace: Workspace,
  kind: SourceKind,
  file: string,
  asked: readonly AskedValue[],
  crm: CrmReportParameters | null,
  signal: AbortSignal,
): Promise<ReadingOf> {
  const fields = [...new Set(asked.map(({ field }) => field))].filter((field) => READ_AS[kind][field]);
  const records = intList([...new Set(asked.map(({ record }) => record))]);
  if (fields.length === 0) return () => null;
  const issues = await workspace.read(
    sql`select record_number, column_name, reason from ${srcCellIssues}
      where file = ${lit(file)} and record_number in (${records})`,
    signal,
  );
  const reasons = new Map(
    issues.rows().map(([record, field, reason]) => [`${String(record)} ${String(field)}`, String(reason)]),
  );
  const read = await workspace.read(
    sql`select record_number, ${commas(fields.flatMap((field) => valueOf(READ_AS[kind][field])))}
      from ${rowsOf(kind, file, crm)} where record_number in (${records})`,
    signal,
  );
  const rows = new Map(read.rows().map(([record, ...cells]) => [Number(record), cells]));
  return ({ field, record }) => {
    const as = READ_AS[kind][field];
    const at = fields.indexOf(field) * 2;
    if (!as) return null;
    const reason = reasons.get(`${String(record)} ${field}`);
    if (reason !== undefined) return { kind: 'unread', reason };
    const row = rows.get(record);
    return row ? readingOf(as[0], textOf(row[at]), textOf(row[at + 1])) : { kind: 'left_out' };
  };
}

const textOf = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** Two columns a field: its value, and what goes with it: a currency, the form of a key. */
function valueOf(as: ReadAs | undefined): readonly Sql[] {
  const nothing = raw('cast(null as varchar)');
  if (!as) return [nothing, nothing];
  const [kind, column] = as;
  const value = sql`cast(${ident(column)} as varchar)`;
  switch (kind) {
    case 'cents':
      return [value, lit(PROJECT_CURRENCY)];
    case 'money':
      return [value, raw('currency')];
    case 'key':
      return [value, keyForm(ident(column))];
    default:
      return [value, nothing];
  }
}

/** Whole cents, as text, as a decimal number. */
function decimalOf(cents: string): string {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(cents) ?? [];
  const padded = digits.padStart(3, '0');
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

const FORMS = ['md5', 'sha1', 'sha256', 'raw'] as const;

function readingOf(kind: ReadAs[0], value: string | null, beside: string | null): Reading {
  if (value === null) {
    return { kind: kind === 'person' ? 'nobody' : kind === 'campaign' ? 'no_campaign' : 'nothing' };
  }
  switch (kind) {
    case 'cents':
      return { kind: 'money', value: decimalOf(value), currency: beside };
    case 'money':
      return { kind, value, currency: beside };
    case 'boolean':
      return { kind, value: value === 'true' };
    case 'key':
      return { kind, value, form: FORMS.find((form) => form === beside) ?? 'raw' };
    case 'person':
    case 'campaign':
      return { kind: 'text', value };
    case 'date':
    case 'time':
    case 'number':
    case 'text':
      return { kind, value };
  }
}
