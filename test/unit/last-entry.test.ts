import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../shared/stages/clean/crm/crm-numbers';
import { lastEntry } from '../../shared/stages/clean/crm/last-entry';

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
});
