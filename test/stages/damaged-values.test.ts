import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { allRows, type GridCell } from '../../shared/contract/grid';
import type { RunOutcome } from '../../shared/contract/run';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import { count } from '../../shared/domain/sentence';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { runTable, type TableRun } from '../support/run-table';

/** A folder of text files, run; then a table of it in its own order. */
const run = (files: Readonly<Record<string, readonly string[]>>, table: string): Promise<TableRun> =>
  runTable(files, table, {}, []);

const found = (outcome: RunOutcome, code: FindingCode): readonly Finding[] =>
  outcome.findings.filter((f) => f.code === code);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const CRM = 'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Appt Date,Set,Demo,Disposition,Job Status';
interface Lead {
  readonly number: string;
  readonly entry?: string;
  readonly appointment?: string;
  readonly set?: string;
  readonly hasKeys?: boolean;
}

/** A CRM report; the keys of a lead are those of its place. */
const report = (leads: readonly Lead[]): readonly string[] => [
  CRM,
  ...leads.map(({ number, entry = '01/15/2024', appointment = '', set = '0', hasKeys = true }, i) =>
    [
      `"${number}"`,
      hasKeys ? hash(`p${String(i)}@x.example`) : '',
      hasKeys ? hash(`+1415555${String(1000 + i)}`) : '',
      `"${entry}"`,
      `"${appointment}"`,
      set,
      '0,,',
    ].join(','),
  ),
];

/** The delivered leads of the first places. */
const DELIVERED: readonly string[] = [
  'lead_uuid,email_sha256,phone_sha256,delivered_at',
  ...[0, 1, 2, 3].map(
    (i) =>
      `u-${String(i)},${hash(`p${String(i)}@x.example`)},${hash(`+1415555${String(1000 + i)}`)},2024-01-02`,
  ),
];

const reports = (files: Readonly<Record<string, readonly string[]>>): Promise<TableRun> =>
  run({ 'delivered_leads.csv': DELIVERED, ...files }, 'fct_lead_states');

const ADS = 'date,campaign_id,cost_usd,impressions,clicks';

describe('Ids that a spreadsheet wrote in scientific notation', () => {
  test('never make one lead of several: each is kept apart by its key, or rejected where it has none', async () => {
    const { outcome, rows } = await reports({
      'crm_2024-01-31.csv': report([
        { number: '7.00123E+17' },
        { number: '7.00123E+17' },
        { number: '7.00123E+17', hasKeys: false },
        { number: '8' },
      ]),
    });
    expect(outcome.summary.leadQuality?.crmLeads).toBe(3);
    expect(new Set(rows.map((row) => row['lead_number']))).toEqual(
      new Set([
        `7.00123E+17 (${hash('p0@x.example').slice(0, 40)})`,
        `7.00123E+17 (${hash('p1@x.example').slice(0, 40)})`,
        '8',
      ]),
    );
    const [finding] = found(outcome, 'damaged_ids');
    expect(finding).toMatchObject({ severity: 'warning', source: 'crm_report', column: 'lead_number' });
    expect(finding?.message).toContain('2 ids such as `7.00123E+17`');
    expect(outcome.files.find((f) => f.file.startsWith('crm'))).toMatchObject({
      rejectedRecords: 1,
      rows: 3,
    });
  });

  test('are no campaign: their spend counts, joins with nothing, and is named', async () => {
    const { outcome, rows } = await run(
      { 'fb_ads.csv': [ADS, '2024-01-05,1.202E+17,40,1000,10', '2024-01-05,77,20,1000,10'] },
      'stg_ads',
    );
    expect(rows.map((row) => row['campaign_id'])).toEqual([null, '77']);
    expect(outcome.summary.revenue?.spend[0]?.spend).toBe(60);
    expect(found(outcome, 'damaged_ids')[0]).toMatchObject({ source: 'facebook_ads', column: 'campaign_id' });
  });
});

