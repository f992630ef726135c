import type { SourceId } from '../../../domain/source';
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
import type { TextTable } from '../records/text-table';

export const LEADS: TextTable = {
  table: srcLeadsText,
  numbers: srcLeadNumbers,
  fields: LEAD_FIELDS,
  money: ['deal_amount'],
  counts: [],
  date: null,
  ids: ['lead_id', 'user_uid', 'campaign_id'],
  key: null,
  hasCurrency: false,
};

export const INVOICES: TextTable = {
  table: srcInvoicesText,
  numbers: srcInvoiceNumbers,
  fields: INVOICE_FIELDS,
  money: ['amount'],
  counts: [],
  date: 'invoiced_on',
  ids: ['invoice_id', 'user_uid', 'campaign_id'],
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
  ids: ['session_id', 'user_uid', 'campaign_id'],
  key: null,
  hasCurrency: false,
};

export const ADS: TextTable = {
  table: srcAdsText,
  numbers: srcAdsNumbers,
  fields: ADS_FIELDS,
  money: ['cost', 'cost_per_click'],
  counts: ['impressions', 'clicks'],
  date: 'spend_on',
  ids: ['campaign_id'],
  key: null,
  hasCurrency: true,
};

/** The four tables of the second question. */
export const MARKETING_TABLES = {
  leads: LEADS,
  invoices: INVOICES,
  touches: TOUCHES,
  ads: ADS,
} as const;
export type MarketingKind = keyof typeof MARKETING_TABLES;

/** The sources by the table that they are read into. */
export const MARKETING_SOURCES = {
  leads: ['hubspot_leads', 'intercom_leads'],
  invoices: ['stripe_invoices'],
  touches: ['ga4_sessions', 'segment_events', 'mixpanel_events'],
  ads: ['facebook_ads', 'google_ads', 'tiktok_ads', 'linkedin_ads'],
} as const satisfies Readonly<Record<MarketingKind, readonly SourceId[]>>;
