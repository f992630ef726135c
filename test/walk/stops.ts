import type { Page } from '@playwright/test';
import type { FunnelView } from '../../shared/contract/funnel';
import type { RevenueView } from '../../shared/contract/revenue';
import type { RunOutcome } from '../../shared/contract/run';
import { boardOf } from './board-walk';
import { exploreChart, exploreColumns, explorePivot, exploreTables } from './explore-walk';
import { filterCounts } from './filter-walk';
import { reportPages } from './report-walk';
import { historyCounts, queueCounts } from './review-walk';
import { LEAD_SUBJECTS, REVENUE_SUBJECTS, subjects, type SubjectTable } from './subject-walk';
import type { Reach, Walker } from './walker';

/** A screen as it is narrowed and set, and what of it is walked. */
export interface Stop {
  readonly screen: string;
  /** How it is narrowed, in words. */
  readonly filters: string;
  readonly hash: string;
  readonly walk: (walker: Walker, reach: Reach) => Promise<void>;
}

const all = async (walker: Walker, reach: Reach): Promise<void> => {
  await walker.buttons('screen', reach);
  await walker.pictures(reach);
  await walker.twins(reach);
};

const only =
  (parts: RegExp, before: (page: Page) => Promise<void>) =>
  async (walker: Walker, reach: Reach): Promise<void> => {
    await before(walker.page);
    await walker.settled();
    await all(walker, { ...reach, only: parts });
  };

const press =
  (group: string, label: string) =>
  async (page: Page): Promise<void> => {
    await page
      .getByRole('radiogroup', { name: group, exact: true })
      .getByText(label, { exact: true })
      .click();
  };

