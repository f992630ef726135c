import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { allRows } from '../../shared/contract/grid';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const HEADER = 'date,campaign_id,cost_usd,impressions,clicks';
const ROWS = [
  '2025-05-17,C1,10.50,3740,112',
  '2025-05-18,C1,20.25,2000,50',
  '2025-05-17,C2,30.00,1500,20',
  '2025-05-18,C2,5.00,100,1',
];

interface Found {
  readonly spend: number | undefined;
  /** Kind and number of the records with a remark. */
  readonly remarks: readonly string[];
  readonly outcome: RunOutcome;
}

async function adsOf(lines: readonly string[]): Promise<Found> {
  const engine = await openEngine(memoryFiles({ 'google_ads.csv': `${[HEADER, ...lines].join('\n')}\n` }));
  try {
    const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
    const page = await engine.client.call('page', {
      query: { ...allRows('remarked_records'), sort: [{ column: 'record_number', direction: 'asc' }] },
      offset: 0,
      limit: 100,
    });
    const names = page.columns.map(({ name }) => name);
    const of = (row: readonly unknown[], name: string): string => String(row[names.indexOf(name)]);
    return {
      spend: outcome.summary.revenue?.spend[0]?.spend,
      remarks: page.rows.map((row) => `${of(row, 'kind')} ${of(row, 'record_number')}`),
      outcome,
    };
  } finally {
    await engine.close();
  }
}

const SUM = ',,65.75,7340,183';

describe('A row of an ads export whose numbers are the sums of others', () => {
  test.each([
    ['first', [SUM, ...ROWS], ['total 1']],
    ['last', [...ROWS, SUM], ['total 5']],
    ['between', [...ROWS.slice(0, 2), SUM, ...ROWS.slice(2)], ['total 3']],
  ])('and that has neither day nor campaign is no spend: %s', async (_, lines, remarks) => {
    const found = await adsOf(lines);
    expect(found.spend).toBe(65.75);
    expect(found.remarks).toEqual(remarks);
    const [input] = found.outcome.summary.inputs;
    expect(input).toMatchObject({ records: 5, rows: 4, totalRows: 1, rejectedRecords: 0 });
    expect(found.outcome.findings.filter(({ code }) => code === 'total_rows')).toHaveLength(1);
  });

  test('of one campaign, without a day, is no spend', async () => {
    const lines = [...ROWS.slice(0, 2), ',C1,30.75,5740,162', ...ROWS.slice(2), ',C2,35.00,1600,21', SUM];
    const found = await adsOf(lines);
    expect(found.spend).toBe(65.75);
    expect(found.remarks).toEqual(['total 3', 'total 6', 'total 7']);
  });

  test('and that says total beside a day is no spend', async () => {
    const found = await adsOf([...ROWS, '2025-05-18,Total,65.75,7340,183']);
    expect([found.spend, found.remarks]).toEqual([65.75, ['total 5']]);
  });
});

test('Each finding about the records of a file opens just those that it counts', async () => {
  const lines = [...ROWS.slice(0, 2), HEADER, ...ROWS.slice(2), SUM];
  const engine = await openEngine(memoryFiles({ 'google_ads.csv': `${[HEADER, ...lines].join('\n')}\n` }));
  try {
    const { findings } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith({}) });
    const kindsBehind = async (code: string): Promise<readonly unknown[]> => {
      const rows = findings.find((finding) => finding.code === code)?.rows;
      if (!rows) return [];
      const filters = rows.where.map(({ column, value }) => ({ op: 'equals' as const, column, value }));
      const query = { ...allRows(rows.table), filters };
      const page = await engine.client.call('page', { query, offset: 0, limit: 100 });
      return page.rows.map((row) => row[page.columns.findIndex(({ name }) => name === 'kind')]);
    };
    expect(await kindsBehind('total_rows')).toEqual(['total']);
    expect(await kindsBehind('repeated_header')).toEqual(['header']);
  } finally {
    await engine.close();
  }
});

describe('A row of an ads export that is no sum', () => {
  test('and that has no campaign is kept apart with its money', async () => {
    const found = await adsOf([...ROWS, '2025-05-19,,1.00,7,1']);
    expect([found.spend, found.remarks]).toEqual([65.75, []]);
    expect(found.outcome.summary.findings.filter(({ code }) => code === 'spend_not_counted')).toMatchObject([
      {
        message:
          '`google_ads.csv` (Google Ads): 1 row names no campaign, with 1.00 USD. It is no sum of several other rows, and is kept apart: it counts in no sum. Check in the export what it is.',
      },
    ]);
  });

  test('is spend, though its campaign is called after a total', async () => {
    const found = await adsOf([...ROWS, '2025-05-19,Total Wine,1.00,7,1', '2025-05-19,Total,1.00,7,1']);
    expect([found.spend, found.remarks]).toEqual([67.75, []]);
  });
});
