import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { runTable } from '../support/run-table';

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
    .filter(({ code, message }) => code === 'campaign_names' && !message.includes('an id and a name'))
    .map(({ severity, message }) => [severity, message]);
/** Revenue that each campaign is credited with, and its spend, in cents. */
async function campaignsOf(files: Record<string, string>, model = 'crm_campaign'): Promise<unknown> {
  const { rows } = await runTable(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.trimEnd().split('\n')])),
    'campaign_returns',
  );
  return rows
    .filter((row) => row['model'] === model)
    .map((row) => [row['campaign_id'], row['revenue_cents'], row['spend_cents']])
    .sort();
}

const ADS = ['Spring,120001,2024-01-01,100,5,10.00', 'Brand,120002,2024-01-02,100,5,20.00'];

describe('A campaign that leads name in several ways', () => {
  test('by its id and by its name is one, as the ads export says', async () => {
    const files = folder(['Spring', 'Spring', 'Brand', '120001'], ADS);
    expect(await campaignsOf(files)).toEqual([
      ['Brand', 10_000, 2000],
      ['Spring', 30_000, 1000],
    ]);
    expect(told(await analyse(memoryFiles(files)))).toEqual([
      [
        'info',
        '1 record of leads, sessions and events names its campaign by an id or a name other than the one it counts under: `120001` is `Spring`, as an ads export with both says.',
      ],
    ]);
  });

  test('by the name that it had before is one too', async () => {
    const files = folder(
      ['Spring', 'Spring v2', 'Brand'],
      [...ADS, 'Spring,120001,2024-01-02,100,5,10.00', 'Spring v2,120001,2024-01-03,100,5,5.00'],
    );
    expect(await campaignsOf(files)).toEqual([
      ['Brand', 10_000, 2000],
      ['Spring', 20_000, 2500],
    ]);
    expect(told(await analyse(memoryFiles(files)))).toEqual([
      ['info', expect.stringContaining('`spring v2` is `Spring`')],
    ]);
  });

  test('by its name in leads and by its id in sessions is one under every model', async () => {
    const files = {
      ...folder(['Spring', 'Brand', 'Brand'], ADS),
      'segment_tracks.csv': [
        'id,anonymous_id,user_id,timestamp,event,context_campaign_source,context_campaign_name',
        ...['120001', '120002', '120002'].map(
          (campaign, who) =>
            `e${String(who)},a${String(who)},p${String(who)}@a.example,2024-01-1${String(who)} 10:00:00,visit,x,${campaign}`,
        ),
        '',
      ].join('\n'),
    };
    for (const model of ['crm_campaign', 'first_touch', 'linear'])
      expect(await campaignsOf(files, model), model).toEqual([
        ['120001', 10_000, 1000],
        ['120002', 20_000, 2000],
      ]);
  });

  test('by a name that several campaigns have is an error that says what it costs, where ids count', async () => {
    const files = folder(
      ['120001', '120002', '120003', 'Spring'],
      [...ADS, 'Spring,120003,2024-01-02,100,5,10.00'],
    );
    expect(told(await analyse(memoryFiles(files)))).toEqual([
      [
        'error',
        'Leads name 1 campaign by a name that several campaigns of the ads exports have: `spring` is the name of 2. Which of them is meant cannot be told, so 1 invoice of 100.00 in all stands beside no spend, and the return of these campaigns is too low. Let leads name campaigns by their ids.',
      ],
    ]);
  });

  test('is none where all name it alike, by whichever', async () => {
    expect(told(await analyse(memoryFiles(folder(['Spring', 'Brand', 'Spring'], ADS))))).toEqual([]);
    expect(told(await analyse(memoryFiles(folder(['120001', '120002'], ADS))))).toEqual([]);
  });
});

describe('Campaign ids that a spreadsheet rounded', () => {
  const rounded = ({ findings }: RunOutcome): readonly string[] =>
    findings.filter(({ code }) => code === 'damaged_ids').map(({ message }) => message);

  test('are told where all of a file end in zeros, and not where one does', async () => {
    const ads = (second: string): readonly string[] => [
      'Spring,120200000000000000,2024-01-01,100,5,10.00',
      `Brand,${second},2024-01-02,100,5,20.00`,
    ];
    expect(
      rounded(await analyse(memoryFiles(folder(['120200000000000000'], ads('120200000000001000'))))),
    ).toEqual([
      '`campaigns.csv`: 2 long campaign ids all end in zeros from the sixteenth digit on, such as `120200000000000000`: a spreadsheet keeps fifteen. Campaigns may have become one, and find no others by their ids. Export the file again and do not save it with a spreadsheet.',
      '`hubspot.csv`: 1 long campaign id ends in zeros from the sixteenth digit on, such as `120200000000000000`: a spreadsheet keeps fifteen. Campaigns may have become one, and find no others by their ids. Export the file again and do not save it with a spreadsheet.',
    ]);
    const whole = await analyse(memoryFiles(folder(['120200000000000007'], ads('120200000000000007'))));
    expect(rounded(whole)).toEqual([]);
  });
});
