import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const folder = (campaigns: readonly string[], ads: readonly string[]): Record<string, string> => ({
  'campaigns.csv': [
    'Campaign name,Campaign ID,Day,Impressions,Link clicks,Amount spent (USD)',
    ...ads,
    '',
  ].join('\n'),
  'hubspot.csv': [
    'Record ID,First Name,Email,Contact owner,Lifecycle Stage,UTM Campaign',
    ...campaigns.map((campaign, who) => `${String(who)},A,p${String(who)}@a.example,S,Customer,${campaign}`),
    '',
  ].join('\n'),
  'payments.csv': [
    'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email',
    ...campaigns.map(
      (_, who) =>
        `ch_${String(who)},2024-02-0${String(who + 1)} 10:00,100.00,0.00,usd,Paid,cus_${String(who)},p${String(who)}@a.example`,
    ),
    '',
  ].join('\n'),
});
const told = ({ findings }: RunOutcome): readonly (readonly [string, string])[] =>
  findings
    .filter(({ code, severity }) => code === 'campaign_names' && severity !== 'info')
    .map(({ severity, message }) => [severity, message]);

const ADS = ['Spring,120001,2024-01-01,100,5,10.00', 'Brand,120002,2024-01-02,100,5,20.00'];

describe('A campaign that leads name in several ways', () => {
  test('by its id and by its name is an error that says what it costs', async () => {
    const outcome = await analyse(memoryFiles(folder(['Spring', 'Spring', 'Brand', '120001'], ADS)));
    expect(told(outcome)).toEqual([
      [
        'error',
        '1 campaign is named in several ways, by id, by name or by a name of before: by the ads export, `120001` is `Spring`. 1 invoice of 100.00 in all stand beside no spend for that, and the return of these campaigns is too low. Let leads name them in one way, or leave ids or names out of all exports.',
      ],
    ]);
  });

  test('by the name that it had before is one too', async () => {
    const outcome = await analyse(
      memoryFiles(
        folder(
          ['Spring', 'Spring v2', 'Brand'],
          [...ADS, 'Spring,120001,2024-01-02,100,5,10.00', 'Spring v2,120001,2024-01-03,100,5,5.00'],
        ),
      ),
    );
    expect(told(outcome)).toEqual([['error', expect.stringContaining('`spring v2` is `Spring`')]]);
  });

  test('is none where all name it alike, by whichever', async () => {
    expect(told(await analyse(memoryFiles(folder(['Spring', 'Brand', 'Spring'], ADS))))).toEqual([]);
    expect(told(await analyse(memoryFiles(folder(['120001', '120002'], ADS))))).toEqual([]);
  });
});
