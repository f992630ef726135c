import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { FunnelView } from '../../shared/contract/funnel';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import type { LinkSetting } from '../../shared/domain/lead-quality';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf, type Folder } from '../support/samples';

const SNAPSHOTS = 6;
type ByTier = Exclude<LinkSetting, 'likely'>;
const COUNTED: Readonly<Record<ByTier, readonly string[]>> = {
  strict: ['both'],
  linked: ['both', 'email_only', 'phone_only'],
};

/** The identities of one report as its text has them: lead number, e-mail hash, phone hash. */
function identitiesIn(content: Uint8Array): ReadonlySet<string> {
  const records = parse(new TextDecoder().decode(content), {
    columns: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as readonly Readonly<Record<string, string>>[];
  const key = (text: string | undefined): string => (text ?? '').trim().toLowerCase();
  return new Set(
    records.map((record) =>
      [key(record['LEADNUMBER']), key(record['email_hash']), key(record['phone_hash'])].join(' '),
    ),
  );
}

describe('the filter of snapshots', () => {
  let folder: Folder;
  let engine: TestEngine;
  /** Delivered leads that each report names, counted from the text of the files. */
  let plain: Readonly<Record<ByTier, readonly ReadonlySet<string>[]>>;

  const narrowed = (
    filters: readonly LeadFilter[],
    setting: { basis?: 'ever' | 'latest'; links?: LinkSetting } = {},
  ): Promise<FunnelView> =>
    engine.client.call('funnel', { basis: 'ever', links: 'linked', ...setting, filters: [...filters] });
  const of = (...orders: readonly number[]): LeadFilter => ({
    dimension: 'snapshot',
    values: orders.map(String),
  });

  beforeAll(async () => {
    // Two days apart from one to the next would repeat the same leads: a month lets some age out and others come.
    folder = await sampleFolder({ leads: 260, snapshots: SNAPSHOTS, everyDays: 30 });
    engine = await openEngine(sourceOf(folder));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const page = await engine.client.call('page', { query: allRows('links'), offset: 0, limit: 10_000 });
    const at = (name: string): number => page.columns.findIndex((column) => column.name === name);
    const links = page.rows.map((row) => ({
      identity: [row[at('lead_number')], row[at('email_key')] ?? '', row[at('phone_key')] ?? ''].join(' '),
      lead: String(row[at('lead_uuid')]),
      tier: String(row[at('tier')]),
    }));
    const reports = Object.keys(folder.files)
      .filter((path) => path.includes('crm_reports'))
      .sort()
      .map((path) => identitiesIn(folder.files[path]!));
    const named = (setting: ByTier) =>
      reports.map(
        (identities) =>
          new Set(
            links
              .filter(({ tier, identity }) => COUNTED[setting].includes(tier) && identities.has(identity))
              .map(({ lead }) => lead),
          ),
      );
    plain = { strict: named('strict'), linked: named('linked') };
  });
  afterAll(() => engine.close());

  test('offers every snapshot with the delivered leads that it holds', async () => {
    for (const links of ['strict', 'linked'] as const) {
      const { snapshotLeads } = await narrowed([], { links });
      expect(snapshotLeads).toEqual(
        plain[links].map((leads, index) => ({ order: index + 1, leads: leads.size })),
      );
    }
    const sizes = plain.linked.map((leads) => leads.size);
    expect(new Set(sizes).size, `the snapshots differ: ${sizes.join(', ')}`).toBeGreaterThan(1);
  });

  test('leaves the leads that any of the chosen snapshots holds, under either setting of links', async () => {
    for (const links of ['strict', 'linked'] as const) {
      for (const orders of [[1], [3], [SNAPSHOTS], [1, SNAPSHOTS], [2, 3, 4]]) {
        const view = await narrowed([of(...orders)], { links });
        const expected = new Set(orders.flatMap((order) => [...plain[links][order - 1]!]));
        expect(view.counts.delivered, `${links} ${orders.join(', ')}`).toBe(expected.size);
        expect(view.counts.matched).toBe(expected.size);
      }
    }
  });

  test('restates nothing: what the leads reached is counted over all snapshots', async () => {
    const drilled = await engine.client.call('drill', {
      basis: 'ever',
      links: 'linked',
      filters: [of(1)],
      stage: 'sale',
      within: null,
    });
    const sales = await engine.client.call('drill', {
      basis: 'ever',
      links: 'linked',
      filters: [],
      stage: 'sale',
      within: null,
    });
    const ids = async ({ query }: typeof sales): Promise<readonly string[]> => {
      const page = await engine.client.call('page', { query, offset: 0, limit: 10_000 });
      const at = page.columns.findIndex(({ name }) => name === 'lead_uuid');
      return page.rows.map((row) => String(row[at])).sort();
    };
    const first = plain.linked[0]!;
    expect(await ids(drilled)).toEqual((await ids(sales)).filter((lead) => first.has(lead)));
  });

  test('leaves nobody where there is no such snapshot, and joins other filters by and', async () => {
    expect((await narrowed([of(99)])).counts.delivered).toBe(0);
    expect((await narrowed([of(1), { dimension: 'reported', values: ['no'] }])).counts.delivered).toBe(0);
    const all = Array.from({ length: SNAPSHOTS }, (_, index) => index + 1);
    const whole = await narrowed([]);
    expect((await narrowed([of(...all)])).counts).toEqual({
      ...whole.counts,
      delivered: whole.counts.matched,
    });
  });
});
