import { describe, expect, test } from 'vitest';
import type { Row } from '../../shared/sql/records';
import { anonymousFindings } from '../../shared/stages/attribute/anonymous-findings';
import { equalAdFindings } from '../../shared/stages/attribute/equal-ad-findings';
import { equalSaleFindings } from '../../shared/stages/attribute/equal-sale-findings';
import { fctInvoices } from '../../shared/stages/attribute/fct-invoices.model';
import { fctTouches } from '../../shared/stages/attribute/fct-touches.model';
import { intAdRepeats } from '../../shared/stages/attribute/int-ad-repeats.model';
import { intAdSpend } from '../../shared/stages/attribute/int-ad-spend.model';
import { intCampaignNames } from '../../shared/stages/dedup/int-campaign-names.model';
import { intIdentifiedIds } from '../../shared/stages/attribute/int-identified-ids.model';
import { intInvoiceMerges } from '../../shared/stages/attribute/int-invoice-merges.model';
import { intRefundLinks } from '../../shared/stages/attribute/int-refund-links.model';
import { invoiceFindings } from '../../shared/stages/attribute/invoice-findings';
import { spendFindings } from '../../shared/stages/attribute/spend-findings';
import { spendOverlapFindings } from '../../shared/stages/attribute/spend-overlap-findings';
import { srcLeadStatuses } from '../../shared/stages/attribute/src-lead-statuses';
import { statusWordFindings } from '../../shared/stages/attribute/status-word-findings';
import { timeZoneFindings } from '../../shared/stages/attribute/time-zone-findings';
import { touchCopiesFindings } from '../../shared/stages/attribute/touch-copies-findings';
import { stgInvoices } from '../../shared/stages/clean/marketing/stg-invoices.model';
import { stgTouches } from '../../shared/stages/clean/marketing/stg-touches.model';
import { filledWorkspace, runStep, type Filled } from '../support/filled-workspace';

const over = async (step: Parameters<typeof runStep>[1], ...tables: readonly Filled[]) =>
  (await runStep(await filledWorkspace(...tables), step)).findings;