test('A lead number with `.0` or with thousands is the same lead as without, and that is said', async () => {
  const { outcome } = await reports({
    'crm_2024-01-31.csv': report([{ number: '1001' }, { number: '1002' }]),
    'crm_2024-02-29.csv': report([{ number: '1001.0' }, { number: '1,002' }]),
  });
  expect(outcome.summary.leadQuality?.crmLeads).toBe(2);
  expect(found(outcome, 'spreadsheet_damage').map((f) => f.message)).toEqual([
    expect.stringContaining('`crm_2024-02-29.csv`, column lead_number: 2 ids'),
  ]);
});

test('Lead numbers that lost their zeros in one snapshot are the leads of the other, and that is said', async () => {
  const { outcome, rows } = await reports({
    'crm_2024-01-31.csv': report([{ number: '1001' }, { number: '20002' }]),
    'crm_2024-02-29.csv': report([{ number: '01001' }, { number: '20002' }]),
  });
  expect(outcome.summary.leadQuality?.crmLeads).toBe(2);
  expect(new Set(rows.map((row) => row['lead_number']))).toEqual(new Set(['01001', '20002']));
  expect(found(outcome, 'spreadsheet_damage')[0]).toMatchObject({
    files: ['crm_2024-01-31.csv'],
    column: 'lead_number',
  });
});

test('The order of day and month that one report proves holds for the others of its header, in any order and run', async () => {
  const ambiguous = report([
    { number: '1', entry: '01/03/2026' },
    { number: '2', entry: '02/03/2026' },
  ]);
  const proving = report([
    { number: '1', entry: '01/03/2026' },
    { number: '3', entry: '13/02/2026' },
  ]);
  for (const names of [
    ['a_2026-03-01.csv', 'a_2026-03-08.csv'],
    ['a_2026-03-08.csv', 'a_2026-03-01.csv'],
  ] as const) {
    const { outcome, rows } = await reports({ [names[0]]: ambiguous, [names[1]]: proving });
    expect(found(outcome, 'ambiguous_date')).toEqual([]);
    expect(new Set(rows.map((row) => row['entry_on']))).toEqual(
      new Set(['2026-03-01', '2026-03-02', '2026-02-13']),
    );
  }
});

test('A report is read anew when another that proves its order of day and month comes or goes', async () => {
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  const first = { 'a_2026-03-01.csv': text(report([{ number: '1', entry: '01/03/2026' }])) };
  const second = { 'a_2026-03-08.csv': text(report([{ number: '2', entry: '13/02/2026' }])) };
  const delivered = { 'delivered_leads.csv': text(DELIVERED) };
  const engine = await openEngine(memoryFiles({ ...delivered, ...first }));
  const entries = async (): Promise<readonly GridCell[]> => {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
    const page = await engine.client.call('page', {
      query: { ...allRows('fct_lead_states'), sort: [] },
      offset: 0,
      limit: 200,
    });
    const at = page.columns.findIndex(({ name }) => name === 'entry_on');
    return page.rows.map((row) => row[at] ?? null).sort();
  };
  try {
    expect(await entries()).toEqual(['2026-01-03']);
    engine.use(memoryFiles({ ...delivered, ...first, ...second }));
    expect(await entries()).toEqual(['2026-02-13', '2026-03-01']);
    engine.use(memoryFiles({ ...delivered, ...first }));
    expect(await entries()).toEqual(['2026-01-03']);
  } finally {
    await engine.close();
  }
});

test('An entry date in 2099 does not decide the order of snapshots, and is named', async () => {
  const leads = (day: string, more: readonly Lead[] = []): readonly string[] =>
    report(
      [1, 2, 3]
        .map((n) => ({ number: String(n), entry: day }))
        .concat(more.map((lead) => ({ entry: day, ...lead }))),
    );
  const { outcome } = await reports({
    'x.csv': leads('01/20/2026', [{ number: '4', entry: '12/31/2099' }]),
    'y.csv': leads('02/20/2026'),
  });
  expect(outcome.files.map((f) => [f.file, f.snapshot?.order])).toEqual([
    ['delivered_leads.csv', undefined],
    ['x.csv', 1],
    ['y.csv', 2],
  ]);
  expect(found(outcome, 'implausible_dates')[0]).toMatchObject({ files: ['x.csv'], column: 'entry_on' });
  expect(found(outcome, 'implausible_dates')[0]?.message).toContain('2099-12-31');
});

