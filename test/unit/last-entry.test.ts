import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../shared/stages/clean/crm/crm-numbers';
import { dayWithoutOne, lastEntry } from '../../shared/stages/clean/crm/last-entry';

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const days = (...list: readonly (string | null)[]): Int32Array =>
  Int32Array.from(list, (iso) => (iso === null ? NO_DAY : day(iso)));
const month = Array.from({ length: 20 }, (_, i) => `2026-01-${String(i + 1).padStart(2, '0')}`);

describe('The last day of entry of a report', () => {
  it('is the last of its days, where some have none', () => {
    expect(lastEntry(days('2026-01-20', null, '2026-01-02'))).toMatchObject({
      day: day('2026-01-20'),
      beyond: 0,
    });
    expect(lastEntry(days(null, null)).day).toBe(NO_DAY);
    expect(lastEntry(days()).day).toBe(NO_DAY);
  });

  it('is not one that lies more than a year after all others, of a tenth of the records at most', () => {
    expect(lastEntry(days(...month, '2099-12-31', '2027-06-01'))).toEqual({
      day: day('2026-01-20'),
      beyond: 2,
      farthest: day('2099-12-31'),
    });
  });

  it('is one that lies ten years after all others only where half the records do', () => {
    expect(lastEntry(days('2026-01-20', '2026-01-21', '2099-12-31'))).toMatchObject({
      day: day('2026-01-21'),
      beyond: 1,
    });
    expect(lastEntry(days('1985-01-20', '2026-01-21')).day).toBe(day('2026-01-21'));
  });

  it('is the last of a report over many years, with a gap in the middle', () => {
    const years = Array.from({ length: 30 }, (_, i) => `${String(2000 + (i > 20 ? i - 5 : i) - 5)}-05-01`);
    expect(lastEntry(days(...years)).day).toBe(day('2019-05-01'));
    expect(lastEntry(days('2019-01-01', '2019-01-02', '2021-01-01', '2023-06-01'))).toMatchObject({
      day: day('2023-06-01'),
      beyond: 0,
    });
  });

  describe('with a day far after all others', () => {
    /** As many records of days in January 2026 as wanted, then further days. */
    const after = (count: number, ...further: readonly string[]) =>
      lastEntry(days(...Array.from({ length: count }, (_, i) => month[i % 20] ?? null), ...further));
    const last = (count: number): number => day(month[Math.min(count, 20) - 1] ?? '');

    it('is that day up to a year after them, and the day before from there on', () => {
      // 2026-01-20 and 366 days.
      expect(after(20, '2027-01-21')).toEqual({
        day: day('2027-01-21'),
        beyond: 0,
        farthest: day('2027-01-21'),
      });
      expect(after(20, '2027-01-22')).toEqual({
        day: day('2026-01-20'),
        beyond: 1,
        farthest: day('2027-01-22'),
      });
    });

    it('is the day before where a tenth of the records are beyond, and that day where more are', () => {
      const beyond = (count: number) => Array.from({ length: count }, () => '2028-01-01');
      expect(after(18, ...beyond(2))).toEqual({
        day: last(18),
        beyond: 2,
        farthest: day('2028-01-01'),
      });
      expect(after(17, ...beyond(2))).toMatchObject({ day: day('2028-01-01'), beyond: 0 });
    });

    it('is the day before where less than half of the records are beyond ten years', () => {
      const beyond = (count: number, iso: string) => Array.from({ length: count }, () => iso);
      expect(after(3, ...beyond(2, '2090-01-01'))).toMatchObject({ day: last(3), beyond: 2 });
      expect(after(2, ...beyond(2, '2090-01-01'))).toMatchObject({ day: day('2090-01-01'), beyond: 0 });
      // 2026-01-03 and 3,660 days.
      expect(after(3, ...beyond(2, '2036-01-11'))).toMatchObject({ day: day('2036-01-11'), beyond: 0 });
      expect(after(3, ...beyond(2, '2036-01-12'))).toMatchObject({ day: last(3), beyond: 2 });
    });

    it('counts no record without a day among those that are beyond or not', () => {
      const blanks = Array.from({ length: 30 }, () => null);
      expect(lastEntry(days('2026-01-01', '2026-01-02', '2028-01-01', ...blanks))).toEqual({
        day: day('2028-01-01'),
        beyond: 0,
        farthest: day('2028-01-01'),
      });
      expect(lastEntry(days('2026-01-01', '2026-01-02', '2090-01-01', ...blanks))).toEqual({
        day: day('2026-01-02'),
        beyond: 1,
        farthest: day('2090-01-01'),
      });
    });
  });
});

describe('Without one record of the last day of a report', () => {
  const without = (...list: readonly (string | null)[]): number =>
    dayWithoutOne(days(...list), day('2026-03-05'));

  it('the last day is the same where another record has it, else the day before it', () => {
    expect(without('2026-03-05', '2026-03-01', '2026-03-05')).toBe(day('2026-03-05'));
    expect(without('2026-03-02', '2026-03-05', '2026-03-04', '2026-03-01')).toBe(day('2026-03-04'));
    expect(without('2026-03-05', null)).toBe(NO_DAY);
  });

  it('no later day that is none takes its place', () => {
    expect(without('2099-01-01', '2026-03-05', '2026-03-01')).toBe(day('2026-03-01'));
  });
});
