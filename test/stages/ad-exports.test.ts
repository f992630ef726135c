import { describe, expect, test } from 'vitest';
import { allRows, type GridCell } from '../../shared/contract/grid';
import type { RunOutcome } from '../../shared/contract/run';
import type { FindingCode } from '../../shared/domain/finding';
import { analyse, FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

type Files = Readonly<Record<string, readonly string[]>>;

const folder = (files: Files) =>
  memoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, `${lines.join('\n')}\n`])),
  );

// The spend of a folder is told once there is a lead or an invoice, or an ads export.
const run = (files: Files): Promise<RunOutcome> => analyse(folder(files));

/** A table of a run, by column names. */
async function tableOf(
  files: Files,
  table: string,
  by: readonly string[],
): Promise<Record<string, GridCell>[]> {
  const engine = await openEngine(folder(files));
  try {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
    const page = await engine.client.call('page', {
      query: { ...allRows(table), sort: by.map((column) => ({ column, direction: 'asc' as const })) },
      offset: 0,
      limit: 500,
    });
    return page.rows.map((row) =>
      Object.fromEntries(page.columns.map(({ name }, i) => [name, row[i] ?? null])),
    );
  } finally {
    await engine.close();
  }
}

const spendOf = (outcome: RunOutcome, platform: string): number | undefined =>
  outcome.summary.revenue?.spend.find((of) => of.platform === platform)?.spend;
const said = (outcome: RunOutcome, code: FindingCode): readonly string[] =>
  outcome.findings.filter((f) => f.code === code).map((f) => f.message);
const mappingOf = (outcome: RunOutcome): Record<string, string | null> =>
  Object.fromEntries(outcome.files[0]?.mapping.map(({ field, column }) => [field, column]) ?? []);

describe('Dates that can be read with the day or the month first', () => {
  test('are read day first with dots, and below a header in such a language; it is said, and no warning', async () => {
    for (const lines of [
      [
        'Kampagne;Tag;Kosten (USD);Impressionen;Klicks',
        'A;01.02.2024;10,00;100;1',
        'A;02.02.2024;10,00;100;1',
      ],
      [
        'Jour;Nom de la campagne;Montant dépensé (USD);Impressions',
        '01/02/2024;A;10,00;100',
        '02/02/2024;A;10,00;100',
      ],
      ['date,campaign_id,cost_usd,impressions,clicks', '1.2.24,A,10,100,1', '2.2.24,A,10,100,1'],
    ]) {
      const files = { 'facebook_ads.csv': lines };
      const days = await tableOf(files, 'fct_spend_daily', ['spend_on']);
      expect(
        days.map((row) => row['spend_on']),
        lines[0],
      ).toEqual(['2024-02-01', '2024-02-02']);
      const [said] = (await run(files)).findings.filter(({ code }) => code === 'ambiguous_date');
      expect(said, lines[0]).toMatchObject({ severity: 'info' });
      expect(said?.message).toContain('They were read day first (DD/MM/YYYY), as is usual');
    }
  });

  test('are read as the profile says, with a warning, where nothing speaks for the day', async () => {
    const files = { 'facebook_ads.csv': ['date,campaign_id,cost_usd', '1/2/2024,A,10', '2/2/2024,A,10'] };
    const days = await tableOf(files, 'fct_spend_daily', ['spend_on']);
    expect(days.map((row) => row['spend_on'])).toEqual(['2024-01-02', '2024-02-02']);
    expect(said(await run(files), 'ambiguous_date')[0]).toContain("the profile's default");
  });
});