test('Serial dates of a spreadsheet are days where the column has many, and that is said', async () => {
  const { outcome, rows } = await reports({
    'crm_2024-01-31.csv': report([
      { number: '1', entry: '45306', appointment: '45311.4166666667' },
      { number: '2', entry: '45307' },
    ]),
  });
  expect(rows.map((row) => row['entry_on'])).toEqual(['2024-01-15', '2024-01-16']);
  expect(rows[0]?.['appointment_at']).toMatch(/^2024-01-20[T ]10:00/);
  expect(found(outcome, 'spreadsheet_damage').map((f) => f.column)).toEqual(['appointment_at', 'entry_on']);
});

test('A date that stands for nothing is no appointment and no unreadable cell; it is counted by what it is', async () => {
  const { outcome, rows } = await reports({
    'crm_2024-01-31.csv': report([
      { number: '1', appointment: '1/1/1900 12:00:00 AM' },
      { number: '2', appointment: '12/30/1899' },
      { number: '3', appointment: '1/20/2024 10:00AM' },
    ]),
  });
  expect(rows.map((row) => row['appointment_at'] === null)).toEqual([true, true, false]);
  expect(found(outcome, 'cell_issues')).toEqual([]);
  expect(found(outcome, 'placeholder_dates')[0]?.evidence).toEqual([
    { label: '1899-12-30', value: count(1) },
    { label: '1900-01-01', value: count(1) },
  ]);
});

test('What a spreadsheet wrote in place of a cost costs that cell, not the currency of the file', async () => {
  const { outcome, rows } = await run(
    {
      'fb_ads.csv': [
        'date,campaign_id,cost,impressions,clicks',
        '2024-01-05,A,40,1000,10',
        '2024-01-05,B,#REF!,1000,10',
        '2024-01-06,C,20,1000,10',
      ],
    },
    'stg_ads',
  );
  expect(rows.map((row) => row['cost_cents'])).toEqual([4000, null, 2000]);
  expect(found(outcome, 'unconverted_currency')).toEqual([]);
  expect(found(outcome, 'spreadsheet_damage')[0]?.message).toContain('`#REF!`');
  expect(found(outcome, 'currency_assumed')[0]?.message).toContain('2 amounts');
});

test('What a spreadsheet wrote in place of an id, a campaign or a word is none, and each cell is named', async () => {
  const files = {
    'delivered_leads.csv': [
      'lead_uuid,email_hash,phone_hash,delivered_date',
      `#REF!,${hash('a@x.example')},${hash('+14155551000')},2024-01-05`,
      `#REF!,${hash('b@x.example')},${hash('+14155551001')},2024-01-05`,
    ],
    'crm_2024-01-31.csv': [
      'lead_number,email_hash,phone_hash,entry_date,disposition,is_set',
      `####,${hash('a@x.example')},${hash('+14155551000')},2024-01-05,Sale,1`,
      `####,${hash('b@x.example')},${hash('+14155551001')},2024-01-05,#NAME?,#N/A`,
    ],
    'hubspot_leads.csv': [
      'lead_id,user_uid,campaign_id,status,email',
      'H1,#REF!,C1,New,ann@x.example',
      'H2,#REF!,#REF!,New,bea@x.example',
    ],
    'stripe_invoices.csv': [
      'invoice_id,user_uid,date,amount,currency,status',
      '#REF!,u1,2024-01-14,10.00,USD,paid',
      '#REF!,u1,2024-01-14,20.00,USD,paid',
    ],
    'google_ads.csv': [
      'date,campaign_id,cost,impressions,clicks',
      '2024-01-05,C1,5,1,1',
      '2024-01-05,####,7,1,1',
    ],
  };
  const { outcome, rows } = await run(files, 'fct_lead_states');
  const { leadQuality, revenue } = outcome.summary;
  expect(leadQuality).toMatchObject({ delivered: 2, crmLeads: 2, matchedLeads: { strict: 2 } });
  expect(revenue).toMatchObject({ people: 2, invoices: 2, invoiced: 30 });
  expect(revenue?.spend).toMatchObject([{ platform: 'google', spend: 5 }]);
  expect(rows.map((row) => [row['disposition'], row['is_set']])).toEqual([
    ['Sale', true],
    [null, null],
  ]);
  expect(found(outcome, 'spreadsheet_damage').map(({ files: of, column }) => [of[0], column])).toEqual([
    ['crm_2024-01-31.csv', 'disposition'],
    ['crm_2024-01-31.csv', 'is_set'],
    ['crm_2024-01-31.csv', 'lead_number'],
    ['delivered_leads.csv', 'lead_uuid'],
    ['google_ads.csv', 'campaign_id'],
    ['hubspot_leads.csv', 'campaign_id'],
    ['hubspot_leads.csv', 'user_uid'],
    ['stripe_invoices.csv', 'invoice_id'],
  ]);
  expect(outcome.files.map(({ file, cellIssues }) => [file, cellIssues])).toEqual([
    ['crm_2024-01-31.csv', 4],
    ['delivered_leads.csv', 2],
    ['google_ads.csv', 1],
    ['hubspot_leads.csv', 3],
    ['stripe_invoices.csv', 2],
  ]);
});

