import { describe, expect, test } from 'vitest';
import type { Finding } from '../../shared/domain/finding';
import type { Cell } from '../../shared/ports/database';
import { PROFILES } from '../../shared/stages/classify/profile';
import { findBlanks } from '../../shared/stages/clean/marketing/blank-findings';
import { findCurrencies, MARKETING_AMOUNTS } from '../../shared/stages/clean/marketing/currency-findings';
import { titleIn, when, type Read } from '../../shared/stages/clean/marketing/finding-rows';
import { findPlaceholderCampaigns } from '../../shared/stages/clean/marketing/placeholder-findings';
import { findStatuses } from '../../shared/stages/clean/marketing/status-findings';
import { findTouches } from '../../shared/stages/clean/marketing/touch-findings';
import { findUnits } from '../../shared/stages/clean/marketing/unit-findings';
import { asRead } from '../support/findings-of-step';

type Rows = readonly (readonly Cell[])[];

/** Gives the counts of one query after the other; no rows when there are no more. */
const reads = (...answers: readonly Rows[]): Read => {
  const left = [...answers];
  return () => Promise.resolve(left.shift() ?? []);
};
const said = async (findings: Promise<readonly Finding[]>) => (await findings).map(asRead);
const wordsOf = async (findings: Promise<readonly Finding[]>) =>
  (await findings).map(({ severity, message }) => `${severity}: ${message}`);

describe('Blank values', () => {
  const blanks = (ads: Rows, invoices: Rows = [[0, '']], unknown: Rows = [[0, '']]) =>
    findBlanks(reads(ads, invoices, unknown), PROFILES);

  test('are not spoken of where there are none', async () => {
    expect(await said(blanks([]))).toEqual([]);
    expect(await said(blanks([['google_ads', 9, 0, 0, 0, 0, 'g.csv']]))).toEqual([]);
    expect(await said(blanks([], [], []))).toEqual([]);
  });

  test('of an ads export are counted by column; a missing cost is a warning', async () => {
    expect(await said(blanks([['google_ads', 1200, 1, 0, 2, 0, 'a.csv\nb.csv']]))).toEqual([
      {
        code: 'blank_values',
        severity: 'warning',
        source: 'google_ads',
        column: 'cost',
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: of 1,200 records, 1 has no cost, 2 have no clicks. Sums leave them out; nothing was put in their place.',
        evidence: ['Blank cost: 1', 'Blank clicks: 2'],
      },
    ]);
    const [only] = await said(blanks([['google_ads', 1, 0, 1, 0, 0, 'a.csv']]));
    expect(only).toMatchObject({
      severity: 'info',
      column: 'impressions',
      message:
        'Google Ads: of 1 record, 1 has no impressions. Sums leave them out; nothing was put in their place.',
    });
  });

  test('of costs that were rebuilt from clicks lead to their rows', async () => {
    expect(await said(blanks([['google_ads', 9, 0, 0, 0, 2, 'a.csv']]))).toEqual([
      {
        code: 'cost_rebuilt',
        severity: 'info',
        source: 'google_ads',
        column: 'cost',
        files: ['a.csv'],
        message:
          'Google Ads: 2 records without a cost were given clicks × cost per click, which the export rounds.',
        rows: { table: 'stg_ads', source: 'google_ads', is_cost_rebuilt: true },
      },
    ]);
    expect((await said(blanks([['google_ads', 9, 0, 0, 0, 1, 'a.csv']])))[0]?.['message']).toContain(
      '1 record without a cost was given',
    );
  });

  test('of invoices are amounts, and refunds in part of which nobody says how much', async () => {
    expect(await said(blanks([], [[2, 'i.csv']], [[3, 'i.csv\nj.csv']]))).toEqual([
      {
        code: 'blank_values',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount',
        files: ['i.csv'],
        message: '2 invoices have no amount, and count in no sum.',
        rows: { table: 'stg_invoices', original_amount: null },
      },
      {
        code: 'blank_values',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount_refunded',
        files: ['i.csv', 'j.csv'],
        message:
          '3 invoices were refunded in part, and no column says by how much: they count in full. Add an export of refunds, or of payments with `Amount Refunded`.',
        rows: { table: 'stg_invoices', is_refund_unknown: true },
      },
    ]);
    expect(await wordsOf(blanks([], [[1, 'i.csv']], [[1, 'i.csv']]))).toEqual([
      'warning: 1 invoice has no amount, and counts in no sum.',
      'warning: 1 invoice was refunded in part, and no column says by how much: it counts in full. Add an export of refunds, or of payments with `Amount Refunded`.',
    ]);
  });
});