describe('Spend that stands in two ads exports', () => {
  const repeat = (more: Row): Row => ({
    platform: 'google',
    file: 'b.csv',
    counted_in: 'a.csv',
    reason: 'other_export',
    campaign_key: 'spring',
    period_from: '2026-05-01',
    period_to: '2026-05-01',
    same: '1',
    cost_cents: 1000,
    counted_cents: 1000,
    ...more,
  });
  const findings = (...repeats: readonly Row[]) =>
    over(spendOverlapFindings, [intAdRepeats, repeats], [intAdSpend, []], [intCampaignNames, []]);

  test('counts once, and is only said where both say the same', async () => {
    expect(
      await findings(
        repeat({}),
        repeat({ same: '2', period_from: '2026-05-02', cost_cents: 250, counted_cents: 250 }),
      ),
    ).toEqual([
      {
        code: 'duplicate_key',
        column: 'spend_on',
        evidence: ['Not counted, USD: 12.50', 'Counted, USD: 12.50'],
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: 2 campaign days stand in both exports: 12.50 USD in `b.csv`, 12.50 USD in `a.csv`. Each counts once, as `a.csv` has it.',
        rows: {
          table: 'int_ad_repeats',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
            {
              column: 'counted_in',
              value: 'a.csv',
            },
          ],
        },
        severity: 'info',
        source: 'google_ads',
      },
    ]);
  });

  test('is a warning with the difference where both differ, whichever is greater', async () => {
    expect(await findings(repeat({ cost_cents: 900 }))).toEqual([
      {
        code: 'duplicate_key',
        column: 'spend_on',
        evidence: ['Not counted, USD: 9.00', 'Counted, USD: 10.00'],
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: 1 campaign day stands in both exports: 9.00 USD in `b.csv`, 10.00 USD in `a.csv`. Each counts once, as `a.csv` has it; they differ by 1.00 USD.',
        rows: {
          table: 'int_ad_repeats',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
            {
              column: 'counted_in',
              value: 'a.csv',
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
    ]);
    expect((await findings(repeat({ cost_cents: 1100 })))[0]?.['message']).toEqual(
      'Google Ads: 1 campaign day stands in both exports: 11.00 USD in `b.csv`, 10.00 USD in `a.csv`. Each counts once, as `a.csv` has it; they differ by 1.00 USD.',
    );
  });

  test('of several rows that count as one spend is set against that one', async () => {
    // Two rows of the export that does not count make the one day of the other.
    const two = [repeat({ cost_cents: 400 }), repeat({ cost_cents: 600, ad: '2' })];
    expect((await findings(...two))[0]?.['evidence']).toEqual([
      'Not counted, USD: 10.00',
      'Counted, USD: 10.00',
    ]);
  });

  test('at another level names the rows that are kept apart: those that it opens', async () => {
    const rows = [{ cost_cents: 400 }, { cost_cents: 600, ad: '2' }];
    const two = rows.map((row) => repeat({ ...row, reason: 'other_level' }));
    expect((await findings(...two))[0]?.['message']).toMatch(
      /agree on each of 1 day \(10\.00 USD in `b\.csv`, .*; 2 rows of `b\.csv` are kept apart\./,
    );
  });

  test('at another level is a warning also where both are equal', async () => {
    expect(await findings(repeat({ reason: 'other_level', platform: 'facebook' }))).toEqual([
      {
        code: 'spend_twice',
        column: 'campaign_id',
        evidence: ['Not counted, USD: 10.00', 'Counted, USD: 10.00'],
        files: ['a.csv', 'b.csv'],
        message:
          'Facebook Ads: two exports hold the same spend, with other campaigns or at another level: cost, impressions and clicks agree on each of 1 day (10.00 USD in `b.csv`, 10.00 USD in `a.csv`). It counts once, as `a.csv` has it; 1 row of `b.csv` is kept apart. Leave one of the files out on the Sources screen.',
        rows: {
          table: 'int_ad_repeats',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
            {
              column: 'counted_in',
              value: 'a.csv',
            },
          ],
        },
        severity: 'warning',
        source: 'facebook_ads',
      },
    ]);
  });

  test('is told export by export', async () => {
    const told = await findings(
      repeat({ file: 'c.csv' }),
      repeat({ counted_in: '0.csv' }),
      repeat({}),
      repeat({ reason: 'other_level' }),
    );
    expect(told.map(({ code, files }) => [code, files])).toEqual([
      ['duplicate_key', ['0.csv', 'b.csv']],
      ['duplicate_key', ['a.csv', 'b.csv']],
      ['spend_twice', ['a.csv', 'b.csv']],
      ['duplicate_key', ['a.csv', 'c.csv']],
    ]);
  });

  test('of a platform that nobody knows names it as it is, and no source', async () => {
    expect((await findings(repeat({ platform: 'quokka' })))[0]).toMatchObject({
      source: null,
      message: expect.stringMatching(/^quokka: /) as string,
    });
  });
});

describe('A range of days of one ads export', () => {
  const spend = (more: Row): Row => ({
    source: 'google_ads',
    platform: 'google',
    file: 'a.csv',
    campaign_key: 'spring',
    period_from: '2026-05-01',
    period_to: '2026-05-31',
    cost_cents: 31_00,
    ...more,
  });
  const findings = (...rows: readonly Row[]) =>
    over(spendOverlapFindings, [intAdRepeats, []], [intAdSpend, rows], [intCampaignNames, []]);
  const DAY = { file: 'b.csv', period_from: '2026-05-31', period_to: '2026-05-31', cost_cents: 200 };

  test('that holds days of another is an error: both count', async () => {
    expect(
      await findings(
        spend({}),
        spend(DAY),
        spend({ ...DAY, period_from: '2026-05-01', period_to: '2026-05-01' }),
      ),
    ).toEqual([
      {
        code: 'spend_twice',
        column: 'spend_on',
        evidence: ['In the range, USD: 31.00', 'In the other export, USD: 4.00'],
        files: ['a.csv', 'b.csv'],
        message:
          'Google Ads: `a.csv` has the spend of 1 campaign for a range of days (31.00 USD), and `b.csv` has days of the same campaign within it (4.00 USD). Both count, so spend is most likely too high. Leave one of the files out on the Sources screen.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
          ],
        },
        severity: 'error',
        source: 'google_ads',
      },
    ]);
  });

  test('that crosses a range of another is told once', async () => {
    const other = { file: 'b.csv', period_from: '2026-05-31', period_to: '2026-06-30' };
    expect((await findings(spend({}), spend(other))).map(({ files }) => files)).toEqual([['a.csv', 'b.csv']]);
  });

  test.each([
    ['days beside it', { ...DAY, period_from: '2026-06-01', period_to: '2026-06-01' }],
    ['days before it', { ...DAY, period_from: '2026-04-30', period_to: '2026-04-30' }],
    ['days of its own file', { ...DAY, file: 'a.csv' }],
    ['another campaign', { ...DAY, campaign_key: 'autumn' }],
    ['another platform', { ...DAY, platform: 'facebook' }],
    ['what does not count', { ...DAY, not_counted_reason: 'other_export' }],
  ])('has nothing in common with %s', async (_, other) => {
    expect(await findings(spend({}), spend(other))).toEqual([]);
  });

  test('and days of two exports have nothing in common where no range is', async () => {
    expect(await findings(spend({ ...DAY, file: 'a.csv' }), spend(DAY))).toEqual([]);
  });
});

