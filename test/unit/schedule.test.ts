import { describe, expect, test } from 'vitest';
import { dailyAt, everySoOften, waitUntil } from '../../electron/headless/schedule';
import { nextDue } from '../../shared/domain/schedule';

/** A moment of the day where this machine is. */
const on = (day: number, hour: number, minute = 0, second = 0): number =>
  new Date(2026, 2, day, hour, minute, second).getTime();

describe('a schedule of runs', () => {
  test('is due at the next of its times of the day, today or tomorrow', () => {
    const twice = dailyAt('06:00, 18:30');
    expect(nextDue(twice, on(3, 5))).toBe(on(3, 6));
    expect(nextDue(twice, on(3, 6))).toBe(on(3, 18, 30));
    expect(nextDue(twice, on(3, 18, 30))).toBe(on(4, 6));
    expect(nextDue(twice, on(31, 23, 59, 59))).toBe(new Date(2026, 3, 1, 6).getTime());
    expect(nextDue(dailyAt('18:30,6:00'), on(3, 5))).toBe(on(3, 6));
  });

  test('that was slept over is due once, whatever was missed', () => {
    const due = nextDue(dailyAt('06:00,18:00'), on(3, 5));
    const wokeUp = on(9, 12);
    expect(due).toBeLessThan(wokeUp);
    expect(nextDue(dailyAt('06:00,18:00'), wokeUp)).toBe(on(9, 18));
  });

  test('is due so long after the run before', () => {
    const from = on(3, 5);
    expect(nextDue(everySoOften('90m'), from)).toBe(on(3, 6, 30));
    expect(nextDue(everySoOften('12h'), from)).toBe(on(3, 17));
    expect(nextDue(everySoOften('1d'), from) - from).toBe(86_400_000);
  });

  test.each(['', '6', '24:00', '06:60', '6:0', '06:00;18:00', 'noon'])(
    'does not take “%s” for times of the day, and says how they are written',
    (text) => {
      expect(() => dailyAt(text)).toThrow(/is no time of the day\./);
    },
  );

  test.each(['', '12', '0h', '-1h', '1.5h', '30s', '1w', 'h'])(
    'does not take “%s” for a time from run to run, and says how it is written',
    (text) => {
      expect(() => everySoOften(text)).toThrow(`--every ${text} is no time from one run to the next.`);
    },
  );

  test('waits by the clock, also where that was set, and ends at once when it is stopped', async () => {
    const stop = new AbortController();
    let clock = 1000;
    expect(await waitUntil(1000, stop.signal, () => clock)).toBe(true);
    clock = 5000;
    expect(await waitUntil(1001, stop.signal, () => clock)).toBe(true);
    const waiting = waitUntil(1e15, stop.signal, () => clock);
    stop.abort();
    expect(await waiting).toBe(false);
    expect(await waitUntil(0, stop.signal, () => clock)).toBe(false);
  });
});
