import fc from 'fast-check';

/** What stands in a column, as far as it matters what a broken cell of it is. */
export type ColumnKind =
  'key' | 'hash' | 'person' | 'email' | 'name' | 'day' | 'number' | 'flag' | 'word' | 'free';

/** A column of an export. */
export interface MessyColumn {
  readonly kind: ColumnKind;
  /** What the service writes. */
  readonly usual: fc.Arbitrary<string>;
  /** The same, sometimes broken, left out or written in another way. */
  readonly any: fc.Arbitrary<string>;
}

/** What is known of the money of an export, beside its cells. */
export interface Money {
  readonly column: string;
  /** Of how many of its units a whole one is. */
  readonly units: 1 | 100 | 1_000_000;
}

/** An export of one service. */
export interface MessyExport {
  readonly name: string;
  readonly columns: Readonly<Record<string, MessyColumn>>;
  /** Rows of sums, as the service or a person writes them. */
  readonly totals: readonly (readonly string[])[];
  /** Title lines of the service. */
  readonly above?: readonly string[];
  readonly money?: Money;
}

const one = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const odd = (kind: ColumnKind, usual: fc.Arbitrary<string>, ...seldom: readonly string[]): MessyColumn => ({
  kind,
  usual,
  any: fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...seldom) }),
});
const words = (...values: readonly string[]): MessyColumn => ({
  kind: 'free',
  usual: one(...values),
  any: one(...values),
});
/** An id of few, so that they come again; or none. */
const idOf = (prefix: string): MessyColumn =>
  odd(
    'key',
    fc.integer({ min: 1, max: 8 }).map((n) => `${prefix}${String(n)}`),
    '',
  );

