import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { builtApp, leadlens } from '../support/built-app';
import { settled, show, SIZES, VIEWS } from '../support/screen-views';
import { expect, test, upToDate } from './app';

/** `LEADLENS_AXE=all`: every view at every size, in both themes and both locales; else each at some of them. */
const IS_WHOLE = process.env['LEADLENS_AXE'] === 'all';

const RUNS = [
  { scheme: 'light', locale: 'en-US' },
  { scheme: 'dark', locale: 'de-DE' },
  { scheme: 'light', locale: 'de-DE' },
  { scheme: 'dark', locale: 'en-US' },
] as const;

let folder = '';

test.beforeAll(async () => {
  await builtApp();
  folder = await mkdtemp(join(tmpdir(), 'leadlens-axe-'));
  await leadlens('sample', join(folder, 'leads'), '--leads', '1000', '--snapshots', '6');
  await leadlens('sample', join(folder, 'revenue'), '--scenario', 'revenue', '--leads', '600');
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Of what axe calls moderate: what screen readers go by from part to part of a screen. */
const MODERATE = ['heading-order', 'landmark-unique'];

/** What axe holds against the page, in words: rule, how bad, where. */
async function troubles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || MODERATE.includes(id))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${id} (${String(impact)}): ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
    );
}

/** The sizes at which a run looks at a view: of two runs one, at the one whose turn it is; whole, all. */
const sizesOf = (view: number, run: number): readonly (typeof SIZES)[number][] =>
  IS_WHOLE
    ? SIZES
    : SIZES.filter((_, size) => (view + run) % 2 === 0 && size === ((view >> 1) + run) % SIZES.length);

for (const [run, { scheme, locale }] of RUNS.entries()) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`axe finds nothing serious or critical on any screen, ${scheme}, ${locale}`, async ({
      page,
      serve,
    }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await serve(folder);
      await upToDate(page);
      for (const [index, view] of VIEWS.entries()) {
        const sizes = sizesOf(index, run);
        if (sizes.length === 0) continue;
        await page.setViewportSize({ width: 1440, height: 900 });
        await show(page, view);
        for (const size of sizes) {
          const where = `${view.name}, ${String(size.width)}×${String(size.height)}`;
          await test.step(where, async () => {
            await page.setViewportSize(size);
            await settled(page);
            expect.soft(await troubles(page), where).toEqual([]);
          });
        }
      }
    });
  });
}
