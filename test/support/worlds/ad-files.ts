import type { AdRecord, Amount, Platform } from '../plain/revenue/facts';
import { writeCsv } from '../table';
import { dayAfter, type Dice } from './dice';
import {
  amountOf,
  CAMPAIGN_KEYS,
  decimal,
  someCampaign,
  writtenCampaign,
  type WrittenCampaign,
} from './marketing-words';
import type { WorldFile } from './world';

interface Row {
  readonly draft: Omit<AdRecord, 'file' | 'record' | 'platform' | 'exportedOn'>;
  readonly cells: readonly string[];
}
interface Layout {
  readonly platform: Platform;
  readonly header: readonly string[];
  readonly row: (dice: Dice, keys: readonly string[]) => Row;
}

const count = (dice: Dice): number | null => (dice.is(0.1) ? null : dice.int(0, 5000));
const cell = (value: number | null): string => (value === null ? '' : String(value));
const dayOf = (dice: Dice): string => dayAfter('2026-01-01', dice.int(0, 40));
/** The last ones have no ads in most worlds. */
const some = (dice: Dice, keys: readonly string[]): WrittenCampaign => someCampaign(dice, 0.05, 0.05, keys);
const cost = (dice: Dice, currency: string): Amount | null =>
  dice.is(0.05) ? null : amountOf(dice.is(0.1) ? 0 : dice.int(1, 90_000), currency);
const price = (amount: Amount | null): string => (amount === null ? '' : decimal(amount.hundredths));

const daily = (of: WrittenCampaign, dice: Dice, amount: Amount | null): Row['draft'] => {
  const day = dice.is(0.03) ? null : dayOf(dice);
  return {
    campaign: of.campaign,
    campaignName: null,
    from: day,
    to: day,
    cost: amount,
    impressions: count(dice),
    clicks: count(dice),
  };
};

const LAYOUTS: readonly Layout[] = [
  {
    platform: 'google',
    header: ['date', 'campaign_id', 'cost', 'impressions', 'clicks', 'currency'],
    row: (dice, keys) => {
      const of = some(dice, keys);
      const currency = dice.pick(['USD', 'USD', 'MXN', 'SEK']);
      const draft = daily(of, dice, cost(dice, currency));
      return {
        draft,
        cells: [
          draft.from ?? '',
          of.cell,
          price(draft.cost),
          cell(draft.impressions),
          cell(draft.clicks),
          currency,
        ],
      };
    },
  },
  {
    platform: 'google',
    header: ['Campaign status', 'Campaign', 'Campaign ID', 'Day', 'Currency code', 'Cost', 'Impr.', 'Clicks'],
    row: (dice, keys) => {
      const key = dice.pick(keys);
      const name = writtenCampaign(key, dice);
      const id = String(111 * (1 + CAMPAIGN_KEYS.indexOf(key)));
      const plain = daily({ cell: id, campaign: { name: id, key: id } }, dice, cost(dice, 'USD'));
      const draft = { ...plain, campaignName: name.campaign };
      return {
        draft,
        cells: [
          'Enabled',
          name.cell,
          id,
          draft.from ?? '',
          'USD',
          price(draft.cost),
          cell(draft.impressions),
          cell(draft.clicks),
        ],
      };
    },
  },
  {
    platform: 'facebook',
    header: [
      'Day',
      'Campaign name',
      'Amount spent (MXN)',
      'Impressions',
      'Link clicks',
      'CPC (cost per link click) (MXN)',
    ],
    row: (dice, keys) => {
      const of = some(dice, keys);
      const written = daily(of, dice, cost(dice, 'MXN'));
      const perClick = dice.is(0.5) ? dice.int(1, 900) : null;
      const isRebuilt = written.cost === null && perClick !== null && written.clicks !== null;
      const draft = isRebuilt ? { ...written, cost: amountOf(written.clicks * perClick, 'MXN') } : written;
      return {
        draft,
        cells: [
          draft.from ?? '',
          of.cell,
          price(written.cost),
          cell(draft.impressions),
          cell(draft.clicks),
          perClick === null ? '' : decimal(perClick),
        ],
      };
    },
  },
  {
    platform: 'facebook',
    header: [
      'Reporting starts',
      'Reporting ends',
      'Campaign name',
      'Amount spent (USD)',
      'Impressions',
      'Link clicks',
    ],
    row: (dice, keys) => {
      const of = some(dice, keys);
      const [from, to] = dice.pick([
        ['2026-01-01', '2026-01-31'],
        ['2026-02-01', '2026-02-28'],
      ] as const);
      const draft = { ...daily(of, dice, cost(dice, 'USD')), from, to };
      return {
        draft,
        cells: [from, to, of.cell, price(draft.cost), cell(draft.impressions), cell(draft.clicks)],
      };
    },
  },
  {
    platform: 'tiktok',
    header: ['By Day', 'Campaign name', 'Cost', 'Impressions', 'Clicks (destination)', 'Currency'],
    row: (dice, keys) => {
      const of = some(dice, keys);
      const currency = dice.pick(['USD', 'COP']);
      const draft = daily(of, dice, cost(dice, currency));
      return {
        draft,
        cells: [
          draft.from ?? '',
          of.cell,
          price(draft.cost),
          cell(draft.impressions),
          cell(draft.clicks),
          currency,
        ],
      };
    },
  },
  {
    platform: 'linkedin',
    header: ['Start Date (in UTC)', 'Campaign Name', 'Currency', 'Total Spent', 'Impressions', 'Clicks'],
    row: (dice, keys) => {
      const of = some(dice, keys);
      const draft = daily(of, dice, cost(dice, 'USD'));
      const written = draft.from?.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1') ?? '';
      return {
        draft,
        cells: [written, of.cell, 'USD', price(draft.cost), cell(draft.impressions), cell(draft.clicks)],
      };
    },
  },
];

