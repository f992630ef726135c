import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const told = ({ findings }: RunOutcome, code: string): readonly (readonly [string, string])[] =>
  findings.filter((one) => one.code === code).map(({ severity, message }) => [severity, message]);

const key = (kind: string, who: number): string => `${kind}${String(who)}`.padEnd(64, 'a');
const lead = (who: number, rest: string, person = who): string =>
  `u-${String(who)},${key('e', person)},${key('f', person)},${rest}`;
const leads = (lines: readonly string[]): string =>
  ['lead_uuid,email_hash,phone_hash,delivered_on,vendor,price', ...lines, ''].join('\n');
const REPORT = [
  'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
  ...[0, 1, 2, 3].map((who) => `${String(who)},${key('e', who)},${key('f', who)},03/15/2024,1,1,Sale`),
  '',
].join('\n');

describe('Records of one delivered lead', () => {
  test('that differ are told with what they differ in, since the first one counts', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads_2024-03-10.csv': leads([0, 1, 2, 3].map((who) => lead(who, '2024-03-01,V1,50.00'))),
        'leads_2024-03-20.csv': leads([
          lead(0, '2024-03-01,V1,40.00'),
          lead(1, '2024-03-02,V1,40.00'),
          lead(2, '2024-03-01,V1,50.00', 9),
        ]),
        'crm_2024-03-31.csv': REPORT,
      }),
    );
    expect(told(outcome, 'duplicate_key')).toEqual([
      [
        'warning',
        '3 lead ids occur more than once among the delivered leads (3 further records). Each counts once; its first record stands for it. They differ in keys of 1 lead, price of 2 leads, date of delivery of 1 lead: what a later record says of these counts nowhere. Where the later one is a correction, take the earlier out.',
      ],
    ]);
  });

  test('that say the same are told in passing, also where one says less', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads_2024-03-10.csv': leads([0, 1, 2, 3].map((who) => lead(who, '2024-03-01,V1,50.00'))),
        'leads_2024-03-20.csv': leads([lead(0, '2024-03-01,V1,50.00'), lead(1, '2024-03-01,V1,')]),
        'crm_2024-03-31.csv': REPORT,
      }),
    );
    expect(told(outcome, 'duplicate_key')).toEqual([
      ['info', expect.stringMatching(/^2 lead ids occur .* its first record stands for it\.$/)],
    ]);
  });
});

describe('Records of one person in one tool', () => {
  const hubspot = (stage: (who: number) => string): string =>
    [
      'Record ID,First Name,Email,Create Date,Lifecycle Stage,Campaign',
      ...[0, 1, 2, 3].map(
        (who) =>
          `${String(100 + who)},N${String(who)},p${String(who)}@acme.com,2024-01-0${String(who + 1)} 09:14,${stage(who)},A`,
      ),
      '',
    ].join('\n');
  const files = (later: (who: number) => string): Record<string, string> => ({
    'hubspot 2024-01-31.csv': hubspot(() => 'Lead'),
    'hubspot 2024-02-29.csv': hubspot(later),
    'fb.csv': 'Campaign name,Day,Amount spent (USD),Impressions,Link clicks\nA,2024-01-05,90.00,1000,10\n',
  });

  test('that differ are told with the field, since the earliest one counts', async () => {
    const outcome = await analyse(memoryFiles(files((who) => (who < 3 ? 'Customer' : 'Lead'))));
    expect(told(outcome, 'source_disagreement')).toEqual([
      [
        'info',
        'Records of one tool differ in the status of 3 people: the earliest record counts, and what a later one says of them counts nowhere. Where these are exports of different days, and not deals beside their contacts, keep the newest alone in the folder.',
      ],
    ]);
  });

  test('that say the same disagree in nothing', async () => {
    const outcome = await analyse(memoryFiles(files(() => 'Lead')));
    expect(told(outcome, 'source_disagreement')).toEqual([]);
  });
});
