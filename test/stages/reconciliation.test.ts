import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { findDifferences } from '../../shared/stages/report/reconciliation-findings';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const EMAIL = (digit: string): string => digit.repeat(40);
const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Every kind of export, with a row of each fate that the kind knows. */
const FOLDER: Readonly<Record<string, string>> = {
  'delivered.csv': csv(
    'lead_uuid,email_hash,phone_hash,delivered_date,price,currency',
    `L1,${EMAIL('a')},${EMAIL('1')},2026-01-02,10.00,USD`,
    `L2,${EMAIL('b')},${EMAIL('2')},2026-01-03,20.10,USD`,
    `L1,${EMAIL('a')},${EMAIL('1')},2026-01-04,10.00,USD`,
    `,${EMAIL('c')},${EMAIL('3')},2026-01-05,5.55,USD`,
    `L3,${EMAIL('d')},${EMAIL('4')},2026-01-06,300.00,SEK`,
  ),
  'report_2026-02-01.csv': csv(
    'lead_number,email_hash,phone_hash,entry_date,disposition,appointment_date,is_set',
    `1001,${EMAIL('a')},${EMAIL('1')},2026-01-02,Sale,2026-01-09,1`,
    `1001,${EMAIL('a')},${EMAIL('1')},2026-01-02,Sale,2026-01-09,1`,
    `1002,${EMAIL('b')},${EMAIL('2')},2026-01-03,,,0`,
    `,${EMAIL('e')},${EMAIL('5')},2026-01-03,,,0`,
  ),
  'hubspot_leads.csv': csv(
    'lead_id,user_uid,campaign_id,status,deal_amount,email',
    'H1,u1,C1,New,10,ann@example.com',
    'H2,u2,C2,New,10,bea@example.com',
    'H2,u2,C2,New,10,bea@example.com',
  ),
  'intercom_leads.csv': csv('lead_id,user_uid,campaign_id,status,email', 'I1,u1,C1,New,ann@example.com'),
  'stripe_invoices.csv': csv(
    'invoice_id,user_uid,date,amount,currency,status',
    'in_1,u1,2026-01-10,100.25,USD,paid',
    'in_1,u1,2026-01-10,100.25,USD,paid',
    'in_2,u2,2026-01-11,50.00,USD,open',
    'in_3,u2,2026-01-12,7.50,SEK,paid',
    'in_4,u2,2026-01-12,-20.00,USD,paid',
  ),
  'ga4_sessions.csv': csv(
    'event_date,sessionId,user_uid,campaign_id,conv_flag',
    '2026-01-01,s1,u1,C1,0',
    '2026-01-02,s1,u1,C1,0',
    '2026-01-02,s2,,C1,0',
    '2026-01-03,s3,u2,(direct),0',
  ),
  'google_ads.csv': csv(
    'Campaign performance',
    'date,campaign_id,cost,impressions,clicks,currency',
    '2026-01-01,C1,10.10,100,5,USD',
    '2026-01-02,C2,20.20,100,5,USD',
    '2026-01-02,C2,99.00,100,5,SEK',
    '2026-01-03,,7.07,100,5,USD',
    'Total: Account,,30.30,200,10,',
  ),
};

const accountOf = (outcome: RunOutcome, source: string) => {
  const account = outcome.summary.reconciliation.find((a) => a.source === source);
  if (!account) throw new Error(`No account of ${source}.`);
  return account;
};
const errors = (outcome: RunOutcome): readonly string[] =>
  outcome.findings.filter(({ code }) => code === 'does_not_add_up').map(({ message }) => message);