describe('Two ads exports at different levels', () => {
  const spend = (more: Row): Row => ({
    source: 'facebook_ads',
    platform: 'facebook',
    file: 'campaigns.csv',
    campaign_key: 'spring',
    period_from: '2026-05-01',
    period_to: '2026-05-01',
    cost_cents: 100_00,
    ...more,
  });
  const sets = (more: Row = {}): Row =>
    spend({ file: 'sets.csv', campaign_key: 'spring 2026', ad_group: 'A', ...more });
  const findings = (...rows: readonly Row[]) =>
    over(spendOverlapFindings, [intAdRepeats, []], [intAdSpend, rows], [intCampaignNames, []]);

  test('with about the same spend of the same days may be the same ads', async () => {
    expect(await findings(spend({}), sets({ cost_cents: 67_00 }))).toEqual([
      {
        code: 'spend_twice',
        column: 'campaign_id',
        evidence: ['In sets.csv, USD: 67.00', 'In campaigns.csv, USD: 100.00'],
        files: ['campaigns.csv', 'sets.csv'],
        message:
          "Facebook Ads: `sets.csv` and `campaigns.csv` are at different levels, or know campaigns by id and by name, and have 1 day in common with about the same spend: 67.00 USD and 100.00 USD. They do not agree, so both count; if they are the same ads, spend is too high by one of them. Leave one of the files out on the Sources screen, or export both with the campaign's id and name.",
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'sets.csv',
            },
          ],
        },
        severity: 'warning',
        source: 'facebook_ads',
      },
    ]);
    expect(await findings(spend({ cost_cents: 67_00 }), sets())).toHaveLength(1);
  });

  test('are the ads and their sets too, and campaigns by id and by name', async () => {
    const ads = sets({ file: 'ads.csv', ad: 'x', campaign_key: 'spring ads' });
    expect((await findings(sets(), ads)).map(({ files }) => files)).toEqual([['ads.csv', 'sets.csv']]);
    const byId = spend({ file: 'ids.csv', campaign_key: '123456' });
    expect((await findings(spend({}), byId)).map(({ files }) => files)).toEqual([
      ['campaigns.csv', 'ids.csv'],
    ]);
    expect(await findings(spend({}), spend({ file: 'ids.csv', campaign_key: '12345' }))).toEqual([]);
    expect(await findings(byId, spend({ file: 'more.csv', campaign_key: '654321' }))).toEqual([]);
  });

  test('are told from each other by less than two thirds of the spend, other days, or a campaign of both', async () => {
    expect(await findings(spend({}), sets({ cost_cents: 66_00 }))).toEqual([]);
    expect(await findings(spend({}), sets({ period_from: '2026-05-02', period_to: '2026-05-02' }))).toEqual(
      [],
    );
    expect(await findings(spend({}), sets({ period_to: '2026-05-02' }))).toEqual([]);
    expect(await findings(spend({}), sets(), sets({ campaign_key: 'spring' }))).toEqual([]);
    expect(await findings(spend({}), sets({ platform: 'google' }))).toEqual([]);
    expect(await findings(spend({}), sets({ not_counted_reason: 'no_day' }))).toEqual([]);
    expect(await findings(spend({ cost_cents: 0 }), sets({ cost_cents: 0 }))).toEqual([]);
  });
});

describe('Campaigns with an id and a name', () => {
  test('are joined by their names, by platform', async () => {
    const name = (platform: string, id_key: string, is_known: boolean): Row => ({
      platform,
      id_key,
      name_key: id_key,
      campaign_name: id_key,
      is_known,
    });
    const names = [
      name('tiktok', '1', true),
      name('google', '2', true),
      name('google', '3', true),
      name('google', '4', false),
    ];
    expect(
      await over(spendOverlapFindings, [intAdRepeats, []], [intAdSpend, []], [intCampaignNames, names]),
    ).toEqual([
      {
        code: 'campaign_names',
        column: 'campaign_name',
        message:
          'Google Ads: 3 campaigns have an id and a name. They are joined by name, through the export that has both columns: 2 of them are named so by leads, invoices or events.',
        rows: {
          table: 'int_campaign_names',
          where: [
            {
              column: 'platform',
              value: 'google',
            },
          ],
        },
        severity: 'info',
        source: 'google_ads',
      },
      {
        code: 'campaign_names',
        column: 'campaign_name',
        message:
          'TikTok Ads: 1 campaign has an id and a name. They are joined by name, through the export that has both columns: 1 of them is named so by leads, invoices or events.',
        rows: {
          table: 'int_campaign_names',
          where: [
            {
              column: 'platform',
              value: 'tiktok',
            },
          ],
        },
        severity: 'info',
        source: 'tiktok_ads',
      },
    ]);
  });
});