test('Of many unreadable values all are counted and the first are kept, which the finding says', async () => {
  const day = (i: number): string => `2024-01-${String(1 + (i % 28)).padStart(2, '0')}`;
  const [ads, leads] = [1300, 1100];
  const { outcome } = await runTable(
    {
      'google_ads.csv': [
        'date,campaign_id,cost,impressions,clicks',
        '2024-01-05,C1,5.00,1,1',
        ...Array.from({ length: ads }, (_, i) => `${day(i)},C1,${i % 2 === 0 ? 'abc' : '#REF!'},1,x`),
      ],
      'delivered_leads.csv': DELIVERED,
      'crm_2024-01-31.csv': report(
        Array.from({ length: leads }, (_, i) => ({ number: String(2000 + i), set: 'perhaps' })),
      ),
    },
    'cell_issues',
    {},
    [],
  );
  expect(outcome.files.map(({ file, cellIssues }) => [file, cellIssues])).toEqual([
    ['crm_2024-01-31.csv', leads],
    ['delivered_leads.csv', 0],
    ['google_ads.csv', 2 * ads],
  ]);
  const [crm, google] = found(outcome, 'cell_issues');
  expect(crm?.message).toBe(
    '`crm_2024-01-31.csv`: 1,100 values could not be read; the rest of their records stays. Of each column and reason the first 1,000 are kept: 1,000 of 1,100. Show them.',
  );
  expect(google?.message).toContain('the first 1,000 are kept: 2,300 of 2,600.');
  expect(google?.evidence).toEqual([
    { label: 'clicks: it is no number', value: count(1300) },
    { label: 'cost: it is no number', value: count(650) },
    { label: 'cost: a spreadsheet could not compute the value', value: count(650) },
  ]);
  expect(found(outcome, 'spreadsheet_damage')[0]?.message).toContain('in 650 cells');
  expect(outcome.summary.revenue?.spend).toMatchObject([{ platform: 'google', spend: 5 }]);
});

test.each([
  ['1.0', '0.0'],
  ['Y', 'N'],
  ['t', 'F'],
  ['sí', 'no'],
  ['Oui', 'Non'],
  ['ja', 'nein'],
  ['SIM', 'NÃO'],
  ['TRUE', 'False'],
])('%s and %s are yes and no', async (yes, no) => {
  const { outcome, rows } = await reports({
    'crm_2024-01-31.csv': report([
      { number: '1', set: yes },
      { number: '2', set: no },
    ]),
  });
  expect(rows.map((row) => row['is_set'])).toEqual([true, false]);
  expect(found(outcome, 'cell_issues')).toEqual([]);
});
