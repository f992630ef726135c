import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import type { RunOutcome } from '../../shared/contract/run';
import type { Thing } from '../../shared/contract/thing';
import type { FileSource } from '../../shared/ports/file-source';
import { analyse, FOLDER, numbersOf, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const email = (person: string): string => createHash('sha1').update(`${person}@mail.test`).digest('hex');

const REPORT = [
  'lead_number,email_hash,phone_hash,entry_on,state,city,appointment_at,is_set,is_demo,disposition,job_status',
  ...['a', 'b'].map((who) => `L-${who},${email(who)},,2024-01-13,TX,Austin,,1,0,Data,`),
  `L-c,${email('c')},,2024-01-13,TX,Austin,,0,0,Data,`,
];

/** Leads a, b, c …, of whom a, b and c are in a report and a and b have an appointment. @param prices the cells of each lead */
const filesOf = (columns: string, prices: readonly string[]): FileSource => {
  const leads = prices.map((cells, i) => {
    const who = 'abcdefgh'.charAt(i);
    return `uuid-${who},${email(who)}${columns === '' ? '' : `,${cells}`}`;
  });
  const header = columns === '' ? 'lead_uuid,email_hash' : `lead_uuid,email_hash,${columns}`;
  return memoryFiles({
    'leads.csv': `${[header, ...leads].join('\n')}\n`,
    'report_2024-02-01.csv': `${REPORT.join('\n')}\n`,
  });
};

const run = (columns: string, prices: readonly string[]): Promise<RunOutcome> =>
  analyse(filesOf(columns, prices));

const codes = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ source }) => source === 'delivered_leads').map(({ code }) => code);

describe('the cost of an appointment', () => {
  test('is the price of all delivered leads divided by those with an appointment, each lead once', async () => {
    const outcome = await run('price_usd', ['10.10', '20.20', '0.05', '']);
    expect(numbersOf(outcome).prices).toEqual({
      currency: 'USD',
      total: 30.35,
      priced: 3,
      unpriced: 1,
      cost_per_appointment: {
        ever_linked: 15.18,
        ever_strict: null,
        latest_linked: 15.18,
        latest_strict: null,
        // Links by one key, too few to be weighed.
        ever_likely: null,
        latest_likely: null,
      },
    });
    expect(codes(outcome)).not.toContain('currency_assumed');
  });

  test('is said to be too low where the price of some leads is not known, with the way to these', async () => {
    const outcome = await run('price_usd', ['10.10', '20.20', '0.05', '']);
    const told = outcome.findings.filter(({ code }) => code === 'partly_priced');
    expect(told).toMatchObject([
      {
        severity: 'warning',
        message:
          'The price is known of 3 of 4 delivered leads (75.0 %), 30.35 USD in all. The cost per appointment divides that by the appointments of all delivered leads: it is too low by what the other 1 lead cost. Add its price to the export.',
        rows: { table: 'int_delivered_leads', where: [{ column: 'price_cents', value: null }] },
      },
    ]);
    const all = ['1', '2', '3'];
    for (const [columns, prices] of [
      ['price_usd', all],
      ['', all],
    ] as const)
      expect(codes(await run(columns, prices))).not.toContain('partly_priced');
  });

  test('converts each price by the rates of the project, rounded once a row, and keeps apart what has no rate', async () => {
    const outcome = await run('price,currency', ['100,MXN', '10,USD', '7,XTS', '50,MXN']);
    // 100 / 17 = 5.88, 50 / 17 = 2.94.
    expect(numbersOf(outcome).prices).toMatchObject({ total: 18.82, priced: 3, unpriced: 1 });
    const apart = outcome.findings.find(({ code }) => code === 'unconverted_currency');
    expect(apart?.message).toContain('Delivered leads: 1 record in XTS could not be converted');
    expect(apart?.rows?.table).toBe('stg_delivered_leads');
  });

  test('takes prices without a currency to be in USD, and says so', async () => {
    const outcome = await run('price', ['1', '2', '3']);
    expect(numbersOf(outcome).prices?.cost_per_appointment.ever_linked).toBe(3);
    expect(codes(outcome)).toContain('currency_assumed');
  });

  test('is null where no file has a price', async () => {
    const outcome = await run('', ['', '', '']);
    expect(numbersOf(outcome).prices).toBeNull();
    expect(codes(outcome)).not.toContain('currency_assumed');
  });

  test('names a price that cannot be read, and leaves it out of the sum', async () => {
    const outcome = await run('price_usd', ['ten', '4', '2']);
    expect(numbersOf(outcome).prices).toMatchObject({ total: 6, priced: 2, unpriced: 1 });
    expect(outcome.files.find(({ file }) => file === 'leads.csv')?.cellIssues).toBe(1);
  });
});

describe('the price of the leads of a row on Funnel', () => {
  const request = { basis: 'ever', links: 'linked' } as const;
  const withVendors = (): FileSource =>
    filesOf('vendor,price_usd', ['North,10', 'North,20', 'South,5', 'North,30', 'South,']);

  test('is that of all leads of a vendor, also of those that no report has; they stand in one row', async () => {
    const engine = await openEngine(withVendors());
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const { breakdowns, price, priced } = await engine.client.call('funnel', request);
      expect(price).toBe(6500);
      expect(priced).toBe(4);
      expect(breakdowns['vendor']).toMatchObject([
        { key: 'North', reported: null, leads: 3, appointment: 2, price: 6000, priced: 3 },
        { key: 'South', reported: null, leads: 2, appointment: 0, price: 500, priced: 1 },
      ]);
      const within = { dimension: 'vendor', key: 'North', reported: null };
      const { query } = await engine.client.call('drill', { ...request, stage: 'delivered', within });
      expect(await engine.client.call('page', { query, offset: 0, limit: 9 })).toMatchObject({ total: 3 });
    } finally {
      await engine.close();
    }
  });

  test('keeps apart the leads that no report has where only reports say the value', async () => {
    const engine = await openEngine(withVendors());
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const { breakdowns } = await engine.client.call('funnel', request);
      const rows = [
        { reported: true, leads: 3, appointment: 2, price: 3500, priced: 3 },
        { key: null, reported: false, leads: 2, appointment: 0, price: 3000, priced: 1 },
      ];
      expect(breakdowns['state']).toMatchObject(rows);
      expect(breakdowns['disposition_group']).toMatchObject(rows);
    } finally {
      await engine.close();
    }
  });

  test('says where it is pinned how many prices are not known, as on the screen', async () => {
    const engine = await openEngine(withVendors());
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const pin = (filters: LeadFilter[]): Thing => ({
        kind: 'leadFigure',
        metric: 'cost_per_appointment',
        ...request,
        filters,
      });
      const things = [pin([]), pin([{ dimension: 'vendor', values: ['North'] }])];
      const views = await engine.client.call('things', { things, withData: false });
      expect(views).toMatchObject([
        {
          title: 'Cost per appointment, USD',
          numbers: [{ kind: 'money', value: 32.5 }],
          marks: ['too low: the price of 1 of 5 leads is not known'],
        },
        { numbers: [{ kind: 'money', value: 30 }], marks: [] },
      ]);
    } finally {
      await engine.close();
    }
  });

  test('is null where no price is known', async () => {
    const engine = await openEngine(filesOf('', ['', '', '', '']));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const { breakdowns, priced } = await engine.client.call('funnel', request);
      expect(priced).toBe(0);
      expect(breakdowns['state']?.map(({ price }) => price)).toEqual([null, null]);
    } finally {
      await engine.close();
    }
  });
});
