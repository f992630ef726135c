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
