/** The kinds of export that Leadlens knows. Adding one is adding a profile and, where needed, one model. */
export const SOURCE_IDS = [
  'delivered_leads',
  'crm_report',
  'hubspot_leads',
  'intercom_leads',
  'stripe_invoices',
  'ga4_sessions',
  'segment_events',
  'mixpanel_events',
  'facebook_ads',
  'google_ads',
  'tiktok_ads',
  'linkedin_ads',
] as const;

export type SourceId = (typeof SOURCE_IDS)[number];

/** The ten stages in the order of the work. */
export const STAGE_NAMES = [
  'discover',
  'classify',
  'clean',
  'dedup',
  'match',
  'decide',
  'model',
  'measure',
  'attribute',
  'report',
] as const;

export type StageName = (typeof STAGE_NAMES)[number];
