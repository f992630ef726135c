import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const analysed = (files: Readonly<Record<string, readonly string[]>>): Promise<RunOutcome> =>
  analyse(
    memoryFiles(
      Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, `${lines.join('\n')}\n`])),
    ),
  );
const sources = (outcome: RunOutcome): Record<string, string | null> =>
  Object.fromEntries(outcome.files.map(({ file, source }) => [file, source]));
const columnOf = (outcome: RunOutcome, file: string, field: string): string | null | undefined =>
  outcome.files.find((f) => f.file === file)?.mapping.find((m) => m.field === field)?.column;

const STRIPE = [
  'invoice_id,user_uid,date,amount,currency,status',
  'i1,ann@a.example,2024-01-20,100.00,usd,paid',
];
const CONTACTS = [
  'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Associated Company,Lifecycle Stage,Original Source',
  '101,Ann,Archer,Ann@A.example,,Sam,CONNECTED,2024-01-02 08:00,A Inc,Customer,Paid Search',
  '102,Bob,Baker,bob@b.example,,Sam,NEW,2024-01-03 08:00,B Inc,Marketing Qualified Lead,Paid Social',
  '9001,Cat,Cole,cat@c.example,,Sam,NEW,2024-01-03 08:00,C Inc,Lead,Paid Social',
];
const DEALS = [
  'Record ID,Deal Name,Deal Stage,Close Date,Amount,Pipeline,Associated Contact IDs,Associated Contact',
  '9001,A - New Deal,Closed Won,2024-01-20 12:00,1200,Sales Pipeline,101,Ann Archer (Ann@A.example)',
  '9002,B - New Deal,Qualified To Buy,2024-03-20 12:00,5000,Sales Pipeline,102;101,Bob Baker (bob@b.example)',
];

describe('The exports of lead tools', () => {
  it('of HubSpot are contacts, whose e-mail is the person, and deals, which join their contact and double nobody', async () => {
    const outcome = await analysed({
      'stripe_invoices.csv': STRIPE,
      'hubspot-all-contacts.csv': CONTACTS,
      'hubspot-all-deals.csv': DEALS,
    });
    expect(sources(outcome)).toMatchObject({
      'hubspot-all-contacts.csv': 'hubspot_leads',
      'hubspot-all-deals.csv': 'hubspot_leads',
    });
    expect(columnOf(outcome, 'hubspot-all-contacts.csv', 'status')).toBe('Lifecycle Stage');
    expect(columnOf(outcome, 'hubspot-all-deals.csv', 'lead_id')).toBe('Associated Contact IDs');
    expect(outcome.summary.revenue).toMatchObject({
      people: 3,
      leads: { hubspot_leads: 5 },
      duplicates: { hubspot_leads: 2 },
    });
    const hop = outcome.summary.revenue?.joinCoverage.find(
      ({ from, to }) => from === 'stripe_invoices' && to === 'people',
    );
    expect(hop).toMatchObject({ rows: 1, matched: 1 });
  });

  it('of Intercom need no lead id: people are known by their id, else by their e-mail', async () => {
    const outcome = await analysed({
      'people.csv': [
        'Name,Email,User ID,Type,First seen,Signed up,Last seen,Last contacted,Last heard from,Web sessions,Country,UTM Campaign',
        'Ann,ann@a.example,u1,User,2024-01-02,2024-01-02,2024-01-20,,,12,US,Spring',
        'Bob,bob@b.example,,Lead,2024-01-03,,2024-01-20,,,2,US,',
      ],
      'stripe_invoices.csv': STRIPE,
    });
    expect(sources(outcome)['people.csv']).toBe('intercom_leads');
    expect(outcome.summary.revenue).toMatchObject({ people: 2, leads: { intercom_leads: 2 } });
  });

  it('are no CRM reports when their name or a header names the tool', async () => {
    const report = [
      'Lead Number,Email Hash,Entry Date,Appt Date,Set,Demo,Disposition',
      '1,7bdbe2fdf80781aa8d7ecdb00a16015a,01/15/2024,,1,0,Sale',
    ];
    expect(sources(await analysed({ 'crm_january.csv': report }))).toEqual({
      'crm_january.csv': 'crm_report',
    });
    expect(sources(await analysed({ 'hubspot_january.csv': report }))['hubspot_january.csv']).not.toBe(
      'crm_report',
    );
    const withHeader = [`${report[0] ?? ''},HubSpot Owner`, `${report[1] ?? ''},Sam`];
    expect(sources(await analysed({ 'crm_january.csv': withHeader }))['crm_january.csv']).not.toBe(
      'crm_report',
    );
  });
});

describe('The exports of analytics tools', () => {
  it('of GA4’s BigQuery tables, and of Segment’s pages, tracks and identifies, are recognised by their headers', async () => {
    const outcome = await analysed({
      'bq.csv': [
        'event_date,event_timestamp,event_name,user_id,user_pseudo_id,ga_session_id,campaign',
        '20240103,1704270000123456,page_view,u1,1.2,17,Spring',
      ],
      'pages.csv': [
        'id,anonymous_id,user_id,received_at,sent_at,timestamp,url,path,title,context_campaign_name,context_ip',
        'a1,an1,u1,2024-01-03 08:20:01,2024-01-03 08:20:00,2024-01-03 08:20:00,https://a.example/,/,Home,Spring,8.8.8.8',
      ],
      'identifies.csv': [
        'id,anonymous_id,user_id,email,name,received_at,sent_at,timestamp,context_campaign_name',
        'a2,an1,u1,ann@a.example,Ann,2024-01-03 08:20:01,2024-01-03 08:20:00,2024-01-03 08:20:00,Spring',
      ],
    });
    expect(sources(outcome)).toEqual({
      'bq.csv': 'ga4_sessions',
      'pages.csv': 'segment_events',
      'identifies.csv': 'segment_events',
    });
    expect(columnOf(outcome, 'bq.csv', 'event_on')).toBe('event_timestamp');
    expect(columnOf(outcome, 'pages.csv', 'event_id')).toBe('id');
    expect(columnOf(outcome, 'identifies.csv', 'user_uid')).toBe('user_id');
  });

  it('that are sums without people say so, and which export has them', async () => {
    const outcome = await analysed({
      'Traffic_acquisition.csv': ['Session campaign,Sessions,Engaged sessions,Key events', 'Spring,120,80,5'],
      'Acquisition.csv': ['Session source / medium,Users,New users,Total revenue', 'google / cpc,1,1,0'],
    });
    expect(
      outcome.findings.filter(({ code }) => code === 'unknown_file').map(({ message }) => message),
    ).toEqual([
      expect.stringContaining('without a person or session id'),
      expect.stringContaining('an exploration with the dimensions user id, session id'),
    ]);
  });
});
