import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../shared/contract/sources';
import type { SourceId } from '../../shared/domain/source';
import { filesRead } from '../../shared/sql/run-parameters';
import { missingSentences } from '../../shared/stages/clean/clean-parameters';
import { answerable, missingSourceFindings, sourcesRead } from '../../shared/stages/clean/missing-sources';
import { fileReport } from '../support/file-report';
import { asRead, given, runFindings } from '../support/findings-of-step';

const LEADS =
  'No file with delivered leads was read: without it no lead can be matched, and there is no funnel. Add the Parquet or CSV export of the delivered leads to the folder.';
const REPORTS =
  'No CRM report was read: without one nothing is known of appointments, demos and sales. Add the CSV snapshots of the client’s CRM to the folder.';
const INVOICES =
  'No invoices were read: without them there is no revenue, and nothing to credit to campaigns. Add the CSV export of Stripe to the folder.';
const PEOPLE =
  'No leads of HubSpot or Intercom were read: no invoice finds its person or the campaign of its lead, so the model CRM campaign credits nothing, and there is no cost per lead. Add the export of HubSpot or Intercom to the folder.';
const TOUCHES =
  'No sessions or events were read: first touch, last touch, linear, position-based and time decay credit nothing. Add the exports of GA4, Segment or Mixpanel to the folder.';
const ADS =
  'No ads export was read: spend is not known, so there is no ROAS, no cost per lead and no acquisition cost. Add the exports of Facebook, Google, TikTok or LinkedIn Ads to the folder.';

const read = (...sources: readonly SourceId[]): readonly FileReport[] =>
  sources.map((source) => fileReport(`${source}.csv`, { source }));

async function lacking(files: readonly FileReport[]) {
  const { findings, gave } = await runFindings(missingSourceFindings, [given(filesRead, files)]);
  expect(gave.get(missingSentences)).toEqual(findings.map(({ message }) => message));
  return findings.map(asRead);
}
const lack = (source: SourceId | null, message: string) => ({
  code: 'missing_source',
  severity: 'warning',
  ...(source && { source }),
  message,
});

describe('A folder lacks', () => {
  test('nothing, where it has what a question needs', async () => {
    expect(await lacking(read('delivered_leads', 'crm_report'))).toEqual([]);
    expect(await lacking(read('stripe_invoices', 'intercom_leads', 'mixpanel_events', 'tiktok_ads'))).toEqual(
      [],
    );
  });

  test('all, where it is empty or nothing of it is known', async () => {
    expect(await lacking([])).toEqual([
      lack(
        null,
        'The folder has no data files (CSV, TSV, TXT, JSON lines, Excel workbooks or Parquet, gzipped or not). Open the folder with the exports of the delivered leads and the CRM reports, or of leads, invoices, analytics and ads.',
      ),
    ]);
    const unread = [
      fileReport('a.csv', { status: 'needs_mapping' }),
      fileReport('b.csv', { source: null, status: 'read' }),
    ];
    expect(await lacking(unread)).toEqual([
      lack(
        null,
        'No file of the folder is one of the known exports, so no question can be answered. Choose the source of a file on the Sources screen, or open another folder.',
      ),
    ]);
  });

  test('the other half of the first question', async () => {
    expect(await lacking(read('crm_report'))).toEqual([lack('delivered_leads', LEADS)]);
    expect(await lacking(read('delivered_leads'))).toEqual([lack('crm_report', REPORTS)]);
  });

  test('the other kinds of the second question, each with what that costs', async () => {
    const [invoices, people, touches, ads] = [
      lack('stripe_invoices', INVOICES),
      lack('hubspot_leads', PEOPLE),
      lack('ga4_sessions', TOUCHES),
      lack('facebook_ads', ADS),
    ];
    expect(await lacking(read('stripe_invoices'))).toEqual([people, touches, ads]);
    expect(await lacking(read('hubspot_leads'))).toEqual([invoices, touches, ads]);
    expect(await lacking(read('ga4_sessions'))).toEqual([invoices, people, ads]);
    expect(await lacking(read('google_ads'))).toEqual([invoices, people, touches]);
    expect(await lacking(read('crm_report', 'google_ads', 'ga4_sessions'))).toEqual([
      lack('delivered_leads', LEADS),
      invoices,
      people,
    ]);
  });
});

test('Sources are read where one of their files was', () => {
  const files = [
    fileReport('a.csv'),
    fileReport('b.csv'),
    fileReport('c.csv', { source: 'google_ads', status: 'unusable' }),
    fileReport('d.csv', { source: null }),
  ];
  expect([...sourcesRead(files)]).toEqual(['crm_report']);
});

test('The first question needs delivered leads and CRM reports, the second any marketing export', () => {
  const of = (...sources: readonly SourceId[]) => answerable(new Set(sources));
  expect(of()).toEqual([]);
  expect(of('delivered_leads')).toEqual([]);
  expect(of('crm_report')).toEqual([]);
  expect(of('delivered_leads', 'crm_report')).toEqual(['leadQuality']);
  for (const source of ['hubspot_leads', 'stripe_invoices', 'segment_events', 'linkedin_ads'] as const)
    expect(of(source, 'crm_report')).toEqual(['revenue']);
  expect(of('delivered_leads', 'crm_report', 'google_ads')).toEqual(['leadQuality', 'revenue']);
});
