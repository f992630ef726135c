import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../shared/stages/clean/crm/crm-numbers';
import { dayWithoutOne } from '../../shared/stages/clean/crm/last-entry';
import { findFarName, findOrderOfOneDate } from '../../shared/stages/clean/crm/order-findings';
import { orderSnapshots } from '../../shared/stages/clean/crm/snapshot-order';

const oneSeries = (): string => '';
const report = (path: string, lastEntryOn: string, restEntryOn: string | null = lastEntryOn) => ({
  path,
  lastEntryOn,
  restEntryOn,
});

describe('An order of reports that rests on one entry date', () => {
  const absurd = [
    report('a.csv', '2026-11-02', '2026-01-31'),
    report('b.csv', '2026-02-28'),
    report('c.csv', '2026-03-31'),
  ];

  it('is told, with the place that the report would have without that record', () => {
    const [told, ...more] = findOrderOfOneDate(absurd, null, oneSeries);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ code: 'snapshot_order', severity: 'warning', files: ['a.csv'] });
    expect(told?.message).toContain(
      'rests on one entry date, 2026-11-02; all others of it are up to 2026-01-31',
    );
    expect(told?.message).toContain('number 3 of 3, and would be 1 without');
  });

  it('is not, where the order stays, names have dates, the reader gave it, or the day is near', () => {
    const last = [report('a.csv', '2026-01-31'), report('b.csv', '2026-11-02', '2026-02-28')];
    expect(findOrderOfOneDate(last, null, oneSeries)).toEqual([]);
    const named = absurd.map((r, i) => ({ ...r, path: `report_2026-0${String(i + 1)}-01.csv` }));
    expect(findOrderOfOneDate(named, null, oneSeries)).toEqual([]);
    expect(findOrderOfOneDate(absurd, ['b.csv', 'c.csv', 'a.csv'], oneSeries)).toEqual([]);
    const near = [report('a.csv', '2026-03-20', '2026-02-10'), report('b.csv', '2026-02-28')];
    expect(findOrderOfOneDate(near, null, oneSeries)).toEqual([]);
  });
});

describe('A report whose name makes it the newest by years', () => {
  const told = (...reports: readonly (readonly [path: string, lastEntryOn: string])[]): string[] => {
    const snapshots = reports.map(([path, lastEntryOn]) => ({ path, lastEntryOn }));
    const places = orderSnapshots(
      snapshots.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
      null,
    );
    return findFarName(snapshots, places).map(({ files, message }) => `${files.join()}: ${message}`);
  };

  it('is told, where nothing in it is near', () => {
    const [said, ...more] = told(
      ['report_2062-02-01.csv', '2026-01-31'],
      ['report_2026-03-01.csv', '2026-02-28'],
      ['report_2026-04-01.csv', '2026-03-31'],
    );
    expect(more).toEqual([]);
    expect(said).toContain('report_2062-02-01.csv: ');
    expect(said).toContain('2062-02-01 is more than a year after every other name');
    expect(said).toContain('entries up to 2026-01-31');
  });

  it('is not, where its entries are as new, other names are near, or it is the only one', () => {
    expect(told(['report_2024-01-01.csv', '2023-12-31'], ['report_2026-01-01.csv', '2025-12-31'])).toEqual(
      [],
    );
    expect(told(['report_2026-01-01.csv', '2023-12-31'], ['report_2026-02-01.csv', '2023-12-31'])).toEqual(
      [],
    );
    expect(told(['report_2062-01-01.csv', '2026-12-31'])).toEqual([]);
  });
});

describe('The last day of entry without one record', () => {
  it('is the same where another record has it, else the day before it; none where there is no other', () => {
    expect(dayWithoutOne(Int32Array.of(3, 9, NO_DAY, 9), 9)).toBe(9);
    expect(dayWithoutOne(Int32Array.of(3, 9, NO_DAY, 5), 9)).toBe(5);
    expect(dayWithoutOne(Int32Array.of(9), 9)).toBe(NO_DAY);
  });
});