describe('the account of every row', () => {
  it('names what became of each record of each source, and its money to the cent', async () => {
    const outcome = await analyse(memoryFiles(FOLDER));
    expect(errors(outcome)).toEqual([]);
    expect(accountOf(outcome, 'delivered_leads')).toMatchObject({
      rows: 5,
      counted: 3,
      merged: 1,
      rejected: 1,
      mergedBy: [{ reason: 'same_lead_id', rows: 1, amount: 10 }],
      money: {
        currency: 'USD',
        all: 45.65,
        counted: 30.1,
        remainders: [
          { reason: 'no_lead_id', amount: 5.55 },
          { reason: 'same_lead_id', amount: 10 },
        ],
        unconverted: [{ currency: 'SEK', rows: 1, amount: 300 }],
      },
    });
    expect(accountOf(outcome, 'crm_report')).toMatchObject({
      rows: 4,
      counted: 2,
      merged: 1,
      rejected: 1,
      mergedBy: [{ reason: 'same_row', rows: 1, amount: null }],
      money: null,
    });
    expect(accountOf(outcome, 'hubspot_leads')).toMatchObject({ rows: 3, counted: 2, merged: 1 });
    expect(accountOf(outcome, 'intercom_leads')).toMatchObject({
      rows: 1,
      counted: 0,
      mergedBy: [{ reason: 'other_source', rows: 1, amount: null }],
    });
    expect(accountOf(outcome, 'ga4_sessions')).toMatchObject({
      rows: 4,
      counted: 1,
      mergedBy: [{ reason: 'same_session', rows: 1 }],
      notCounted: [
        { reason: 'anonymous', rows: 1 },
        { reason: 'placeholder_campaign', rows: 1 },
      ],
    });
    expect(accountOf(outcome, 'google_ads')).toMatchObject({
      rows: 5,
      counted: 3,
      totals: 1,
      notCounted: [{ reason: 'no_campaign', rows: 1, amount: 7.07 }],
      money: {
        all: 37.37,
        counted: 30.3,
        remainders: [{ reason: 'no_campaign', amount: 7.07 }],
        unconverted: [{ currency: 'SEK', rows: 1, amount: 99 }],
      },
    });
  });

  it('gives the money of invoices that do not count by their reason, and what counts as the numbers have it', async () => {
    const outcome = await analyse(memoryFiles(FOLDER));
    const account = accountOf(outcome, 'stripe_invoices');
    expect(account).toMatchObject({
      rows: 5,
      counted: 2,
      merged: 1,
      mergedBy: [{ reason: 'repeat', rows: 1, amount: 100.25 }],
      notCounted: [
        { reason: 'no_rate', rows: 1, amount: 0 },
        { reason: 'open', rows: 1, amount: 50 },
      ],
    });
    expect(account.money).toMatchObject({
      all: 230.5,
      remainders: [
        { reason: 'open', amount: 50 },
        { reason: 'repeat', amount: 100.25 },
      ],
      unconverted: [{ currency: 'SEK', rows: 1, amount: 7.5 }],
    });
    expect(account.money?.counted).toBe(outcome.summary.revenue?.invoiced);
    expect(account.money?.counted).toBe(80.25);
  });

  it('has the rows of a question that was not answered as such', async () => {
    const outcome = await analyse(memoryFiles({ 'delivered.csv': FOLDER['delivered.csv'] ?? '' }));
    expect(accountOf(outcome, 'delivered_leads')).toMatchObject({
      rows: 5,
      counted: 0,
      rejected: 1,
      notCounted: [{ reason: 'not_answered', rows: 4, amount: null }],
      money: null,
    });
    expect(errors(outcome)).toEqual([]);
  });

  it('counts the rows of each report, also where two say the same in another order', async () => {
    const report = FOLDER['report_2026-02-01.csv'] ?? '';
    const [header = '', ...rows] = report.trimEnd().split('\n');
    const outcome = await analyse(
      memoryFiles({ ...FOLDER, 'report_2026-02-08.csv': csv(header, ...rows.reverse()) }),
    );
    expect(errors(outcome)).toEqual([]);
    expect(accountOf(outcome, 'crm_report')).toMatchObject({ rows: 8, counted: 4, merged: 2, rejected: 2 });
    expect(outcome.summary.leadQuality?.bySnapshot.map(({ rows: counted }) => counted)).toEqual([3, 3]);
  });

  it('leads to the rows that do not count, file by file', async () => {
    const { reconciliation } = await analyse(memoryFiles(FOLDER));
    const invoices = reconciliation.find(({ file }) => file === 'stripe_invoices.csv');
    expect(invoices?.rowsOf['reason:repeat']).toEqual({
      table: 'fct_invoices',
      where: [
        { column: 'file', value: 'stripe_invoices.csv' },
        { column: 'not_counted_reason', value: 'repeat' },
      ],
    });
  });

  it('is an error of the run where records, money or numbers are not accounted for', async () => {
    const outcome = await analyse(memoryFiles(FOLDER));
    const { leadQuality, revenue } = outcome.summary;
    const [first, ...others] = outcome.reconciliation;
    const account = { sources: outcome.summary.reconciliation, files: outcome.reconciliation };
    expect(findDifferences(account, { leadQuality, revenue })).toEqual([]);
    if (!first || !revenue) throw new Error('No account.');
    const lost = { ...account, files: [{ ...first, counted: first.counted - 1 }, ...others] };
    expect(
      findDifferences(lost, { leadQuality, revenue }).map(({ severity, message }) => [severity, message]),
    ).toEqual([
      [
        'error',
        '`delivered.csv` has 5 records, and 4 are accounted for. This is a fault of Leadlens: do not use the numbers of this source, and report it.',
      ],
    ]);
    const more = { ...revenue, invoiced: 80.26 };
    expect(findDifferences(account, { leadQuality, revenue: more }).map(({ message }) => message)).toEqual([
      'Invoiced: the rows that count add up to 80.25, and 80.26 is shown. This is a fault of Leadlens: do not use this number, and report it.',
    ]);
  });
});
