import { join } from 'node:path';
import { z } from 'zod';
import { Remembered } from './remembered';

/** A part of the desktop, in its own pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stands: its place when it is not maximised, and whether it is. */
export interface WindowPlace {
  readonly area: Area | null;
  readonly isMaximized: boolean;
}

/** The window never gets smaller: the screens are readable down to here. */
export const SMALLEST = { width: 720, height: 450 };
const FIRST = { width: 1280, height: 800 };
/** So much of a window must be on a display that its title bar can be seized. */
const SEEN = { width: 120, height: 40 };

const whole = z.number().int();
const place = z.object({
  version: z.literal(1),
  area: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }).nullable(),
  isMaximized: z.boolean(),
});

/** The place of the window at its last end. @param directory the data directory */
export function createWindowPlaceFile(directory: string, warn: (message: string) => void) {
  const initial: z.infer<typeof place> = { version: 1, area: null, isMaximized: false };
  const remembered = new Remembered(join(directory, 'window.json'), place, initial, warn);
  return {
    load: (): Promise<WindowPlace> => remembered.load(),
    save: (at: WindowPlace): Promise<void> => remembered.update(() => ({ version: 1, ...at })),
  };
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/** Whether the upper edge of a window, where it is seized, can be seen on a display. */
const isSeen = ({ x, y, width }: Area, display: Area): boolean =>
  overlap(x, width, display.x, display.width) >= SEEN.width &&
  overlap(y, SEEN.height, display.y, display.height) >= SEEN.height;

/**
 * The place for a new window: that of the last one where a display still shows it, no larger than that display; else the
 * system chooses.
 * @param displays the parts of the displays that windows may take
 */
export function placeOn(
  { area }: WindowPlace,
  displays: readonly Area[],
): Area | { width: number; height: number } {
  const display = area && displays.find((one) => isSeen(area, one));
  if (!area || !display) return FIRST;
  return {
    x: area.x,
    y: area.y,
    width: Math.max(SMALLEST.width, Math.min(area.width, display.width)),
    height: Math.max(SMALLEST.height, Math.min(area.height, display.height)),
  };
}