describe('Rows of an ads export', () => {
  const row = (more: Row): Row => ({
    source: 'google_ads',
    platform: 'google',
    file: 'a.csv',
    campaign_key: 'spring',
    spend_on: '2026-05-01',
    period_from: '2026-05-01',
    period_to: '2026-05-01',
    cost_cents: 500,
    impressions: 10,
    clicks: 1,
    ...more,
  });
  const findings = (...rows: readonly Row[]) => over(spendFindings, [intAdSpend, rows]);

  test('without a campaign or a day are kept apart, with their money and what counts of their file', async () => {
    const nothing = { spend_on: null, period_from: null, period_to: null };
    expect(
      await findings(
        row({}),
        row({ not_counted_reason: 'no_campaign', campaign_key: null }),
        row({ not_counted_reason: 'no_day', cost_cents: 0, ...nothing }),
        row({ not_counted_reason: 'no_day', cost_cents: 0, ...nothing }),
      ),
    ).toEqual([
      {
        code: 'spend_not_counted',
        column: 'campaign_id',
        evidence: ['Rows: 1 row', 'Cost, USD: 5.00', 'Counted in this file, USD: 5.00'],
        files: ['a.csv'],
        message:
          '`a.csv` (Google Ads): 1 row names no campaign, with 5.00 USD. It is no sum of several other rows, and is kept apart: it counts in no sum. Check in the export what it is.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'not_counted_reason',
              value: 'no_campaign',
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
      {
        code: 'spend_not_counted',
        column: 'spend_on',
        evidence: ['Rows: 2 rows', 'Cost, USD: 0.00', 'Counted in this file, USD: 5.00'],
        files: ['a.csv'],
        message:
          '`a.csv` (Google Ads): 2 rows name no day and no range of days, with 0.00 USD. They are no sums of several other rows, and are kept apart: they count in no sum. Check in the export what they are.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'not_counted_reason',
              value: 'no_day',
            },
          ],
        },
        severity: 'info',
        source: 'google_ads',
      },
    ]);
  });

  test('whose cost could not be converted are a warning, also where there is no other', async () => {
    const unconverted = { not_counted_reason: 'no_campaign', cost_cents: null, original_cost: '7 XXX' };
    expect(await findings(row(unconverted))).toEqual([
      {
        code: 'spend_not_counted',
        column: 'campaign_id',
        evidence: ['Rows: 1 row', 'Cost, USD: 0.00', 'Counted in this file, USD: 0.00'],
        files: ['a.csv'],
        message:
          '`a.csv` (Google Ads): 1 row names no campaign, with 0.00 USD and 1 cost that could not be converted. It is no sum of several other rows, and is kept apart: it counts in no sum. Check in the export what it is.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'not_counted_reason',
              value: 'no_campaign',
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
    ]);
    expect((await findings(row({ ...unconverted, original_cost: null })))[0]?.['severity']).toBe('info');
  });

  test('that do not count for another reason are told elsewhere', async () => {
    expect(await findings(row({ not_counted_reason: 'other_export' }))).toEqual([]);
    expect(await findings(row({}))).toEqual([]);
  });

  test('that add up several days are told with their range, or their ranges', async () => {
    const range = { spend_on: null, period_to: '2026-05-31' };
    expect(await findings(row(range))).toEqual([
      {
        code: 'range_report',
        column: 'spend_on',
        evidence: ['Rows: 1 row', 'First day: 2026-05-01', 'Last day: 2026-05-31', 'Spread, USD: 5.00'],
        files: ['a.csv'],
        message:
          '`a.csv` (Google Ads) has no spend by day: 1 row adds up the range from 2026-05-01 to 2026-05-31. The 5.00 USD are spread evenly over these days: totals by campaign are exact, single days are not. Export it by day to see when it was spent.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'spend_on',
              value: null,
            },
            {
              column: 'not_counted_reason',
              value: null,
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
    ]);
    expect(
      await findings(row(range), row({ ...range, period_from: '2026-06-01', period_to: '2026-06-30' })),
    ).toEqual([
      {
        code: 'range_report',
        column: 'spend_on',
        evidence: ['Rows: 2 rows', 'First day: 2026-05-01', 'Last day: 2026-06-30', 'Spread, USD: 10.00'],
        files: ['a.csv'],
        message:
          '`a.csv` (Google Ads) has no spend by day: 2 rows add up 2 ranges of days from 2026-05-01 to 2026-06-30. The 10.00 USD are spread evenly over the days of each: totals by campaign are exact, single days are not. Export it by day to see when it was spent.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'spend_on',
              value: null,
            },
            {
              column: 'not_counted_reason',
              value: null,
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
    ]);
    expect(await findings(row({ ...range, file: 'b.csv' }), row(range))).toHaveLength(2);
  });

  test('that are equal in all that is read may be the same spend twice', async () => {
    const equal = (...rows: readonly Row[]) => over(equalAdFindings, [intAdSpend, rows]);
    expect(await equal(row({}), row({}), row({}), row({ clicks: 2 }), row({ clicks: 2 }))).toEqual([
      {
        code: 'spend_twice',
        column: 'cost',
        evidence: ['Further equal rows: 3', 'Their cost, USD: 15.00'],
        files: ['a.csv'],
        message:
          '`a.csv`: 3 rows are equal to others in campaign, days, cost, impressions and clicks, with 15.00 USD more. All count: they may be parts of a breakdown. If the file has rows twice, spend is too high by that; export it again.',
        rows: {
          table: 'int_ad_spend',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'not_counted_reason',
              value: null,
            },
          ],
        },
        severity: 'warning',
        source: 'google_ads',
      },
    ]);
    expect((await equal(row({}), row({})))[0]?.['message']).toContain(
      '1 row is equal to another in campaign',
    );
    for (const more of [
      { file: 'b.csv' },
      { ad: 'x' },
      { account: 'x' },
      { cost_cents: 501 },
      { impressions: 11 },
    ])
      expect(await equal(row({}), row(more))).toEqual([]);
    expect(await equal(row({ cost_cents: 0 }), row({ cost_cents: 0 }))).toEqual([]);
    const other = { not_counted_reason: 'other_export' };
    expect(await equal(row(other), row(other))).toEqual([]);
  });
});

