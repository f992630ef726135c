/** What an export is about. The sources of one kind have the same canonical fields and are read into one table. */
export const SOURCE_KINDS = ['leads', 'crm', 'people', 'invoices', 'touches', 'ads'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** One line of the registry. */
export interface RegisteredSource {
  readonly kind: SourceKind;
  /** The service that exports it, as it stands in tables, columns and `summary.json`; our own exports have none. */
  readonly platform?: string;
  /** The service by its name, for sentences. */
  readonly name: string;
}

/**
 * The kinds of export that Leadlens knows. Within a kind the order is the one in which sources are believed and shown.
 * What a source's files look like stands in `resources/profiles/ID.json`; all lists of sources follow from here.
 */
export const SOURCES = {
  delivered_leads: { kind: 'leads', name: 'Delivered leads' },
  crm_report: { kind: 'crm', name: 'CRM' },
  hubspot_leads: { kind: 'people', platform: 'hubspot', name: 'HubSpot' },
  intercom_leads: { kind: 'people', platform: 'intercom', name: 'Intercom' },
  stripe_invoices: { kind: 'invoices', platform: 'stripe', name: 'Stripe' },
  ga4_sessions: { kind: 'touches', platform: 'ga4', name: 'GA4' },
  segment_events: { kind: 'touches', platform: 'segment', name: 'Segment' },
  mixpanel_events: { kind: 'touches', platform: 'mixpanel', name: 'Mixpanel' },
  facebook_ads: { kind: 'ads', platform: 'facebook', name: 'Facebook' },
  google_ads: { kind: 'ads', platform: 'google', name: 'Google' },
  tiktok_ads: { kind: 'ads', platform: 'tiktok', name: 'TikTok' },
  linkedin_ads: { kind: 'ads', platform: 'linkedin', name: 'LinkedIn' },
} as const satisfies Readonly<Record<string, RegisteredSource>>;