/** Dates that stand for nothing, serial dates of spreadsheets, other ways to write a day. */
const DAYS_ODD = ['', 'soon', '1899-12-30', '1970-01-01', '9999-12-31', '46030', 'Mon, Jan 5, 2026', '####'];
const isoDay = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
const day = odd('day', isoDay, ...DAYS_ODD);
const time = odd(
  'day',
  fc
    .tuple(isoDay, fc.integer({ min: 0, max: 23 }))
    .map(([d, h]) => `${d} ${String(h).padStart(2, '0')}:15:00`),
  ...DAYS_ODD,
  '2026-01-05 08:20:00 UTC',
);
const cents = fc.integer({ min: 1, max: 99_999 });
const AMOUNTS_ODD = ['', '#REF!', '####', 'n/a', '-12.30', 'x', '0.00', '12.5 USD', '1.23457E+17'];
const amount = odd(
  'number',
  cents.map((n) => (n / 100).toFixed(2)),
  ...AMOUNTS_ODD,
);
const partOfAmount = odd('number', one('0.00', ''), '1.50', '20.00', '#N/A');
const minor = odd('number', cents.map(String), '', '#REF!', '-1230', 'abc', '12.5');
const micros = odd(
  'number',
  cents.map((n) => String(n * 10_000)),
  '',
  '#REF!',
  'abc',
);
const currency = odd('word', one('USD', 'MXN'), 'SEK', 'XBT', '', 'usd');
const person = odd('person', one('u1', 'u2', 'u3', 'U1'), '', '(not set)', 'null', '0');
const email = odd(
  'email',
  one('ann@example.com', 'bea@example.com', 'cid@example.org'),
  'ANN@example.com',
  ' bea@example.com',
  'mailto:ann@example.com',
  'Ann <ann@example.com>',
  'no e-mail',
  '',
);
const campaign = odd(
  'name',
  one('C1', 'C2', 'Spring Sale'),
  'c1',
  'Spring%20Sale',
  'spring+sale',
  '',
  '(direct)',
  '(not set)',
  '{{campaign.name}}',
  '__CAMPAIGN_NAME__',
);
const nothingHashed = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
const hash = odd(
  'hash',
  one(...['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40))),
  nothingHashed,
  '',
  '####',
  'A'.repeat(40),
);
const count = odd('number', fc.integer({ min: 0, max: 500 }).map(String), '', '1.5', '#N/A', '--');
const status = odd('word', one('paid', 'paid', 'open', 'void'), 'odd', '', 'Refunded', 'failed');
const flag = odd('flag', one('0', '1'), '', 'yes', '1.0', '#N/A', 'perhaps');
const word = odd('word', one('Sale', 'Demo', ''), 'SOLD', 'cancelled', '#REF!');

/** Exports of each source, by their names; beside our own the services' as they come. */
export const EXPORTS: readonly MessyExport[] = [
  {
    name: 'delivered',
    columns: {
      lead_uuid: idOf('L'),
      email_hash: hash,
      phone_hash: hash,
      delivered_date: day,
      price: amount,
      currency,
    },
    totals: [['Total', '', '', '', '99.00', 'USD']],
    money: { column: 'price', units: 1 },
  },
  ...['report_2026-02-01', 'report_2026-03-01'].map((name) => ({
    name,
    columns: {
      lead_number: idOf('100'),
      email_hash: hash,
      phone_hash: hash,
      entry_date: day,
      disposition: word,
      appointment_date: day,
      is_set: flag,
    },
    totals: [['Total', '', '', '', '', '', '4']],
  })),
  {
    name: 'hubspot_leads',
    columns: {
      lead_id: idOf(''),
      user_uid: person,
      campaign_id: campaign,
      status: words('New', 'Customer', 'MQL', ''),
      deal_amount: amount,
      email,
    },
    totals: [['Total', '', '', '', '5', '']],
  },
  {
    name: 'hubspot contacts',
    columns: {
      'Record ID': idOf('90'),
      'First Name': words('Ann', 'Bea'),
      Email: email,
      'Lead Status': words('NEW', 'OPEN', ''),
      'Create Date': time,
      'Lifecycle Stage': words('Lead', 'Customer', 'Marketing Qualified Lead'),
      'Original Source': words('Organic Search', 'Paid Search'),
    },
    totals: [['Total', '', '', '', '', '', '']],
  },
  {
    name: 'intercom people',
    columns: {
      Name: words('Ann', 'Bea'),
      Email: email,
      'User ID': person,
      Type: words('User', 'Lead'),
      'First seen': time,
      'Web sessions': count,
      utm_campaign: campaign,
    },
    totals: [['Total', '', '', '', '', '12', '']],
  },
  {
    name: 'stripe_invoices',
    columns: { invoice_id: idOf('in_'), user_uid: person, date: day, amount, currency, status },
    totals: [['Total', '', '', '123.45', 'USD', '']],
    money: { column: 'amount', units: 1 },
  },
  {
    name: 'unified_payments',
    columns: {
      id: idOf('ch_'),
      'Created date (UTC)': time,
      Amount: amount,
      'Amount Refunded': partOfAmount,
      Currency: odd('word', one('usd', 'mxn'), 'sek', ''),
      'Customer ID': person,
      'Customer Email': email,
      'Invoice ID': idOf('in_'),
      Status: odd('word', one('Paid', 'Refunded', 'Failed'), ''),
      'Disputed Amount': partOfAmount,
      'Dispute Status': odd('word', one('', 'lost'), 'won', 'needs_response'),
    },
    totals: [['Total', '', '123.45', '', '', '', '', '', '', '', '']],
    money: { column: 'Amount', units: 1 },
  },
  {
    name: 'stripe refunds',
    columns: {
      id: idOf('re_'),
      Amount: amount,
      Currency: words('usd', 'mxn'),
      'Created (UTC)': time,
      Status: odd('word', one('succeeded'), 'failed', 'pending'),
      'Charge ID': idOf('ch_'),
      'Customer ID': person,
    },
    totals: [['Total', '23.45', '', '', '', '', '']],
  },
  {
    name: 'stripe api_invoices',
    columns: {
      id: idOf('in_'),
      customer: person,
      amount_due: minor,
      amount_paid: minor,
      amount_remaining: minor,
      created: time,
      currency: words('usd', 'jpy', 'mxn'),
      status,
    },
    totals: [['Total', '', '12345', '12345', '', '', '', '']],
  },
  {
    name: 'stripe balance',
    columns: {
      balance_transaction_id: idOf('txn_'),
      created_utc: time,
      currency: words('usd', 'mxn'),
      gross: amount,
      fee: partOfAmount,
      net: amount,
      reporting_category: words('charge', 'charge', 'refund', 'dispute', 'dispute_reversal', 'payout', 'fee'),
      customer_id: person,
      invoice_id: idOf('in_'),
    },
    totals: [['Total', '', '', '55.00', '', '50.00', '', '', '']],
  },
  {
    name: 'ga4_sessions',
    columns: {
      event_date: day,
      sessionId: idOf('s'),
      user_uid: person,
      campaign_id: campaign,
      conv_flag: flag,
    },
    totals: [['Total', '', '', '', '3']],
  },
  {
    name: 'ga4_events',
    columns: {
      event_date: odd('day', one('20260105', '20260106'), '', '18991230'),
      event_timestamp: odd(
        'day',
        one('1767600000000000', '1767700000123456', '2026-01-04 08:20:00 UTC'),
        '',
        'soon',
      ),
      event_name: words('page_view', 'purchase', 'session_start'),
      user_pseudo_id: words('123.456', '789.012', ''),
      user_id: person,
      ga_session_id: idOf('17'),
      traffic_source_name: campaign,
    },
    totals: [],
  },
  {
    name: 'segment_pages',
    columns: {
      id: idOf('m'),
      anonymous_id: words('a1', 'a2', ''),
      user_id: person,
      timestamp: time,
      url: words('https://example.com/a,b', 'https://example.com/'),
      context_campaign_name: campaign,
    },
    totals: [],
  },
  {
    name: 'mixpanel_events',
    columns: {
      event: words('Page', 'Purchase'),
      time: odd('day', one('1767600000', '1767700000.5'), '', 'soon', '0'),
      distinct_id: person,
      $insert_id: idOf('i'),
      utm_campaign: campaign,
    },
    totals: [],
  },
  {
    name: 'google_ads',
    columns: { date: day, campaign_id: campaign, cost: amount, impressions: count, clicks: count, currency },
    totals: [
      ['Total: Account', '', '555.55', '100', '20', 'USD'],
      ['Total', '', '555.55', '100', '20', ''],
      ['', '', '555.55', '100', '20', ''],
    ],
    money: { column: 'cost', units: 1 },
  },
  {
    name: 'google report',
    above: ['Campaign report', '"January 1, 2026 - January 31, 2026"'],
    columns: {
      'Campaign status': words('Enabled', 'Paused'),
      Campaign: campaign,
      'Campaign ID': odd('name', one('111', '222'), '', '1.23457E+17'),
      Day: day,
      'Currency code': words('USD'),
      Cost: amount,
      'Impr.': count,
      Clicks: count,
    },
    totals: [['Total: Campaigns', ' --', ' --', ' --', 'USD', '12.00', '10', '2']],
    money: { column: 'Cost', units: 1 },
  },
  {
    name: 'google api',
    columns: {
      segments_date: day,
      campaign_id: campaign,
      cost_micros: micros,
      impressions: count,
      clicks: count,
    },
    totals: [['Total', '', '55000000', '12', '3']],
    money: { column: 'cost_micros', units: 1_000_000 },
  },
  {
    name: 'facebook range',
    columns: {
      'Reporting starts': odd('day', one('2026-01-01'), '', '2026-01-11'),
      'Reporting ends': odd('day', one('2026-01-31'), '', '2026-01-20'),
      'Campaign name': campaign,
      'Amount spent (MXN)': amount,
      Impressions: count,
      'Link clicks': count,
    },
    totals: [['2026-01-01', '2026-01-31', '', '99.00', '10', '2']],
    money: { column: 'Amount spent (MXN)', units: 1 },
  },
  {
    name: 'facebook',
    columns: {
      Day: day,
      'Campaign name': campaign,
      'Campaign ID': odd('name', one('11', '22'), ''),
      'Amount spent (USD)': amount,
      Impressions: count,
      'Link clicks': count,
      'CPC (cost per link click) (USD)': odd('number', one('0.50', ''), '#REF!'),
    },
    totals: [['', '', '', '99.00', '10', '2', '']],
  },
  {
    name: 'tiktok',
    columns: {
      'By Day': day,
      'Campaign name': campaign,
      Cost: amount,
      Impressions: count,
      'Clicks (destination)': count,
      Currency: words('USD', 'MXN'),
    },
    totals: [['Total of 3 results', '', '12.00', '10', '2', '']],
    money: { column: 'Cost', units: 1 },
  },
  {
    name: 'linkedin',
    above: ['Campaign Performance Report (in UTC)', 'Report Start: January 1, 2026', ''],
    columns: {
      'Start Date (in UTC)': odd(
        'day',
        isoDay.map((d) => d.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1')),
        '',
        'soon',
      ),
      'Campaign Name': campaign,
      Currency: words('USD', 'MXN'),
      'Total Spent': amount,
      Impressions: count,
      Clicks: count,
    },
    totals: [['Total', '', '', '99.00', '10', '2']],
    money: { column: 'Total Spent', units: 1 },
  },
];