/** An address with filters of leads. */
const address = (screen: string, params: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query === '' ? '' : `?${query}`}`;
};

const narrow = (dimension: string, values: readonly (string | null)[]) => ({
  [`only.${dimension}`]: JSON.stringify(values),
});

/** The value of a dimension that most leads have, of those that not all have. */
function commonest(view: FunnelView, dimension: string): string | null {
  const rows = (view.breakdowns[dimension] ?? []).filter(
    (row) => row.reported !== false && row.key !== null && row.leads < view.counts.delivered,
  );
  return [...rows].sort((a, b) => b.leads - a.leads)[0]?.key ?? null;
}

const call = <T>(page: Page, method: string, request: unknown): Promise<T> =>
  page.evaluate(([name, asked]) => window.walk.call(name, asked), [method, request] as const) as Promise<T>;

/** Settings and filters of the Funnel screen that change its numbers in this folder. */
function funnelSettings(
  view: FunnelView,
): { readonly words: string; readonly params: Record<string, string> }[] {
  const state = commonest(view, 'state');
  const city = commonest(view, 'city');
  const month = commonest(view, 'entry_month');
  const campaign = commonest(view, 'campaign_id') ?? commonest(view, 'vendor');
  const isVendor = commonest(view, 'campaign_id') === null;
  const last = view.trend.at(-1)?.order;
  return [
    { words: 'none', params: {} },
    { words: 'latest · strict', params: { basis: 'latest', links: 'strict' } },
    ...(state === null
      ? []
      : [{ words: `state ${state}`, params: { links: 'linked', ...narrow('state', [state]) } }]),
    ...(city === null || month === null
      ? []
      : [
          {
            words: 'city and tier',
            params: { ...narrow('city', [city]), ...narrow('tier', ['both', 'email_only']) },
          },
        ]),
    ...(campaign === null
      ? []
      : [
          {
            words: 'campaign',
            params: { basis: 'latest', ...narrow(isVendor ? 'vendor' : 'campaign_id', [campaign]) },
          },
        ]),
    ...(month === null
      ? []
      : [{ words: `month ${month}`, params: { links: 'strict', ...narrow('entry_month', [month]) } }]),
    ...(last === undefined || last < 2
      ? []
      : [{ words: 'last snapshot', params: { links: 'likely', ...narrow('snapshot', [String(last)]) } }]),
    { words: IN_NO_REPORT, params: narrow('reported', ['no']) },
  ];
}

const IN_NO_REPORT = 'in no report';

const BREAKDOWN = /^(?!Appointment rate by week).* by (?!week)|, in numbers$/;

async function funnelStops(page: Page): Promise<Stop[]> {
  const view = await call<FunnelView>(page, 'funnel', { basis: 'ever', links: 'linked' });
  const settings = funnelSettings(view);
  const dimensions = Object.keys(view.breakdowns);
  const funnel = settings.map(({ words, params }) => ({
    screen: 'Funnel',
    filters: words,
    hash: address('funnel', params),
    walk: all,
  }));
  // Of leads in no report there is nothing to choose from that the reports alone say.
  const breakdowns = [settings[0], settings[2]].flatMap((setting) =>
    setting === undefined || setting.words === IN_NO_REPORT
      ? []
      : dimensions
          .filter((dimension) => dimension !== 'state')
          .map((_, index): Stop => ({
            screen: 'Funnel',
            filters: `${setting.words}, broken down`,
            hash: address('funnel', setting.params),
            walk: only(BREAKDOWN, async (shown) => {
              await shown.getByRole('combobox', { name: 'Break down by', exact: true }).click();
              await shown
                .getByRole('option')
                .nth(index + 1)
                .click();
              await press('Which rate', ['Sales', 'Demos', 'Appointments'][index % 3] ?? 'Sales')(shown);
            }),
          })),
  );
  const orders = view.trend.map(({ order }) => order);
  const months = (view.breakdowns['entry_month'] ?? [])
    .flatMap(({ key }) => (key === null ? [] : [key]))
    .sort();
  const [first = '2000-01', last = '2000-01'] = [months[0], months.at(-1)];
  const sides = [
    ...(orders.length > 1 ? [{ kind: 'snapshots', a: orders[0], b: orders.at(-1) }] : []),
    ...(months.length > 1
      ? [
          {
            kind: 'periods',
            a: { from: `${first}-01`, to: `${first}-28` },
            b: { from: `${last}-01`, to: `${last}-28` },
          },
        ]
      : []),
    { kind: 'links', a: 'strict', b: 'likely' },
  ];
  const compare = sides.flatMap((side) =>
    [settings[0], settings[1], settings[2]].flatMap((setting): Stop[] =>
      setting === undefined
        ? []
        : [
            {
              screen: 'Compare',
              filters: `${side.kind}, ${setting.words}`,
              hash: address('funnel', { ...setting.params, compare: JSON.stringify(side) }),
              walk: all,
            },
          ],
    ),
  );
  const trends = [
    ...['state', 'city', 'tier'].map((dimension, index) => ({ dimension, by: 'entry', at: index })),
    ...(dimensions.includes('vendor') ? [{ dimension: 'vendor', by: 'delivery', at: 0 }] : []),
  ].flatMap(({ dimension, by, at }): Stop[] => {
    const setting = settings[at];
    const asked = {
      of: at === 1 ? 'demo' : 'appointment',
      per: at === 1 ? 'appointment' : 'delivered',
      dimension,
      every: at === 2 ? 'month' : 'week',
      by,
      least: 10,
      falseRate: 0.05,
    };
    return setting === undefined
      ? []
      : [
          {
            screen: 'Better or worse',
            filters: `${dimension} by ${by}, ${setting.words}`,
            hash: address('funnel', { ...setting.params, trends: JSON.stringify(asked) }),
            walk: all,
          },
        ];
  });
  return [...funnel, ...breakdowns, ...compare, ...trends];
}

async function revenueStops(page: Page): Promise<Stop[]> {
  const view = await call<RevenueView>(page, 'revenue', {});
  const days = view.days.map(({ from }) => from);
  const campaigns = view.campaigns.map(({ campaign_id: id }) => id);
  const third = days[Math.floor(days.length / 3)];
  const two = days[Math.floor((2 * days.length) / 3)];
  const settings: { readonly words: string; readonly params: Record<string, string> }[] = [
    { words: 'none', params: {} },
    { words: 'linear', params: { model: 'linear' } },
    ...(third === undefined || two === undefined
      ? []
      : [{ words: 'period', params: { model: 'time_decay', from: third, to: two } }]),
    ...(campaigns.length > 2
      ? [
          {
            words: 'campaigns',
            params: { model: 'first_touch', campaigns: JSON.stringify(campaigns.slice(0, 2)) },
          },
        ]
      : []),
  ];
  const MODELS = /^Campaigns under every model/;
  return [
    ...settings.map(({ words, params }) => ({
      screen: 'Revenue',
      filters: words,
      hash: address('revenue', params),
      walk: all,
    })),
    ...settings.flatMap(({ words, params }) => [
      ...['ROAS', 'Invoices', 'Acquisition cost'].map((measure) => ({
        screen: 'Revenue',
        filters: `${words}, ${measure}`,
        hash: address('revenue', params),
        walk: only(MODELS, press('What to compare', measure)),
      })),
      {
        screen: 'Revenue',
        filters: `${words}, by day`,
        hash: address('revenue', params),
        walk: only(/^Revenue and spend over time/, press('By day or week', 'Days')),
      },
    ]),
  ];
}

const table = (name: string): string => address('explore', { table: name });

/** Each way to look at a table of Explore. */
function exploreStops(first: string): Stop[] {
  const of = (filters: string, walk: Stop['walk'], hash = table(first)): Stop => ({
    screen: 'Explore',
    filters,
    hash,
    walk,
  });
  return [
    of(`pivot of ${first}`, explorePivot),
    of(`chart of ${first}`, exploreChart),
    of(`columns of ${first}`, exploreColumns),
  ];
}

const pageStops = (subjectTables: readonly SubjectTable[]): Stop[] =>
  subjectTables.map((of) => ({
    screen: 'Pages',
    filters: of.kind,
    hash: table(of.table),
    walk: subjects(of),
  }));

/** Every stop of what a page has open. */
export async function stopsOf(page: Page, outcome: RunOutcome): Promise<readonly Stop[]> {
  const has = (question: RunOutcome['answered'][number]): boolean => outcome.answered.includes(question);
  const [leads, revenue] = [has('leadQuality'), has('revenue')];
  return [
    { screen: 'Sources', filters: 'none', hash: '#/sources', walk: (walker, reach) => walker.files(reach) },
    { screen: 'Findings', filters: 'none', hash: '#/findings', walk: all },
    ...(leads
      ? [
          { screen: 'Matches', filters: 'none', hash: '#/matches', walk: all },
          ...(await funnelStops(page)),
          { screen: 'Funnel', filters: 'counts of filters', hash: '#/funnel', walk: filterCounts },
          { screen: 'Board', filters: 'numbers of Funnel', hash: '#/funnel', walk: boardOf('funnel') },
          ...exploreStops('dim_lead'),
          ...pageStops(LEAD_SUBJECTS),
        ]
      : []),
    ...(revenue
      ? [
          ...(await revenueStops(page)),
          { screen: 'Board', filters: 'numbers of Revenue', hash: '#/revenue', walk: boardOf('revenue') },
          ...exploreStops('fct_invoices'),
          ...pageStops(REVENUE_SUBJECTS),
        ]
      : []),
    ...(leads || revenue
      ? [
          { screen: 'Explore', filters: 'tables and files', hash: '#/explore', walk: exploreTables },
          { screen: 'Report', filters: 'pages', hash: '#/report', walk: reportPages },
          { screen: 'Review', filters: 'queue', hash: '#/review', walk: queueCounts },
          // Last: what is decided changes numbers.
          { screen: 'Review', filters: 'history', hash: '#/review', walk: historyCounts },
        ]
      : []),
  ];
}
