import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../shared/contract/report-series';
import {
  groupReports,
  seriesOfGroups,
  type GroupCourse,
  type GroupOverlap,
} from '../../shared/stages/clean/crm/report-groups';
import { namesOfSeries } from '../../shared/stages/clean/crm/series-names';

const NARROW = ['Lead', 'Email', 'Phone', 'Day'];
const WIDE = [...NARROW, 'City'];
const OTHER = ['Number', 'Mail', 'Tel', 'Entered'];

const overlap = (one: number, other: number, counts: Partial<GroupOverlap>): GroupOverlap => ({
  one,
  other,
  same: 0,
  others: 0,
  otherKeys: 0,
  numbers: (counts.same ?? 0) + (counts.others ?? 0) + (counts.otherKeys ?? 0),
  people: 0,
  ...counts,
});
const parts = (files: Readonly<Record<string, readonly string[]>>, overlaps: readonly GroupOverlap[]) =>
  seriesOfGroups(
    groupReports(
      Object.entries(files).map(([path, headers]) => ({ path, headers })),
      [],
    ),
    overlaps,
  );

describe('Reports of the same columns and the same words in their names', () => {
  it('are one group, whatever the order of columns, the day, the month and the number in the name', () => {
    const groups = groupReports(
      [
        { path: 'in/crm_2024-01-01.csv', headers: NARROW },
        { path: 'in/CRM March (2).csv', headers: [...NARROW].reverse() },
        { path: 'in/crm_2024-05-01.csv', headers: WIDE },
        { path: 'crm_2024-01-01.csv', headers: NARROW },
      ],
      [],
    );
    expect(groups.map(({ paths }) => paths)).toEqual([
      ['crm_2024-01-01.csv'],
      ['in/crm_2024-05-01.csv'],
      ['in/crm_2024-01-01.csv', 'in/CRM March (2).csv'],
    ]);
  });
});

describe('Groups of reports', () => {
  const two = { 'a.csv': NARROW, 'b.csv': WIDE };

  it('are of two clients where most numbers are of other people, and of one where they are of the same', () => {
    expect(parts(two, [overlap(0, 1, { others: 8, same: 2 })])).toEqual([[0], [1]]);
    expect(parts(two, [overlap(0, 1, { others: 7, same: 3 })])).toEqual([[0, 1]]);
    expect(parts(two, [overlap(0, 1, { others: 1 })])).toEqual([[0, 1]]);
  });

  it('that are joined one after the other stand in the order of the groups', () => {
    const three = { 'a.csv': NARROW, 'b.csv': OTHER, 'c.csv': WIDE };
    expect(parts(three, [overlap(0, 2, { same: 9 }), overlap(1, 2, { same: 9 })])).toEqual([[0, 1, 2]]);
  });

  it('whose numbers do not meet are of two clients only where columns and people are others too', () => {
    expect(parts(two, [])).toEqual([[0, 1]]);
    expect(parts({ 'a.csv': NARROW, 'b.csv': OTHER }, [])).toEqual([[0], [1]]);
    expect(parts({ 'a.csv': NARROW, 'b.csv': OTHER }, [overlap(0, 1, { people: 0.2 })])).toEqual([[0, 1]]);
  });

  it('with other keys and nothing else are of two clients where their columns are others too', () => {
    expect(parts(two, [overlap(0, 1, { otherKeys: 9 })])).toEqual([[0, 1]]);
    expect(parts({ 'a.csv': NARROW, 'b.csv': OTHER }, [overlap(0, 1, { otherKeys: 9 })])).toEqual([[0], [1]]);
  });

  it('of a client whose columns changed are joined first, and then compared with the other as one', () => {
    const files = { 'a.csv': NARROW, 'a2.csv': WIDE, 'b.csv': NARROW };
    const groups = groupReports(
      Object.entries(files).map(([path, headers]) => ({ path, headers })),
      [],
    );
    const at = (path: string): number => groups.findIndex(({ paths }) => paths.includes(path));
    const found = seriesOfGroups(groups, [
      overlap(at('a.csv'), at('a2.csv'), { same: 5 }),
      overlap(at('a.csv'), at('b.csv'), { others: 9 }),
      overlap(at('a2.csv'), at('b.csv'), {}),
    ]);
    expect(found.map((part) => part.flatMap((i) => groups[i]?.paths ?? []).sort()).sort()).toEqual([
      ['a.csv', 'a2.csv'],
      ['b.csv'],
    ]);
  });
});

