import { z } from 'zod';
import crmReport from '../../../resources/profiles/crm_report.json';
import deliveredLeads from '../../../resources/profiles/delivered_leads.json';
import facebookAds from '../../../resources/profiles/facebook_ads.json';
import ga4Sessions from '../../../resources/profiles/ga4_sessions.json';
import googleAds from '../../../resources/profiles/google_ads.json';
import hubspotLeads from '../../../resources/profiles/hubspot_leads.json';
import intercomLeads from '../../../resources/profiles/intercom_leads.json';
import linkedinAds from '../../../resources/profiles/linkedin_ads.json';
import mixpanelEvents from '../../../resources/profiles/mixpanel_events.json';
import segmentEvents from '../../../resources/profiles/segment_events.json';
import stripeInvoices from '../../../resources/profiles/stripe_invoices.json';
import tiktokAds from '../../../resources/profiles/tiktok_ads.json';
import { SOURCE_IDS, type SourceId } from '../../domain/source';

/** What the values of a field are. Decides how clean casts them, and which shapes speak for a column. */
export const FIELD_TYPES = [
  'id',
  'hash',
  'email',
  'phone',
  'text',
  'category',
  'date',
  'timestamp',
  'boolean',
  'money',
  'number',
  'integer',
  'currency',
  'json',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const profileField = z.strictObject({
  /** Canonical name. */
  field: z.string(),
  label: z.string(),
  description: z.string(),
  type: z.enum(FIELD_TYPES),
  /** Without a column for it the file cannot be used. */
  required: z.boolean().default(false),
  /** Headers that mean this field; the best first. Compared by `headerKey`. */
  aliases: z.array(z.string()).min(1),
  /** Alias → ISO 4217 code of the currency that the header itself states. */
  impliesCurrency: z.record(z.string(), z.string().length(3)).default({}),
  /** Texts that mean "no value" in this column, besides those of the profile. Compared trimmed, as they are. */
  nullTokens: z.array(z.string()).default([]),
  trueTokens: z.array(z.string()).default([]),
  falseTokens: z.array(z.string()).default([]),
});

const dispositionGroup = z.strictObject({
  group: z.string(),
  label: z.string(),
  /** Codes in upper case with single spaces; a trailing `*` stands for any rest. */
  codes: z.array(z.string()),
});

const profileSchema = z.strictObject({
  version: z.int().min(1),
  source: z.enum(SOURCE_IDS),
  title: z.string(),
  description: z.string(),
  /** Whether several files are one report uploaded again and again. */
  snapshots: z.boolean().default(false),
  /** Which of the sources with a layout like this one is meant: compared with headers, then with file names. */
  quirks: z
    .strictObject({
      /** Headers that, together, only this source's exports have. Compared with case folded, else as they are. */
      headers: z.array(z.array(z.string()).min(1)).default([]),
      /** Words in a file name. They only break ties. */
      nameTokens: z.array(z.string()).default([]),
    })
    .prefault({}),
  fields: z.array(profileField).min(1),
  /** Of each of these groups at least one field needs a column. */
  oneOf: z.array(z.array(z.string())).default([]),
  /** Texts that mean "no value" in any column. Compared trimmed, as they are. */
  nullTokens: z.array(z.string()).default([]),
  /** How a date such as 01/02/2024 is read where all of a column can be read both ways. */
  dateOrder: z.enum(['MDY', 'DMY']).default('MDY'),
  /** Named groups of values of a field. */
  groups: z
    .record(z.string(), z.strictObject({ field: z.string(), values: z.array(z.string()) }))
    .default({}),
  dispositionGroups: z.array(dispositionGroup).default([]),
});

export type Profile = z.infer<typeof profileSchema>;
export type ProfileField = z.infer<typeof profileField>;

function validated(source: SourceId, raw: unknown): Profile {
  const profile = profileSchema.parse(raw);
  if (profile.source !== source) throw new Error(`The profile of ${source} says it is of ${profile.source}.`);
  return profile;
}

/** What is known of every source. Adding a source is adding a profile here and, where needed, one model. */
export const PROFILES: Readonly<Record<SourceId, Profile>> = {
  delivered_leads: validated('delivered_leads', deliveredLeads),
  crm_report: validated('crm_report', crmReport),
  hubspot_leads: validated('hubspot_leads', hubspotLeads),
  intercom_leads: validated('intercom_leads', intercomLeads),
  stripe_invoices: validated('stripe_invoices', stripeInvoices),
  ga4_sessions: validated('ga4_sessions', ga4Sessions),
  segment_events: validated('segment_events', segmentEvents),
  mixpanel_events: validated('mixpanel_events', mixpanelEvents),
  facebook_ads: validated('facebook_ads', facebookAds),
  google_ads: validated('google_ads', googleAds),
  tiktok_ads: validated('tiktok_ads', tiktokAds),
  linkedin_ads: validated('linkedin_ads', linkedinAds),
};

/** A header as it is compared: case folded, without diacritics, spaces, `_`, `-`, `.` and byte-order mark. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\ufeff\s_.-]/g, '')
    .toLowerCase();

/** The currency that a header itself states (`amount_usd`), or null. */
export function impliedCurrency(field: ProfileField, header: string): string | null {
  const key = headerKey(header);
  const stated = Object.entries(field.impliesCurrency).find(([alias]) => headerKey(alias) === key);
  return stated?.[1] ?? null;
}

const codeKey = (code: string): string => code.trim().replace(/\s+/g, ' ').toUpperCase();

/**
 * The group of a disposition code: an exact code first, then the longest prefix; `other` where none fits.
 * Case and repeated spaces do not matter.
 */
export function dispositionGroupOf(profile: Profile, disposition: string): string {
  const key = codeKey(disposition);
  let best = { group: 'other', length: -1 };
  for (const { group, codes } of profile.dispositionGroups) {
    for (const code of codes) {
      if (code === key) return group;
      const prefix = code.endsWith('*') ? code.slice(0, -1) : null;
      if (prefix !== null && key.startsWith(prefix) && prefix.length > best.length) {
        best = { group, length: prefix.length };
      }
    }
  }
  return best.group;
}
