import type { Page } from '@playwright/test';
import { KIND_WORDS } from '../../renderer/features/review/words';
import { SCREENS, type Screen } from '../../renderer/state/navigation';
import type { ReviewKind } from '../../shared/contract/review';

/** A screen, and where wanted something done on it first. */
export interface ScreenView {
  readonly name: string;
  readonly screen: Screen;
  readonly params?: Readonly<Record<string, string>>;
  readonly before?: (page: Page) => Promise<void>;
}

/** What a screen must hold: 720×450 is a laptop of 1440×900 at 200 %. */
export const SIZES = [
  { width: 720, height: 450 },
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

export type Size = (typeof SIZES)[number];

/** Presses what is called so in the screen. */
const inMain =
  (name: string) =>
  (page: Page): Promise<void> =>
    page.getByRole('main').getByRole('button').filter({ hasText: name }).first().click();

/** Chooses one of the ways of a switch in the screen. */
const way =
  (name: string) =>
  (page: Page): Promise<void> =>
    page.getByRole('main').getByText(name, { exact: true }).click();

/** Shows the items of one kind in the queue. */
export const itemsOf =
  (kind: ReviewKind) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: new RegExp(`^${KIND_WORDS[kind].name}`) }).click();
  };

async function editGroups(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Break down by' }).click();
  await page.getByRole('option', { name: 'By disposition group' }).click();
  await page.getByRole('button', { name: 'Edit groups' }).click();
}

async function runSql(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(
    'select vendor, count(*) as leads, count(distinct campaign_id) as campaigns\nfrom dim_lead\ngroup by vendor\norder by leads desc',
  );
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'Result' }).waitFor();
}

async function firstSubject(page: Page): Promise<void> {
  await inMain('Sales')(page);
  await page.getByRole('complementary').locator('.ag-cell').first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('region').first().waitFor();
}

async function lookUpHelp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What is this' }).click();
  await page.getByRole('textbox', { name: 'Find a term, a number or a how-to' }).fill('likely');
}

const trendsBy = (dimension: string, every: 'week' | 'month'): string =>
  JSON.stringify({
    of: 'appointment',
    per: 'delivered',
    dimension,
    every,
    by: 'entry',
    least: 30,
    falseRate: 0.05,
  });

/** Every screen of a folder of both questions, with what can be opened on it. */
export const VIEWS: readonly ScreenView[] = [
  { name: 'home', screen: 'home' },
  { name: 'board', screen: 'board' },
  { name: 'sources', screen: 'sources' },
  { name: 'sources-file', screen: 'sources', before: inMain('stripe') },
  { name: 'findings', screen: 'findings' },
  { name: 'matches', screen: 'matches' },
  { name: 'review', screen: 'review', before: itemsOf('one_key') },
  { name: 'review-conflict', screen: 'review', before: itemsOf('conflict') },
  { name: 'review-pair', screen: 'review', before: itemsOf('near_email') },
  { name: 'review-history', screen: 'review', params: { tab: 'history' } },
  { name: 'funnel', screen: 'funnel' },
  { name: 'funnel-rows', screen: 'funnel', before: inMain('Appointments') },
  {
    name: 'funnel-narrowed',
    screen: 'funnel',
    params: { 'only.state': '["CO","UT"]', 'only.tier': '["both"]' },
  },
  {
    name: 'funnel-sql',
    screen: 'funnel',
    before: async (page) => {
      await inMain('Sales')(page);
      await page.getByRole('button', { name: 'SQL', exact: true }).click();
    },
  },
  { name: 'subject', screen: 'funnel', before: firstSubject },
  {
    name: 'compare-snapshots',
    screen: 'funnel',
    params: { compare: '{"kind":"snapshots","a":3,"b":6}' },
  },
  {
    name: 'compare-periods',
    screen: 'funnel',
    params: {
      compare:
        '{"kind":"periods","a":{"from":"2025-09-01","to":"2025-11-30"},"b":{"from":"2025-12-01","to":"2026-02-28"}}',
    },
  },
  { name: 'better-or-worse', screen: 'funnel', params: { trends: trendsBy('state', 'week') } },
  { name: 'better-or-worse-months', screen: 'funnel', params: { trends: trendsBy('tier', 'month') } },
  { name: 'dispositions', screen: 'funnel', before: editGroups },
  { name: 'revenue', screen: 'revenue' },
  { name: 'revenue-narrowed', screen: 'revenue', params: { from: '2026-02-01', to: '2026-03-31' } },
  { name: 'revenue-linear', screen: 'revenue', params: { model: 'linear', split: 'clicks' } },
  { name: 'revenue-invoices', screen: 'revenue', before: inMain('Attributed') },
  { name: 'explore', screen: 'explore' },
  {
    name: 'explore-column',
    screen: 'explore',
    params: { table: 'dim_lead' },
    before: (page) => page.getByRole('button', { name: 'Columns' }).click(),
  },
  { name: 'explore-sql', screen: 'explore', params: { view: 'sql' }, before: runSql },
  { name: 'explore-chart', screen: 'explore', params: { table: 'spend_days' }, before: way('Chart') },
  { name: 'explore-pivot', screen: 'explore', before: way('Pivot') },
  { name: 'explore-add', screen: 'explore', before: inMain('Add to report') },
  { name: 'report', screen: 'report' },
  { name: 'preferences', screen: 'preferences' },
  { name: 'palette', screen: 'funnel', before: (page) => page.keyboard.press('Control+K') },
  {
    name: 'help',
    screen: 'funnel',
    before: (page) => page.getByRole('button', { name: 'What is this' }).click(),
  },
  { name: 'help-found', screen: 'matches', before: lookUpHelp },
  {
    name: 'shortcuts',
    screen: 'funnel',
    before: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    },
  },
];

/** What the screens say of a folder without anything to read. */
export const EMPTY_VIEWS: readonly ScreenView[] = SCREENS.filter((screen) => screen !== 'preferences').map(
  (screen) => ({ name: `empty-${screen}`, screen }),
);

/** Frames of the screen in which nothing may change any more. */
const STILL_FRAMES = 4;

/** Waits until nothing on the page is on its way: no number, no font, no motion, and nothing that is still being drawn. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async (frames) => {
    const isBusy = (): boolean =>
      document.querySelector('[aria-busy="true"], .ag-skeleton-effect, .ag-loading') !== null ||
      document.fonts.status !== 'loaded' ||
      document.getAnimations().some((animation) => animation.playState === 'running');
    let changes = 0;
    const watch = new MutationObserver(() => {
      changes += 1;
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let still = 0; still < frames; still += 1) {
      changes = 0;
      await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
      if (changes > 0 || isBusy()) still = -1;
    }
    watch.disconnect();
  }, STILL_FRAMES);

/** Shows a screen anew, as one comes to it from another, and does what belongs to the view. */
export async function show(page: Page, { screen, params = {}, before }: ScreenView): Promise<void> {
  // Each closes what it has opened over the screen.
  await page.keyboard.press('Escape');
  const elsewhere = screen === 'preferences' ? 'home' : 'preferences';
  for (const [name, query] of [
    [elsewhere, {}],
    [screen, params],
  ] as const) {
    await page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      `#/${name}?${new URLSearchParams(query).toString()}`,
    );
    await page.waitForFunction((title) => document.title.toLowerCase().startsWith(title), name);
    await settled(page);
  }
  if (!before) return;
  await before(page);
  // What only shows under the pointer goes.
  await page.mouse.move(0, 0);
  await settled(page);
}