describe('Invoices', () => {
  const sale = (record_number: number, more: Row = {}): Row => ({
    file: 'a.csv',
    record_number,
    invoice_id: `in_${String(record_number)}`,
    record_type: 'sale',
    amount_cents: 1000,
    is_invoiced: true,
    status: 'paid',
    ...more,
  });
  const counted = (record_number: number, more: Row = {}): Row => ({
    file: 'a.csv',
    record_number,
    invoice_no: record_number,
    invoice_id: `in_${String(record_number)}`,
    amount_cents: 1000,
    is_counted: true,
    ...more,
  });
  const merge = (record_number: number, more: Row = {}): Row => ({
    file: 'a.csv',
    record_number,
    merged_as: 'older_state',
    into_file: 'b.csv',
    into_record_number: 1,
    is_told: true,
    ...more,
  });
  const findings = (tables: {
    readonly staged?: readonly Row[];
    readonly merges?: readonly Row[];
    readonly refunds?: readonly Row[];
    readonly invoices?: readonly Row[];
  }) =>
    over(
      invoiceFindings,
      [stgInvoices, tables.staged ?? []],
      [intInvoiceMerges, tables.merges ?? []],
      [intRefundLinks, tables.refunds ?? []],
      [fctInvoices, tables.invoices ?? []],
    );

  test('that repeat another count once', async () => {
    const merges = [merge(1, { merged_as: 'repeat' }), merge(2, { merged_as: 'repeat', file: 'c.csv' })];
    expect(await findings({ merges })).toEqual([
      {
        code: 'duplicate_key',
        column: 'invoice_id',
        files: ['a.csv', 'c.csv'],
        message:
          '2 records repeat an invoice of another record, with the same amount and state. Each invoice counts once.',
        rows: {
          table: 'fct_invoices',
          where: [
            {
              column: 'not_counted_reason',
              value: 'repeat',
            },
          ],
        },
        severity: 'info',
        source: 'stripe_invoices',
      },
    ]);
    expect(await findings({})).toEqual([]);
  });

  test('in several states count as the newest, told with what the older one that counted for most said', async () => {
    expect(
      await findings({
        staged: [
          sale(1, { refunded_cents: 100, disputed_cents: 50 }),
          sale(2, { amount_cents: 900, is_invoiced: false, status: 'open' }),
          sale(1, { file: 'b.csv', status: 'refunded' }),
        ],
        merges: [merge(1), merge(2)],
        invoices: [counted(1, { file: 'b.csv', amount_cents: 300 })],
      }),
    ).toEqual([
      {
        code: 'newer_state',
        column: 'invoice_id',
        evidence: ['open → refunded: 1', 'paid → refunded: 1'],
        files: ['a.csv', 'b.csv'],
        message:
          '1 invoice stands in several records with different states or amounts. The newest state counts: 3.00, where older ones said 8.50.',
        rows: {
          table: 'fct_invoices',
          where: [
            {
              column: 'not_counted_reason',
              value: 'older_state',
            },
          ],
        },
        severity: 'info',
        source: 'stripe_invoices',
      },
    ]);
  });

  test('in several states say which of them have a currency without a rate: they are in no sum', async () => {
    const told = await findings({
      staged: [
        sale(1, { original_amount: '100' }),
        sale(2, { amount_cents: null, original_amount: '92' }),
        sale(1, { file: 'b.csv', amount_cents: null }),
      ],
      merges: [merge(1), merge(2)],
      invoices: [
        counted(1, { file: 'b.csv', is_counted: false, not_counted_reason: 'no_rate', amount_cents: null }),
      ],
    });
    expect(told[0]?.['message']).toContain(
      ' Not in these sums: 1 newest state, 1 older one in a currency without a rate. Add the rate on the Sources screen.',
    );
  });

  test('in several states say nothing of those that count no more, and of states without a name', async () => {
    const told = await findings({
      staged: [sale(1, { status: null }), sale(1, { file: 'b.csv', status: 'void' })],
      merges: [merge(1)],
      invoices: [counted(1, { file: 'b.csv', is_counted: false, amount_cents: 300 })],
    });
    expect(told[0]).toMatchObject({
      message: expect.stringContaining(
        'The newest state counts: 0.00, where older ones said 10.00.',
      ) as string,
      evidence: ['– → void: 1'],
    });
    const refund = [sale(1, { record_type: 'refund' }), sale(1, { file: 'b.csv' })];
    expect(
      await findings({ staged: refund, merges: [merge(1)], invoices: [counted(1, { file: 'b.csv' })] }),
    ).toEqual([]);
  });

  test('of which nothing says which record is newer are a warning', async () => {
    expect(await findings({ merges: [merge(1, { is_told: false })] })).toEqual([
      {
        code: 'newer_state',
        column: 'invoice_id',
        files: ['a.csv'],
        message:
          '1 record of invoices differs from another export in the amount alone, and no name of a file says which is newer: the last file by name counts. Put the date of the export in the names of the files.',
        rows: {
          table: 'fct_invoices',
          where: [
            {
              column: 'not_counted_reason',
              value: 'older_state',
            },
          ],
        },
        severity: 'warning',
        source: 'stripe_invoices',
      },
    ]);
  });

  test('of one id with different persons or amounts all count, and are told', async () => {
    const two = [
      counted(1, { invoice_id: 'in_x' }),
      counted(2, { invoice_id: 'in_x', file: 'b.csv' }),
      counted(3),
    ];
    expect(await findings({ invoices: two })).toEqual([
      {
        code: 'duplicate_key',
        column: 'invoice_id',
        files: ['a.csv', 'b.csv'],
        message:
          '1 invoice id stands on several records with different persons or amounts. All of them count; check the export.',
        severity: 'warning',
        source: 'stripe_invoices',
      },
    ]);
    expect(
      await findings({ invoices: two.map((row) => ({ ...row, is_counted: row['record_number'] === 1 })) }),
    ).toEqual([]);
  });

  test('take back refunds that name them, or their charge, or their customer alone', async () => {
    const refund = (record_number: number, file = 'r.csv'): Row =>
      sale(record_number, { file, record_type: 'refund', refunded_cents: 250, disputed_cents: 50 });
    const link = (record_number: number, named_by: string): Row => ({
      file: 'r.csv',
      record_number,
      sale_file: 'a.csv',
      sale_record_number: 1,
      named_by,
    });
    expect(
      await findings({
        staged: [refund(1), refund(2), refund(3)],
        refunds: [link(1, 'invoice'), link(2, 'invoice'), link(3, 'customer')],
      }),
    ).toEqual([
      {
        code: 'refunds_taken_back',
        column: 'amount_refunded',
        files: ['r.csv'],
        message:
          '1 record of refunds and disputes, 3.00 together, names a customer but no invoice or charge that is known: taken back from the latest sale to the customer that is great enough.',
        severity: 'info',
        source: 'stripe_invoices',
      },
      {
        code: 'refunds_taken_back',
        column: 'amount_refunded',
        files: ['r.csv'],
        message:
          '2 records of refunds and disputes, 6.00 together, name their invoice: taken back from that sale and from whom it credits.',
        severity: 'info',
        source: 'stripe_invoices',
      },
    ]);
  });

  test('that give back a sale which is not there are not subtracted', async () => {
    const lost = { is_counted: false, not_counted_reason: 'refund_without_sale', amount_cents: -700 };
    expect(await findings({ invoices: [counted(1, lost)] })).toEqual([
      {
        code: 'refund_without_sale',
        column: 'amount_refunded',
        files: ['a.csv'],
        message:
          '1 record of refunds and disputes, 7.00 together, names no sale that counts in these exports. They are not subtracted. Add the export with their sales.',
        rows: {
          table: 'fct_invoices',
          where: [
            {
              column: 'not_counted_reason',
              value: 'refund_without_sale',
            },
          ],
        },
        severity: 'warning',
        source: 'stripe_invoices',
      },
    ]);
  });
});

