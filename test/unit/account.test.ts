import { describe, expect, test } from 'vitest';
import type { RevenueSummary } from '../../shared/contract/revenue';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { FateRow } from '../../shared/sql/fates';
import {
  accountOf,
  moneyAccounted,
  rowsAccounted,
  type ScannedRecords,
} from '../../shared/stages/report/account';
import type { Reconciliation } from '../../shared/stages/report/reconciliation';
import { findDifferences, type Answers } from '../../shared/stages/report/reconciliation-findings';
import { plainFinding } from '../support/plain-finding';

const SCANNED: ScannedRecords = { records: 12, totals: 1, footers: 2, separators: 3, rejected: 4 };
const fate = (more: Partial<FateRow>): FateRow =>
  ({
    fate: 'counted',
    reason: null,
    rows: 1,
    writtenCents: 0,
    countedCents: 0,
    unconvertedCurrency: null,
    unconvertedAmount: 0,
    ...more,
  }) as FateRow;

describe('The account of a file', () => {
  const fates = [
    fate({ rows: 2, writtenCents: 1000, countedCents: 750 }),
    fate({ rows: 3, writtenCents: 500, countedCents: 500 }),
    fate({ fate: 'merged', reason: 'same_id', rows: 4, writtenCents: 100 }),
    fate({ fate: 'not_counted', reason: 'void', rows: 5, writtenCents: 30 }),
    fate({ fate: 'not_counted', reason: 'draft', rows: 6, writtenCents: 0 }),
    fate({ fate: 'not_counted', reason: 'void', rows: 1, writtenCents: 3 }),
    fate({ fate: 'not_counted', reason: null, rows: 7 }),
  ];

  test('has every row under what became of it, with the reasons in their order', () => {
    expect(accountOf(SCANNED, fates, null)).toEqual({
      rows: 12,
      counted: 5,
      merged: 4,
      totals: 1,
      footers: 2,
      separators: 3,
      rejected: 4,
      notCounted: [
        { reason: 'draft', rows: 6, amount: null },
        { reason: 'unnamed', rows: 7, amount: null },
        { reason: 'void', rows: 6, amount: null },
      ],
      mergedBy: [{ reason: 'same_id', rows: 4, amount: null }],
      money: null,
    });
  });

  test('has every cent under what counts, what was taken back, and the reasons of the rest', () => {
    const account = accountOf(SCANNED, fates, 1633);
    expect(account.money).toEqual({
      currency: 'USD',
      all: 16.33,
      counted: 12.5,
      remainders: [
        { reason: 'same_id', amount: 1 },
        { reason: 'taken_back', amount: 2.5 },
        { reason: 'void', amount: 0.33 },
      ],
      unconverted: [],
    });
    expect(account.notCounted.map(({ reason, amount }) => [reason, amount])).toEqual([
      ['draft', 0],
      ['unnamed', 0],
      ['void', 0.33],
    ]);
    expect(account.mergedBy).toEqual([{ reason: 'same_id', rows: 4, amount: 1 }]);
    expect(moneyAccounted(account.money!)).toBe(16.33);
  });

  test('has amounts that could not be converted by their currency, apart from the money', () => {
    const foreign = (unconvertedCurrency: string | null, unconvertedAmount: number, rows = 1): FateRow =>
      fate({ unconvertedCurrency, unconvertedAmount, rows });
    const { money } = accountOf(
      SCANNED,
      [foreign('XXX', 1.5, 2), foreign('EUR', 0.1), foreign('XXX', 2.25), foreign(null, 9)],
      0,
    );
    expect(money).toMatchObject({
      all: 0,
      counted: 0,
      remainders: [],
      unconverted: [
        { currency: 'EUR', rows: 1, amount: 0.1 },
        { currency: 'XXX', rows: 3, amount: 3.75 },
      ],
    });
  });

  test('accounts for as many rows as all its parts have', () => {
    expect(rowsAccounted(accountOf(SCANNED, fates, null))).toBe(5 + 4 + 1 + 2 + 3 + 4 + 19);
    expect(
      rowsAccounted(accountOf({ ...SCANNED, totals: 0, footers: 0, separators: 0, rejected: 0 }, [], null)),
    ).toBe(0);
  });
});

