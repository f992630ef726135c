import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateInName, datesInNames } from '../../shared/domain/date-in-name';
import { orderSnapshots } from '../../shared/stages/clean/crm/snapshot-order';

const order = (
  files: readonly [string, string | null][],
  user: string[] | null = null,
): (string | undefined)[] => {
  const places = orderSnapshots(
    files.map(([file, lastEntryOn]) => ({ file, lastEntryOn })),
    user,
  );
  return [...places].sort((a, b) => a[1].order - b[1].order).map(([file]) => file);
};

describe('The order of snapshots', () => {
  it('is that of the dates in the file names, where every name has one', () => {
    expect(
      order([
        ['b/report 2026-02-01.csv', '2026-01-01'],
        ['a/report_20260115.csv', '2026-03-01'],
      ]),
    ).toEqual(['a/report_20260115.csv', 'b/report 2026-02-01.csv']);
  });

  it('takes the time in a name into account', () => {
    expect(
      order([
        ['crm_2026-02-01T18-00.csv', null],
        ['crm_2026-02-01T06-00.csv', null],
      ]),
    ).toEqual(['crm_2026-02-01T06-00.csv', 'crm_2026-02-01T18-00.csv']);
  });

  it('reads the dates of names in the order that puts none before what stands in the report', () => {
    // The second of January has no entries of the end of January: it is the first of February.
    expect(
      order([
        ['report_01-02-2026.csv', '2026-01-31'],
        ['report_02-01-2026.csv', '2026-01-01'],
      ]),
    ).toEqual(['report_02-01-2026.csv', 'report_01-02-2026.csv']);
    // Neither way, or both: the month stands first.
    for (const lastEntryOn of ['2025-12-20', '2026-05-31'])
      expect(
        order([
          ['report_01-02-2026.csv', lastEntryOn],
          ['report_02-01-2026.csv', lastEntryOn],
        ]),
      ).toEqual(['report_01-02-2026.csv', 'report_02-01-2026.csv']);
  });

  it('reads the dates of all names in the order of day and month that one of them proves', () => {
    const names = (...dates: readonly string[]): [string, null][] =>
      dates.map((date) => [`report ${date}.csv`, null]);
    expect(order(names('05-02-2026', '25-01-2026', '10-12-2025', '11-01-2026'))).toEqual([
      'report 10-12-2025.csv',
      'report 11-01-2026.csv',
      'report 25-01-2026.csv',
      'report 05-02-2026.csv',
    ]);
    expect(order(names('02.03.2026', '01.31.2026', '03.01.2026'))).toEqual([
      'report 01.31.2026.csv',
      'report 02.03.2026.csv',
      'report 03.01.2026.csv',
    ]);
    expect(order(names('05-02-2026', '25-01-2026', '01-26-2026', '2026-05-03'))).toEqual([
      'report 25-01-2026.csv',
      'report 01-26-2026.csv',
      'report 05-02-2026.csv',
      'report 2026-05-03.csv',
    ]);
  });

  it.each([
    ['month first', ['12-28-23', '1-4-24', '1-11-24'], ['2023-12-28', '2024-01-04', '2024-01-11']],
    ['day first', ['28-12-23', '4-1-24', '11-1-24'], ['2023-12-28', '2024-01-04', '2024-01-11']],
    ['day first, with dots', ['4.1.24', '1.2.24'], ['2024-01-04', '2024-02-01']],
    ['year first', ['24-03-17', '24-03-24', '24-03-31'], ['2024-03-17', '2024-03-24', '2024-03-31']],
    ['month first as a whole year proves', ['12-28-2023', '1-4-24'], ['2023-12-28', '2024-01-04']],
    ['day first as a whole year proves', ['28-12-2023', '4-1-24'], ['2023-12-28', '2024-01-04']],
    [
      'with the month as a word',
      ['Dec-28-23', '4Jan24', '1-11-24'],
      ['2023-12-28', '2024-01-04', '2024-01-11'],
    ],
    ['not where one would be years away', ['week-4-Jan-18', 'week-5-Jan-25'], [null, null]],
    ['not where year and day may be turned', ['31-03-24', '24-03-31'], [null, null]],
  ])('reads years of two digits in the names of all files together: %s', (_, dates, expected) => {
    const names = dates.map((date) => `report ${date}.csv`);
    const read = datesInNames(names);
    expect(names.map((name) => read.get(name))).toEqual(expected);
  });

  it('is that of the greatest entry dates, where a name has no date', () => {
    expect(
      order([
        ['data_2.csv', '2026-01-09'],
        ['data_1.csv', '2026-01-10'],
        ['data_2026-01-01.csv', '2026-01-08'],
      ]),
    ).toEqual(['data_2026-01-01.csv', 'data_2.csv', 'data_1.csv']);
  });

  it('is natural where nothing else tells, and where dates tie', () => {
    expect(
      order([
        ['data_10.csv', null],
        ['data_2.csv', '2026-01-01'],
      ]),
    ).toEqual(['data_2.csv', 'data_10.csv']);
    expect(
      order([
        ['data_10.csv', '2026-01-01'],
        ['data_2.csv', '2026-01-01'],
      ]),
    ).toEqual(['data_2.csv', 'data_10.csv']);
  });

  it.each([
    [['fb March.csv', 'fb April.csv']],
    [['Report Dec 28.csv', 'Report Jan 4.csv', 'Report Jan 11.csv']],
    [['november.csv', 'december.csv', 'january.csv', 'march.csv']],
    [['crm Octubre 2025.csv', 'crm Enero 2026.csv', 'crm Febrero 2026.csv']],
    [['b/March.csv', 'b/March (2).csv', 'a/April.csv']],
    [['April.csv', 'March.csv', 'report.csv']],
    [['apr 2.csv', 'apr 10.csv']],
  ])('goes by the calendar where nothing else tells and each name has a month: %j', (names) => {
    expect(order([...names].reverse().map((name) => [name, null]))).toEqual(names);
  });

  it('is the one that the user gave, if it names exactly the files there are', () => {
    const files: [string, string | null][] = [
      ['a.csv', '2026-01-01'],
      ['b.csv', '2026-01-02'],
    ];
    expect(order(files, ['b.csv', 'a.csv'])).toEqual(['b.csv', 'a.csv']);
    expect(order(files, ['b.csv'])).toEqual(['a.csv', 'b.csv']);
    expect(order(files, ['b.csv', 'b.csv'])).toEqual(['a.csv', 'b.csv']);
  });

  it('says of each place by what it is ordered, and of which day the report is', () => {
    const placesOf = (files: readonly [string, string | null][], user: string[] | null = null) =>
      Object.fromEntries(
        orderSnapshots(
          files.map(([file, lastEntryOn]) => ({ file, lastEntryOn })),
          user,
        ),
      );
    expect(placesOf([['a_2026-01-31.csv', '2026-01-20']])).toEqual({
      'a_2026-01-31.csv': { order: 1, asOf: '2026-01-31', orderedBy: 'file_name' },
    });
    expect(placesOf([['a.csv', '2026-01-20']])).toEqual({
      'a.csv': { order: 1, asOf: '2026-01-20', orderedBy: 'entry_date' },
    });
    expect(
      placesOf([
        ['a.csv', '2026-01-20'],
        ['b.csv', null],
      ]),
    ).toEqual({
      'a.csv': { order: 1, asOf: null, orderedBy: 'natural_name' },
      'b.csv': { order: 2, asOf: null, orderedBy: 'natural_name' },
    });
    const mixed: [string, string | null][] = [
      ['a_2026-01-31.csv', '2026-01-20'],
      ['b.csv', '2026-03-20'],
      ['c.csv', null],
    ];
    expect(placesOf(mixed, ['c.csv', 'b.csv', 'a_2026-01-31.csv'])).toEqual({
      'c.csv': { order: 1, asOf: null, orderedBy: 'user' },
      'b.csv': { order: 2, asOf: '2026-03-20', orderedBy: 'user' },
      'a_2026-01-31.csv': { order: 3, asOf: '2026-01-31', orderedBy: 'user' },
    });
  });

  it('is that of entry dates where the dates in the names are the same', () => {
    expect(
      order([
        ['a_2026-01-31.csv', '2026-01-20'],
        ['b_2026-01-31.csv', '2026-01-10'],
      ]),
    ).toEqual(['b_2026-01-31.csv', 'a_2026-01-31.csv']);
  });

  it('goes on from series to series, the one whose newest report is the oldest first', () => {
    const placesOf = (files: readonly [string, string | null][], user: string[] | null = null) =>
      [
        ...orderSnapshots(
          files.map(([file, lastEntryOn]) => ({ file, lastEntryOn })),
          user,
          (file) => file.slice(0, 1),
        ),
      ].map(([file, place]) => [place.order, file, place.series]);
    const files: [string, string | null][] = [
      ['x1.csv', '2026-01-01'],
      ['x2.csv', '2026-05-01'],
      ['y2.csv', '2026-04-01'],
      ['y1.csv', '2026-03-01'],
    ];
    expect(placesOf(files)).toEqual([
      [1, 'y1.csv', 'y'],
      [2, 'y2.csv', 'y'],
      [3, 'x1.csv', 'x'],
      [4, 'x2.csv', 'x'],
    ]);
    expect(placesOf(files, ['x2.csv', 'x1.csv', 'y2.csv', 'y1.csv'])).toEqual([
      [1, 'x2.csv', 'x'],
      [2, 'x1.csv', 'x'],
      [3, 'y2.csv', 'y'],
      [4, 'y1.csv', 'y'],
    ]);
    expect(
      placesOf([
        ['y.csv', '2026-03-01'],
        ['x.csv', '2026-03-01'],
      ]),
    ).toEqual([
      [1, 'x.csv', 'x'],
      [2, 'y.csv', 'y'],
    ]);
    expect(placesOf([['x1.csv', '2026-01-01']])).toEqual([[1, 'x1.csv', undefined]]);
    expect(
      placesOf([
        ['y.csv', null],
        ['x.csv', '2026-03-01'],
      ]),
    ).toEqual([
      [1, 'y.csv', 'y'],
      [2, 'x.csv', 'x'],
    ]);
  });

  it('is not the reader’s where it names a file that is not there', () => {
    expect(
      order(
        [
          ['a.csv', '2026-01-02'],
          ['b.csv', '2026-01-01'],
        ],
        ['a.csv', 'c.csv'],
      ),
    ).toEqual(['b.csv', 'a.csv']);
  });

  it('does not depend on the order in which the folder lists them', () => {
    const file = fc.record({
      file: fc.stringMatching(/^[a-c](_2026-0[1-3]-1[0-9])?_[0-9]{1,2}\.csv$/),
      lastEntryOn: fc.option(fc.constantFrom('2026-01-01', '2026-01-02')),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(file, { selector: (f) => f.file, maxLength: 8 }),
        fc.nat(),
        (files, turn) => {
          const turned = [
            ...files.slice(turn % (files.length || 1)),
            ...files.slice(0, turn % (files.length || 1)),
          ];
          const places = orderSnapshots(files, null);
          const again = orderSnapshots(turned, null);
          for (const { file: name } of files) expect(again.get(name)).toEqual(places.get(name));
        },
      ),
    );
  });

  it.each([
    ['report_2026-02-30.csv', null],
    ['id_120260131.csv', null],
    ['x20260131y.csv', '2026-01-31'],
    ['2026-01-31 0830.csv', '2026-01-31T08:30:00'],
    ['folder_2026-01-31/report.csv', null],
    ['report 01-31-2026.csv', '2026-01-31'],
    ['report 31-01-2026.csv', '2026-01-31'],
    ['Bericht 05.02.2026.csv', '2026-02-05'],
    ['report 2-5-2026.csv', '2026-02-05'],
    ['Leads Jan 31, 2026.csv', '2026-01-31'],
    ['leads_31-Jan-2026.csv', '2026-01-31'],
    ['informe 31 enero 2026.csv', '2026-01-31'],
    ['Acme-Jan-1-2026-Jan-31-2026.csv', '2026-01-31'],
    ['crm_2026-01-01_2026-01-31.csv', '2026-01-31'],
    ['crm_202601310830.csv', '2026-01-31T08:30:00'],
    ['crm_20260131T083015.csv', '2026-01-31T08:30:15'],
    ['crm_1706688000.csv', null],
    ['Market 5 2026.csv', null],
    ['report 2026-01-31 9.30 AM.csv', '2026-01-31T09:30:00'],
    ['report 2026-01-31 1.15 PM.csv', '2026-01-31T13:15:00'],
    ['report_2026-01-31_12-05-09-am.csv', '2026-01-31T00:05:09'],
    ['Leads Jan 31, 2026 at 12.05 p.m.csv', '2026-01-31T12:05:00'],
    ['report 01-31-2026 0930pm.csv', '2026-01-31T21:30:00'],
    ['report 01-31-2026 0930.csv', '2026-01-31T09:30:00'],
    ['report 2026-01-31 9pm.csv', '2026-01-31T21:00:00'],
    ['Report 2026-01-31 at 08.30.15.csv', '2026-01-31T08:30:15'],
    ['report 2026-01-31 1 America.csv', '2026-01-31'],
    ['report 2026-01-31 at 5 places.csv', '2026-01-31'],
    ['report 12-28-23.csv', '2023-12-28'],
    ['report_1.4.24.csv', '2024-04-01'],
    ['report_1-4-24 0930.csv', '2024-01-04T09:30:00'],
    ['report Mar-31-24.csv', '2024-03-31'],
    ['report 31-Mar-24.csv', '2024-03-31'],
    ['report 31Mar24.csv', '2024-03-31'],
    ['Report Dec 28.csv', null],
    ['report 24-03-31.csv', null],
    ['report 13-13-24.csv', null],
    ['report 1-2-10.csv', null],
    ['tool 1.2.24.3.csv', null],
    ['tool 3.1.2.24.csv', null],
    ['week 4 Jan 18.csv', null],
  ])('finds in %s the date %s', (name, expected) => {
    expect(dateInName(name)).toBe(expected);
  });
});
