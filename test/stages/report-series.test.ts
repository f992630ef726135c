import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { ProjectSettings } from '../../shared/contract/project';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import { movementChart, movingSnapshots } from '../../shared/charts/trend-chart';
import { PRINT_THEME } from '../../shared/stages/report/print-theme';
import { lit, sql } from '../../shared/sql/sql';
import { rptLeadMovements } from '../../shared/stages/measure/rpt-lead-movements.model';
import { analyse, FOLDER, numbersOf, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Row {
  readonly number: string;
  readonly person: string;
  readonly day: string;
  readonly zip: string;
  readonly word: string;
}

const date = (day: number): string => `2024-01-${String((day % 28) + 1).padStart(2, '0')}`;
/** Leads of a client, by number: each a person of its own. */
const rows = (client: string, from: number, to: number, word = 'Data'): readonly Row[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    number: String(from + i),
    person: `${client}${String(from + i)}`,
    day: date(from + i + (client === 'B' ? 7 : 0)),
    zip: String(10_000 + from + i + (client === 'B' ? 500 : 0)),
    word,
  }));

/** How a client heads its columns. */
const HEADERS = {
  A: 'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,ZIP,Set,Demo,Disposition',
  AWide: 'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,ZIP,Set,Demo,Disposition,Remark',
  B: 'lead_id,Email,Phone,Created,Postal Code,Appt Set,Demoed,Lead Status',
} as const;

const reportOf = (
  header: keyof typeof HEADERS,
  leads: readonly Row[],
  hash: (text: string) => string = sha1,
): string =>
  [
    HEADERS[header],
    ...leads.map(({ number, person, day, zip, word }) =>
      [
        number,
        hash(`e${person}`),
        hash(`p${person}`),
        day,
        zip,
        '1',
        '0',
        word,
        ...(header === 'AWide' ? [''] : []),
      ].join(','),
    ),
    '',
  ].join('\n');

const leadsOf = (people: readonly string[]): string =>
  [
    'lead_uuid,email_hash,phone_hash',
    ...people.map((person) => `u-${person},${sha1(`e${person}`)},${sha1(`p${person}`)}`),
    '',
  ].join('\n');
const numbered = (client: string, to: number): readonly string[] =>
  Array.from({ length: to }, (_, i) => `${client}${String(i + 1)}`);
const DELIVERED = leadsOf([...numbered('A', 12), ...numbered('B', 12)]);

const run = (
  files: Readonly<Record<string, string>>,
  settings: Partial<ProjectSettings> = {},
): Promise<RunOutcome> => analyse(memoryFiles({ 'delivered_leads.csv': DELIVERED, ...files }), settings);
const found = ({ findings }: RunOutcome, ...codes: readonly FindingCode[]): readonly Finding[] =>
  findings.filter(({ code }) => codes.includes(code));
const seriesOf = ({ summary }: RunOutcome): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    summary.inputs.flatMap(({ file, snapshot }) => (snapshot ? [[file, snapshot.series] as const] : [])),
  );

const CHANGES = [
  'leads_vanished',
  'partial_snapshot',
  'row_count_jump',
  'reused_lead_numbers',
  'schema_drift',
] as const;

