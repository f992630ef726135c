import type { SourceKind } from '../../../domain/source-registry';
import {
  ADS_FIELDS,
  INVOICE_FIELDS,
  LEAD_FIELDS,
  srcAdsText,
  srcInvoicesText,
  srcLeadsText,
  srcTouchesText,
  TOUCH_FIELDS,
} from './src-marketing-text';
import { srcAdsNumbers, srcInvoiceNumbers, srcLeadNumbers } from '../values/src-number-texts';
import type { PartColumns } from '../records/part-sums';
import type { SumColumns } from '../records/sum-rows.step';
import type { TextTable } from '../records/text-table';

export const LEADS: TextTable = {
  table: srcLeadsText,
  numbers: srcLeadNumbers,
  fields: LEAD_FIELDS,
  money: ['deal_amount'],
  counts: [],
  date: 'created_on',
  isOrderOnly: true,
  ids: ['lead_id', 'user_uid', 'campaign_id'],
  keys: { lead_id: 'lead', user_uid: 'person', campaign_id: 'campaign', email: 'email' },
  key: null,
  hasCurrency: false,
};

export const INVOICES: TextTable = {
  table: srcInvoicesText,
  numbers: srcInvoiceNumbers,
  fields: INVOICE_FIELDS,
  money: ['amount', 'amount_refunded', 'amount_disputed'],
  counts: [],
  date: 'invoiced_on',
  ids: ['invoice_id', 'user_uid', 'campaign_id', 'of_invoice_id', 'charge_id'],
  keys: { user_uid: 'person', campaign_id: 'campaign', email: 'email' },
  key: null,
  hasCurrency: true,
};

export const TOUCHES: TextTable = {
  table: srcTouchesText,
  numbers: null,
  fields: TOUCH_FIELDS,
  money: [],
  counts: [],
  date: 'event_on',
  ids: ['session_id', 'user_uid', 'campaign_id', 'anonymous_uid', 'alias_uid'],
  keys: { user_uid: 'person', campaign_id: 'campaign', anonymous_uid: 'person', alias_uid: 'person' },
  key: null,
  hasCurrency: false,
};

/** What tells that a row of an invoice export is the sum of others. */
export const INVOICE_SUMS: SumColumns = {
  keys: ['invoice_id', 'user_uid', 'invoiced_on'],
  own: 'invoice_id',
  amount: 'original_amount',
  counts: [],
};

/** What tells that a row of an ad export is the sum of others. */
export const ADS_SUMS: SumColumns = {
  keys: ['period_from', 'campaign_key'],
  own: null,
  amount: 'original_cost',
  counts: ['impressions', 'clicks'],
};

/** What tells that a row of an ad export is the sum of its ad sets, ads, parts or days. */
export const ADS_PARTS: PartColumns = {
  range: ['period_from', 'period_to'],
  keys: ['campaign_key', 'account', 'currency'],
  parts: ['ad_group', 'ad', 'part'],
  amount: 'cost_cents',
  counts: ['impressions', 'clicks'],
};

export const ADS: TextTable = {
  table: srcAdsText,
  numbers: srcAdsNumbers,
  fields: ADS_FIELDS,
  money: ['cost', 'cost_per_click'],
  counts: ['impressions', 'clicks'],
  date: 'spend_on',
  otherDates: ['period_from', 'period_to'],
  ids: ['campaign_id'],
  keys: { campaign_id: 'campaign' },
  key: null,
  hasCurrency: true,
};

/** The tables of the second question, by the kind of source that is read into them. */
export const MARKETING_TABLES = {
  people: LEADS,
  invoices: INVOICES,
  touches: TOUCHES,
  ads: ADS,
} as const satisfies Readonly<Partial<Record<SourceKind, TextTable>>>;
export type MarketingKind = keyof typeof MARKETING_TABLES;

/** The tables in the order in which they are read. */
export const MARKETING_KINDS = Object.keys(MARKETING_TABLES) as readonly MarketingKind[];
