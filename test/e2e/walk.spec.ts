import { builtApp, leadlens } from '../support/built-app';
import { prepare, walkFolder, type StopResult } from '../walk/whole';
import { expect, goTo, test, upToDate } from './app';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test.use({ viewport: { width: 1920, height: 1600 }, reducedMotion: 'reduce', acceptDownloads: false });

/** Stops with numbers of every kind; `npm run walk` walks them all, and every mark of each. */
const SOME =
  /^(Sources|Findings|Matches|Funnel none$|Funnel state [^,]*$|Compare snapshots, state|Better or worse (state|city)|Revenue none$|Revenue period$|Revenue period, Acquisition|Revenue none, ROAS|Funnel counts of|Board|Explore (pivot|chart|columns)|Pages|Report|Review)/;

/** Records that were left out or rejected are numbers of Sources: the leads have some with their mess. */
const SAMPLES = [
  ['lead-quality', '3'],
  ['revenue', '0'],
] as const;

for (const [scenario, mess] of SAMPLES) {
  test(`every kind of number and mark shows what its panel counts, its pages hold and its CSV has: ${scenario}`, async ({
    page,
    serve,
  }) => {
    await builtApp();
    const folder = await mkdtemp(join(tmpdir(), 'leadlens-walk-'));
    try {
      await leadlens(
        'sample',
        folder,
        '--scenario',
        scenario,
        '--leads',
        '300',
        '--snapshots',
        '5',
        '--mess',
        mess,
      );
      await prepare(page);
      await serve(folder);
      await upToDate(page);
      const results: StopResult[] = [];
      await walkFolder(
        page,
        scenario,
        'en-US',
        (stop) => (SOME.test(stop) ? { mostOfAKind: 1 } : null),
        (result) => results.push(result),
      );
      const differences = results.flatMap(({ screen, filters, differences: found }) =>
        found.map((difference) => ({ screen, filters, ...difference })),
      );
      expect(differences).toEqual([]);
      expect(results.reduce((sum, { marks }) => sum + marks, 0)).toBeGreaterThan(40);
      // A screen on which nothing is found to walk would pass unseen; a queue may have nothing to judge.
      const empty = results.filter(({ marks, screen }) => marks === 0 && screen !== 'Review');
      expect(empty.map(({ screen }) => screen)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('a panel leaves what was clicked in sight, and the screen as it was', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 5);
  await page.setViewportSize({ width: 1280, height: 800 });
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  const screen = page.getByRole('main');
  const ways = screen.getByRole('region', { name: 'The same leads, counted seven ways' });
  const far = [
    screen.getByRole('button').filter({ hasText: 'Net sales' }).first(),
    ways.getByRole('row').nth(2).getByRole('button').last(),
  ];
  for (const number of far) {
    await number.scrollIntoViewIfNeeded();
    const before = await number.boundingBox();
    await number.click();
    const panel = page.getByRole('complementary').last();
    await expect(panel.getByRole('status').first()).toHaveText(/rows?$/);
    const [clicked, beside] = [await number.boundingBox(), await panel.boundingBox()];
    expect(clicked!.x).toBeGreaterThan(0);
    expect(clicked!.x + clicked!.width).toBeLessThanOrEqual(beside!.x);
    // Nothing is drawn anew: it is only scrolled aside.
    expect(clicked!.width).toBe(before!.width);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await number.boundingBox())?.x).toBe(before!.x);
  }
});