describe('Sales of two exports', () => {
  const staged = (file: string, more: Row = {}): Row => ({ file, record_number: 1, ...more });
  const sale = (file: string, more: Row = {}): Row => ({
    file,
    record_number: 1,
    gross_cents: 1000,
    invoiced_on: '2026-05-20',
    person_uid: 'u1',
    is_counted: true,
    ...more,
  });
  const findings = (invoices: readonly Row[], rows: readonly Row[] = [staged('a.csv'), staged('b.csv')]) =>
    over(equalSaleFindings, [stgInvoices, rows], [fctInvoices, invoices]);

  test('with the same person, amount and day may be the same', async () => {
    expect(await findings([sale('a.csv'), sale('b.csv')])).toEqual([
      {
        code: 'duplicate_key',
        column: 'invoice_id',
        evidence: ['Equal sales: 1', 'Their amount, USD: 10.00'],
        files: ['a.csv', 'b.csv'],
        message:
          '1 sale of `a.csv`, 10.00 USD together, has the person, the amount and the day of a sale of `b.csv`, and neither names the other. Both count: if they are the same, revenue is twice as high there. Export the payments with their invoice ids, or leave one of the files out on the Sources screen.',
        rows: {
          table: 'fct_invoices',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'is_counted',
              value: true,
            },
          ],
        },
        severity: 'warning',
        source: 'stripe_invoices',
      },
    ]);
  });

  test('are so by the id or the e-mail of a person whom no lead tool has, too, and once by both', async () => {
    const nobody = [sale('a.csv', { person_uid: null }), sale('b.csv', { person_uid: null })];
    for (const by of [{ person_key: 'k' }, { email_key: 'e' }, { person_key: 'k', email_key: 'e' }]) {
      const [told] = await findings(nobody, [staged('a.csv', by), staged('b.csv', by)]);
      expect(told?.['evidence']).toEqual(['Equal sales: 1', 'Their amount, USD: 10.00']);
    }
    expect(await findings(nobody)).toEqual([]);
  });

  test('are different ones otherwise', async () => {
    for (const more of [
      { person_uid: 'u2' },
      { gross_cents: 1001 },
      { invoiced_on: '2026-05-21' },
      { invoiced_on: null },
      { is_counted: false },
    ])
      expect(await findings([sale('a.csv'), sale('b.csv', more)])).toEqual([]);
    expect(await findings([sale('a.csv', { gross_cents: 0 }), sale('b.csv', { gross_cents: 0 })])).toEqual(
      [],
    );
    const own = [staged('a.csv'), staged('a.csv', { record_number: 2 })];
    expect(await findings([sale('a.csv'), sale('a.csv', { record_number: 2 })], own)).toEqual([]);
  });
});