describe('Numbers that do not add up', () => {
  const money = (all: number, counted: number) => ({
    currency: 'USD',
    all,
    counted,
    remainders: [],
    unconverted: [],
  });
  const account = (source: string, rows: number, counted: number, of: ReturnType<typeof money> | null) => ({
    ...accountOf({ records: rows, totals: 0, footers: 0, separators: 0, rejected: 0 }, [], null),
    source,
    file: `${source}.csv`,
    counted,
    money: of,
  });
  const findings = (
    files: readonly ReturnType<typeof account>[],
    sources: readonly ReturnType<typeof account>[] = [],
    answers: Partial<Answers> = {},
  ) =>
    findDifferences({ files, sources } as unknown as Reconciliation, {
      leadQuality: null,
      revenue: null,
      ...answers,
    }).map(plainFinding);
  const FAULT = 'This is a fault of Leadlens: do not use the numbers of this source, and report it.';

  test('of a file are an error that names both numbers, for its records and for its money', () => {
    expect(
      findings([account('stripe_invoices', 3, 2, money(10, 9.99)), account('google_ads', 2, 2, money(5, 5))]),
    ).toEqual([
      {
        code: 'does_not_add_up',
        severity: 'error',
        source: 'stripe_invoices',
        files: ['stripe_invoices.csv'],
        message: `\`stripe_invoices.csv\` has 3 records, and 2 are accounted for. ${FAULT}`,
      },
      {
        code: 'does_not_add_up',
        severity: 'error',
        source: 'stripe_invoices',
        files: ['stripe_invoices.csv'],
        message: `\`stripe_invoices.csv\`: its rows add up to 10.00, and 9.99 is accounted for. ${FAULT}`,
      },
    ]);
    expect(findings([account('crm_report', 2, 2, null)])).toEqual([]);
  });

  test('of the revenue are those of invoices, their amount, people, and the spend of each platform', () => {
    const revenue = {
      invoices: 2,
      invoiced: 20,
      people: 3,
      spend: [{ platform: 'google', spend: 5 }],
    } as unknown as RevenueSummary;
    const sources = [
      account('stripe_invoices', 1, 1, money(10, 10)),
      account('hubspot_leads', 2, 2, null),
      account('google_ads', 1, 1, money(4, 4)),
      account('tiktok_ads', 1, 1, money(1, 1)),
    ];
    const shown = (accounted: string, is: string) =>
      `the rows that count add up to ${accounted}, and ${is} is shown. This is a fault of Leadlens: do not use this number, and report it.`;
    expect(findings([], sources, { revenue })).toEqual(
      [
        `Invoices: ${shown('1', '2')}`,
        `Invoiced: ${shown('10.00', '20.00')}`,
        `People: ${shown('2', '3')}`,
        `Spend of Google: ${shown('4.00', '5.00')}`,
        `Spend of TikTok: ${shown('1.00', '0.00')}`,
      ].map((message) => ({ code: 'does_not_add_up', severity: 'error', source: null, message })),
    );
    expect(
      findings(
        [],
        [
          account('stripe_invoices', 2, 2, money(20, 20)),
          account('hubspot_leads', 2, 2, null),
          account('intercom_leads', 1, 1, null),
          account('google_ads', 1, 1, money(5, 5)),
        ],
        { revenue },
      ),
    ).toEqual([]);
  });

  test('of the leads are those delivered, and their prices where there are any', () => {
    const quality = (prices: { readonly total: number } | null) => ({
      leadQuality: { delivered: 2, prices } as unknown as LeadQualitySummary,
    });
    const leads = [account('delivered_leads', 1, 1, money(10, 10))];
    expect(findings([], leads, quality(null)).map(({ message }) => String(message).split(',')[0])).toEqual([
      'Delivered leads: the rows that count add up to 1',
    ]);
    expect(
      findings([], leads, quality({ total: 9 })).map(({ message }) => String(message).split(',')[0]),
    ).toEqual([
      'Delivered leads: the rows that count add up to 1',
      'Prices of delivered leads: the rows that count add up to 10.00',
    ]);
    expect(findings([], [account('delivered_leads', 2, 2, money(9, 9))], quality({ total: 9 }))).toEqual([]);
  });
});
