import type { Reach, Walker } from './walker';

/** A tile of a screen: its label, and its number as it stands there. */
interface TileNumber {
  readonly label: string;
  readonly shown: string;
}

/** The numbers of the tiles of a screen, pinned by the keyboard. */
async function pinTiles({ page }: Walker, reach: Reach): Promise<readonly TileNumber[]> {
  const tiles = (await page.evaluate(() => window.walk.buttons('screen'))).filter(({ tile }) => tile !== '');
  const pinned: TileNumber[] = [];
  for (const { tile, text } of tiles.slice(0, reach.mostOfAKind)) {
    await page.getByRole('main').getByRole('button').filter({ hasText: tile }).first().focus();
    await page.keyboard.press('Shift+P');
    await page.getByText(`Pinned to the board: `).first().waitFor();
    pinned.push({ label: tile, shown: text });
  }
  return pinned;
}

/** The numbers of a screen on the board: the same there, and each leads back to where it is shown. */
export const boardOf =
  (screen: 'funnel' | 'revenue') =>
  async (walker: Walker, reach: Reach): Promise<void> => {
    const { page } = walker;
    const begin = await page.evaluate(() => window.location.hash);
    const pinned = await pinTiles(walker, reach);
    const go = async (hash: string): Promise<void> => {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await walker.settled();
    };
    await go('#/board');
    const items = page.getByRole('list', { name: 'Pinned' }).locator('> li');
    for (const [at, { label, shown }] of pinned.entries()) {
      const number = items
        .nth(at)
        .locator('button', { hasText: /\p{Nd}|–/u })
        .first();
      // A tile shows whole units, the board their hundredths too.
      walker.counted(`Board › ${label}`, shown, walker.numberIn((await number.textContent()) ?? ''));
      await number.click();
      await page.waitForFunction((name) => window.location.hash.startsWith(`#/${name}`), screen);
      await walker.settled();
      const tiles = await page.evaluate(() => window.walk.buttons('screen'));
      const back = tiles.find(({ tile }) => tile === label)?.text ?? '';
      walker.counted(`Board › ${label}, where it leads`, back, walker.numberIn(shown));
      await go('#/board');
    }
    while ((await items.count()) > 0) {
      await items
        .first()
        .getByRole('button', { name: /off the board$/ })
        .click();
      await walker.settled();
    }
    await go(begin);
  };
