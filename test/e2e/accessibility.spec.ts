import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { builtApp, leadlens } from '../support/built-app';
import { settled, show, SIZES, VIEWS, type ScreenView } from '../support/screen-views';
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

/** Views of a test: of all at every size a part, so that one that hangs or fails leaves the others seen. */
const VIEWS_A_TEST = IS_WHOLE ? 6 : VIEWS.length;

/** What axe holds against the page, in words: rule, how bad, where. */
async function troubles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Without a second page for frames of other origins: there are none.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
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

/** The views in parts, each with its place among all. */
const PARTS = Array.from({ length: Math.ceil(VIEWS.length / VIEWS_A_TEST) }, (_, part) =>
  VIEWS.map((view, index): readonly [number, ScreenView] => [index, view]).slice(
    part * VIEWS_A_TEST,
    (part + 1) * VIEWS_A_TEST,
  ),
);

/** What of the screens a test looks at, for its title. */
const nameOf = (part: (typeof PARTS)[number]): string =>
  PARTS.length === 1 ? 'any screen' : `${part[0]?.[1].name ?? ''} to ${part.at(-1)?.[1].name ?? ''}`;

for (const [run, { scheme, locale }] of RUNS.entries()) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const part of PARTS) {
      test(`axe finds nothing serious or critical on ${nameOf(part)}, ${scheme}, ${locale}`, async ({
        page,
        serve,
      }) => {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await serve(folder);
        await upToDate(page);
        for (const [index, view] of part) {
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
    }
  });
}
