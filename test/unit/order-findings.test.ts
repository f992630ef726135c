import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../shared/stages/clean/crm/crm-numbers';
import { dayWithoutOne } from '../../shared/stages/clean/crm/last-entry';
import {
  findFarName,
  findOpenNames,
  findOrderByName,
  findOrderOfOneDate,
} from '../../shared/stages/clean/crm/order-findings';
import { orderSnapshots } from '../../shared/stages/clean/crm/snapshot-order';
import { asRead } from '../support/findings-of-step';

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

describe('What is said of an order that rests on one entry date', () => {
  const rest = (lastEntryOn: string | null, restEntryOn: string | null) => [
    { path: 'a.csv', lastEntryOn, restEntryOn },
    report('b.csv', '2026-02-28'),
    report('c.csv', '2026-03-31'),
  ];
  const found = (snapshots: readonly Parameters<typeof findOrderOfOneDate>[0][number][]) =>
    findOrderOfOneDate(snapshots, null, oneSeries);

  it('is which report it is of, where it stands and would stand, and both dates', () => {
    expect(found(rest('2026-11-02', '2026-03-01')).map(asRead)).toEqual([
      {
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        column: 'entry_on',
        files: ['a.csv'],
        message:
          'The place of `a.csv` among the reports rests on one entry date, 2026-11-02; all others of it are up to 2026-03-01. It is number 3 of 3, and would be 2 without that record: what each CRM lead reached last depends on it. Correct the date, or set the order of the snapshots in Sources.',
        evidence: ['Last entry date: 2026-11-02', 'Without that record: 2026-03-01'],
      },
    ]);
  });

  it('begins with more than sixty days after all others', () => {
    expect(found(rest('2026-04-02', '2026-02-01'))).toEqual([]);
    expect(found(rest('2026-04-03', '2026-02-01'))).toHaveLength(1);
  });

  it('is nothing where a report has no date, or no other than that one', () => {
    expect(found(rest(null, null))).toEqual([]);
    expect(found(rest('2026-11-02', null))).toEqual([]);
    expect(found([])).toEqual([]);
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

  it('is said with both dates', () => {
    const names = ['report_2062-02-01.csv', 'report_2026-03-01.csv'];
    const snapshots = names.map((path) => ({ path, lastEntryOn: '2026-01-31' }));
    const places = orderSnapshots(
      snapshots.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
      null,
    );
    expect(findFarName(snapshots, places).map(asRead)).toEqual([
      {
        code: 'snapshot_order',
        severity: 'warning',
        source: 'crm_report',
        files: ['report_2062-02-01.csv'],
        message:
          'The name of `report_2062-02-01.csv` makes it the newest report: 2062-02-01 is more than a year after every other name, and after all that stands in it (entries up to 2026-01-31). If that is a slip, rename it or set the order of the snapshots in Sources: what each CRM lead reached last depends on it.',
        evidence: ['Date in the name: 2062-02-01', 'Last entry date: 2026-01-31'],
      },
    ]);
  });

  it('begins with more than 366 days after every other name, and after what stands in it', () => {
    expect(told(['report_2027-01-02.csv', '2025-01-31'], ['report_2026-01-01.csv', '2025-01-31'])).toEqual(
      [],
    );
    expect(
      told(['report_2027-01-03.csv', '2025-01-31'], ['report_2026-01-01.csv', '2025-01-31']),
    ).toHaveLength(1);
    expect(told(['report_2028-01-03.csv', '2027-01-02'], ['report_2026-01-01.csv', '2025-01-31'])).toEqual(
      [],
    );
    expect(
      told(['report_2028-01-04.csv', '2027-01-02'], ['report_2026-01-01.csv', '2025-01-31']),
    ).toHaveLength(1);
    expect(
      told(
        ['report_2062-01-01.csv', '2025-01-31'],
        ['report_2061-06-01.csv', '2061-05-31'],
        ['report_2026-01-01.csv', '2025-01-31'],
      ),
    ).toEqual([]);
  });

  it('is compared by its day, and only with the reports of its series that their names put in order', () => {
    const snapshots = [
      { path: 'acme_2062-02-01T10-00.csv', lastEntryOn: '2026-01-31' },
      { path: 'acme_2026-03-01.csv', lastEntryOn: '2026-01-31' },
      { path: 'beta_2061-12-01.csv', lastEntryOn: '2061-11-30' },
    ];
    const places = orderSnapshots(
      snapshots.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
      null,
      (path) => path.slice(0, 4),
    );
    const [said, ...more] = findFarName([...snapshots, { path: 'unknown.csv', lastEntryOn: null }], places);
    expect(more).toEqual([]);
    expect(said?.message).toContain('makes it the newest report: 2062-02-01 is more');
  });

  it('is not told of a report without a date in it, or of those that their entries put in order', () => {
    const of = (lastEntryOn: string | null, orderedBy: 'file_name' | 'entry_date') =>
      findFarName(
        ['a.csv', 'b.csv'].map((path) => ({ path, lastEntryOn })),
        new Map([
          ['a.csv', { order: 2, asOf: '2062-01-01', orderedBy }],
          ['b.csv', { order: 1, asOf: '2026-01-01', orderedBy }],
        ]),
      );
    expect(of(null, 'file_name')).toEqual([]);
    expect(of('2026-01-01', 'entry_date')).toEqual([]);
    expect(of('2026-01-01', 'file_name')).toHaveLength(1);
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

describe('Reports that nothing but their names puts in order', () => {
  const named = (path: string, key = path, lastEntryOn: string | null = '2026-01-31') => ({
    path,
    key,
    lastEntryOn,
  });
  const found = (
    reports: readonly ReturnType<typeof named>[],
    userOrder: readonly string[] | null = null,
    leadsOf: (of: { readonly path: string }) => readonly number[] = () => [1],
    equal: readonly string[] = [],
  ) =>
    findOrderByName(
      reports,
      orderSnapshots(
        reports.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
        userOrder,
      ),
      leadsOf,
      (one, other) => equal.includes(one.path) && equal.includes(other.path),
    ).map(({ code, severity, files, message }) => ({ code, severity, files, message }));

  it('are told, with the one that was taken for the newest', () => {
    expect(
      found([named('crm report (1).csv'), named('crm report.csv'), named('crm report (2).csv')]),
    ).toEqual([
      {
        code: 'snapshot_order',
        severity: 'warning',
        files: ['crm report (1).csv', 'crm report (2).csv', 'crm report.csv'],
        message:
          'Nothing but their names puts 3 reports in order: no date tells them apart, and they end with the same entry date. `crm report.csv` was taken for the oldest of them and `crm report (2).csv` for the newest: what each CRM lead reached last depends on it. Put the date into their names, or set the order of the snapshots in Sources.',
      },
    ]);
    expect(
      found([named('crm_2026-01-31.csv'), named('crm_2026-01-31 (1).csv'), named('crm_2026-02-07.csv')]),
    ).toMatchObject([{ files: ['crm_2026-01-31 (1).csv', 'crm_2026-01-31.csv'] }]);
  });

  it('are told as one report that counts twice where they have the same rows, and no order is told of', () => {
    const twice = (files: readonly string[], many = 'both count as snapshots', first = files[0] ?? '') => ({
      code: 'duplicate_file',
      severity: 'warning',
      files,
      message: `${files.map((path) => `\`${path}\``).join(', ')} have exactly the same rows in other bytes, and no date tells them apart: one report, saved again, and ${many}. No lead counts twice, but *rows of all snapshots* do. Leave \`${first}\` in the folder and take ${files.length === 2 ? 'the other one' : 'the others'} away.`,
    });
    const pair = ['crm.csv', 'crm.xlsx'];
    expect(
      found(
        pair.map((path) => named(path)),
        null,
        undefined,
        pair,
      ),
    ).toEqual([twice(pair)]);
    const three = ['a.csv', 'b.csv', 'c.csv'];
    expect(
      found(
        three.map((path) => named(path)),
        null,
        undefined,
        three,
      ),
    ).toEqual([twice(three, 'all of them count as snapshots')]);
    expect(
      found(
        three.map((path) => named(path)),
        null,
        undefined,
        ['a.csv', 'c.csv'],
      ).map(({ code, files }) => [code, files]),
    ).toEqual([
      ['duplicate_file', ['a.csv', 'c.csv']],
      ['snapshot_order', ['a.csv', 'b.csv']],
    ]);
  });

  it('are not where they have no lead in common: parts of one report, as by state', () => {
    const parts = [named('report_CA.csv'), named('report_TX.csv'), named('report_TX (1).csv')];
    expect(found(parts.slice(0, 2), null, ({ path }) => (path.includes('CA') ? [1, 2] : [3]))).toEqual([]);
    expect(found(parts, null, ({ path }) => (path.includes('CA') ? [1, 2] : [3]))).toMatchObject([
      { files: ['report_TX (1).csv', 'report_TX.csv'] },
    ]);
  });

  it('are not where a date tells them apart, the reader did, or they are the same', () => {
    expect(found([named('a.csv', 'a', '2026-01-30'), named('b.csv')])).toEqual([]);
    expect(found([named('crm_2026-01-31.csv'), named('crm_2026-02-07.csv')])).toEqual([]);
    expect(found([named('a.csv'), named('b.csv')], ['b.csv', 'a.csv'])).toEqual([]);
    expect(found([named('a.csv', 'same'), named('b.csv', 'same')])).toEqual([]);
  });
});

describe('Dates in names of reports that can be read both ways', () => {
  const told = (
    ...reports: readonly (readonly [path: string, lastEntryOn: string])[]
  ): readonly unknown[] => {
    const snapshots = reports.map(([path, lastEntryOn]) => report(path, lastEntryOn));
    const places = orderSnapshots(
      snapshots.map(({ path, lastEntryOn }) => ({ file: path, lastEntryOn })),
      null,
    );
    return findOpenNames(snapshots, places).map(({ severity, files, message }) => [severity, files, message]);
  };

  it('are told where the order would be another one', () => {
    expect(told(['report_02-01-2026.csv', '2026-01-27'], ['report_01-02-2026.csv', '2026-01-27'])).toEqual([
      [
        'warning',
        ['report_01-02-2026.csv', 'report_02-01-2026.csv'],
        'The dates in the names of 2 reports can be read with the day or the month first, and their order is another one then. `report_02-01-2026.csv` was taken for the newest, of 2026-02-01: what each CRM lead reached last depends on it. Write the dates as YYYY-MM-DD, or set the order of the snapshots in Sources.',
      ],
    ]);
  });

  it('are not where the order is the same, one name proves it, or the entries do', () => {
    expect(told(['r_01-05-2026.csv', '2026-01-05'], ['r_01-06-2026.csv', '2026-01-05'])).toEqual([]);
    expect(told(['r_02-01-2026.csv', '2026-01-27'], ['r_01-28-2026.csv', '2026-01-27'])).toEqual([]);
    expect(told(['r_01-02-2026.csv', '2026-01-31'], ['r_02-01-2026.csv', '2026-01-01'])).toEqual([]);
    // Not made in April and May, when their last entries are of January and February.
    expect(told(['r_01-05-2026.csv', '2026-01-04'], ['r_02-04-2026.csv', '2026-02-03'])).toEqual([]);
  });
});