describe('Sessions and events', () => {
  const touch = (more: Row): Row => ({
    source: 'ga4_sessions',
    file: 'a.csv',
    no_touch_reason: 'anonymous',
    ...more,
  });
  const visit = (anonymous_key: string, more: Row = {}): Row => ({
    source: 'segment_events',
    file: 's.csv',
    anonymous_key,
    ...more,
  });
  const id = (anonymous_key: string, users: number, person_key: string | null): Row => ({
    source: 'segment_events',
    anonymous_key,
    person_key,
    users,
  });
  const findings = (touches: readonly Row[], visits: readonly Row[] = [], ids: readonly Row[] = []) =>
    over(anonymousFindings, [stgTouches, visits], [fctTouches, touches], [intIdentifiedIds, ids]);

  test('that name no person are counted, by tool', async () => {
    expect(
      await findings([
        touch({}),
        touch({ file: 'b.csv', user_uid: 'u1', no_touch_reason: null }),
        touch({ source: 'mixpanel_events', file: 'm.csv' }),
        touch({ source: 'mixpanel_events', file: 'm.csv' }),
        touch({ source: 'segment_events', no_touch_reason: 'no_campaign' }),
      ]),
    ).toEqual([
      {
        code: 'anonymous_touches',
        column: 'user_uid',
        evidence: ['Records: 2', 'Anonymous: 1'],
        files: ['a.csv', 'b.csv'],
        message:
          'GA4 sessions: 1 record of 2 names no person. They count in totals and are credited with nothing.',
        rows: {
          table: 'fct_touches',
          where: [
            {
              column: 'source',
              value: 'ga4_sessions',
            },
            {
              column: 'user_uid',
              value: null,
            },
            {
              column: 'no_touch_reason',
              value: 'anonymous',
            },
          ],
        },
        severity: 'info',
        source: 'ga4_sessions',
      },
      {
        code: 'anonymous_touches',
        column: 'user_uid',
        evidence: ['Records: 2', 'Anonymous: 2'],
        files: ['m.csv'],
        message:
          'Mixpanel events: 2 records of 2 name no person. They count in totals and are credited with nothing.',
        rows: {
          table: 'fct_touches',
          where: [
            {
              column: 'source',
              value: 'mixpanel_events',
            },
            {
              column: 'user_uid',
              value: null,
            },
            {
              column: 'no_touch_reason',
              value: 'anonymous',
            },
          ],
        },
        severity: 'info',
        source: 'mixpanel_events',
      },
    ]);
  });

  test('belong to the user who was identified by their anonymous id, and to nobody where there are several', async () => {
    expect(
      await findings(
        [],
        [
          visit('d1'),
          visit('d1', { person_key: '$device:d1' }),
          visit('d2', { person_key: 'd9' }),
          visit('d3', { file: 't.csv' }),
          visit('d4', { person_key: 'u4' }),
        ],
        [id('d1', 1, 'u1'), id('d9', 1, 'u9'), id('d3', 2, null), id('d4', 1, 'u4')],
      ),
    ).toEqual([
      {
        code: 'identified_touches',
        column: 'anonymous_uid',
        files: ['s.csv', 't.csv'],
        message:
          'Segment events: 3 records of 2 anonymous ids belong to the users who were identified by them, and count as theirs.',
        severity: 'info',
        source: 'segment_events',
      },
      {
        code: 'identified_touches',
        column: 'anonymous_uid',
        files: ['s.csv', 't.csv'],
        message:
          'Segment events: 1 anonymous id has several users, such as a shared device. 1 record of it without a user joins none of them.',
        rows: {
          table: 'int_identified_ids',
          where: [
            {
              column: 'source',
              value: 'segment_events',
            },
            {
              column: 'person_key',
              value: null,
            },
          ],
        },
        severity: 'warning',
        source: 'segment_events',
      },
    ]);
  });

  test('of two exports that are all alike count once, and that is said', async () => {
    const copied = (more: Row = {}): Row => touch({ no_touch_reason: 'copied_event', ...more });
    expect(
      await over(touchCopiesFindings, [
        fctTouches,
        [copied(), copied(), copied({ file: 'b.csv' }), copied({ source: 'gone' }), touch({})],
      ]),
    ).toEqual([
      {
        code: 'duplicate_key',
        column: 'event_on',
        evidence: ['Events: 2'],
        files: ['a.csv'],
        message:
          'GA4: 2 events of `a.csv` stand in another export too, with the same person, time, campaign and kind, and no event id. They count once. Export event ids, or days that do not overlap.',
        rows: {
          table: 'fct_touches',
          where: [
            {
              column: 'file',
              value: 'a.csv',
            },
            {
              column: 'no_touch_reason',
              value: 'copied_event',
            },
          ],
        },
        severity: 'warning',
        source: 'ga4_sessions',
      },
      {
        code: 'duplicate_key',
        column: 'event_on',
        evidence: ['Events: 1'],
        files: ['b.csv'],
        message:
          'GA4: 1 event of `b.csv` stands in another export too, with the same person, time, campaign and kind, and no event id. It counts once. Export event ids, or days that do not overlap.',
        rows: {
          table: 'fct_touches',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
            {
              column: 'no_touch_reason',
              value: 'copied_event',
            },
          ],
        },
        severity: 'warning',
        source: 'ga4_sessions',
      },
    ]);
  });
});

