import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SCREENS, type Screen } from '../../renderer/state/navigation';
import { SHORTCUTS } from '../../shared/domain/shortcuts';
import { builtApp, leadlens } from '../support/built-app';
import { expect, test, upToDate } from './app';
import { expectTrap, tabTo, walk } from './keys';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

let folder = '';

test.beforeAll(async () => {
  await builtApp();
  folder = await mkdtemp(join(tmpdir(), 'leadlens-keys-'));
  await mkdir(join(folder, 'leads'));
  await leadlens('sample', join(folder, 'leads'), '--leads', '300', '--snapshots', '5');
  await leadlens('sample', join(folder, 'revenue'), '--scenario', 'revenue', '--leads', '300');
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Goes to a screen by its keys. */
async function go(page: Page, screen: Screen): Promise<void> {
  // A dialog that is closing still takes the keys.
  await expect(page.locator('[aria-modal="true"]')).toHaveCount(0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  for (const key of SHORTCUTS[`go_${screen}`].keys[0].replace('mod', 'Control').split(' ')) {
    await page.keyboard.press(key);
  }
  await expect(page).toHaveTitle(new RegExp(`^${screen}\\b`, 'i'));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await settled(page);
}

const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
};

/** The place of a thing with the focus, for what must give it back. */
const expectFocus = (
  page: Page,
  name: string | RegExp,
  role: 'button' | 'slider' = 'button',
): Promise<void> => expect(page.getByRole(role, { name }).first()).toBeFocused();

test('every control of every screen is found, seen and named with Tab alone, from an empty Home on', async ({
  page,
  serve,
}) => {
  await serve();
  const look = async (screen: string): Promise<void> => {
    await settled(page);
    const report = await walk(page);
    process.stdout.write(`  ${screen}: ${String(report.stops)} stops\n`);
    expect
      .soft(report, screen)
      .toEqual({ stops: report.stops, stuck: null, unseen: [], missed: [], nameless: [] });
    expect(report.stops).toBeGreaterThan(5);
  };
  await test.step('empty home', () => look('empty home'));
  await tabTo(page, page.getByRole('button', { name: 'Try the sample' }));
  await page.keyboard.press('Enter');
  await upToDate(page);
  await expectTour(page);
  for (const screen of SCREENS) {
    await test.step(screen, async () => {
      await go(page, screen);
      await look(screen);
    });
  }
  await test.step('explore with SQL', async () => {
    await go(page, 'explore');
    await tabTo(page, page.getByRole('radio', { name: 'Tables' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('textbox', { name: 'SQL' })).toBeFocused();
    // Escape, then Tab: Tab alone indents.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: 'SQL' })).not.toBeFocused();
  });
  await test.step('explore as a pivot table', async () => {
    await go(page, 'explore');
    await tabTo(page, page.getByRole('radio', { name: 'Rows', exact: true }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('region', { name: 'Pivot table' })).toBeVisible();
    await look('pivot');
  });
});

/** The tour of the sample has the focus, keeps it, and gives it back with Escape. */
async function expectTour(page: Page): Promise<void> {
  const tour = page.getByRole('dialog').first();
  if (!(await tour.isVisible())) return;
  await expect(tour).toBeFocused();
  await expectTrap(page, tour);
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
}

test('dialogs, menus and panels keep the focus, end with Escape and give it back', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);
  await go(page, 'funnel');

  await test.step('the list of shortcuts', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Run again' }));
    await page.keyboard.press('?');
    await expectTrap(page, page.getByRole('dialog', { name: 'Shortcuts' }));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeHidden();
    await expectFocus(page, 'Run again');

    // Another screen is not covered by what was asked on the one before.
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeHidden();
    await go(page, 'funnel');
    await tabTo(page, page.getByRole('button', { name: 'Run again' }));
  });

  await test.step('the palette', async () => {
    await page.keyboard.press('Control+k');
    await expectTrap(page, page.getByRole('dialog', { name: 'Go to' }));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Go to' })).toBeHidden();
    await expectFocus(page, 'Run again');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Matches');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Matches' })).toBeVisible();
    await go(page, 'funnel');
  });

  await test.step('the project', async () => {
    const project = page.getByRole('button', { name: /^Project / });
    await tabTo(page, project);
    await page.keyboard.press('Enter');
    await expectTrap(page, page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await expect(project).toBeFocused();
  });

  await test.step('the menu of a chart', async () => {
    const menu = page.getByRole('button', { name: /^Menu of the chart/ }).first();
    await tabTo(page, menu);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    // It takes the focus once it stands; a key that comes before goes elsewhere.
    await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem').nth(1)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeFocused();
  });

  await test.step('a file', async () => {
    await go(page, 'sources');
    const file = page.getByRole('table').getByRole('button').first();
    await tabTo(page, file);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary').last();
    await expectTrap(page, panel);
    await page.keyboard.press('F6');
    await expect(file).toBeFocused();
    await page.keyboard.press('F6');
    await expect(panel).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(file).toBeFocused();
  });
});

