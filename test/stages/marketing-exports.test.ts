import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import type { GridCell } from '../../shared/contract/grid';
import { raw } from '../../shared/sql/sql';
import type { Workspace } from '../../shared/sql/workspace';
import { analyse, FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { runTable, type Row, type TableRun } from '../support/run-table';
import { sampleFolder } from '../support/samples';

/** Exports in a folder, run; then a table of it by column names. */
const run = (
  files: Readonly<Record<string, readonly string[]>>,
  table: string,
  rates?: Record<string, string>,
): Promise<TableRun> => runTable(files, table, rates ? { rates } : {});

const column = (rows: readonly Row[], name: string): readonly GridCell[] =>
  rows.map((row) => row[name] ?? null);
const found = (outcome: RunOutcome, code: FindingCode, field?: string): readonly Finding[] =>
  outcome.findings.filter((f) => f.code === code && (field === undefined || f.column === field));

const STRIPE = 'invoice_id,user_uid,date,amount,currency,status';
const ADS = 'date,campaign_id,cost_usd,impressions,clicks';
const invoices = (...amounts: readonly string[]): readonly string[] => [
  'invoice_id,user_uid,date,amount_usd',
  ...amounts.map((amount, i) => `i${String(i)},u${String(i)},2026-03-0${String((i % 9) + 1)},"${amount}"`),
];
const stripe = (lines: readonly string[]): Promise<{ outcome: RunOutcome; rows: readonly Row[] }> =>
  run({ 'stripe_invoices.csv': lines }, 'stg_invoices');

test('Rows that sum others up are no rows of their file, and the other files keep all theirs', async () => {
  const { outcome, rows } = await run(
    {
      'stripe_a.csv': [
        STRIPE,
        'i1,u1,2024-01-05,12.00,USD,paid',
        'i2,u2,2024-01-06,8.00,USD,paid',
        ',,,20.00,USD,paid',
      ],
      'stripe_b.csv': [STRIPE, 'i3,u3,2024-01-07,5.00,USD,paid'],
    },
    'stg_invoices',
  );
  expect(column(rows, 'invoice_id')).toEqual(['i1', 'i2', 'i3']);
  expect(
    outcome.files.map(({ file, records, rows: kept, totalRows }) => [file, records, kept, totalRows]),
  ).toEqual([
    ['stripe_a.csv', 3, 2, 1],
    ['stripe_b.csv', 1, 1, 0],
  ]);
  expect(found(outcome, 'total_rows').map(({ message }) => message)).toEqual([
    '`stripe_a.csv`: 1 total row is left out of all numbers. Show them.',
  ]);
});

describe('The amounts of a column', () => {
  test('are read with the whole column as evidence, or refused with a reason; the rest of the record stays', async () => {
    const { outcome, rows } = await stripe(
      invoices('1.234.567,89', '€1.200', '12,5', '(12.00)', '-', 'twelve', '1 234,50', '-7,00'),
    );
    expect(column(rows, 'original_amount')).toEqual([
      '1234567.89',
      '1200',
      '12.5',
      '-12.00',
      null,
      null,
      '1234.50',
      '-7.00',
    ]);
    expect(column(rows, 'issues')).toEqual([null, null, null, null, null, 'amount', null, null]);
    expect(column(rows, 'user_uid')[5]).toBe('u5');
    expect(outcome.files[0]).toMatchObject({ records: 8, rows: 8, cellIssues: 1 });
    expect(found(outcome, 'cell_issues')).toHaveLength(1);
    expect(found(outcome, 'blank_values', 'amount')).toHaveLength(1);
  });

  test('are thousands where one dot before three digits stands beside decimal commas, and decimals beside decimal points', async () => {
    const commas = await stripe(invoices('1.234', '5,50'));
    expect(column(commas.rows, 'amount_cents')).toEqual([123400, 550]);
    expect(found(commas.outcome, 'ambiguous_number')).toEqual([]);
    const points = await stripe(invoices('1.234', '5.5051'));
    expect(column(points.rows, 'amount_cents')).toEqual([123, 551]);
    expect(found(points.outcome, 'ambiguous_number')).toEqual([]);
  });

  test('are a finding where the column can be read in two ways', async () => {
    const { outcome, rows } = await stripe(invoices('1.200', '3.400', '7'));
    expect(column(rows, 'amount_cents')).toEqual([120000, 340000, 700]);
    expect(found(outcome, 'ambiguous_number', 'amount')).toHaveLength(1);
  });

  test('are decimals in `451.332.00`, thousands in `1.234.567`, and the second is a finding', async () => {
    const { outcome, rows } = await stripe(invoices('451.332.00', '1.234.567', '465528.0', '53.43'));
    expect(column(rows, 'amount_cents')).toEqual([45133200, 123456700, 46552800, 5343]);
    expect(found(outcome, 'ambiguous_number', 'amount')).toHaveLength(1);
  });

  test('that use both decimal separators are each read as their own separators say, and that is a finding', async () => {
    const { outcome, rows } = await stripe(invoices('1,234.50', '2.345,60', '3.50'));
    expect(column(rows, 'amount_cents')).toEqual([123450, 234560, 350]);
    expect(found(outcome, 'ambiguous_number', 'amount')).toHaveLength(1);
  });
});

test('Dates that fit both orders are read as another file of the same export proves, and of no other export', async () => {
  const { outcome, rows } = await run(
    {
      'fb_ads_1.csv': [ADS, '03/01/2024,A,1,1,1'],
      'fb_ads_2.csv': [ADS, '13/01/2024,A,1,1,1'],
      'google_ads.csv': ['date,campaignId,spend,impressions,clicks', '03/01/2024,A,1,1,1'],
    },
    'stg_ads',
  );
  expect(column(rows, 'spend_on')).toEqual(['2024-01-03', '2024-01-13', '2024-03-01']);
  expect(found(outcome, 'ambiguous_date').map((f) => f.files)).toEqual([['google_ads.csv']]);
});

describe('An amount in another currency', () => {
  const lines = [
    STRIPE,
    'i1,u1,2026-03-01,1700.00,MXN,paid',
    'i2,u2,2026-03-01,10.00,usd,paid',
    'i3,u3,2026-03-01,99.00,EUR,paid',
    'i4,u4,2026-03-01,50.00,,paid',
    'i5,u5,2026-03-01,60.00,dollars,paid',
    'i6,u6,2026-03-01,0.085,MXN,paid',
  ];

  test('is converted with the rate of the project and rounded once', async () => {
    const { rows } = await stripe(lines);
    expect(column(rows, 'amount_cents')).toEqual([10000, 1000, null, null, null, 1]);
    expect(column(rows, 'original_amount')).toEqual(['1700.00', '10.00', '99.00', '50.00', '60.00', '0.085']);
  });

  test('without a rate, or without a known currency, is kept apart and named, never counted as dollars', async () => {
    const { outcome } = await stripe(lines);
    expect(outcome.summary.revenue).toMatchObject({ invoices: 3, invoiced: 110.01 });
    const apart = found(outcome, 'unconverted_currency', 'currency');
    expect(apart.map((f) => f.message.includes('EUR'))).toContain(true);
    expect(apart).toHaveLength(2);
    expect(found(outcome, 'cell_issues')).toHaveLength(1);
  });

  test('counts once its rate is entered', async () => {
    const { outcome, rows } = await run({ 'stripe_invoices.csv': lines }, 'stg_invoices', {
      USD: '1',
      MXN: '17',
      EUR: '0.9',
    });
    expect(column(rows, 'amount_cents')[2]).toBe(11000);
    expect(found(outcome, 'unconverted_currency', 'currency')).toHaveLength(1);
  });

  test('a rate that is no positive number is no rate', async () => {
    const { rows } = await run({ 'stripe_invoices.csv': lines }, 'stg_invoices', { USD: '1', MXN: '0' });
    expect(column(rows, 'amount_cents')[0]).toBeNull();
  });

  test('may be stated by the sign of the cell; where nothing states it, it is assumed, and that is a finding', async () => {
    const euros = await stripe([
      'invoice_id,user_uid,date,amount',
      'i1,u1,2026-03-01,"€1.200,00"',
      'i2,u2,2026-03-01,"5,00"',
    ]);
    expect(column(euros.rows, 'currency')).toEqual(['EUR', 'EUR']);
    expect(column(euros.rows, 'amount_cents')).toEqual([null, null]);
    expect(found(euros.outcome, 'currency_assumed').map((f) => f.message)).toEqual([
      expect.stringContaining('1 record states no currency. All others of the file state EUR'),
    ]);
    const silent = await stripe(['invoice_id,user_uid,date,amount', 'i1,u1,2026-03-01,5.00']);
    expect(silent.rows[0]).toMatchObject({ currency: 'USD', is_currency_assumed: true, amount_cents: 500 });
    expect(found(silent.outcome, 'currency_assumed')).toHaveLength(1);
  });

  test('of one record does not speak for many that state none: those are kept apart', async () => {
    const { rows } = await stripe([
      'invoice_id,user_uid,date,amount',
      'i1,u1,2026-03-01,€5',
      'i2,u2,2026-03-01,5',
      'i3,u3,2026-03-01,6',
    ]);
    expect(column(rows, 'currency')).toEqual(['EUR', null, null]);
  });

  test('that a spreadsheet could not compute is an unreadable cell; the amount is in the currency of the file', async () => {
    const { outcome, rows } = await stripe([
      STRIPE,
      'i1,u1,2026-03-01,10.00,USD,paid',
      'i2,u2,2026-03-01,20.00,#REF!,paid',
      'i3,u3,2026-03-01,30.00,,paid',
    ]);
    expect(column(rows, 'amount_cents')).toEqual([1000, 2000, 3000]);
    expect(found(outcome, 'unconverted_currency')).toEqual([]);
    expect(found(outcome, 'spreadsheet_damage')[0]).toMatchObject({ column: 'currency' });
    expect(found(outcome, 'cell_issues')).toHaveLength(1);
  });

  test('of a record is believed against the header of its column, and that is a finding', async () => {
    const { outcome, rows } = await stripe([
      'invoice_id,user_uid,date,amount_usd,currency',
      'i1,u1,2026-03-01,17.00,MXN',
    ]);
    expect(rows[0]).toMatchObject({ currency: 'MXN', amount_cents: 100 });
    expect(found(outcome, 'currency_assumed').map((f) => f.severity)).toEqual(['warning']);
  });
});

describe('An invoice', () => {
  test('counts when it is paid; refunds count as what they are; other states and unknown ones do not', async () => {
    const { outcome, rows } = await stripe([
      STRIPE,
      'i1,u1,2026-03-01,10.00,USD,Paid',
      'i2,u1,2026-03-05,-4.00,USD,paid',
      'i3,u2,2026-03-01,20.00,USD,open',
      'i4,u3,2026-03-01,30.00,USD,in dispute',
      'i5,u4,2026-03-01,40.00,USD,',
    ]);
    expect(column(rows, 'is_invoiced')).toEqual([true, true, false, false, false]);
    expect(outcome.summary.revenue).toMatchObject({ invoices: 2, invoiced: 6 });
    expect(found(outcome, 'unknown_status', 'status')).toHaveLength(1);
  });

  test('counts once where two exports overlap or its state has changed; a refund under its id takes back what it brought', async () => {
    const { outcome, rows } = await run(
      {
        'stripe_invoices_1.csv': [
          STRIPE,
          'i1,u1,2026-03-01,10.00,USD,open',
          'i2,u2,2026-03-01,20.00,USD,paid',
        ],
        'stripe_invoices_2.csv': [
          STRIPE,
          'i1,u1,2026-03-02,10.00,USD,paid',
          'i2,u2,2026-03-01,20.00,USD,paid',
          'i2,u2,2026-03-09,-20.00,USD,paid',
        ],
      },
      'fct_invoices',
    );
    expect(column(rows, 'not_counted_reason')).toEqual(['older_state', 'repeat', null, null, 'refund']);
    expect(outcome.summary.revenue).toMatchObject({ invoices: 2, invoiced: 10, gross: 30 });
    expect(found(outcome, 'duplicate_key', 'invoice_id').map((f) => f.severity)).toEqual(['info']);
  });

  test('has a date whether the column is in Unix seconds, in ISO, or half and half', async () => {
    const { outcome, rows } = await stripe([
      STRIPE,
      'i1,u1,1749600000,10.00,USD,paid',
      'i2,u2,2025-06-11T23:30:00-05:00,10.00,USD,paid',
      'i3,u3,1749600000000,10.00,USD,paid',
      'i4,u4,soon,10.00,USD,paid',
    ]);
    expect(column(rows, 'invoiced_on')).toEqual(['2025-06-11', '2025-06-11', '2025-06-11', null]);
    expect(outcome.summary.revenue).toMatchObject({ invoices: 4, invoiced: 40 });
    expect(outcome.files[0]?.cellIssues).toBe(1);
  });
});

describe('Ad spend', () => {
  test('has the cost rebuilt as clicks × cost per click where Facebook leaves it blank', async () => {
    const { outcome, rows } = await run(
      {
        'fb_ads.csv': [
          'date,campaign_id,cost_usd,impressions,clicks,cost_per_click',
          // A stated cost counts, whatever its clicks would come to.
          '2026-03-01,C1,12.34,1000,10,9.99',
          '2026-03-01,C2,,1000,87,0.745',
          '2026-03-01,C3,,1000,,0.70',
        ],
      },
      'stg_ads',
    );
    expect(column(rows, 'cost_cents')).toEqual([1234, 6482, null]);
    expect(column(rows, 'is_cost_rebuilt')).toEqual([false, true, false]);
    expect(column(rows, 'original_cost')).toEqual(['12.34', '64.815', null]);
    expect(found(outcome, 'cost_rebuilt')).toHaveLength(1);
    expect(found(outcome, 'blank_values').map((f) => f.severity)).toEqual(['warning']);
    expect(outcome.answered).toEqual([]);
  });

  test('takes separated digits of a count for thousands, and refuses decimals and negative counts', async () => {
    const { outcome, rows } = await run(
      {
        'google_ads.csv': [
          ADS,
          '03/13/2026,C1,1.00,"1,234",1.234',
          '03/13/2026,C1,1.00,1234.0,--',
          '03/13/2026,C1,1.00,12.5,-3',
        ],
      },
      'stg_ads',
    );
    expect(column(rows, 'impressions')).toEqual([1234, 1234, null]);
    expect(column(rows, 'clicks')).toEqual([1234, null, null]);
    expect(column(rows, 'issues')).toEqual([null, null, 'impressions|clicks']);
    expect(column(rows, 'spend_on')).toEqual(['2026-03-13', '2026-03-13', '2026-03-13']);
    expect(outcome.summary.revenue?.spend).toMatchObject([{ platform: 'google', rows: 3, spend: 3 }]);
  });

  test('compares campaigns whatever their case, and names days that two files of a platform share', async () => {
    const { outcome, rows } = await run(
      {
        'google_ads_a.csv': [ADS, '2026-03-01,CID_Ab,1.00,10,1'],
        'google_ads_b.csv': [ADS, '2026-03-01,cid_aB ,2.00,20,2'],
      },
      'stg_ads',
    );
    expect(column(rows, 'campaign_id')).toEqual(['CID_Ab', 'cid_aB']);
    expect(column(rows, 'campaign_key')).toEqual(['cid_ab', 'cid_ab']);
    expect(found(outcome, 'duplicate_key', 'spend_on')).toHaveLength(1);
  });

  test('with dates that can be read in two ways is read as the profile says, and that is a finding', async () => {
    const { outcome, rows } = await run({ 'google_ads.csv': [ADS, '03/04/2026,C1,1.00,10,1'] }, 'stg_ads');
    expect(column(rows, 'spend_on')).toEqual(['2026-03-04']);
    expect(found(outcome, 'ambiguous_date', 'spend_on')).toHaveLength(1);
  });
});

describe('Sessions and events', () => {
  test('of GA4 have ids in lower case; malformed ones are flagged and join nothing', async () => {
    const { outcome, rows } = await run(
      {
        'ga4_sessions.csv': [
          'event_date,sessionId,user_uid,campaign_id,conv_flag',
          '2026-03-01,A5AB4237C971,u1,C1,0',
          '2026-03-01,sess_12ab34,u1,C1,1',
          '2026-03-01,70547e0bb37e,,C1,maybe',
        ],
      },
      'stg_touches',
    );
    expect(column(rows, 'session_id')).toEqual(['a5ab4237c971', null, '70547e0bb37e']);
    expect(column(rows, 'is_malformed_session')).toEqual([false, true, false]);
    expect(column(rows, 'is_conversion')).toEqual([false, true, null]);
    expect(column(rows, 'issues')).toEqual([null, null, 'is_conversion']);
    expect(found(outcome, 'malformed_session_id')).toHaveLength(1);
    expect(found(outcome, 'anonymous_touches')).toHaveLength(1);
  });

  test('of Segment have their type in JSON, simple or not; broken JSON is a cell issue', async () => {
    const json = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    const { outcome, rows } = await run(
      {
        'segment_events.csv': [
          'ts,session_id,uid,campaign_id,properties_json',
          `2026-03-01,s1,u1,C1,${json('{"event_type": "view"}')}`,
          `2026-03-01,s2,u1,C1,${json('{"price": 5, "event_type": "Conversion", "tags": ["a"]}')}`,
          `2026-03-01,s3,u1,C1,${json('{"properties": {"event_type": "click"}}')}`,
          `2026-03-01,s4,u1,C1,${json('{"event_type": "cli')}`,
          `2026-03-01,s5,u1,C1,${json('{"other": 1}')}`,
          '2026-03-01,s6,u1,C1,signup',
          '1772323200,s7,u1,C1,',
        ],
      },
      'stg_touches',
    );
    expect(column(rows, 'event_type')).toEqual(['view', 'Conversion', 'click', null, null, 'signup', null]);
    expect(column(rows, 'is_conversion').slice(0, 3)).toEqual([false, true, false]);
    expect(column(rows, 'issues')).toEqual([null, null, null, 'event_type', null, null, null]);
    expect(column(rows, 'event_at')[6]).toContain('2026-03-01');
    expect(found(outcome, 'cell_issues')).toHaveLength(1);
  });
});

describe('Leads', () => {
  test('have a status and an amount of null where the tool does not know, by the tokens of their profile', async () => {
    const { outcome, rows } = await run(
      {
        'hubspot_leads.csv': [
          'lead_id,user_uid,campaign_id,status,deal_amount',
          '0007,u1,CID_1,UNKNOWN,N/A',
          '0008,u2,CID_1,New,321.42999999999995',
        ],
      },
      'stg_leads',
    );
    expect(rows).toMatchObject([
      { source: 'hubspot_leads', lead_id: '0007', status: null, deal_amount_cents: null, issues: null },
      { lead_id: '0008', status: 'New', deal_amount_cents: 32143 },
    ]);
    expect(outcome.files[0]?.cellIssues).toBe(0);
  });

  test('of two tools with the very same bytes both count; a copy within one tool does not', async () => {
    const lines = ['lead_id,user_uid,campaign_id,status,deal_amount', 'l1,u1,C1,New,5.00'];
    const { outcome, rows } = await run(
      { 'hubspot_leads.csv': lines, 'intercom_leads.csv': lines, 'intercom_leads_copy.csv': lines },
      'stg_leads',
    );
    expect(column(rows, 'source')).toEqual(['hubspot_leads', 'intercom_leads']);
    expect(outcome.files.map((f) => f.status).sort()).toEqual(['duplicate', 'read', 'read']);
    expect(found(outcome, 'duplicate_file').flatMap((f) => f.files)).toEqual(['intercom_leads_copy.csv']);
  });

  test('of no known source are told apart from their copies, too', async () => {
    const lines = ['shelf,box', '1,2'];
    const { outcome } = await run(
      {
        'hubspot_leads.csv': ['lead_id,user_uid,campaign_id,status,deal_amount', 'l1,u1,C1,New,5.00'],
        'a.csv': lines,
        'b.csv': lines,
        'c.csv': ['shelf,box', '1,3'],
      },
      'stg_leads',
    );
    const statusOf = (name: string) => outcome.files.find(({ file }) => file === name)?.status;
    expect(['a.csv', 'b.csv', 'c.csv'].map(statusOf)).toEqual(['unknown', 'duplicate', 'unknown']);
  });
});

describe('A folder', () => {
  test('that lacks exports is told for each kind what that costs', async () => {
    const { outcome } = await stripe(invoices('5.00'));
    expect(outcome.answered).toEqual(['revenue']);
    expect(
      found(outcome, 'missing_source')
        .map((f) => f.source)
        .sort(),
    ).toEqual(['facebook_ads', 'ga4_sessions', 'hubspot_leads']);
    expect(outcome.missing.some((sentence) => sentence.includes('no ROAS'))).toBe(true);
  });

  test('with the exports of both questions answers both, each as if it were alone', async () => {
    const alone = await stripe(invoices('5.00', '7.00'));
    const leads = await sampleFolder({ leads: 60, snapshots: 2 });
    const both = await analyse(
      memoryFiles({ ...leads.files, 'stripe_invoices.csv': `${invoices('5.00', '7.00').join('\n')}\n` }),
    );
    expect(both.answered).toEqual(['leadQuality', 'revenue']);
    expect(both.summary.revenue).toEqual(alone.outcome.summary.revenue);
    expect(both.summary.leadQuality).toEqual((await analyse(memoryFiles(leads.files))).summary.leadQuality);
  });

  test('of which one record is broken names it, and counts the others', async () => {
    const { outcome, rows } = await run(
      {
        'stripe_invoices.csv': invoices('5.00'),
        'stripe_invoices_old.csv': [...invoices('7.00'), 'i9,u9,2026-03-01,"9.00'],
      },
      'stg_invoices',
    );
    expect(column(rows, 'amount_cents')).toEqual([500, 700]);
    expect(outcome.files.map((f) => f.rejectedRecords).reduce((a, b) => a + b)).toBe(1);
  });

  test('of which one file breaks off half-way names it, and counts the others', async () => {
    const many = invoices(...Array.from({ length: 20_000 }, (_, i) => `${String((i * 7919) % 100_003)}.00`));
    const packed = gzipSync(`${many.join('\n')}\n`);
    const engine = await openEngine(
      memoryFiles({
        'stripe_invoices.csv': `${invoices('5.00').join('\n')}\n`,
        'stripe_invoices_old.csv.gz': new Uint8Array(packed.subarray(0, packed.length - 2000)),
      }),
    );
    try {
      const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      expect(outcome.summary.revenue).toMatchObject({ invoices: 1, invoiced: 5 });
      const broken = outcome.files.find((f) => f.file === 'stripe_invoices_old.csv.gz');
      expect(broken?.status).toBe('unusable');
      expect(found(outcome, 'unusable_file').map((f) => f.files)).toEqual([['stripe_invoices_old.csv.gz']]);
    } finally {
      await engine.close();
    }
  });
});

describe('Another run', () => {
  test('with another rate computes anew what depends on it, and nothing else', async () => {
    const engine = await openEngine(
      memoryFiles({
        'stripe_invoices.csv': [STRIPE, 'i1,u1,2026-03-01,34.00,MXN,paid', ''].join('\n'),
        'google_ads.csv': [ADS, '2026-03-01,C1,1.00,10,1', ''].join('\n'),
        'hubspot_leads.csv': [
          'lead_id,user_uid,campaign_id,status,deal_amount',
          'l1,u1,C1,New,5.00',
          '',
        ].join('\n'),
      }),
    );
    try {
      const invoiced = async (rates: Record<string, string>): Promise<number | undefined> =>
        (await engine.client.call('run', { folder: FOLDER, settings: settingsWith({ rates }) })).summary
          .revenue?.invoiced;
      expect(await invoiced({ USD: '1', MXN: '17' })).toBe(2);
      const before = await physicalTables(engine.engine.workspace);
      expect(await invoiced({ USD: '1', MXN: '34' })).toBe(1);
      const after = await physicalTables(engine.engine.workspace);
      const kept = (table: string): boolean =>
        before.filter((t) => t.startsWith(`${table}__`)).some((t) => after.includes(t));
      const untouched = [
        'src_invoices_text',
        'src_invoice_numbers',
        'stg_ads',
        'stg_leads',
        'stg_touches',
        'dim_person',
      ];
      expect(untouched.filter((table) => !kept(table))).toEqual([]);
      expect(kept('stg_invoices')).toBe(false);
    } finally {
      await engine.close();
    }
  });
});

/** The tables that stand in the database, by their physical names. */
async function physicalTables(workspace: Workspace): Promise<readonly string[]> {
  const tables = await workspace.read(raw('select table_name from duckdb_tables()'));
  return Array.from(tables.column(0), String);
}

describe('Amounts in millionths of their currency', () => {
  test('are read as whole ones, exactly, each with its file, and the file says so', async () => {
    const { outcome, rows } = await run(
      {
        'google_api.csv': [
          'date,id,cost_micros,clicks,impressions',
          '2026-03-01,c1,36150000,49,166',
          '2026-03-02,c1,5,1,10',
          '2026-03-03,c1,"1,234,567,890",1,10',
          '2026-03-04,c1,0,0,10',
        ],
        'google_report.csv': ['Day,Campaign,Cost,Impr.,Clicks', '2026-03-05,c2,36.15,166,49'],
      },
      'stg_ads',
    );
    expect(column(rows, 'original_cost')).toEqual([
      '36.150000',
      '0.000005',
      '1234.567890',
      '0.000000',
      '36.15',
    ]);
    expect(column(rows, 'cost_cents').map(Number)).toEqual([3615, 0, 123_457, 0, 3615]);
    const report = outcome.files.find(({ file }) => file === 'google_api.csv');
    expect(report?.decidedFormats).toContainEqual({ field: 'cost', format: 'in millionths of the currency' });
    expect(outcome.summary.revenue?.spend).toMatchObject([{ platform: 'google', spend: 1306.87 }]);
  });
});