describe('Amounts', () => {
  test('in a currency without a rate, or in none that is known, are kept apart', async () => {
    const apart: Rows = [
      ['stripe_invoices', 'CLP', 2, '1234.50', 'i.csv', 'stg_invoices'],
      ['google_ads', null, 1, null, 'a.csv\nb.csv', 'stg_ads'],
    ];
    expect(await said(findCurrencies(reads(apart), PROFILES, MARKETING_AMOUNTS))).toEqual([
      {
        code: 'unconverted_currency',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'currency',
        files: ['i.csv'],
        message:
          'Stripe invoices: 2 records in CLP could not be converted into USD: there is no rate for CLP, or the amount is too large. They are kept apart and count in no sum. Add the rate on the Sources screen.',
        evidence: ['Records: 2', 'Sum in CLP: 1,234.50'],
        rows: { table: 'stg_invoices', source: 'stripe_invoices', currency: 'CLP' },
      },
      {
        code: 'unconverted_currency',
        severity: 'warning',
        source: 'google_ads',
        column: 'currency',
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: 1 record states no known currency, in an export with more than one. They are kept apart and count in no sum. Correct the export, or map its currency column.',
        evidence: ['Records: 1', 'Sum in unknown currencies: unknown'],
        rows: { table: 'stg_ads', source: 'google_ads', currency: null },
      },
    ]);
  });

  test('of which nothing states the currency are taken to be in that of the project', async () => {
    const assumed: Rows = [['google_ads', 3, 'a.csv', 'stg_ads']];
    expect(await said(findCurrencies(reads([], assumed), PROFILES, MARKETING_AMOUNTS))).toEqual([
      {
        code: 'currency_assumed',
        severity: 'info',
        source: 'google_ads',
        column: 'currency',
        files: ['a.csv'],
        message:
          'Google Ads: neither a column nor a header nor a sign states the currency of 3 amounts. They were taken to be in USD.',
        rows: { table: 'stg_ads', source: 'google_ads', is_currency_assumed: true },
      },
    ]);
  });

  test('that are, or may be, in cents are said in both readings', async () => {
    const rows: Rows = [
      ['stripe_invoices', 'm.csv', 'minor', 'EUR', 2, '12.50', '1250.00'],
      ['stripe_invoices', 'n.csv', 'not_minor', 'EUR', 1, '12.50', '0.13'],
      ['stripe_invoices', 'u.csv', 'unsure', '', 1, '1250.00', '12.50'],
      ['stripe_invoices', 'x.csv', 'other', 'EUR', 1, '1', '1'],
    ];
    const of = (file: string, severity: string, read: string, other: string, records: string) => ({
      code: 'minor_units',
      severity,
      source: 'stripe_invoices',
      column: 'amount',
      files: [file],
      evidence: [`Amounts: ${records}`, `As read: \`${read}\``, `The other reading: \`${other}\``],
      rows: { table: 'stg_invoices', file },
    });
    expect(await said(findUnits(reads(rows)))).toEqual([
      {
        ...of('m.csv', 'info', '12.50 EUR', '1250.00 EUR', '2 records'),
        message:
          "`m.csv` has amounts in minor units (cents), as its header says or tables of the service's API have them: together they are read as `12.50 EUR`, not as `1250.00 EUR`.",
      },
      {
        ...of('n.csv', 'warning', '12.50 EUR', '0.13 EUR', '1 record'),
        message:
          "`n.csv` has the columns of a table of the service's API, whose amounts are in minor units (cents), but these have decimals: together they are read as they stand, `12.50 EUR`. In cents they would be `0.13 EUR`.",
      },
      {
        ...of('u.csv', 'warning', '1250.00', '12.50', '1 record'),
        message:
          '`u.csv` has amounts without decimals: they may be in minor units (cents). Together they are read as they stand, `1250.00`; in cents they would be `12.50`. Compare one with the service, and say in what they are written on the Sources screen.',
      },
    ]);
  });
});

describe('Statuses of invoices', () => {
  test('that no profile knows, and invoices without one, do not count', async () => {
    const rows: Rows = [
      ['', 1, 'b.csv'],
      ['on ice', 2, 'a.csv\nb.csv'],
      ['PAID', 4, 'c.csv'],
    ];
    expect(await said(findStatuses(reads(rows), PROFILES))).toEqual([
      {
        code: 'unknown_status',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'status',
        files: ['a.csv', 'b.csv'],
        message:
          '3 invoices have a status that is not known, or none: blank, “on ice”. Only paid invoices count as invoiced, so these do not.',
        evidence: ['blank: 1', 'on ice: 2'],
        rows: { table: 'stg_invoices', is_invoiced: false },
      },
    ]);
    expect(await wordsOf(findStatuses(reads([['on ice', 1, 'a.csv']]), PROFILES))).toEqual([
      'warning: 1 invoice has a status that is not known, or none: “on ice”. Only paid invoices count as invoiced, so these do not.',
    ]);
  });

  test('are not spoken of where all are known', async () => {
    expect(await said(findStatuses(reads([['Void', 4, 'c.csv']]), PROFILES))).toEqual([]);
    expect(await said(findStatuses(reads([]), PROFILES))).toEqual([]);
  });
});

