import { describe, expect, it } from 'vitest';
import { groupReports, seriesOfGroups, type GroupOverlap } from '../../shared/stages/clean/crm/report-groups';
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

describe('The names of series', () => {
  const named = (...paths: readonly string[]) => namesOfSeries(paths.map((path) => ({ said: null, path })));

  it('are the words of the file, with its folders where these are the same', () => {
    expect(named('x/Acme_2024-01-31.csv', 'x/Beta Corp January.csv.gz')).toEqual(['Acme', 'Beta Corp']);
    expect(named('Acme/crm 1.csv', 'Beta/crm 2.csv')).toEqual(['Acme crm', 'Beta crm']);
    expect(named('1.csv', '2.csv')).toEqual(['Series 1', 'Series 2']);
  });
});