test('numbers and marks of charts open their rows, and a stretch of a chart narrows the screen', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);
  await go(page, 'funnel');
  const panel = page.getByRole('complementary').last();

  await test.step('a number', async () => {
    const tile = page
      .getByRole('main')
      .getByRole('button', { name: /^Demos/ })
      .first();
    await tabTo(page, tile);
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('heading', { name: 'Demos' })).toBeVisible();
    await expect(panel).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(panel.getByRole('separator', { name: 'Width of the panel' })).toBeFocused();
    await expectTrap(page, panel);
    await tabTo(page, panel.getByRole('button', { name: 'More ways to save' }));
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveRole('columnheader');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toHaveRole('gridcell');
    await page.keyboard.press('Shift+Tab');
    await expect(panel.getByRole('button', { name: 'More ways to save' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(tile).toBeFocused();
  });

  await test.step('a mark', async () => {
    const chart = page.getByRole('slider', { name: 'How far delivered leads got' });
    await tabTo(page, chart);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const said = (await chart.getAttribute('aria-valuetext')) ?? '';
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('heading', { name: said.split(':')[0] ?? '' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectFocus(page, 'How far delivered leads got', 'slider');
  });

  await test.step('a stretch, in place of dragging', async () => {
    const chart = page.getByRole('slider', { name: /^Appointment rate by week of entry/ });
    await tabTo(page, chart);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Filters' })).toContainText('Week of entry:');
  });

  await test.step('the filter bar', async () => {
    await settled(page);
    const remove = page.getByRole('button', { name: /^Remove the filter Week of entry/ });
    await tabTo(page, remove);
    await page.keyboard.press('Enter');
    await expect(remove).toBeHidden();
    const filter = page.getByRole('button', { name: 'Filter', exact: true });
    await tabTo(page, filter);
    await page.keyboard.press('Enter');
    await expectTrap(page, page.getByRole('dialog'));
    await tabTo(page, page.getByRole('dialog').getByRole('checkbox').first());
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(filter).toBeFocused();
    await expect(page.getByRole('group', { name: 'Filters' })).toContainText('State:');
  });
});

test('a grid is one stop of Tab: arrows go through headers and cells, Enter sorts, Alt and down opens the column', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);
  await go(page, 'explore');
  await tabTo(page, page.getByRole('button', { name: 'More ways to save' }));
  await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  await expect(focused).toHaveRole('columnheader');
  await page.keyboard.press('ArrowRight');
  const name = (await focused.getAttribute('col-id')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.locator(`.ag-header-cell[col-id="${name}"]`)).toHaveAttribute('aria-sort', 'ascending');
  await settled(page);
  await page.keyboard.press('Alt+ArrowDown');
  const panel = page.getByRole('complementary', { name: /^Column / });
  await expectTrap(page, panel);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(focused).toHaveAttribute('col-id', name);
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveRole('gridcell');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(focused).toHaveRole('gridcell');
  await page.keyboard.press('Tab');
  await expect(page.locator('.ag-cell:focus')).toHaveCount(0);

  const columns = page.getByRole('button', { name: 'Columns' });
  await tabTo(page, columns);
  await page.keyboard.press('Enter');
  await expectTrap(page, page.getByRole('complementary', { name: 'Columns' }));
  await page.keyboard.press('Escape');
  await expect(columns).toBeFocused();
});

