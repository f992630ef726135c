import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWindowPlaceFile, placeOn } from '../../electron/services/window-place';
import { temporaryFolder } from '../support/temporary-folder';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const BESIDE = { x: 1440, y: 0, width: 2560, height: 1400 };
const at = (x: number, y: number, width = 1000, height = 640) => ({
  area: { x, y, width, height },
  isMaximized: false,
});

describe('The place of a new window', () => {
  test('is left to the system where there was none', () => {
    expect(placeOn({ area: null, isMaximized: false }, [LAPTOP])).toEqual({ width: 1280, height: 800 });
  });

  test('is that of the last one, on whichever display', () => {
    expect(placeOn(at(200, 100), [LAPTOP])).toEqual({ x: 200, y: 100, width: 1000, height: 640 });
    expect(placeOn(at(2000, 300), [LAPTOP, BESIDE])).toEqual({ x: 2000, y: 300, width: 1000, height: 640 });
  });

  test.each([
    ['a display that is gone', at(2000, 300)],
    ['left of all displays', at(-950, 100)],
    ['with its title bar above all displays', at(200, -200)],
    ['with its title bar below all displays', at(200, 880)],
    ['right of all displays but for a strip', at(1400, 100)],
  ])('is left to the system where nobody could seize it: %s', (_, place) => {
    expect(placeOn(place, [LAPTOP])).toEqual({ width: 1280, height: 800 });
  });

  test('may lie partly outside, as far as it can be seized', () => {
    expect(placeOn(at(-880, 100), [LAPTOP])).toMatchObject({ x: -880 });
    expect(placeOn(at(1320, 860), [LAPTOP])).toMatchObject({ x: 1320, y: 860 });
  });

  test('is no larger than its display and no smaller than the screens can be read', () => {
    expect(placeOn(at(0, 25, 3000, 2000), [LAPTOP])).toMatchObject({ width: 1440, height: 875 });
    expect(placeOn(at(0, 25, 300, 200), [LAPTOP])).toMatchObject({ width: 720, height: 450 });
  });
});

describe('What is kept of the place', () => {
  test('is there at the next start', async () => {
    const folder = await temporaryFolder();
    const warned: string[] = [];
    const file = createWindowPlaceFile(folder, (message) => warned.push(message));
    expect(await file.load()).toMatchObject({ area: null, isMaximized: false });
    await file.save({ ...at(200, 100), isMaximized: true });
    const again = createWindowPlaceFile(folder, (message) => warned.push(message));
    expect(await again.load()).toMatchObject({ ...at(200, 100), isMaximized: true });
    expect(warned).toEqual([]);
  });

  test('is put aside with a warning where it is damaged, and stands in no way', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'window.json'), '{"version": 1, "area": {"x": "left"}}');
    const warned: string[] = [];
    const file = createWindowPlaceFile(folder, (message) => warned.push(message));
    expect(await file.load()).toMatchObject({ area: null });
    expect(warned.join()).toMatch(/window\.json cannot be understood.*It was moved to/s);
    const [aside = ''] = await readdir(folder);
    expect(await readFile(join(folder, aside), 'utf8')).toContain('left');
  });
});
