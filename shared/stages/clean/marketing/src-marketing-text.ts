import { defineTable, type TableSpec } from '../../../sql/model';

/** What tells people apart beside ids and e-mails, where an export has it. */
export const PERSON_FIELDS = [
  'first_name',
  'last_name',
  'full_name',
  'phone',
  'city',
  'company',
  'country',
  'born_on',
] as const;
/** The canonical fields of the leads of HubSpot and Intercom. */
export const LEAD_FIELDS = [
  'lead_id',
  'user_uid',
  'campaign_id',
  'status',
  'deal_amount',
  'email',
  'other_emails',
  'merged_ids',
  'created_on',
  ...PERSON_FIELDS,
  'row_deleted',
  'is_deleted',
] as const;
/** The canonical fields of invoices. */
export const INVOICE_FIELDS = [
  'invoice_id',
  'user_uid',
  'campaign_id',
  'invoiced_on',
  'amount',
  'currency',
  'status',
  'email',
  'amount_refunded',
  'amount_disputed',
  'dispute_status',
  'of_invoice_id',
  'charge_id',
  'category',
  'balance_note',
  'captured',
  'is_refunded',
  'line_id',
  'row_deleted',
  'is_deleted',
  'is_live',
] as const;
/** The canonical fields of sessions and events. */
export const TOUCH_FIELDS = [
  'session_id',
  'user_uid',
  'campaign_id',
  'event_on',
  'event_type',
  'is_conversion',
  'event_id',
  'anonymous_uid',
  'alias_uid',
] as const;
/** The canonical fields of ad spend. */
export const ADS_FIELDS = [
  'spend_on',
  'campaign_id',
  'cost',
  'currency',
  'cost_per_click',
  'impressions',
  'clicks',
  'period_from',
  'period_to',
  'period',
  'campaign_name',
  'account',
  'ad_group',
  'ad',
  'part',
  'row_deleted',
  'is_deleted',
] as const;

const textTable = (name: string, title: string, fields: readonly string[]): TableSpec =>
  defineTable({
    name,
    title,
    description: `${title}: the mapped columns of the files as they were written, without texts that mean no value.`,
    grain: 'one row per record of a file',
    key: ['file', 'record_number'],
    columns: {
      source: { type: 'VARCHAR', description: 'Kind of export.' },
      file: { type: 'VARCHAR', description: 'File.' },
      record_number: {
        type: 'INTEGER',
        label: 'Record',
        description: 'Data record in the file, 1 is the first.',
      },
      ...Object.fromEntries(
        fields.map((field) => [field, { type: 'VARCHAR' as const, description: 'As it was written.' }]),
      ),
    },
  });

export const srcLeadsText = textTable('src_leads_text', 'Leads as text', LEAD_FIELDS);
export const srcInvoicesText = textTable('src_invoices_text', 'Invoices as text', INVOICE_FIELDS);
export const srcTouchesText = textTable('src_touches_text', 'Sessions and events as text', TOUCH_FIELDS);
export const srcAdsText = textTable('src_ads_text', 'Ad spend as text', ADS_FIELDS);