test('a query is written and run, a review judged and a report saved with keys alone', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);

  await test.step('a query', async () => {
    await go(page, 'explore');
    await tabTo(page, page.getByRole('radio', { name: 'Tables' }));
    await page.keyboard.press('ArrowRight');
    const editor = page.getByRole('textbox', { name: 'SQL' });
    await expect(editor).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('select 1 as one, 2 as two');
    await page.keyboard.press('Control+Enter');
    await expect(
      page.getByRole('main').getByRole('status').filter({ hasText: '1 row' }).first(),
    ).toBeVisible();
    await expect(editor).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(editor).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expectFocus(page, /^Run$/);
    await page.keyboard.press('Shift+Tab');
    await expect(editor).toBeFocused();
  });

  await test.step('a review', async () => {
    await go(page, 'review');
    const items = page.getByRole('listbox', { name: 'Items' });
    await tabTo(page, items);
    const title = page.getByRole('main').getByRole('heading', { level: 2 }).first();
    const before = await title.textContent();
    await page.keyboard.press('ArrowDown');
    await expect(title).not.toHaveText(before ?? '');
    await page.keyboard.press('ArrowUp');
    await expect(title).toHaveText(before ?? '');
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Note for the next decision' })).toBeFocused();
    await page.keyboard.type('seen');
    await page.keyboard.press('Enter');
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeDisabled();
    await page.keyboard.press('u');
    await expect(undo).toBeEnabled();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
  });

  await test.step('a report', async () => {
    await go(page, 'report');
    await tabTo(page, page.getByRole('checkbox', { name: 'Trends' }));
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox', { name: 'Trends' })).not.toBeChecked();
    await tabTo(page, page.getByRole('button', { name: 'Save summary.json' }));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toContain('summary.json');
    await expect(page.getByText(/^Saved as .*summary\.json/)).toBeVisible();
  });
});

test('nothing moves where reduced motion is asked for', async ({ page, serve }) => {
  await serve(folder);
  await upToDate(page);
  /** The longest transition or animation that any element has, and that runs now, in milliseconds. */
  const longest = (): Promise<number> =>
    page.evaluate(() => {
      const milliseconds = (text: string): number[] =>
        text.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 1 : 1000));
      const declared = [...document.querySelectorAll('*')].flatMap((element) =>
        [null, '::before', '::after'].flatMap((pseudo) => {
          const style = getComputedStyle(element, pseudo);
          return [...milliseconds(style.transitionDuration), ...milliseconds(style.animationDuration)];
        }),
      );
      const running = document
        .getAnimations()
        .map((animation) => Number(animation.effect?.getComputedTiming().activeDuration ?? 0));
      return Math.max(0, ...[...declared, ...running].filter(Number.isFinite));
    });
  for (const screen of SCREENS) {
    await go(page, screen);
    expect(await longest(), screen).toBeLessThanOrEqual(0.02);
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  expect(await longest()).toBeLessThanOrEqual(0.02);
  await page.keyboard.press('Escape');

  // A chart stands as soon as it is drawn: after two frames more nothing changes, in none of 30.
  await go(page, 'funnel');
  const drawn = await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(next));
    const pictures = (): string[] =>
      [...document.querySelectorAll('main [role=img] svg')].map((svg) => svg.innerHTML);
    const choice = [...document.querySelectorAll<HTMLInputElement>('main input[type=radio]')].find(
      (input) => !input.checked,
    );
    const before = pictures();
    choice?.click();
    let first = before;
    for (let i = 0; i < 600 && (first.length === 0 || first.join() === before.join()); i++) {
      await frame();
      first = pictures();
    }
    await frame();
    await frame();
    first = pictures();
    for (let i = 0; i < 30; i++) await frame();
    return { changed: first.join() !== before.join(), first, last: pictures() };
  });
  expect(drawn.changed).toBe(true);
  expect(drawn.last).toEqual(drawn.first);
});
