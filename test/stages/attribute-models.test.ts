import { describe, expect, test } from 'vitest';
import type { Row } from '../../shared/sql/records';
import { intAdRepeats } from '../../shared/stages/attribute/int-ad-repeats.model';
import { intCampaignNames } from '../../shared/stages/dedup/int-campaign-names.model';
import { intNamedAds } from '../../shared/stages/attribute/int-named-ads.model';
import { stgAds } from '../../shared/stages/clean/marketing/stg-ads.model';
import { stgInvoices } from '../../shared/stages/clean/marketing/stg-invoices.model';
import { stgLeads } from '../../shared/stages/clean/marketing/stg-leads.model';
import { stgTouches } from '../../shared/stages/clean/marketing/stg-touches.model';
import { filledWorkspace, modelRows } from '../support/filled-workspace';

describe('Spend that two exports of a platform have', () => {
  const day = (file: string, more: Row = {}): Row => ({
    platform: 'google',
    file,
    campaign_key: 'spring',
    period_from: '2026-05-01',
    period_to: '2026-05-01',
    cost_cents: 100,
    impressions: 10,
    clicks: 1,
    is_marked_deleted: false,
    ...more,
  });
  async function repeats(...rows: readonly Row[]): Promise<unknown[][]> {
    const workspace = await filledWorkspace([intNamedAds, rows]);
    const columns = [
      'file',
      'counted_in',
      'reason',
      'campaign_key',
      'account',
      'ad_group',
      'cost_cents',
      'counted_cents',
    ];
    const found = await modelRows(workspace, intAdRepeats, undefined, columns);
    return found.map((row) => columns.map((name) => row[name]).filter((value) => value !== null));
  }
  const GOOGLE = { campaign_key: 'spring' };

  test('counts in the export of campaigns before that of ad sets, and then of ads', async () => {
    expect(await repeats(day('1.csv'), day('2.csv', { ad_group: 'A' }))).toEqual([
      ['2.csv', '1.csv', 'other_export', 'spring', 'A', 100, 100],
    ]);
    expect(await repeats(day('1.csv', { ad_group: 'A' }), day('2.csv', { ad_group: 'A', ad: 'x' }))).toEqual([
      ['2.csv', '1.csv', 'other_export', 'spring', 'A', 100, 100],
    ]);
  });

  test('counts in the export with the later date in its name where all have one, else with the later last day', async () => {
    const [older, newer] = [{ named_date: '2026-05-01' }, { named_date: '2026-06-01' }];
    const later = { period_from: '2026-05-09', period_to: '2026-05-09' };
    const shared = async (...rows: readonly Row[]): Promise<unknown> =>
      (await repeats(...rows)).map(([file, counted]) => [file, counted]);
    expect(
      await shared(day('1.csv', newer), day('2.csv', older), day('2.csv', { ...older, ...later })),
    ).toEqual([['2.csv', '1.csv']]);
    expect(await shared(day('1.csv', newer), day('2.csv'), day('2.csv', later))).toEqual([
      ['1.csv', '2.csv'],
    ]);
    expect(await shared(day('1.csv', newer), day('2.csv'))).toEqual([['1.csv', '2.csv']]);
  });

  test('counts in the export that is last in the natural order of names where no date tells them apart', async () => {
    const counted = await repeats(
      day('fb.csv', { file_order: 1, cost_cents: 3 }),
      day('fb (9).csv', { file_order: 2, cost_cents: 4 }),
      day('fb (10).csv', { file_order: 3, cost_cents: 5 }),
    );
    expect(new Set(counted)).toEqual(
      new Set([
        ['fb.csv', 'fb (10).csv', 'other_export', 'spring', 3, 5],
        ['fb (9).csv', 'fb (10).csv', 'other_export', 'spring', 4, 5],
      ]),
    );
  });

  test('is that of an account, an ad set or an ad only where both exports say which', async () => {
    expect(await repeats(day('1.csv', { account: 'x' }), day('2.csv'))).toHaveLength(1);
    expect(await repeats(day('1.csv', { account: 'x' }), day('2.csv', { account: 'y' }))).toEqual([]);
    expect(await repeats(day('1.csv', { ad_group: 'x' }), day('2.csv', { ad_group: 'y' }))).toEqual([]);
    expect(
      await repeats(day('1.csv', { ad_group: 'x', ad: '1' }), day('2.csv', { ad_group: 'x' })),
    ).toHaveLength(1);
  });

  test('is set against all that the other export has of the same', async () => {
    const two = [
      day('1.csv', { ad_group: 'A', cost_cents: 30 }),
      day('1.csv', { ad_group: 'B', cost_cents: 50 }),
    ];
    expect(await repeats(...two, day('0.csv'))).toEqual([
      ['1.csv', '0.csv', 'other_export', 'spring', 'A', 30, 100],
      ['1.csv', '0.csv', 'other_export', 'spring', 'B', 50, 100],
    ]);
  });

  test('is the same at two levels, or by id and by name, where all agrees on each day that both have', async () => {
    const sets = { ad_group: 'A', campaign_key: 'spring sets' };
    const second = { period_from: '2026-05-02', period_to: '2026-05-02' };
    expect(await repeats(day('1.csv', GOOGLE), day('2.csv', sets))).toEqual([
      ['2.csv', '1.csv', 'other_level', 'spring sets', 'A', 100, 100],
    ]);
    expect(await repeats(day('1.csv'), day('2.csv', { campaign_key: '1234567' }))).toHaveLength(1);
    expect(
      await repeats(day('1.csv'), day('2.csv', sets), day('2.csv', { ...sets, ...second })),
    ).toHaveLength(1);
    for (const more of [{ cost_cents: 99 }, { impressions: 9 }, { clicks: null }])
      expect(
        await repeats(
          day('1.csv'),
          day('1.csv', second),
          day('2.csv', sets),
          day('2.csv', { ...sets, ...second, ...more }),
        ),
      ).toEqual([]);
    expect(await repeats(day('1.csv', { cost_cents: 0 }), day('2.csv', { ...sets, cost_cents: 0 }))).toEqual(
      [],
    );
    // Some campaigns by id and others by name are no export by id.
    const mixed = [
      day('2.csv', { campaign_key: '1234567', cost_cents: 50, impressions: 5, clicks: 1 }),
      day('2.csv', { campaign_key: 'autumn', cost_cents: 50, impressions: 5, clicks: 0 }),
    ];
    expect(await repeats(day('1.csv'), ...mixed)).toEqual([]);
  });
});