describe('The reports of two clients in one folder', () => {
  const two = {
    'acme_2024-02-01.csv': reportOf('A', rows('A', 1, 12)),
    'beta_2024-02-08.csv': reportOf('B', rows('B', 1, 12, 'Sale')),
    'acme_2024-02-15.csv': reportOf('A', rows('A', 1, 12, 'Sale')),
    'beta_2024-02-22.csv': reportOf('B', rows('B', 1, 11, 'Data')),
  };

  test('with other columns and the same numbers for other people are two series: a number counts in each', async () => {
    const outcome = await run(two);
    expect(seriesOf(outcome)).toEqual({
      'acme_2024-02-01.csv': 'acme',
      'acme_2024-02-15.csv': 'acme',
      'beta_2024-02-08.csv': 'beta',
      'beta_2024-02-22.csv': 'beta',
    });
    expect(numbersOf(outcome)).toMatchObject({ crmLeads: 24, snapshots: 4, delivered: 24 });
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 24, sale: 24 });
    // The newest report of each client is its latest word.
    expect(numbersOf(outcome).funnel.latest_linked).toMatchObject({ matched: 24, sale: 13 });
    expect(found(outcome, 'several_series')).toMatchObject([
      {
        severity: 'warning',
        files: Object.keys(two).sort(),
        message: expect.stringMatching(
          /of 2 series: “acme” \(2 reports, 12 CRM leads\) and “beta” \(2 reports, 12 CRM leads\).* 12 lead numbers/,
        ) as string,
      },
    ]);
    expect(
      found(outcome, 'partial_snapshot', 'row_count_jump', 'reused_lead_numbers', 'schema_drift'),
    ).toEqual([]);
  });

  test('are said of each snapshot of the funnel, with and without filters', async () => {
    const engine = await openEngine(memoryFiles({ 'delivered_leads.csv': DELIVERED, ...two }));
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      const filters = [{ dimension: 'tier' as const, values: ['both'] }];
      for (const narrowed of [[], filters]) {
        const request = { basis: 'ever' as const, links: 'linked' as const, filters: narrowed };
        const { trend } = await engine.client.call('funnel', request);
        expect(trend.map(({ series }) => series)).toEqual(['acme', 'acme', 'beta', 'beta']);
        // The first report of beta is no arrival of its leads: it is not among what came and went.
        expect(movingSnapshots(trend).map(({ order }) => order)).toEqual([2, 4]);
        const [sample] = movementChart(PRINT_THEME, trend).option.series as { data: number[] }[];
        expect(sample?.data).toEqual([0, 0]);
      }
    } finally {
      await engine.close();
    }
  });

  test('vanish within their own series only', async () => {
    const engine = await openEngine(memoryFiles({ 'delivered_leads.csv': DELIVERED, ...two }));
    try {
      const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      expect(found(outcome, 'leads_vanished')).toMatchObject([
        { files: ['beta_2024-02-08.csv'], message: expect.stringMatching(/^1 CRM lead/) as string },
      ]);
      const gone = await engine.engine.workspace.read(
        sql`select lead_number, file from ${rptLeadMovements} where movement = ${lit('vanished')}`,
      );
      expect(gone.rows()).toEqual([['12', 'beta_2024-02-08.csv']]);
    } finally {
      await engine.close();
    }
  });

  test('with the same columns are told apart by names, numbers and people', async () => {
    const outcome = await run({
      'acme_2024-02.csv': reportOf('A', rows('A', 1, 12)),
      'beta_2024-02.csv': reportOf('A', rows('B', 1, 12, 'Sale')),
    });
    expect(seriesOf(outcome)).toEqual({ 'acme_2024-02.csv': 'acme', 'beta_2024-02.csv': 'beta' });
    expect(numbersOf(outcome)).toMatchObject({ crmLeads: 24 });
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 24, sale: 12 });
  });

  test('in folders of the same file names are told apart by these', async () => {
    const outcome = await run({
      'acme/crm_2024-02-01.csv': reportOf('A', rows('A', 1, 12)),
      'beta/crm_2024-02-01.csv': reportOf('A', rows('B', 1, 12)),
    });
    expect(seriesOf(outcome)).toEqual({
      'acme/crm_2024-02-01.csv': 'acme crm',
      'beta/crm_2024-02-01.csv': 'beta crm',
    });
  });

  test('whose numbers do not meet are told apart by columns of which few are the same', async () => {
    const outcome = await run({
      'acme_2024-02-01.csv': reportOf('A', rows('A', 1, 6)),
      'beta_2024-02-08.csv': reportOf('B', rows('B', 7, 12)),
    });
    expect(Object.values(seriesOf(outcome))).toEqual(['acme', 'beta']);
    expect(found(outcome, ...CHANGES)).toEqual([]);
  });

  test('whose reports go on side by side, with the same columns, are told apart though both bought two of the leads', async () => {
    const both = rows('A', 1, 12);
    const beta = [
      ...rows('B', 101, 110),
      { ...rows('A', 11, 11)[0], number: '111' },
      { ...rows('A', 12, 12)[0], number: '112' },
    ] as typeof both;
    const outcome = await run({
      'acme/2024-02-01.csv': reportOf('A', both),
      'beta/2024-02-01.csv': reportOf('A', beta),
      'acme/2024-02-08.csv': reportOf('A', both),
      'beta/2024-02-08.csv': reportOf('A', beta),
    });
    expect(seriesOf(outcome)).toEqual({
      'acme/2024-02-01.csv': 'acme',
      'acme/2024-02-08.csv': 'acme',
      'beta/2024-02-01.csv': 'beta',
      'beta/2024-02-08.csv': 'beta',
    });
    expect(found(outcome, ...CHANGES)).toEqual([]);
    expect(found(outcome, 'several_series')).toHaveLength(1);
  });

  test('have the same numbers under any order of columns, and when a report comes in later', async () => {
    const engine = await openEngine(
      memoryFiles({ 'delivered_leads.csv': DELIVERED, 'beta_2024-02-08.csv': two['beta_2024-02-08.csv'] }),
    );
    try {
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      engine.use(memoryFiles({ 'delivered_leads.csv': DELIVERED, ...two }));
      const later = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      expect(later.summary.leadQuality).toEqual((await run(two)).summary.leadQuality);
      engine.use(
        memoryFiles({ 'delivered_leads.csv': DELIVERED, 'beta_2024-02-08.csv': two['beta_2024-02-08.csv'] }),
      );
      const alone = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
      expect(numbersOf(alone)).toMatchObject({ crmLeads: 12 });
      expect(found(alone, 'several_series')).toEqual([]);
    } finally {
      await engine.close();
    }
  });

  test('are one series where the user says so, for all files with these columns and names', async () => {
    const said = (words: string, header: keyof typeof HEADERS) => ({
      headers: HEADERS[header].split(','),
      words,
      series: 'All',
    });
    const outcome = await run(two, { reportSeries: [said('acme csv', 'A'), said('beta csv', 'B')] });
    expect(numbersOf(outcome)).toMatchObject({ crmLeads: 12 });
    expect(found(outcome, 'several_series')).toEqual([]);
    expect(found(outcome, 'reused_lead_numbers')).not.toEqual([]);
  });

  test('are apart where the user says so, whatever their numbers say', async () => {
    const files = {
      'north_2024-02-01.csv': reportOf('A', rows('A', 1, 6)),
      'south_2024-02-01.csv': reportOf('A', rows('A', 7, 12)),
    };
    const said = (words: string, series: string) => ({ headers: HEADERS.A.split(','), words, series });
    const outcome = await run(files, { reportSeries: [said('south csv', 'South')] });
    expect(seriesOf(outcome)).toEqual({ 'north_2024-02-01.csv': 'north', 'south_2024-02-01.csv': 'South' });
    expect(found(outcome, 'several_series')).toMatchObject([{ severity: 'info' }]);
    expect(found(outcome, ...CHANGES)).toEqual([]);
  });
});

