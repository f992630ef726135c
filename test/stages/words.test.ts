import { describe, expect, test } from 'vitest';
import type { ProjectSettings } from '../../shared/contract/project';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { runTable } from '../support/run-table';

const HEX = '0123456789abcdef';
/** A digest of its own for each person. */
const keyOf = (kind: string, i: number): string => (kind + (HEX[i] ?? '0')).repeat(20);

/** One CRM lead for each row: its disposition and its job status. */
function analyseWords(
  rows: readonly (readonly [disposition: string, jobStatus: string])[],
  settings: Partial<ProjectSettings> = {},
): Promise<RunOutcome> {
  const leads = rows.map((_, i) => `u-${String(i)},${keyOf('a', i)},${keyOf('b', i)}`);
  const report = rows.map(
    ([disposition, job], i) =>
      `${String(1001 + i)},${keyOf('a', i)},${keyOf('b', i)},2024-01-15,1,${disposition},${job}`,
  );
  const header = 'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Demo,Disposition,Job Status';
  return analyse(
    memoryFiles({
      'delivered_leads.csv': ['lead_uuid,email_sha1,phone_sha1', ...leads, ''].join('\n'),
      'crm_2024-01-31.csv': [header, ...report, ''].join('\n'),
    }),
    settings,
  );
}

const salesOf = async (
  rows: readonly (readonly [string, string])[],
  settings: Partial<ProjectSettings> = {},
): Promise<{ sale: number; net_sale: number }> => {
  const { sale, net_sale } = numbersOf(await analyseWords(rows, settings)).funnel.ever_linked;
  return { sale, net_sale };
};

const unknownIn = (outcome: RunOutcome): string[] =>
  outcome.findings.filter((f) => f.code === 'unknown_words').map((f) => f.message);

describe('A disposition', () => {
  test.each(['Sale', 'SALE', 'sold', ' SOLD ', 'Closed-Won', 'closed  won'])('%s is a sale', async (word) => {
    expect(await salesOf([[word, '']])).toEqual({ sale: 1, net_sale: 1 });
  });

  test.each(['Sale Pending', 'No Sale', 'DNS', 'Presale'])('%s is no sale', async (word) => {
    expect(await salesOf([[word, '']])).toEqual({ sale: 0, net_sale: 0 });
  });

  test('that no group holds is named with its CRM leads, and counts as no sale', async () => {
    const outcome = await analyseWords([
      ['Sale Pending', ''],
      ['Sale Pending', ''],
      ['Zrealizowane', ''],
      ['Data', ''],
    ]);
    expect(unknownIn(outcome)).toEqual([
      expect.stringContaining(
        '2 dispositions, with the CRM leads that have them: “Sale Pending” (2), “Zrealizowane” (1).',
      ),
    ]);
    expect(numbersOf(outcome).funnel.ever_linked.sale).toBe(0);
  });

  test('that the project puts into Sold is a sale, and one that it takes out is none', async () => {
    const rows = [
      ['Zrealizowane', ''],
      ['Sale', ''],
      ['SOLD', ''],
    ] as const;
    expect(await salesOf(rows, { dispositionGroups: { zrealizowane: 'Sold', Sale: 'Other' } })).toEqual({
      sale: 2,
      net_sale: 2,
    });
    expect(unknownIn(await analyseWords(rows, { dispositionGroups: { Zrealizowane: 'Sold' } }))).toEqual([]);
  });
});

describe('A job status', () => {
  test.each(['Cancel In Rescission', 'CANCEL IN RESCISSION', 'Cancelled', 'credit-decline'])(
    '%s takes a sale back',
    async (word) => {
      expect(await salesOf([['Sale', word]])).toEqual({ sale: 1, net_sale: 0 });
    },
  );

  test('that sounds like a cancellation and is in no group is named; its sale stands until the project says otherwise', async () => {
    const rows = [['Sale', 'Cancelled by bank']] as const;
    const outcome = await analyseWords(rows);
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ sale: 1, net_sale: 1 });
    expect(unknownIn(outcome)).toEqual([
      expect.stringContaining('“Cancelled by bank” (1). Their sales count as net.'),
    ]);
    const settings = { jobStatusGroups: { 'Cancelled by bank': 'Cancelled' } };
    expect(await salesOf(rows, settings)).toEqual({ sale: 1, net_sale: 0 });
    expect(unknownIn(await analyseWords(rows, settings))).toEqual([]);
  });
});

describe('A status of leads', () => {
  const files = {
    'hubspot.csv': [
      'lead_id,user_uid,campaign_id,status,deal_amount,email',
      'h1,u1,Spring,MQL,10,ann@a.example',
      'h2,u2,Spring,Sales Qualified Lead,10,bob@b.example',
      'h3,u3,Spring,Demo booked,10,cat@c.example',
      'h4,u4,Spring,demo-booked,10,dan@d.example',
      'h5,u5,Spring,In progress,10,eve@e.example',
      'h6,u6,Spring,Customer,10,fay@f.example',
    ],
    'stripe.csv': ['invoice_id,user_uid,date,amount,currency,status', 'in_1,u1,2024-02-01,120.00,USD,paid'],
  };
  const qualified = async (settings: Partial<ProjectSettings> = {}): Promise<unknown> => {
    const { rows, outcome } = await runTable(files, 'campaign_returns', settings);
    return {
      qualified: [...new Set(rows.map((row) => row['qualified_leads']))],
      unknown: unknownIn(outcome),
    };
  };

  test('is qualified from MQL on; one that no group holds is not, and is named with its people', async () => {
    expect(await qualified()).toEqual({
      qualified: [3],
      unknown: [
        'No group holds 2 statuses of leads, with the people who have them: “Demo booked” (1), “demo-booked” (1). They do not count as qualified. Put them into a group on Revenue where they mean it.',
      ],
    });
  });

  test('counts as the project says, whatever its case', async () => {
    const leadStatusGroups = { 'DEMO BOOKED': 'Qualified', MQL: 'Not qualified' };
    expect(await qualified({ leadStatusGroups })).toEqual({ qualified: [4], unknown: [] });
  });
});
