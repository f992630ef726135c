import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const run = (lines: readonly string[]): Promise<RunOutcome> =>
  analyse(memoryFiles({ 'facebook_ads.csv': `${lines.join('\n')}\n` }));
const said = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ code }) => code === 'no_header').map(({ message }) => message);
const spendOf = ({ summary }: RunOutcome): number | undefined => summary.revenue?.spend[0]?.spend;

describe('A column without a name', () => {
  test('is told with its values, since nothing is read from it', async () => {
    const outcome = await run([
      'Day,Campaign name,Amount spent (USD),Impressions',
      '2024-01-01,A,10,100,paused',
      '2024-01-02,A,20,200,',
      '2024-01-03,B,30,300,deleted',
    ]);
    expect(spendOf(outcome)).toBe(60);
    expect(said(outcome)).toEqual([
      '`facebook_ads.csv`: the header has no name for 1 column with values; it is column 5, with `paused`, `deleted`. Nothing is read from it. Map it on the Sources screen, or export the file with all names.',
    ]);
  });

  test('is not told where it is empty, or numbers the rows', async () => {
    for (const lines of [
      ['Day,Campaign name,Amount spent (USD),', '2024-01-01,A,10,', '2024-01-02,A,20,'],
      [',Day,Campaign name,Amount spent (USD)', '0,2024-01-01,A,10', '1,2024-01-02,A,20'],
    ]) {
      const outcome = await run(lines);
      expect(spendOf(outcome)).toBe(30);
      expect(said(outcome)).toEqual([]);
    }
  });

  test('that numbers the rows leaves the others their names where the header lacks even the delimiter for it', async () => {
    const outcome = await run([
      'Day,Campaign name,Amount spent (USD),Impressions',
      '1,2024-01-01,A,10,100',
      '2,2024-01-02,A,20,200',
      '3,2024-01-03,B,30,300',
    ]);
    expect(spendOf(outcome)).toBe(60);
    expect(outcome.files[0]?.mapping.find(({ field }) => field === 'cost')?.column).toBe(
      'Amount spent (USD)',
    );
    expect(said(outcome)).toEqual([]);
  });
});
