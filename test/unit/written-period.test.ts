import { describe, expect, it } from 'vitest';
import { isWeekday, monthOf } from '../../shared/domain/month-words';
import { statedPeriod, statedRange, type DayRange } from '../../shared/domain/stated-range';
import { orderOfPeriods, readPeriod, type PeriodUnit } from '../../shared/domain/written-period';

const YEAR: DayRange = { from: '2024-01-01', to: '2024-12-31' };
const TWO_YEARS: DayRange = { from: '2023-06-01', to: '2024-05-31' };
const read = (text: string, unit: PeriodUnit, report: DayRange | null = null): string | null => {
  const range = readPeriod(text, unit, 'MDY', report);
  return range === null ? null : `${range.from} ${range.to}`;
};

describe('The days that a cell means', () => {
  it.each([
    // A quarter, with its year before it, behind it, or in two digits.
    ['Q1 2024', 'quarter', '2024-01-01 2024-03-31'],
    ['2024-Q4', 'quarter', '2024-10-01 2024-12-31'],
    ['T2 24', 'quarter', '2024-04-01 2024-06-30'],
    ['3. Quartal 2024', 'quarter', '2024-07-01 2024-09-30'],
    ['2024-3', 'quarter', '2024-07-01 2024-09-30'],
    // A week by its number begins on Monday; the first has January 4.
    ['2024-W01', 'week', '2024-01-01 2024-01-07'],
    ['2024-W05', 'week', '2024-01-29 2024-02-04'],
    ['KW 1 2023', 'week', '2023-01-02 2023-01-08'],
    ['2021-W53', 'week', '2022-01-03 2022-01-09'],
    ['202405', 'week', '2024-01-29 2024-02-04'],
    // By a day it begins on that day.
    ['2024-01-10', 'week', '2024-01-10 2024-01-16'],
    ['1/7/2024', 'week', '2024-01-07 2024-01-13'],
    // A month by its name or number.
    ['January 2024', 'month', '2024-01-01 2024-01-31'],
    ['ene-24', 'month', '2024-01-01 2024-01-31'],
    ['2024 März', 'month', '2024-03-01 2024-03-31'],
    ['febrero de 2024', 'month', '2024-02-01 2024-02-29'],
    ['2024-02', 'month', '2024-02-01 2024-02-29'],
    ['02/2024', 'month', '2024-02-01 2024-02-29'],
    ['202412', 'month', '2024-12-01 2024-12-31'],
    ['1990-01', 'month', '1990-01-01 1990-01-31'],
    ['2100-12', 'month', '2100-12-01 2100-12-31'],
    ['2024-05-17', 'month', '2024-05-01 2024-05-31'],
    // A month in a column of quarters or years.
    ['2024-05', 'quarter', '2024-04-01 2024-06-30'],
    ['2024-05', 'year', '2024-05-01 2024-05-31'],
    ['2024', 'year', '2024-01-01 2024-12-31'],
    ['5/17/2024', 'year', '2024-01-01 2024-12-31'],
    // A range that the cell states itself.
    ['Jan 1, 2024 - Jan 7, 2024', 'week', '2024-01-01 2024-01-07'],
  ] as const)('%s in a column of %ss are %s', (text, unit, days) => {
    expect(read(text, unit)).toBe(days);
  });

  it.each([
    ['2024', 'month'],
    ['2024-W54', 'week'],
    ['2024-W00', 'week'],
    ['2024-13', 'month'],
    ['2024-00', 'month'],
    ['1989-05', 'month'],
    ['2101-05', 'month'],
    ['Q5 2024', 'quarter'],
    ['W05 2024', 'month'],
    ['January February 2024', 'month'],
    ['January 1 2 2024', 'month'],
    ['January 202', 'month'],
    ['total', 'month'],
    ['13/13/2024', 'month'],
    ['2/30/2024', 'month'],
    ['', 'month'],
  ] as const)('%s in a column of %ss are none', (text, unit) => {
    expect(read(text, unit)).toBeNull();
  });

  it('are of the year of the report where the cell leaves it out, and none where the report has two', () => {
    expect(read('March', 'month', YEAR)).toBe('2024-03-01 2024-03-31');
    expect(read('Q2', 'quarter', YEAR)).toBe('2024-04-01 2024-06-30');
    expect(read('W05', 'week', YEAR)).toBe('2024-01-29 2024-02-04');
    for (const [text, unit] of [
      ['March', 'month'],
      ['Q2', 'quarter'],
      ['W05', 'week'],
    ] as const) {
      expect(read(text, unit, TWO_YEARS)).toBeNull();
      expect(read(text, unit, null)).toBeNull();
    }
  });
});

