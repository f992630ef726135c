import type { FileReport } from '../../contract/sources';
import type { Finding } from '../../domain/finding';
import type { SourceId } from '../../domain/source';
import { MARKETING_SOURCES, type MarketingKind } from './marketing/marketing-tables';
import { finding } from '../../domain/finding-builder';

export interface Missing {
  readonly sentences: readonly string[];
  readonly findings: readonly Finding[];
}

const LEADS_LACK =
  'No file with delivered leads was read: without it no lead can be matched, and there is no funnel. Add the Parquet or CSV export of the delivered leads to the folder.';
const REPORTS_LACK =
  'No CRM report was read: without one nothing is known of appointments, demos and sales. Add the CSV snapshots of the client’s CRM to the folder.';
const EMPTY_FOLDER =
  'The folder has no data files (CSV, TSV, TXT, also packed with gzip, or Parquet). Open the folder with the exports of the delivered leads and the CRM reports, or of leads, invoices, analytics and ads.';
const NOTHING_KNOWN =
  'No file of the folder is one of the known exports, so no question can be answered. Choose the source of a file on the Sources screen, or open another folder.';

/** What the lack of a kind of marketing export costs. */
const MARKETING_LACKS: Readonly<Record<MarketingKind, string>> = {
  invoices:
    'No invoices were read: without them there is no revenue, and nothing to credit to campaigns. Add the CSV export of Stripe to the folder.',
  leads:
    'No leads of HubSpot or Intercom were read: no invoice finds its person or the campaign of its lead, so the model crm_campaign credits nothing, and there is no cost per lead. Add the export of HubSpot or Intercom to the folder.',
  touches:
    'No sessions or events were read: first touch, last touch, linear, position-based and time decay credit nothing. Add the exports of GA4, Segment or Mixpanel to the folder.',
  ads: 'No ads export was read: spend is not known, so there is no ROAS, no cost per lead and no acquisition cost. Add the exports of Facebook, Google, TikTok or LinkedIn Ads to the folder.',
};

const MARKETING_KINDS: readonly MarketingKind[] = ['invoices', 'leads', 'touches', 'ads'];

/** What the folder lacks to answer a question of which it has a part, and what that costs. */
export function whatIsMissing(files: readonly FileReport[], read: ReadonlySet<SourceId>): Missing {
  const lacks: { readonly source: SourceId | null; readonly sentence: string }[] = [];
  if (read.size === 0) {
    lacks.push({ source: null, sentence: files.length === 0 ? EMPTY_FOLDER : NOTHING_KNOWN });
  }
  if (read.has('crm_report') && !read.has('delivered_leads')) {
    lacks.push({ source: 'delivered_leads', sentence: LEADS_LACK });
  }
  if (read.has('delivered_leads') && !read.has('crm_report')) {
    lacks.push({ source: 'crm_report', sentence: REPORTS_LACK });
  }
  const has = (kind: MarketingKind): boolean => MARKETING_SOURCES[kind].some((source) => read.has(source));
  if (MARKETING_KINDS.some(has)) {
    for (const kind of MARKETING_KINDS.filter((k) => !has(k))) {
      lacks.push({ source: MARKETING_SOURCES[kind][0], sentence: MARKETING_LACKS[kind] });
    }
  }
  return {
    sentences: lacks.map(({ sentence }) => sentence),
    findings: lacks.map(({ source, sentence }) =>
      finding({ code: 'missing_source', severity: 'warning', source, message: sentence }),
    ),
  };
}