/** The exports of the ad platforms, with what they say; now and then two of one platform that overlap. */
export function writeAds(dice: Dice): {
  readonly records: readonly AdRecord[];
  readonly files: readonly WorldFile[];
} {
  const records: AdRecord[] = [];
  const files: WorldFile[] = [];
  const used = new Set<Platform>();
  const keys = CAMPAIGN_KEYS.slice(0, dice.int(1, CAMPAIGN_KEYS.length));
  const write = (layout: Layout, path: string, exportedOn: string | null, rows: readonly Row[]): void => {
    rows.forEach(({ draft }, i) =>
      records.push({ ...draft, platform: layout.platform, file: path, record: i + 1, exportedOn }),
    );
    const bytes = writeCsv({ header: layout.header, records: rows.map(({ cells }) => cells) });
    files.push({
      path,
      source: `${layout.platform}_ads`,
      bytes,
      records: rows.length,
      separators: 0,
      rejected: 0,
      cellIssues: 0,
    });
  };
  for (const layout of dice.shuffled(LAYOUTS)) {
    if (used.has(layout.platform) || dice.is(0.5)) continue;
    used.add(layout.platform);
    const make = (): readonly Row[] => Array.from({ length: dice.int(2, 25) }, () => layout.row(dice, keys));
    const rows = make();
    const [a, b] = dice.pick([
      [
        ['_a', null],
        ['_b', null],
      ],
      [
        ['_2026-03-01', '2026-03-01'],
        ['_2026-02-20', '2026-02-20'],
      ],
      [
        ['_2026-02-20', '2026-02-20'],
        ['_later', null],
      ],
    ] as const);
    const repeated = dice.is(0.3) ? [...rows, ...rows.slice(0, 2)] : rows;
    write(layout, `ads/${layout.platform}${a[0]}.csv`, a[1], repeated);
    if (dice.is(0.35)) {
      const again = [...rows.filter(() => dice.is(0.6)), ...make().slice(0, 4)];
      write(layout, `ads/${layout.platform}${b[0]}.csv`, b[1], again);
    }
  }
  return { records, files };
}
