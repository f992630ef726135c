import { describe, expect, test } from 'vitest';
import { lookAtClock, scheduleOf, type Due } from '../../renderer/state/schedule';

const HOUR = 3_600_000;
const on = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();
const everyTwelve = { kind: 'every', milliseconds: 12 * HOUR } as const;
const atSix = { kind: 'at', times: [{ hour: 6, minute: 0 }] } as const;

/** The moments at which a run begins, of those at which somebody looks at the clock. */
function runs(looks: readonly number[], schedule: typeof everyTwelve | typeof atSix): readonly number[] {
  let due: Due | null = null;
  return looks.filter((now) => {
    const look = lookAtClock(due, 'folder', schedule, now);
    ({ due } = look);
    return look.isNow;
  });
}

describe('runs by the clock while the app is open', () => {
  test('come so many hours after it was set, and after each run', () => {
    const looks = [on(3, 8), on(3, 19, 59), on(3, 20), on(3, 21), on(4, 8), on(4, 9)];
    expect(runs(looks, everyTwelve)).toEqual([on(3, 20), on(4, 8)]);
  });

  test('come at times of the day, none for the time that was past when it was set', () => {
    expect(runs([on(3, 8), on(3, 23), on(4, 6), on(4, 7), on(5, 6, 1)], atSix)).toEqual([
      on(4, 6),
      on(5, 6, 1),
    ]);
  });

  test('that the machine slept over are made up once', () => {
    expect(runs([on(3, 8), on(9, 7), on(9, 7, 1), on(10, 6)], atSix)).toEqual([on(9, 7), on(10, 6)]);
    expect(runs([on(3, 8), on(9, 7), on(9, 8), on(9, 19)], everyTwelve)).toEqual([on(9, 7), on(9, 19)]);
  });

  test('begin anew with another folder or another schedule', () => {
    const { due } = lookAtClock(null, 'one', atSix, on(3, 8));
    expect(lookAtClock(due, 'other', atSix, on(5, 8))).toEqual({
      due: { of: expect.stringContaining('other') as string, at: on(6, 6) },
      isNow: false,
    });
    expect(lookAtClock(due, 'one', everyTwelve, on(5, 8))).toMatchObject({ isNow: false });
  });

  test('are as the preferences say; times that are none give no run', () => {
    const given = { schedule: 'at', scheduleHours: 3, scheduleTimes: '06:00' } as const;
    expect(scheduleOf(given)).toEqual(atSix);
    expect(scheduleOf({ ...given, scheduleTimes: 'noon' })).toBeNull();
    expect(scheduleOf({ ...given, schedule: 'off' })).toBeNull();
    expect(scheduleOf({ ...given, schedule: 'every' })).toEqual({ kind: 'every', milliseconds: 3 * HOUR });
  });
});