describe('Two groups of reports', () => {
  const FIVE = ['Lead', 'A', 'B', 'C', 'D', 'E'];
  const columns = (other: readonly string[]) => ({ 'a.csv': FIVE, 'b.csv': other });
  const HALF = ['Lead', 'A', 'B', 'X', 'Y', 'Z'];
  const FEW = ['Lead', 'A', 'W', 'X', 'Y', 'Z'];

  it('have others in them from two numbers on, and from four in five that can be judged', () => {
    const of = (counts: Partial<GroupOverlap>) => parts(columns(FIVE.slice(1)), [overlap(0, 1, counts)]);
    expect(of({ others: 2 })).toEqual([[0], [1]]);
    expect(of({ others: 1 })).toEqual([[0, 1]]);
    expect(of({ others: 4, same: 1 })).toEqual([[0], [1]]);
    expect(of({ others: 3, same: 1 })).toEqual([[0, 1]]);
  });

  it('have the same columns where half of those of the narrower one are in both', () => {
    expect(parts(columns(HALF), [])).toEqual([[0, 1]]);
    expect(parts(columns(FEW), [])).toEqual([[0], [1]]);
    expect(parts(columns(['Lead', 'Z']), [])).toEqual([[0, 1]]);
    expect(parts(columns(['Lead', 'Y', 'Z']), [])).toEqual([[0], [1]]);
  });

  it('of other columns are of one client where numbers or a tenth of the people are in both', () => {
    const of = (counts: Partial<GroupOverlap>) => parts(columns(FEW), [overlap(0, 1, counts)]);
    expect(of({ numbers: 1 })).toEqual([[0, 1]]);
    expect(of({ people: 0.1 })).toEqual([[0, 1]]);
    expect(of({ people: 0.09 })).toEqual([[0], [1]]);
    expect(of({ numbers: 5, people: 0.09 })).toEqual([[0, 1]]);
    expect(of({ otherKeys: 1 })).toEqual([[0, 1]]);
    expect(of({ otherKeys: 2 })).toEqual([[0], [1]]);
    expect(of({ others: 2 })).toEqual([[0], [1]]);
  });

  it('of several columns each are compared by the two that have the most in common', () => {
    const files = { 'a.csv': FIVE, 'b.csv': FEW, 'c.csv': [...FIVE, 'Q'] };
    const groups = groupReports(
      Object.entries(files).map(([path, headers]) => ({ path, headers })),
      [],
    );
    const at = (path: string): number => groups.findIndex(({ paths }) => paths.includes(path));
    // The first and the second are one by their rows; by its columns the third is of the first.
    expect(seriesOfGroups(groups, [overlap(at('a.csv'), at('b.csv'), { same: 5 })])).toEqual([[0, 1, 2]]);
  });

  it('are compared whichever of them is named first', () => {
    expect(parts(columns(FIVE.slice(1)), [overlap(1, 0, { others: 9 })])).toEqual([[0], [1]]);
  });
});

describe('Two groups with the same columns that go on side by side', () => {
  const two = { 'acme/a.csv': NARROW, 'bolt/a.csv': NARROW };
  const course = (places: readonly number[], more: Partial<GroupCourse> = {}): GroupCourse => ({
    places,
    numbers: 300,
    repeated: 0.9,
    ...more,
  });
  const of = (
    courses: readonly [GroupCourse, GroupCourse],
    counts: Partial<GroupOverlap> = {},
  ): readonly (readonly number[])[] =>
    seriesOfGroups(
      groupReports(
        Object.entries(two).map(([path, headers]) => ({ path, headers })),
        [],
      ),
      [overlap(0, 1, counts)],
      courses,
    );
  const [APART, ONE] = [[[0], [1]], [[0, 1]]];

  it('are of two clients, though a handful of leads is in both', () => {
    const turns = [course([1, 3]), course([2, 4])] as const;
    expect(of(turns)).toEqual(APART);
    expect(of(turns, { people: 0.29 })).toEqual(APART);
    expect(of(turns, { same: 14, people: 0.05 })).toEqual(APART);
    expect(of(turns, { same: 15, people: 0.05 })).toEqual(ONE);
    expect(of(turns, { people: 0.3 })).toEqual(ONE);
  });

  it('are in doubt of one where one follows on the other, or does not repeat its leads', () => {
    expect(of([course([1, 2]), course([3, 4])])).toEqual(ONE);
    expect(of([course([1, 2, 5]), course([3, 4])])).toEqual(APART);
    expect(of([course([1, 3]), course([2, 4], { repeated: 0.4 })])).toEqual(ONE);
    expect(of([course([1, 3]), course([2], { repeated: 0 })])).toEqual(ONE);
  });
});

