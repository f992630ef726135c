import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProgressWatch } from '../../shared/adapters/progress-watch';

describe('the watch over a thread that works', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const watched = (): { watch: ProgressWatch; stuck: () => number; looks: (count: number) => void } => {
    let stuck = 0;
    const watch = new ProgressWatch({ lookMs: 1000, looks: 15 }, () => {
      stuck++;
    });
    return { watch, stuck: () => stuck, looks: (count) => void vi.advanceTimersByTime(count * 1000) };
  };

  test('says once that it is stuck, after fifteen looks without progress', () => {
    const { watch, stuck, looks } = watched();
    watch.goesOn();
    looks(14);
    expect(stuck()).toBe(0);
    looks(1);
    expect(stuck()).toBe(1);
    looks(100);
    expect(stuck()).toBe(1);
  });

  test('counts from the last progress, and nothing before the thread is up', () => {
    const { watch, stuck, looks } = watched();
    looks(100);
    watch.goesOn();
    looks(14);
    watch.goesOn();
    looks(14);
    expect(stuck()).toBe(0);
    looks(1);
    expect(stuck()).toBe(1);
  });

  test('counts no look while the thread waits for others', async () => {
    const { watch, stuck, looks } = watched();
    watch.goesOn();
    let arrive: () => void = () => undefined;
    const waiting = watch.whileWaiting(
      new Promise<void>((resolve) => {
        arrive = resolve;
      }),
    );
    looks(100);
    arrive();
    await waiting;
    looks(14);
    expect(stuck()).toBe(0);
    looks(1);
    expect(stuck()).toBe(1);
  });

  test('leaves a look more for each 4 MB that are made at once, until the next progress', () => {
    const { watch, stuck, looks } = watched();
    watch.goesOn(40 * 2 ** 20);
    looks(24);
    expect(stuck()).toBe(0);
    watch.goesOn();
    looks(15);
    expect(stuck()).toBe(1);
  });

  test('is over when it is ended', () => {
    const { watch, stuck, looks } = watched();
    watch.goesOn();
    watch.end();
    looks(100);
    expect(stuck()).toBe(0);
  });
});
