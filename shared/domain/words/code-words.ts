import { AD_PLATFORMS, platformTitle } from '../source';
import { SOURCES } from '../source-registry';
import { TIER_WORDS } from './lead-words';
import { MODEL_NAMES } from './revenue-words';
import { ownValue } from '../own-value';

const named = <T>(of: Readonly<Record<string, T>>, name: (value: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([code, value]) => [code, name(value)]));

/** Every value that the tables write for a person to read, in words. A code means the same wherever it stands. */
const WORDS: Readonly<Record<string, string>> = {
  ...named(SOURCES, ({ name }) => name),
  ...named(TIER_WORDS, ({ name }) => name),
  ...MODEL_NAMES,
  ...Object.fromEntries(AD_PLATFORMS.map((platform) => [platform, platformTitle(platform)])),
  // Tiers and links
  reviewed: 'Reviewed',
  strict: 'Strict',
  linked: 'Linked',
  likely: 'Likely',
  email: 'E-mail',
  phone: 'Phone',
  delivered: 'Delivered leads',
  crm: 'CRM leads',
  // Why a lead or a CRM lead is not linked
  not_reported: 'In no report',
  in_conflict: 'Only in conflicts',
  no_hit: 'No delivered lead has its keys',
  no_key: 'No key at all',
  rejected: 'Rejected in review',
  // Keys that are nobody’s own
  contradicted: 'Contradicted',
  one_sided: 'On one side only',
  pair: 'Pair of keys',
  // What happens from report to report
  new: 'New',
  aged_out: 'Aged out',
  vanished: 'Vanished',
  equal: 'Equal',
  different: 'Different',
  set_reported: 'Set (reported)',
  appointment: 'Appointment',
  demo: 'Demo',
  sale: 'Sale',
  net_sale: 'Net sale',
  sale_without_appointment: 'Sale without an appointment',
  demo_without_appointment: 'Demo without an appointment',
  appointment_before_entry: 'Appointment before the entry',
  // Deliveries that do not fit the time of the reports
  after_reports: 'After the newest report',
  entered_before: 'Entered long before',
  // Breakdowns and fields
  campaign_id: 'Campaign',
  entry_month: 'Month of entry',
  job_status: 'Job status',
  job_status_city: 'Job status and city',
  state: 'State',
  city: 'City',
  vendor: 'Vendor',
  disposition: 'Disposition',
  branch: 'Branch',
  status: 'Status',
  deal_amount: 'Deal amount',
  user_uid: 'Person id',
  // Why records are one person
  exact_copy: 'Exact copy of an earlier record',
  same_lead_id: 'Same lead id',
  same_user_uid: 'Same person id',
  merged_in_tool: 'Merged by the tool',
  other_source: 'Same person id in the other tool',
  near_email_and_lead_id: 'Same lead id, e-mail nearly equal',
  near_email_and_user_uid: 'Same person id, e-mail nearly equal',
  same_email: 'Same e-mail',
  near_email: 'E-mail nearly equal',
  // Where rows look for a partner
  invoiced_people: 'People with an invoice',
  invoiced_campaigns: 'Campaigns with an invoice',
  leads: 'Leads',
  report: 'Report',
  touches: 'Sessions and events',
  ads: 'Ads',
  // Invoices and touches
  no_user_id: 'Names no person',
  no_person: 'No lead tool has the person',
  no_campaign: 'No campaign',
  no_spend: 'No spend for the campaign',
  no_touch: 'No touch before it',
  only_direct: 'Only touches without a campaign',
  no_date: 'No date',
  no_day: 'No day',
  no_rate: 'No rate of its currency',
  no_amount: 'No amount',
  not_invoiced: 'Not invoiced',
  uncaptured: 'Authorised, not captured',
  refund_without_sale: 'Refund of no sale in these exports',
  marked_deleted: 'Marked as deleted',
  test_mode: 'Of the test mode',
  line_item: 'Line of an invoice, beside invoices',
  repeat: 'Counts with another record',
  older_state: 'Another record has a newer state',
  payment: 'Payment of a counted invoice',
  anonymous: 'Nobody known',
  placeholder_campaign: 'Placeholder for a campaign',
  same_event: 'Counted with another record of it',
  same_session: 'Counted with its session',
  copied_event: 'Stands in another export too',
  other_export: 'Counted from another export',
  other_level: 'Counted at another level',
  revenue: 'Revenue',
  spend: 'Spend',
};

/** What stands behind a code, as after `no_revenue: `, is of the export and stays as it is there. */
const PREFIXES: Readonly<Record<string, string>> = { no_revenue: 'No revenue', refund: 'Refund' };

/** A value of a column of codes, in words; a state of an export as it stands there. */
export function codeInWords(value: string): string {
  const known = ownValue(WORDS, value);
  if (known !== undefined) return known;
  const [, prefix = '', rest = ''] = /^([a-z_]+): (.*)$/.exec(value) ?? [];
  const words = ownValue(PREFIXES, prefix);
  return words === undefined ? value : `${words}: ${rest}`;
}

/** A text in which codes stand, such as what a column of them means, with their words. */
export const codesInText = (text: string): string =>
  text.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+(?=: )/g, (code) => codeInWords(code));
