import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const adsWith = (header: string, rows: readonly string[]): Promise<RunOutcome> =>
  analyse(
    memoryFiles({ 'fb_ads.csv': [`date,campaign_id,impressions,clicks,${header}`, ...rows, ''].join('\n') }),
  );

const asked = (outcome: RunOutcome): string[] =>
  outcome.findings.filter((f) => f.code === 'two_columns').map((f) => f.message);

describe('Two columns that could both be the cost', () => {
  test('are a question that names both', async () => {
    const outcome = await adsWith('spend,Cost', ['2025-05-17,C1,10,1,10.50,1', '2025-05-18,C1,10,1,20.25,1']);
    expect(asked(outcome)).toEqual([
      expect.stringMatching(
        /fit Cost: `(spend|Cost)` is read, `(spend|Cost)` not\. They do not say the same\./,
      ),
    ]);
  });

  test.each([
    ['say the same', 'spend,Cost', '2025-05-17,C1,10,1,10.50,10.50'],
    ['are one and an empty one', 'spend,Cost', '2025-05-17,C1,10,1,10.50,'],
    ['are the cost and the cost per click', 'spend,cpc', '2025-05-17,C1,10,1,10.50,10.50'],
  ])('are no question where they %s', async (_, header, row) => {
    expect(asked(await adsWith(header, [row]))).toEqual([]);
  });

  test('are no question any more once the user chose', async () => {
    const outcome = await analyse(
      memoryFiles({
        'fb_ads.csv': 'date,campaign_id,impressions,clicks,spend,Cost\n2025-05-17,C1,10,1,10.50,1\n',
      }),
      { files: { 'fb_ads.csv': { mapping: { cost: 'Cost' } } } },
    );
    expect(asked(outcome)).toEqual([]);
    expect(outcome.summary.revenue?.spend).toMatchObject([{ spend: 1 }]);
  });
});

describe('Two columns that could both be the outcome in a CRM report', () => {
  const report = (day: string, other: string): Readonly<Record<string, string>> => ({
    [`crm_report_${day}.csv`]: `LEADNUMBER,ENTRYDATE,EMAIL,SET,DISPOSITION,Disposition\n1,01/02/2025,a@b.co,Y,SALE,${other}\n`,
  });

  test('are one question for all snapshots of the report', async () => {
    const outcome = await analyse(
      memoryFiles({ ...report('2025-02-01', 'LOST'), ...report('2025-02-08', 'DEMO NO SALE') }),
    );
    expect(
      outcome.findings.filter((f) => f.code === 'two_columns').map(({ files, column }) => [files, column]),
    ).toEqual([[['crm_report_2025-02-01.csv', 'crm_report_2025-02-08.csv'], 'disposition']]);
    expect(asked(outcome)).toEqual([
      expect.stringMatching(
        /^`crm_report_2025-02-01\.csv` and 1 other file: two columns or more fit Disposition/,
      ),
    ]);
  });

  test('are no question where they say the same', async () => {
    expect(asked(await analyse(memoryFiles(report('2025-02-01', 'SALE'))))).toEqual([]);
  });
});

describe('One column that was chosen for two fields', () => {
  const CHOSEN = { impressions: 'clicks', clicks: 'clicks' };
  const read = (mapping: Readonly<Record<string, string | null>>): Promise<RunOutcome> =>
    analyse(
      memoryFiles({ 'fb_ads.csv': 'date,campaign_id,impressions,clicks,spend\n2025-05-17,C1,10,7,1\n' }),
      { files: { 'fb_ads.csv': { mapping } } },
    );

  test('feeds the first of them, and a warning says which one goes without', async () => {
    const outcome = await read(CHOSEN);
    expect(outcome.findings.filter(({ code }) => code === 'two_fields')).toMatchObject([
      {
        severity: 'warning',
        column: 'clicks',
        message:
          '`fb_ads.csv`: column `clicks` was chosen for Impressions and for Clicks. It is Impressions; Clicks has no column. Choose another column for one of them on the Sources screen.',
      },
    ]);
    expect(outcome.files[0]?.mapping.find(({ field }) => field === 'clicks')).toMatchObject({
      column: null,
      lost: { column: 'clicks', to: 'Impressions' },
    });
  });

  test('is no warning where each has its own', async () => {
    const outcome = await read({ impressions: 'clicks', clicks: 'impressions' });
    expect(outcome.findings.filter(({ code }) => code === 'two_fields')).toEqual([]);
  });
});