describe('The reports of one client stay one series', () => {
  const one = async (files: Readonly<Record<string, string>>): Promise<RunOutcome> => {
    const outcome = await run(files);
    expect(found(outcome, 'several_series')).toEqual([]);
    expect(new Set(Object.values(seriesOf(outcome)))).toEqual(new Set([undefined]));
    return outcome;
  };

  test('where a column is new and the numbers go on', async () => {
    const outcome = await one({
      'crm_2024-02-01.csv': reportOf('A', rows('A', 1, 10)),
      'export_2024-03-01.csv': reportOf('AWide', rows('A', 3, 12)),
    });
    expect(numbersOf(outcome)).toMatchObject({ crmLeads: 12 });
  });

  test('where all columns have other names and the numbers are of the same people', async () => {
    await one({
      'crm_2024-02-01.csv': reportOf('A', rows('A', 1, 10)),
      'export_2024-03-01.csv': reportOf('B', rows('A', 3, 12)),
    });
  });

  test('where each report holds only what is new', async () => {
    await one({
      'leads_january.csv': reportOf('A', rows('A', 1, 4)),
      'new_2024-02-01.csv': reportOf('AWide', rows('A', 5, 8)),
      'more_2024-03-01.csv': reportOf('A', rows('A', 9, 12)),
    });
  });

  test('where the keys are of another algorithm from a report on', async () => {
    await one({
      'crm_2024-02-01.csv': reportOf('A', rows('A', 1, 10)),
      'export_2024-03-01.csv': reportOf('AWide', rows('A', 1, 12), sha256),
    });
  });

  test('where the keys are salted from a report on', async () => {
    await one({
      'crm_2024-02-01.csv': reportOf('A', rows('A', 1, 10)),
      'export_2024-03-01.csv': reportOf('AWide', rows('A', 1, 12), (text) => sha1(`salt ${text}`)),
    });
  });

  test('where another CRM gave the same people other numbers', async () => {
    await one({
      'crm_2024-02-01.csv': reportOf('A', rows('A', 1, 10)),
      'new crm_2024-03-01.csv': reportOf(
        'B',
        rows('A', 1, 12).map((row) => ({ ...row, number: `N${row.number}` })),
      ),
    });
  });
});