describe('Sessions with malformed ids', () => {
  test('are counted by source', async () => {
    const rows: Rows = [
      ['ga4_sessions', 9, 0, 'g.csv'],
      ['segment_events', 1200, 2, 's.csv\nt.csv'],
    ];
    expect(await said(findTouches(reads(rows), PROFILES))).toEqual([
      {
        code: 'malformed_session_id',
        severity: 'info',
        source: 'segment_events',
        column: 'session_id',
        files: ['s.csv', 't.csv'],
        message:
          'Segment events: 2 session ids are malformed (`sess_…`). These sessions count, but are not compared with those of other tools.',
        evidence: ['Records: 1,200', 'Malformed ids: 2'],
        rows: { table: 'stg_touches', source: 'segment_events', is_malformed_session: true },
      },
    ]);
    expect((await wordsOf(findTouches(reads([['ga4_sessions', 9, 1, 'g.csv']]), PROFILES)))[0]).toContain(
      '1 session id is malformed',
    );
  });
});

describe('Campaigns that are placeholders', () => {
  const named = (source: string, table: string, spellings: string, records = 3): Rows => [
    [source, table, records, spellings, 'a.csv\nb.csv'],
  ];
  const found = (rows: Rows) => findPlaceholderCampaigns(reads(rows), PROFILES);

  test('are said as they are written, with what follows', async () => {
    expect(await said(found(named('google_ads', 'stg_ads', '{campaign}\t2\nnone\t1')))).toEqual([
      {
        code: 'placeholder_campaign',
        severity: 'warning',
        source: 'google_ads',
        column: 'campaign_id',
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: the campaign of 3 records is a placeholder or a macro that was never filled, and no campaign: “{campaign}” (2), “none” (1). Their spend counts in the total and belongs to no campaign.',
        evidence: ['{campaign}: 2', 'none: 1'],
        rows: { table: 'stg_ads', source: 'google_ads', campaign_key: null, filled: ['campaign_id'] },
      },
    ]);
  });

  test('follow from what they are of', async () => {
    const last = async (rows: Rows) => (await found(rows))[0]?.message.split(' (3). ')[1];
    expect(await last(named('hubspot_leads', 'stg_leads', 'none\t3'))).toBe('These leads have no campaign.');
    expect(await last(named('stripe_invoices', 'stg_invoices', 'none\t3'))).toBe(
      'These invoices name no campaign.',
    );
    expect(await last(named('ga4_sessions', 'stg_touches', 'none\t3'))).toBe(
      'They are credited with nothing, as “last non-direct” has it; an invoice with no other session or event before it is unattributed (only_direct).',
    );
  });

  test('are to be expected in sessions where a tool writes all of them in brackets', async () => {
    const severity = async (rows: Rows) => (await found(rows))[0]?.severity;
    expect(await severity(named('ga4_sessions', 'stg_touches', '(direct)\t2\n(not set)\t1'))).toBe('info');
    expect(await severity(named('ga4_sessions', 'stg_touches', '(direct)\t2\nnone\t1'))).toBe('warning');
    expect(await severity(named('hubspot_leads', 'stg_leads', '(direct)\t3'))).toBe('warning');
  });

  test('are named up to six, and counted all', async () => {
    const spellings = Array.from({ length: 8 }, (_, i) => `none ${String(i + 1)}\t1`).join('\n');
    const [finding] = await found(named('google_ads', 'stg_ads', spellings, 8));
    expect(finding?.message).toContain('“none 6” (1). Their');
    expect(finding?.evidence).toHaveLength(8);
  });
});

test('A source is named by the title of its profile, and what is none by what it is', () => {
  expect(titleIn(PROFILES, 'google_ads')).toBe('Google Ads');
  expect(titleIn(PROFILES, 'quokka')).toBe('quokka');
});

test('Of a row that counts nothing, and of no row, nothing is said', () => {
  const make = (count: number, files: readonly string[]) => ({ count, files }) as unknown as Finding;
  expect(when([2, 'a.csv\nb.csv'], make)).toEqual([{ count: 2, files: ['a.csv', 'b.csv'] }]);
  expect(when([0, 'a.csv'], make)).toEqual([]);
  expect(when(undefined, make)).toEqual([]);
});