describe('Times without a time zone', () => {
  const invoice = (more: Row = {}): Row => ({
    invoice_no: 1,
    person_uid: 'u1',
    is_counted: true,
    invoiced_at: '2026-05-20 12:00:00',
    moment: null,
    ...more,
  });
  const touch = (more: Row = {}): Row => ({
    source: 'ga4_sessions',
    person_uid: 'u1',
    is_touch: true,
    touched_at: '2026-05-20 02:00:00',
    moment: '2026-05-19 22:00:00',
    ...more,
  });
  const findings = (invoices: readonly Row[], touches: readonly Row[]) =>
    over(timeZoneFindings, [fctInvoices, invoices], [fctTouches, touches]);
  const UNKNOWN = { moment: null, touched_at: '2026-05-19 22:00:00' };
  const KNOWN = { moment: '2026-05-20 12:00:00' };

  test('are told where a touch within fourteen hours of an invoice has one, and the invoice has not', async () => {
    expect(await findings([invoice()], [touch(), touch()])).toEqual([
      {
        code: 'time_zone_unknown',
        column: 'invoiced_on',
        evidence: ['Touches: 2', 'Invoices: 1'],
        message:
          'No time zone is known of the times of Stripe, but of those that they are compared with it is: 2 touches within 14 hours of 1 invoice stand before or after it as written. Set the time zone of Stripe in Sources.',
        severity: 'warning',
        source: 'ga4_sessions',
      },
    ]);
  });

  test('are told of the service of the touches where the invoice has one', async () => {
    expect(await findings([invoice(KNOWN), invoice({ ...KNOWN, invoice_no: 2 })], [touch(UNKNOWN)])).toEqual([
      {
        code: 'time_zone_unknown',
        column: 'event_on',
        evidence: ['Touches: 2', 'Invoices: 2'],
        message:
          'No time zone is known of the times of GA4, but of those that they are compared with it is: 2 touches within 14 hours of 2 invoices stand before or after them as written. Set the time zone of GA4 in Sources.',
        severity: 'warning',
        source: 'ga4_sessions',
      },
    ]);
  });

  test('do not matter where both sides know theirs or neither does, where one has a day alone, or is far away', async () => {
    expect(await findings([invoice(KNOWN)], [touch()])).toEqual([]);
    expect(await findings([invoice()], [touch(UNKNOWN)])).toEqual([]);
    expect(await findings([invoice({ invoiced_at: '2026-05-20 00:00:00' })], [touch()])).toEqual([]);
    expect(await findings([invoice()], [touch({ touched_at: '2026-05-20 00:00:00' })])).toEqual([]);
    expect(await findings([invoice()], [touch({ moment: '2026-05-19 21:59:00' })])).toEqual([]);
    expect(await findings([invoice({ is_counted: false })], [touch()])).toEqual([]);
    expect(await findings([invoice()], [touch({ is_touch: false })])).toEqual([]);
    expect(await findings([invoice()], [touch({ person_uid: 'u2' })])).toEqual([]);
    expect(await findings([invoice()], [touch({ source: 'gone' })])).toEqual([]);
  });
});

describe('Statuses of leads that no group holds', () => {
  const status = (at: number, word_group: string | null = null): Row => ({
    status: `Word ${String(at).padStart(2, '0')}`,
    people: at > 12 ? 1 : 2,
    word_group,
    is_qualified: 0,
  });

  test('are named by how many people have them, twelve of them', async () => {
    const statuses = (to: number): Row[] => Array.from({ length: to }, (_, i) => status(to - i));
    expect(await over(statusWordFindings, [srcLeadStatuses, [...statuses(13), status(20, 'New')]])).toEqual([
      {
        code: 'unknown_words',
        column: 'status',
        message:
          'No group holds 13 statuses of leads, with the people who have them: “Word 01” (2), “Word 02” (2), “Word 03” (2), “Word 04” (2), “Word 05” (2), “Word 06” (2), “Word 07” (2), “Word 08” (2), “Word 09” (2), “Word 10” (2), “Word 11” (2), “Word 12” (2) and 1 more. They do not count as qualified. Put them into a group on Revenue where they mean it.',
        rows: {
          table: 'src_lead_statuses',
          where: [
            {
              column: 'word_group',
              value: null,
            },
          ],
        },
        severity: 'warning',
        source: null,
      },
    ]);
    const [twelve] = await over(statusWordFindings, [srcLeadStatuses, statuses(12)]);
    expect(twelve?.['message']).toEqual(
      'No group holds 12 statuses of leads, with the people who have them: “Word 01” (2), “Word 02” (2), “Word 03” (2), “Word 04” (2), “Word 05” (2), “Word 06” (2), “Word 07” (2), “Word 08” (2), “Word 09” (2), “Word 10” (2), “Word 11” (2), “Word 12” (2). They do not count as qualified. Put them into a group on Revenue where they mean it.',
    );
    expect(await over(statusWordFindings, [srcLeadStatuses, [status(1, 'New')]])).toEqual([]);
  });
});