describe('Groups of which the reader said whose they are', () => {
  const of = (
    files: Readonly<Record<string, readonly string[]>>,
    said: Readonly<Record<string, string>>,
    overlapsOf: (at: (path: string) => number) => readonly GroupOverlap[] = () => [],
  ) => {
    const groups = groupReports(
      Object.entries(files).map(([path, headers]) => ({ path, headers })),
      Object.entries(said).map(([path, series]) => ({
        words: wordsOf(path),
        headers: files[path] ?? [],
        series,
      })),
    );
    const found = seriesOfGroups(
      groups,
      overlapsOf((path) => groups.findIndex(({ paths }) => paths.includes(path))),
    );
    for (const part of found) expect(part).toEqual([...part].sort((a, b) => a - b));
    return found.map((part) => part.flatMap((i) => groups[i]?.paths ?? []).sort()).sort();
  };

  it('are of one client where it is the same, whatever their rows say', () => {
    expect(
      of({ 'a.csv': NARROW, 'b.csv': OTHER }, { 'a.csv': 'Acme', 'b.csv': 'Acme' }, (at) => [
        overlap(at('a.csv'), at('b.csv'), { others: 9 }),
      ]),
    ).toEqual([['a.csv', 'b.csv']]);
  });

  it('are of two where it is not, whatever their rows say', () => {
    expect(
      of({ 'a.csv': NARROW, 'b.csv': WIDE }, { 'a.csv': 'Acme', 'b.csv': 'Beta' }, (at) => [
        overlap(at('a.csv'), at('b.csv'), { same: 9 }),
      ]),
    ).toEqual([['a.csv'], ['b.csv']]);
  });

  it('take in others only where these have the same people under the same numbers', () => {
    const files = { 'a.csv': NARROW, 'b.csv': WIDE };
    expect(of(files, { 'a.csv': 'Acme' })).toEqual([['a.csv'], ['b.csv']]);
    expect(
      of(files, { 'a.csv': 'Acme' }, (at) => [overlap(at('a.csv'), at('b.csv'), { same: 2, others: 1 })]),
    ).toEqual([['a.csv', 'b.csv']]);
    expect(
      of(files, { 'a.csv': 'Acme' }, (at) => [overlap(at('a.csv'), at('b.csv'), { same: 2, others: 2 })]),
    ).toEqual([['a.csv'], ['b.csv']]);
  });

  it('keep one that joined them from another client that its rows would join it to', () => {
    expect(
      of(
        { 'a.csv': NARROW, 'b.csv': WIDE, 'c.csv': [...WIDE, 'Zip'] },
        { 'a.csv': 'Acme', 'c.csv': 'Beta' },
        (at) => [
          overlap(at('a.csv'), at('b.csv'), { same: 5 }),
          overlap(at('b.csv'), at('c.csv'), { same: 5 }),
        ],
      ).filter((part) => part.includes('a.csv') && part.includes('c.csv')),
    ).toEqual([]);
  });
});

describe('The names of series', () => {
  const named = (...paths: readonly string[]) => namesOfSeries(paths.map((path) => ({ said: null, path })));

  it('are the words of the file, with its folders where these are the same', () => {
    expect(named('x/Acme_2024-01-31.csv', 'x/Beta Corp January.csv.gz')).toEqual(['Acme', 'Beta Corp']);
    expect(named('Acme/crm 1.csv', 'Beta/crm 2.csv')).toEqual(['Acme crm', 'Beta crm']);
    expect(named('1.csv', '2.csv')).toEqual(['Series 1', 'Series 2']);
    expect(named('x/y/acme.csv', 'x/z/acme.csv', 'x/z/beta.csv')).toEqual(['y acme', 'z acme', 'z beta']);
    expect(named('x/y/a.csv', 'x/y/a.csv')).toEqual(['Series 1', 'Series 2']);
    expect(named('Acme 1.csv', '2.csv')).toEqual(['Series 1', 'Series 2']);
    expect(named()).toEqual([]);
  });

  it('leave out kinds of files, sheets of workbooks, digits and months, and keep accents', () => {
    expect(named('Ação Março 2026.xlsx#Sheet1', 'Beta_février_3.tsv.gz')).toEqual(['Ação', 'Beta']);
    expect(named('acme_v2.csv', 'Q1-beta-report.CSV')).toEqual(['acme v', 'Q beta report']);
    expect(named('January/acme.csv', 'February/acme.csv')).toEqual(['Series 1', 'Series 2']);
  });

  it('are those that the reader said, also beside others', () => {
    expect(
      namesOfSeries([
        { said: 'Acme Inc.', path: 'acme 1.csv' },
        { said: null, path: 'beta 2.csv' },
      ]),
    ).toEqual(['Acme Inc.', 'beta']);
    expect(
      namesOfSeries([
        { said: 'Acme', path: '1.csv' },
        { said: null, path: '2.csv' },
      ]),
    ).toEqual(['Acme', 'Series 2']);
  });
});