describe('The order of day and month in a column of periods', () => {
  it('is the one in which the dates begin periods', () => {
    expect(orderOfPeriods(['1/2/2024', '1/3/2024'], 'month', 'MDY')).toBe('DMY');
    expect(orderOfPeriods(['2/1/2024', '3/1/2024'], 'month', 'DMY')).toBe('MDY');
    // Weeks begin on Monday or Sunday: the 8th and the 7th of January are, the 1st of August is a Thursday.
    expect(orderOfPeriods(['1/8/2024', '1/7/2024'], 'week', 'DMY')).toBe('MDY');
  });

  it('is what is taken otherwise where both fit as well', () => {
    expect(orderOfPeriods(['1/1/2024'], 'month', 'DMY')).toBe('DMY');
    expect(orderOfPeriods([], 'month', 'MDY')).toBe('MDY');
  });
});

describe('The days that lines above a table state', () => {
  it.each([
    ['2024-01-01 - 2024-01-31', '2024-01-01', '2024-01-31'],
    ['Jan 1 - Jan 31, 2024', '2024-01-01', '2024-01-31'],
    ['January 1, 2024 to February 3, 2024', '2024-01-01', '2024-02-03'],
    ['1. Januar 2024 bis 3. Februar 2024', '2024-01-01', '2024-02-03'],
    ['1 de enero de 2024 - 3 de marzo de 2024', '2024-01-01', '2024-03-03'],
    ['20240101-20240131', '2024-01-01', '2024-01-31'],
    ['01/02/2024 - 01/31/2024', '2024-01-02', '2024-01-31'],
    ['02/01/2024 - 31/01/2024', '2024-01-02', '2024-01-31'],
    ['02.01.2024 - 03.01.2024', '2024-01-02', '2024-01-03'],
    // Dots stand where the day comes first, unless a number says otherwise.
    ['05.13.2024 - 05.20.2024', '2024-05-13', '2024-05-20'],
    ['1/2/24 - 1/31/24', '2024-01-02', '2024-01-31'],
  ])('are both dates of a line: %s', (line, from, to) => {
    expect(statedRange(['A report', line])).toEqual({ from, to });
  });

  it('are a start and an end in two lines', () => {
    expect(statedRange(['Start: 2024-01-01', 'End: 2024-01-31'])).toEqual({
      from: '2024-01-01',
      to: '2024-01-31',
    });
    expect(statedRange(['Hasta: 2024-01-31', 'Desde: 2024-01-01'])).toEqual({
      from: '2024-01-01',
      to: '2024-01-31',
    });
  });

  it('are one day where the line speaks of a period', () => {
    expect(statedRange(['Zeitraum: 2024-01-01'])).toEqual({ from: '2024-01-01', to: '2024-01-01' });
  });

  it.each([
    [['Exported 2024-01-01']],
    [['Start: 2024-01-01']],
    [['2024-02-01 - 2024-01-01']],
    [['Start: 2024-02-01', 'End: 2024-01-01']],
    [['2024-01-01, 2024-01-02, 2024-01-03']],
    [['Period: 2024-02-30']],
    [['Period: 1989-01-01']],
    [['Period: 2101-01-01']],
    [[]],
  ])('are none where %j says no more', (lines) => {
    expect(statedRange(lines)).toBeNull();
  });

  it('are those of the name of the file where no line states any, without its folder', () => {
    const name = '2020-01-01_2020-12-31/ads 2024-01-01_2024-01-31.csv';
    expect(statedPeriod(name, null)).toEqual({ from: '2024-01-01', to: '2024-01-31' });
    expect(statedPeriod(name, YEAR)).toEqual(YEAR);
    expect(statedPeriod('ads.csv', null)).toBeNull();
  });
});

describe('A word', () => {
  it('names a month or a day of the week in five languages', () => {
    expect(['jan', 'fevrier', 'marz', 'abril', 'aout', 'outubro', 'dez'].map(monthOf)).toEqual([
      1, 2, 3, 4, 8, 10, 12,
    ]);
    expect(monthOf('monday')).toBeUndefined();
    expect(['monday', 'miercoles', 'dim', 'sonnabend', 'feira'].every(isWeekday)).toBe(true);
    expect(isWeekday('march')).toBe(false);
  });
});
