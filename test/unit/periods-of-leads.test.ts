import { describe, expect, it } from 'vitest';
import { mainStretch, MOST_PERIODS } from '../../shared/domain/main-stretch';
import { youngFrom } from '../../shared/domain/young-cohorts';

const keys = (leads: Readonly<Record<string, number>>, length: 'month' | 'week' = 'month'): string[] =>
  mainStretch(length, new Map(Object.entries(leads))).map(({ key }) => key);

describe('The periods that are looked at', () => {
  it('run from the first to the last, those without a lead too', () => {
    expect(keys({ '2024-04': 1, '2024-01': 5, '2024-02': 2 })).toEqual([
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
  });

  it('leave out dates beyond a gap of more than 200 days, on whichever side most leads are', () => {
    expect(keys({ '1970-01': 3, '2024-01': 5, '2024-02': 2, '2099-01': 1 })).toEqual(['2024-01', '2024-02']);
    expect(keys({ '2023-01': 9, '2024-02': 2 })).toEqual(['2023-01']);
  });

  it('are the newer ones of two stretches with as many leads', () => {
    expect(keys({ '2022-01': 4, '2024-02': 1, '2024-03': 3 })).toEqual(['2024-02', '2024-03']);
  });

  it('hold together over a gap of 200 days, and no longer one', () => {
    // From the end of the week of 1 January 2024 to the Monday of the later one.
    expect(keys({ '2024-01-01': 1, '2024-07-22': 1 }, 'week')).toHaveLength(30);
    expect(keys({ '2024-01-01': 1, '2024-07-29': 2 }, 'week')).toEqual(['2024-07-29']);
  });

  it('are the newest 120 at most, and none without a lead', () => {
    const long = Object.fromEntries(
      Array.from({ length: 130 }, (_, i) => [new Date(Date.UTC(2010, i, 1)).toISOString().slice(0, 7), 1]),
    );
    const found = keys(long);
    expect(found).toHaveLength(MOST_PERIODS);
    expect(found.at(-1)).toBe('2020-10');
    expect(keys({})).toEqual([]);
  });
});

describe('Leads that are too young to judge', () => {
  const cohort = (week: string, complete: boolean) => ({ week, complete });

  it('are those from the first week on that comes after the last complete one', () => {
    const cohorts = [
      cohort('2024-01-22', false),
      cohort('2024-01-01', true),
      cohort('2024-01-15', false),
      cohort('2024-01-08', true),
    ];
    expect(youngFrom(cohorts)).toBe('2024-01-15');
  });

  it('are not those of a week between complete ones', () => {
    expect(youngFrom([cohort('2024-01-01', false), cohort('2024-01-08', true)])).toBeNull();
  });

  it('are all where no week is complete, and none where all are', () => {
    expect(youngFrom([cohort('2024-01-08', false), cohort('2024-01-01', false)])).toBe('2024-01-01');
    expect(youngFrom([cohort('2024-01-01', true)])).toBeNull();
    expect(youngFrom([])).toBeNull();
  });
});
