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

describe('Other tables of the services', () => {
  const TABLES = {
    'intercom_conversations.csv': [
      'id,created_at,updated_at,state,open,read,priority,source_author_email,source_subject,contact_id,admin_assignee_id',
      'c1,2024-01-02 10:00,2024-01-03 10:00,open,true,true,not_priority,ann@a.example,Hello,ct1,7',
    ],
    'hubspot_tickets.csv': [
      'Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Priority,Ticket owner,Associated Contact',
      '1,Help,Support,New,2024-01-02 10:00,High,Sam,Ann (ann@a.example)',
    ],
    'hubspot_companies.csv': [
      'Record ID,Company name,Company owner,Create Date,Phone Number,City,Industry,Lifecycle Stage,Associated Contact IDs',
      '1,A Inc,Sam,2024-01-02 10:00,+1,Austin,Software,Customer,101',
    ],
    'hubspot_engagements.csv': [
      'engagement_id,type,owner_id,timestamp,contact_id,company_id,deal_id,body',
      '1,EMAIL,7,2024-01-02 10:00,101,1,9001,Hello',
    ],
    'stripe_customers.csv': [
      'id,Description,Email,Name,Created (UTC),Delinquent,Currency,Account Balance,Card ID,Total Spend,Payment Count',
      'cus_A,,ann@a.example,Ann,2024-01-02 10:00,false,usd,0,card_1,120.00,1',
    ],
    'stripe_payouts.csv': [
      'id,Amount,Created (UTC),Arrival Date (UTC),Currency,Status,Type,Method,Description,Destination',
      'po_1,76.80,2024-01-06 10:00,2024-01-07,usd,paid,bank_account,standard,STRIPE PAYOUT,ba_1',
    ],
    'stripe_products.csv': [
      'id,Name,Type,Description,Active,Created (UTC),Default Price,Tax Code',
      'prod_1,Pro,service,,true,2024-01-02 10:00,price_1,',
    ],
    'stripe_subscriptions.csv': [
      'id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Current Period Start (UTC),Current Period End (UTC)',
      'sub_1,cus_A,ann@a.example,pro,1,usd,month,20.00,active,2024-01-02 10:00,2024-01-02,2024-02-02',
    ],
    'segment_groups.csv': [
      'id,user_id,anonymous_id,group_id,name,industry,received_at,sent_at,timestamp,original_timestamp,uuid_ts',
      '1,u1,a1,g1,A Inc,Software,2024-01-02 10:00,2024-01-02 10:00,2024-01-02 10:00,2024-01-02 10:00,2024-01-02 10:00',
    ],
    'segment_users.csv': [
      'id,email,name,plan,received_at,uuid_ts,context_library_name',
      'u1,ann@a.example,Ann,pro,2024-01-02 10:00,2024-01-02 10:00,analytics.js',
    ],
    'mixpanel_people.csv': [
      '$distinct_id,$email,$name,$last_seen,$city,plan',
      'u1,ann@a.example,Ann,2024-01-02T10:00:00,Austin,pro',
    ],
    'mixpanel_engage.jsonl': [
      '{"$distinct_id":"u1","$properties":{"$email":"ann@a.example","$last_seen":"2024-01-02T10:00:00"}}',
      '{"$distinct_id":"u2","$properties":{"$email":"bob@b.example","$last_seen":"2024-01-02T10:00:00"}}',
    ],
  };
  const TITLES = {
    'intercom_conversations.csv': 'a table of conversations of Intercom',
    'hubspot_tickets.csv': 'a table of tickets of HubSpot',
    'hubspot_companies.csv': 'a table of companies of HubSpot',
    'hubspot_engagements.csv': 'a table of activities of HubSpot',
    'stripe_customers.csv': 'a table of customers of Stripe',
    'stripe_payouts.csv': 'a table of payouts of Stripe',
    'stripe_products.csv': 'a table of products or prices of Stripe',
    'stripe_subscriptions.csv': 'a table of subscriptions of Stripe',
    'segment_groups.csv': 'a table of groups of Segment',
    'segment_users.csv': 'a table of users of Segment',
    'mixpanel_people.csv': 'a table of profiles of Mixpanel',
    'mixpanel_engage.jsonl': 'a table of profiles of Mixpanel',
  };

  it('that hold neither people nor events nor revenue are named as what they are, with the export that is needed', async () => {
    const outcome = await analysed(TABLES);
    expect(sources(outcome)).toEqual(Object.fromEntries(Object.keys(TABLES).map((file) => [file, null])));
    const said = outcome.findings.filter(({ code }) => code === 'unknown_file');
    expect(Object.fromEntries(said.map(({ files, message }) => [files[0], message]))).toEqual(
      Object.fromEntries(
        Object.entries(TITLES).map(([file, title]) => [
          file,
          expect.stringMatching(new RegExp(`It is ${title}.*so it is not used\\. (?:Export|Use)`)) as string,
        ]),
      ),
    );
  });

  it('are read where they truly carry people or events with their campaign', async () => {
    const outcome = await analysed({
      'intercom.csv': [
        'intercom_id,conversation_id,user_id,email,utm_campaign,created_at,admin_assignee_id,last_seen_at',
        'i1,c1,u1,ann@a.example,Spring,2024-01-02 10:00,7,2024-01-03 10:00',
      ],
      'tracks.csv': [
        'id,anonymous_id,user_id,event,group_id,received_at,timestamp,context_campaign_name',
        't1,a1,u1,signup,g1,2024-01-02 10:00,2024-01-02 10:00,Spring',
      ],
    });
    expect(sources(outcome)).toEqual({ 'intercom.csv': 'intercom_leads', 'tracks.csv': 'segment_events' });
  });
});