describe('A campaign with an id and a name', () => {
  const ad = (id: string, campaign_name: string | null, more: Row = {}): Row => ({
    platform: 'google',
    campaign_key: id,
    campaign_name,
    ...more,
  });
  async function names(
    ads: readonly Row[],
    used: {
      readonly leads?: readonly string[];
      readonly invoices?: readonly string[];
      readonly touches?: readonly string[];
    } = {},
  ): Promise<unknown[][]> {
    const keyed = (keys: readonly string[] = []): Row[] => keys.map((campaign_key) => ({ campaign_key }));
    const workspace = await filledWorkspace(
      [stgAds, ads],
      [stgLeads, keyed(used.leads)],
      [stgInvoices, keyed(used.invoices)],
      [stgTouches, keyed(used.touches)],
    );
    const rows = await modelRows(workspace, intCampaignNames, undefined, [
      'id_key',
      'name_key',
      'campaign_name',
      'is_known',
    ]);
    return rows.map((row) => [row['id_key'], row['campaign_name'], row['is_known']]);
  }

  test('is known by its name where leads, invoices or events use more names than ids', async () => {
    for (const used of [{ leads: ['spring'] }, { invoices: ['spring'] }, { touches: ['spring'] }])
      expect(await names([ad('1', 'Spring'), ad('2', 'Autumn')], used)).toEqual([
        ['1', 'Spring', true],
        ['2', 'Autumn', false],
      ]);
    expect(await names([ad('1', 'Spring'), ad('2', 'Autumn')], { leads: ['1', '2', 'spring'] })).toEqual([]);
  });

  test('is known by its name on a tie only where more rows of other ads use names than ids', async () => {
    const tie = { leads: ['1', 'autumn'] };
    const both = [ad('1', 'Spring'), ad('2', 'Autumn')];
    expect(await names(both, tie)).toEqual([]);
    expect(await names([...both, ad('spring', null)], tie)).toHaveLength(2);
    expect(await names([...both, ad('spring', null), ad('2', null)], tie)).toEqual([]);
  });

  test('has the name that most of its rows have, of as frequent ones the first by the alphabet', async () => {
    const used = { leads: ['spring', 'summer'] };
    expect(await names([ad('1', 'Spring'), ad('1', 'Summer'), ad('1', 'Summer')], used)).toEqual([
      ['1', 'Summer', true],
    ]);
    expect(await names([ad('1', 'Summer'), ad('1', 'Spring')], used)).toEqual([['1', 'Spring', true]]);
  });

  test('is none where both are the same', async () => {
    expect(await names([ad('spring', 'Spring')], { leads: ['spring'] })).toEqual([]);
  });
});