describe('An ads export with localised headers', () => {
  test.each([
    [
      'Meta in Spanish',
      'facebook_ads',
      'Inicio del informe,Fin del informe,Nombre de la campaña,Identificador de la campaña,Día,Importe gastado (PEN),Impresiones,Clics en el enlace',
      '2024-01-01,2024-01-31,Oferta,120200000000000001,2024-01-02,10.50,100,3',
      { spend_on: 'Día', campaign_id: 'Identificador de la campaña', cost: 'Importe gastado (PEN)' },
    ],
    [
      'Meta in French',
      'facebook_ads',
      'Jour;Nom de la campagne;Montant dépensé (USD);Impressions;Clics sur un lien',
      '2024-01-02;Soldes;1 234,56;1000;3',
      { spend_on: 'Jour', campaign_id: 'Nom de la campagne', clicks: 'Clics sur un lien' },
    ],
    [
      'Meta in German',
      'facebook_ads',
      'Berichtsstart,Berichtsende,Kampagnenname,Tag,Ausgegebener Betrag (EUR),Impressionen,Link-Klicks',
      '2024-01-01,2024-01-31,Angebot,2024-01-02,10.50,100,3',
      { spend_on: 'Tag', campaign_id: 'Kampagnenname', cost: 'Ausgegebener Betrag (EUR)' },
    ],
    [
      'Meta in Portuguese',
      'facebook_ads',
      'Início dos relatórios,Nome da campanha,Dia,Valor gasto (BRL),Impressões,Cliques no link',
      '2024-01-01,Oferta,2024-01-02,10.50,100,3',
      { spend_on: 'Dia', campaign_id: 'Nome da campanha', impressions: 'Impressões' },
    ],
    [
      'Google in German',
      'google_ads',
      'Tag,Kampagne,Währungscode,Kosten,Impr.,Klicks',
      '2024-01-02,Marke,USD,10.50,100,3',
      { spend_on: 'Tag', campaign_id: 'Kampagne', currency: 'Währungscode', cost: 'Kosten' },
    ],
    [
      'Google in Portuguese',
      'google_ads',
      'Data,Campanha,Código da moeda,Custo,Impr.,Cliques',
      '2024-01-02,Marca,USD,10.50,100,3',
      { spend_on: 'Data', campaign_id: 'Campanha', cost: 'Custo', clicks: 'Cliques' },
    ],
    [
      'TikTok',
      'tiktok_ads',
      'Campaign name,Campaign ID,By Day,Currency,Cost,CPC (destination),Impressions,Clicks (destination)',
      'TT,1780000000000000001,2024-01-02,USD,10.50,0.88,100,3',
      { spend_on: 'By Day', campaign_id: 'Campaign ID', clicks: 'Clicks (destination)' },
    ],
    [
      'the API of TikTok',
      'tiktok_ads',
      'CAMPAIGN_ID,STAT_TIME_HOUR,SPEND,IMPRESSIONS',
      '1780000000000000001,2024-01-02 13:00:00,10.50,100',
      { spend_on: 'STAT_TIME_HOUR', cost: 'SPEND' },
    ],
    [
      'LinkedIn in German',
      'linkedin_ads',
      'Startdatum (in UTC),Kampagnenname,Gesamtausgaben,Impressions,Klicks',
      '1/2/2024,B2B,10.50,100,3',
      { period_from: 'Startdatum (in UTC)', campaign_id: 'Kampagnenname', cost: 'Gesamtausgaben' },
    ],
  ])('of %s is recognised in a file called report.csv', async (_, source, header, row, mapped) => {
    const outcome = await run({ 'report.csv': [header, row] });
    expect(outcome.files[0]).toMatchObject({ source, status: 'read' });
    expect(mappingOf(outcome)).toMatchObject(mapped);
    const rows = await tableOf({ 'report.csv': [header, row] }, 'stg_ads', ['record_number']);
    expect(rows.map((r) => r['spend_on'])).toEqual(['2024-01-02']);
  });

  test('is told by the title above its header where its columns fit several services', async () => {
    const outcome = await run({
      'report.csv': [
        'Campaign report',
        '"January 1, 2024 - January 31, 2024"',
        'Campaign,Day,Cost,Clicks',
        'A,2024-01-02,1.00,2',
      ],
    });
    expect(outcome.files[0]?.source).toBe('google_ads');
  });
});

describe('A row of an ads export', () => {
  const META = 'Reporting starts,Reporting ends,Campaign name,Campaign ID,Day,Amount spent (USD),Impressions';

  test('without a campaign is kept apart with its money and named', async () => {
    const outcome = await run({
      'fb.csv': [META, '2024-01-01,2024-01-31,,,,7.00,9', '2024-01-01,2024-01-31,A,1,2024-01-02,60.25,100'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(60.25);
    const [finding, ...others] = outcome.findings.filter((f) => f.code === 'spend_not_counted');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', files: ['fb.csv'], column: 'campaign_id' });
    expect(finding?.message).toContain('1 row names no campaign, with 7.00 USD.');
    expect(finding?.rows).toMatchObject({
      table: 'int_ad_spend',
      where: [
        { column: 'file', value: 'fb.csv' },
        { column: 'not_counted_reason', value: 'no_campaign' },
      ],
    });
  });

  test('without a day in an export by day is kept apart, although the export states its range', async () => {
    const outcome = await run({
      'fb.csv': [META, '2024-01-01,2024-01-31,A,1,,9.00,9', '2024-01-01,2024-01-31,A,1,2024-01-02,60.25,100'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(60.25);
    expect(said(outcome, 'spend_not_counted')).toEqual([expect.stringContaining('names no day')]);
    expect(said(outcome, 'range_report')).toEqual([]);
  });
});

describe('The currency of an ads export', () => {
  test('is what the lines above its header say, where neither the header nor a cell does', async () => {
    const outcome = await run({
      'google_ads.csv': [
        'Campaign report',
        'Currency: EUR',
        'Day,Campaign,Cost,Impr.,Clicks',
        '2024-01-01,A,10.00,100,5',
      ],
    });
    expect(said(outcome, 'unconverted_currency')).toEqual([expect.stringContaining('1 record in EUR')]);
    expect(said(outcome, 'currency_assumed')).toEqual([]);
  });
});

describe('Rows of one ads export that are equal', () => {
  const ADS = 'date,campaign_id,cost_usd,impressions,clicks';

  test('count each, since they may be parts of a breakdown, and both totals are said', async () => {
    const row = '2024-01-01,A,10.00,100,5';
    const outcome = await run({
      'fb_ads.csv': [ADS, row, row, row, '2024-01-02,A,0,0,0', '2024-01-02,A,0,0,0'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(30);
    expect(said(outcome, 'spend_twice')).toEqual([
      expect.stringMatching(/2 rows are equal to others .* 20\.00 USD more/),
    ]);
  });

  test('are none where a number, the day or the ad differs', async () => {
    const outcome = await run({
      'fb_ads.csv': [
        `${ADS},ad_name`,
        '2024-01-01,A,10.00,100,5,x',
        '2024-01-01,A,10.00,100,5,y',
        '2024-01-01,A,10.00,101,5,x',
        '2024-01-02,A,10.00,100,5,x',
      ],
    });
    expect(said(outcome, 'spend_twice')).toEqual([]);
  });
});

describe('A report by week, month, quarter or year', () => {
  const ABOVE = ['Campaign report', '"January 1, 2024 - March 31, 2024"'];
  const rangesOf = async (files: Files): Promise<readonly GridCell[][]> =>
    (await tableOf(files, 'stg_ads', ['file', 'record_number'])).map((row) => [
      row['spend_on'] ?? null,
      row['period_from'] ?? null,
      row['period_to'] ?? null,
    ]);

  test.each([
    ['Week', '2024-01-08', '2024-01-08', '2024-01-14'],
    ['Week', '"Jan 8, 2024 - Jan 14, 2024"', '2024-01-08', '2024-01-14'],
    ['Week', '2024-W02', '2024-01-08', '2024-01-14'],
    ['Month', '2024-02-01', '2024-02-01', '2024-02-29'],
    ['Month', 'February 2024', '2024-02-01', '2024-02-29'],
    ['Month', '2024-02', '2024-02-01', '2024-02-29'],
    ['Month', 'Feb-24', '2024-02-01', '2024-02-29'],
    ['Month', 'February', '2024-02-01', '2024-02-29'],
    ['Month', '2024-02-01 - 2024-02-29', '2024-02-01', '2024-02-29'],
    ['Mes', 'febrero de 2024', '2024-02-01', '2024-02-29'],
    ['Monat', '01.02.2024', '2024-02-01', '2024-02-29'],
    ['Month', '1/2/2024', '2024-02-01', '2024-02-29'],
    ['Quarter', 'Q1 2024', '2024-01-01', '2024-03-31'],
    ['Quarter', '2024-01-01', '2024-01-01', '2024-03-31'],
    // The report ends before the quarter and the year do: it holds no spend of the days beyond.
    ['Year', '2024', '2024-01-01', '2024-03-31'],
  ])('has its spend in the days of each row: %s %s', async (column, text, from, to) => {
    const files = {
      'google.csv': [
        ...ABOVE,
        `${column},Campaign,Currency code,Cost,Impr.,Clicks`,
        `${text},A,USD,29.00,100,2`,
      ],
    };
    expect(await rangesOf(files)).toEqual([[null, from, to]]);
  });

  test('is cut at the ends of the report, and at the days that a row states itself', async () => {
    const files = {
      'google.csv': [
        'Campaign report',
        '"January 3, 2024 - January 16, 2024"',
        'Week,Campaign,Currency code,Cost,Impr.,Clicks',
        '2024-01-01,A,USD,5.00,100,2',
        '2024-01-08,A,USD,7.00,100,2',
        '2024-01-15,A,USD,2.00,100,2',
      ],
      'fb.csv': [
        'Reporting starts,Reporting ends,Month,Campaign name,Amount spent (USD),Impressions',
        '2024-01-15,2024-02-10,2024-01-01 - 2024-01-31,B,17.00,1',
        '2024-01-15,2024-02-10,2024-02-01 - 2024-02-29,B,10.00,1',
      ],
    };
    const days = await tableOf(files, 'fct_spend_daily', ['campaign_key', 'spend_on']);
    expect(days.map((row) => row['cost_cents'])).toEqual(Array.from({ length: 14 + 27 }, () => 100));
    expect([
      days[0]?.['spend_on'],
      days[13]?.['spend_on'],
      days[14]?.['spend_on'],
      days.at(-1)?.['spend_on'],
    ]).toEqual(['2024-01-03', '2024-01-16', '2024-01-15', '2024-02-10']);
    expect(said(await run(files), 'range_report')).toEqual([
      expect.stringContaining(
        '2 rows add up 2 ranges of days from 2024-01-15 to 2024-02-10. The 27.00 USD are spread evenly over the days of each',
      ),
      expect.stringContaining('3 rows add up 3 ranges of days from 2024-01-03 to 2024-01-16.'),
    ]);
  });

  test('keeps a row apart whose text is no such period, and the day where a column has it', async () => {
    const files = {
      'google.csv': [
        'Month,Campaign,Currency code,Cost,Impr.,Clicks',
        'January,A,USD,5.00,100,2',
        '2024-02,A,USD,7.00,100,2',
      ],
      'tiktok.csv': [
        'By Day,Month,Campaign name,Cost,Impressions,Clicks (destination)',
        '2024-01-02,2024-01,T,3.00,1,1',
      ],
    };
    expect(await rangesOf(files)).toEqual([
      [null, null, null],
      [null, '2024-02-01', '2024-02-29'],
      ['2024-01-02', '2024-01-02', '2024-01-02'],
    ]);
    const outcome = await run(files);
    expect(said(outcome, 'spend_not_counted')).toEqual([
      expect.stringContaining('1 row names no day and no range of days, with 5.00 USD'),
    ]);
    expect(outcome.summary.inputs.map(({ cellIssues }) => cellIssues)).toEqual([1, 0]);
  });
});

describe('A report for a range of days', () => {
  const days = (files: Files) => tableOf(files, 'fct_spend_daily', ['campaign_key', 'spend_on']);

  test('is spread evenly over its days, to the cent, and said', async () => {
    const files = {
      'fb.csv': [
        'Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions,Clicks (all)',
        '2024-01-01,2024-01-03,A,10.00,100,2',
        '2024-01-02,2024-01-02,B,5.00,10,1',
      ],
    };
    const rows = await days(files);
    expect(
      rows.map((r) => [r['campaign_key'], r['spend_on'], r['cost_cents'], r['spread_cents'], r['clicks']]),
    ).toEqual([
      ['a', '2024-01-01', 333, 333, 0],
      ['a', '2024-01-02', 333, 333, 1],
      ['a', '2024-01-03', 334, 334, 1],
      ['b', '2024-01-02', 500, 0, 1],
    ]);
    expect(rows.map((r) => r['ad_rows'])).toEqual([1, 0, 0, 1]);
    const outcome = await run(files);
    expect(outcome.summary.revenue?.spend).toMatchObject([
      { platform: 'facebook', rows: 2, spend: 15, clicks: 3 },
    ]);
    expect(said(outcome, 'range_report')).toEqual([
      expect.stringMatching(
        /`fb\.csv` .* 1 row adds up the range from 2024-01-01 to 2024-01-03\. The 10\.00 USD/,
      ),
    ]);
  });

  test.each([
    [
      'the lines above its header',
      'Campaign report.csv',
      ['Campaign report', '"January 1, 2024 - January 31, 2024"'],
    ],
    ['its name', 'Google-Campaigns-20240101 to 20240131.csv', []],
  ])('has its days from %s where no column has them', async (_, name, above) => {
    const files = { [name]: [...above, 'Campaign,Currency code,Cost,Impr.,Clicks', 'A,USD,31.00,100,2'] };
    const rows = await days(files);
    expect(rows).toHaveLength(31);
    expect(rows.map((r) => r['cost_cents'])).toEqual(Array.from({ length: 31 }, () => 100));
    expect([rows[0]?.['spend_on'], rows.at(-1)?.['spend_on']]).toEqual(['2024-01-01', '2024-01-31']);
  });

  test('is one too where each start date is the first day of the report', async () => {
    const linkedin = (second: string) => ({
      'report.csv': [
        'Campaign Performance Report (in UTC)',
        '"Report Start: January 1, 2024, 12:00 AM"',
        '"Report End: January 31, 2024, 11:59 PM"',
        '',
        'Start Date (in UTC),Account Name,Campaign Name,Currency,Total Spent,Impressions,Clicks',
        '1/1/2024,Acme,B2B,USD,31.00,100,2',
        `${second},Acme,Brand,USD,62.00,100,2`,
      ],
    });
    expect(await days(linkedin('1/1/2024'))).toHaveLength(62);
    expect(await days(linkedin('1/15/2024'))).toHaveLength(2);
  });

  test('that ends before it begins has no day', async () => {
    const outcome = await run({
      'fb.csv': [
        'Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions',
        '2024-01-31,2024-01-01,A,10.00,100',
      ],
    });
    expect(spendOf(outcome, 'facebook') ?? 0).toBe(0);
    expect(said(outcome, 'spend_not_counted')).toEqual([expect.stringContaining('with 10.00 USD')]);
  });
});

describe('Spend that two exports of a platform have', () => {
  const DAYS = 'date,campaign_id,cost_usd,impressions,clicks';

  test('counts once for each campaign and day, as the newer export has it, with both totals', async () => {
    const outcome = await run({
      'fb_april.csv': [DAYS, '2026-04-29,A,10.00,10,1', '2026-04-30,A,10.00,10,1'],
      'fb_may.csv': [DAYS, '2026-04-30,A,12.00,11,1', '2026-05-01,A,10.00,10,1'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(32);
    expect(said(outcome, 'duplicate_key')).toEqual([
      'Facebook Ads: 1 campaign day stands in both exports: 10.00 USD in `fb_april.csv`, 12.00 USD in `fb_may.csv`. Each counts once, as `fb_may.csv` has it; they differ by 2.00 USD.',
    ]);
    expect(said(outcome, 'does_not_add_up')).toEqual([]);
  });

  test('is newer by the date in the names before the last day inside', async () => {
    const outcome = await run({
      'fb_2026-05-02.csv': [DAYS, '2026-04-30,A,12.00,11,1'],
      'fb_2026-05-01.csv': [DAYS, '2026-04-30,A,10.00,10,1', '2026-05-01,A,10.00,10,1'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(22);
  });

  test('is newer by the natural order of names where nothing else tells, as browsers number what is fetched again', async () => {
    const outcome = await run({
      'fb.csv': [DAYS, '2026-04-30,A,10.00,10,1'],
      'fb (9).csv': [DAYS, '2026-04-30,A,11.00,10,1'],
      'fb (10).csv': [DAYS, '2026-04-30,A,12.00,11,1'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(12);
    expect(said(outcome, 'duplicate_key')).toHaveLength(2);
    for (const message of said(outcome, 'duplicate_key'))
      expect(message).toContain('Each counts once, as `fb (10).csv` has it');
  });

  test('is of both where they are of different ad sets, and twice within one export stays twice', async () => {
    const SETS = 'Day,Campaign ID,Ad set name,Amount spent (USD),Impressions,Link clicks';
    const outcome = await run({
      'a.csv': [
        SETS,
        '2026-04-30,120200000000000001,One,10.00,10,1',
        '2026-04-30,120200000000000001,One,10.00,10,1',
      ],
      'b.csv': [SETS, '2026-04-30,120200000000000001,Two,5.00,10,1'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(25);
    expect(said(outcome, 'duplicate_key')).toEqual([]);
  });

  test('is of both where they are of different countries; the same spend in words of another language counts once', async () => {
    const us = ['Campaign name,Country,Day,Impressions,Amount spent (USD)', 'Brand,US,2024-01-01,100,10.00'];
    const mx = ['Campaign name,Country,Day,Impressions,Amount spent (USD)', 'Brand,MX,2024-01-01,50,4.00'];
    const usInSpanish = [
      'Nombre de la campaña,País,Día,Impresiones,Importe gastado (USD)',
      'Brand,Estados Unidos,2024-01-01,100,10.00',
    ];
    const split = await run({ 'MX.csv': mx, 'US.csv': us });
    expect(spendOf(split, 'facebook')).toBe(14);
    expect(said(split, 'duplicate_key')).toEqual([]);
    expect(spendOf(await run({ 'EEUU.csv': usInSpanish, 'US.csv': us }), 'facebook')).toBe(10);
  });

  test('is of both where they are of accounts in different currencies', async () => {
    const inCurrency = (currency: string, cost: string, impressions: string): readonly string[] => [
      `Campaign name,Day,Amount spent (${currency}),Impressions`,
      `Brand,2024-01-01,${cost},${impressions}`,
    ];
    const outcome = await run({
      'fb_mx.csv': inCurrency('MXN', '1700.00', '20'),
      'fb_us.csv': inCurrency('USD', '100.00', '10'),
    });
    expect(spendOf(outcome, 'facebook')).toBe(200);
    expect(said(outcome, 'duplicate_key')).toEqual([]);
    const same = await run({
      'fb_mx.csv': inCurrency('MXN', '1700.00', '20'),
      'fb_us.csv': inCurrency('USD', '101.00', '20'),
    });
    expect(spendOf(same, 'facebook')).toBe(101);
  });

  test('counts as the export has it whose currency has a rate', async () => {
    const inCurrency = (currency: string, cost: string): readonly string[] => [
      `Campaign name,Day,Amount spent (${currency}),Impressions`,
      `Brand,2024-01-01,${cost},20`,
    ];
    const outcome = await run({
      'fb_1.csv': inCurrency('USD', '110.00'),
      'fb_2.csv': inCurrency('EUR', '100.00'),
    });
    expect(spendOf(outcome, 'facebook')).toBe(110);
  });

  test('is said to be perhaps of two accounts where the two differ a lot and no column tells', async () => {
    const outcome = await run({
      'acme_mx_facebook.csv': [DAYS, '2024-01-01,Brand,7.00,50,5'],
      'acme_us_facebook.csv': [DAYS, '2024-01-01,Brand,12.00,100,5'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(12);
    expect(said(outcome, 'duplicate_key')).toEqual([
      'Facebook Ads: 1 campaign day stands in both exports: 7.00 USD in `acme_mx_facebook.csv`, 12.00 USD in `acme_us_facebook.csv`. Each counts once, as `acme_us_facebook.csv` has it; they differ by 5.00 USD. If the exports are of two accounts, or of parts of one, spend is too low by 7.00 USD: export both with the account or the part as a column.',
    ]);
  });

  test.each([
    ['and agrees on each day counts once, by campaign', '15', 40, 1],
    ['and differs somewhat counts with it, and that is said', '16', 81, 1],
    ['and differs a lot is other spend', '160', 225, 0],
  ])('under other campaigns, one of them by ad, %s', async (_, second, spend, findings) => {
    const outcome = await run({
      'Acme-Ads.csv': [
        'Day,Campaign ID,Ad name,Amount spent (USD),Impressions,Link clicks',
        '2024-01-05,120200000000000001,Ad A,25,600,6',
        `2024-01-05,120200000000000001,Ad B,${second},400,4`,
      ],
      'fb_ads.csv': [DAYS, '2024-01-05,Spring,40,1000,10'],
    });
    expect(spendOf(outcome, 'facebook')).toBe(spend);
    expect(said(outcome, 'spend_twice')).toHaveLength(findings);
    expect(said(outcome, 'does_not_add_up')).toEqual([]);
  });
});

describe('A report for a range beside an export by day', () => {
  const DAYS = 'date,campaign_id,cost_usd,impressions,clicks';
  const RANGE = 'Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions,Link clicks';

  test('of the same campaign within it is an error that names both files and totals', async () => {
    const outcome = await run({
      'Acme-Campaigns.csv': [RANGE, '2024-01-01,2024-01-31,Spring,100.00,1000,10'],
      'fb_ads.csv': [DAYS, '2024-01-05,Spring,40,1000,10'],
    });
    expect(outcome.findings.filter((f) => f.code === 'spend_twice')).toMatchObject([
      { severity: 'error', files: ['Acme-Campaigns.csv', 'fb_ads.csv'] },
    ]);
    expect(said(outcome, 'spend_twice')[0]).toMatch(/100\.00 USD.*40\.00 USD.*Both count/);
  });

  test('of another time, or of other campaigns, is none', async () => {
    const outcome = await run({
      'Acme-Campaigns.csv': [RANGE, '2024-01-01,2024-01-31,Spring,100.00,1000,10'],
      'fb_ads.csv': [DAYS, '2024-02-05,Spring,40,1000,10', '2024-01-05,Autumn,7,10,1'],
    });
    expect(said(outcome, 'spend_twice')).toEqual([]);
  });
});

describe('A campaign that an ads export has by id and by name', () => {
  const META = 'Campaign name,Campaign ID,Day,Amount spent (USD),Impressions,Link clicks';
  const REST = {
    'fb.csv': [META, 'Spring Sale,120200000000000001,2024-01-05,40.00,1000,10'],
    'stripe_invoices.csv': [
      'invoice_id,user_uid,date,amount,currency,status',
      'i1,u1,2024-01-20,100.00,usd,paid',
      'i2,u2,2024-01-20,50.00,usd,paid',
    ],
  };
  const leads = (first: string) => [
    'lead_id,user_uid,campaign_id,status,deal_amount,email',
    `h1,u1,${first},qualified,100,ann@a.example`,
    'h2,u2,Elsewhere,qualified,100,bob@a.example',
  ];
  const campaignsOf = (outcome: RunOutcome) => outcome.summary.revenue?.models.crm_campaign.campaigns;

  test('is joined by its name where leads use that, and that is said', async () => {
    const outcome = await run({ ...REST, 'hubspot_leads.csv': leads('spring sale') });
    expect(campaignsOf(outcome)).toEqual([
      { campaign_id: 'Elsewhere', invoices: 1, revenue: 50, spend: null, roas: null },
      { campaign_id: 'Spring Sale', invoices: 1, revenue: 100, spend: 40, roas: 2.5 },
    ]);
    expect(said(outcome, 'campaign_names')).toEqual([expect.stringContaining('joined by name')]);
  });

  test('is shown under the name that most of its rows have as people read it, however they write it', async () => {
    const row = (name: string): string => `${name},120200000000000001,2024-01-05,10.00,1000,10`;
    const names = [
      'SPRING SALE',
      'SPRING SALE',
      'Spring%20Sale',
      'Spring%20Sale',
      'Spring Sale',
      'Spring+Sale',
    ];
    const fb = [META, ...names.map(row)];
    const outcome = await run({ ...REST, 'fb.csv': fb, 'hubspot_leads.csv': leads('spring sale') });
    expect(campaignsOf(outcome)?.map(({ campaign_id }) => campaign_id)).toEqual(['Elsewhere', 'Spring Sale']);
  });

  test('is joined by its id where leads use that', async () => {
    const outcome = await run({ ...REST, 'hubspot_leads.csv': leads('120200000000000001') });
    expect(campaignsOf(outcome)).toMatchObject([
      { campaign_id: '120200000000000001', revenue: 100, spend: 40 },
      { campaign_id: 'Elsewhere', spend: null, roas: null },
    ]);
    expect(said(outcome, 'campaign_names')).toEqual([]);
  });
});

describe('Rows of an ads export that sum up others of their campaign', () => {
  const HEAD = 'Amount spent (USD),Impressions,Link clicks';
  const RANGE = `Reporting starts,Reporting ends,Campaign name,${HEAD}`;

  test.each<[string, number, number, readonly string[]]>([
    [
      'those of a breakdown',
      65,
      2,
      [
        `Day,Campaign name,Age,${HEAD}`,
        '2024-01-05,A,,45,1001,11',
        '2024-01-05,A,18-24,40,1000,10',
        '2024-01-05,A,25-34,5,1,1',
        '2024-01-06,B,,20,1001,11',
        '2024-01-06,B,18-24,20,1001,11',
      ],
    ],
    [
      'those of ad sets and of ads',
      45,
      2,
      [
        `Day,Campaign name,Ad set name,Ad name,${HEAD}`,
        '2024-01-05,A,,,45,1001,11',
        '2024-01-05,A,s1,,45,1001,11',
        '2024-01-05,A,s1,a1,40,1000,10',
        '2024-01-05,A,s1,a2,5,1,1',
      ],
    ],
    [
      'months within the range of a whole',
      60,
      1,
      [
        RANGE,
        '2024-01-01,2024-01-31,A,40,1000,10',
        '2024-02-01,2024-02-29,A,20,1000,10',
        '2024-01-01,2024-02-29,A,60,2000,20',
      ],
    ],
    [
      'all campaigns, in the words of the service',
      60,
      1,
      [
        RANGE,
        '2024-01-01,2024-01-31,A,40,1000,10',
        '2024-01-01,2024-01-31,B,20,1000,10',
        '2024-01-01,2024-01-31,Results from 2 campaigns,60,2000,20',
      ],
    ],
  ])('are left out and told: %s', async (_, spend, totals, lines) => {
    const outcome = await run({ 'fb_ads.csv': lines });
    expect(spendOf(outcome, 'facebook')).toBe(spend);
    expect(outcome.files[0]).toMatchObject({ totalRows: totals });
    expect(said(outcome, 'total_rows')).toHaveLength(1);
    expect(said(outcome, 'does_not_add_up')).toEqual([]);
  });

  test('are no sums where their numbers are others', async () => {
    const outcome = await run({
      'fb_ads.csv': [
        `Day,Campaign name,Age,${HEAD}`,
        '2024-01-05,A,,7,100,1',
        '2024-01-05,A,18-24,40,1000,10',
        '2024-01-05,A,25-34,5,1,1',
        '2024-01-05,All campaigns,25-34,6,1,1',
      ],
    });
    expect(spendOf(outcome, 'facebook')).toBe(58);
    expect(outcome.files[0]).toMatchObject({ totalRows: 0 });
  });
});

describe('An ads export of several levels', () => {
  const HEADER = 'Day,Campaign name,Delivery level,Amount spent (USD),Impressions,Link clicks';
  const LEVELS = [
    '2024-01-05,A,campaign,45,1001,11',
    '2024-01-05,A,adset,40,1000,10',
    '2024-01-05,A,adset,5,1,1',
  ];

  test('is told where nothing names the lower levels, since a campaign and its ad sets both count', async () => {
    const outcome = await run({ 'fb_ads.csv': [HEADER, ...LEVELS] });
    expect(spendOf(outcome, 'facebook')).toBe(90);
    expect(said(outcome, 'spend_twice')).toEqual([
      '`fb_ads.csv`: by the column `Delivery level` the first 3 rows are of several levels, `adset` (2), `campaign` (1), and no column names their ad sets or ads. What a campaign spent stands in its ad sets again, so it counts more than once. Export one level, or the names of the ad sets and ads with it.',
    ]);
  });

  test('is fine of one level, and where its ad sets have names', async () => {
    expect(said(await run({ 'fb_ads.csv': [HEADER, ...LEVELS.slice(1)] }), 'spend_twice')).toEqual([]);
    const named = await run({
      'fb_ads.csv': [
        `${HEADER},Ad set name`,
        ...LEVELS.map((line, at) => `${line},${['', 'x', 'y'][at] ?? ''}`),
      ],
    });
    expect(spendOf(named, 'facebook')).toBe(45);
    expect(said(named, 'spend_twice')).toEqual([]);
  });
});
