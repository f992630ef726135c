import { describe, expect, it } from 'vitest';
import { CellIssues, MOST_KEPT } from '../../shared/stages/clean/records/cell-issues';
import { RawIssues } from '../../shared/stages/clean/crm/raw-issues';

const REASON = 'it is no number';

/** Issues of one column with these records. */
function issuesOf(column: string, records: readonly number[], reason = REASON): CellIssues {
  const issues = new CellIssues();
  for (const record of records) issues.add(record, column, `v${String(record)}`, reason);
  return issues;
}

const upTo = (count: number, first = 1): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + i);

describe('The unreadable values of a file', () => {
  it('are all counted, and the first of each column and reason are kept', () => {
    const issues = issuesOf('cost', upTo(MOST_KEPT + 500)).with(issuesOf('clicks', [7]));
    expect(issues.total).toBe(MOST_KEPT + 501);
    expect(issues.groups.map(({ column, values, kept }) => [column, values, kept.length])).toEqual([
      ['cost', MOST_KEPT + 500, MOST_KEPT],
      ['clicks', 1, 1],
    ]);
    expect(issues.kept.slice(5, 8).map(({ record, column }) => [record, column])).toEqual([
      [6, 'cost'],
      [7, 'clicks'],
      [7, 'cost'],
    ]);
  });

  it('of two readings are the first of both by their records', () => {
    const both = issuesOf('cost', upTo(MOST_KEPT, 2)).with(issuesOf('cost', [1, 5000]));
    expect(both.total).toBe(MOST_KEPT + 2);
    expect(both.kept.map(({ record }) => record)).toEqual(upTo(MOST_KEPT));
  });

  it('are without those of records that are left out', () => {
    const rest = issuesOf('cost', [1, 2, 3])
      .with(issuesOf('clicks', [2]))
      .without(new Set([2]));
    expect(rest.kept.map(({ record, column }) => [record, column])).toEqual([
      [1, 'cost'],
      [3, 'cost'],
    ]);
    expect(rest.groups.map(({ column, values }) => [column, values])).toEqual([['cost', 2]]);
  });

  it('are left as they are where more of them are left out than are kept', () => {
    const issues = issuesOf('cost', upTo(MOST_KEPT + 2));
    const rest = issues.without(new Set([1, 2, MOST_KEPT + 1]));
    expect([rest.total, rest.kept.length, rest.kept[0]?.record]).toEqual([MOST_KEPT, MOST_KEPT - 2, 3]);
    const all = issuesOf('cost', [1, 2]).without(new Set([1, 2, 9]));
    expect([all.total, all.groups]).toEqual([0, []]);
  });

  it('of one column are apart by their reason', () => {
    const issues = issuesOf('cost', [1]).with(issuesOf('cost', [1], 'it is a percentage'));
    expect(issues.groups.map(({ reason, values }) => [reason, values])).toEqual([
      [REASON, 1],
      ['it is a percentage', 1],
    ]);
  });

  it('are counted where their text is not known', () => {
    const issues = new CellIssues();
    issues.add(1, 'cost', null, REASON);
    expect([issues.total, issues.kept]).toEqual([1, []]);
  });
});

describe('The unreadable cells of raw records', () => {
  it('are known of every record, with the texts of the first of each file', () => {
    const issues = new RawIssues();
    for (const id of upTo(MOST_KEPT + 1, 0)) issues.add(id, 'is_set', 'perhaps', REASON);
    issues.add(0, 'is_demo', '#REF!', 'a spreadsheet could not compute the value');
    expect(issues.of(0)).toEqual([
      { column: 'is_set', reason: REASON, text: 'perhaps' },
      { column: 'is_demo', reason: 'a spreadsheet could not compute the value', text: '#REF!' },
    ]);
    expect(issues.of(MOST_KEPT)).toEqual([{ column: 'is_set', reason: REASON, text: null }]);
    issues.nextFile();
    issues.add(5000, 'is_set', 'maybe', REASON);
    expect(issues.of(5000)).toEqual([{ column: 'is_set', reason: REASON, text: 'maybe' }]);
    expect(issues.of(4999)).toEqual([]);
  });

  it('are those of their own record, whatever others have', () => {
    const issues = new RawIssues();
    issues.add(1, 'is_set', 'a', REASON);
    issues.add(2, 'is_demo', 'b', REASON);
    issues.add(3, 'is_set', 'c', 'neither yes nor no');
    issues.add(4, 'is_set', 'd', REASON);
    issues.add(4, 'is_demo', 'e', REASON);
    expect([0, 1, 2, 3].map((id) => issues.of(id))).toEqual([
      [],
      [{ column: 'is_set', reason: REASON, text: 'a' }],
      [{ column: 'is_demo', reason: REASON, text: 'b' }],
      [{ column: 'is_set', reason: 'neither yes nor no', text: 'c' }],
    ]);
    expect(issues.of(4).map(({ text }) => text)).toEqual(['d', 'e']);
  });

  it('have no text of the record that had their number before', () => {
    const issues = new RawIssues();
    issues.add(7, 'is_set', 'before', REASON);
    issues.add(6, 'is_set', 'stays', REASON);
    issues.rollback(7);
    for (const id of upTo(MOST_KEPT, 100)) issues.add(id, 'is_set', 'x', REASON);
    issues.add(7, 'is_set', 'after', REASON);
    expect(issues.of(7)).toEqual([{ column: 'is_set', reason: REASON, text: null }]);
    expect(issues.of(6)).toEqual([{ column: 'is_set', reason: REASON, text: 'stays' }]);
  });

  it('are forgotten from a record on, whose number goes to another', () => {
    const issues = new RawIssues();
    for (const id of [1, 2]) issues.add(id, 'is_set', 'perhaps', REASON);
    issues.rollback(2);
    expect([issues.of(1).length, issues.of(2)]).toEqual([1, []]);
    issues.add(2, 'is_demo', 'x', REASON);
    expect(issues.of(2)).toEqual([{ column: 'is_demo', reason: REASON, text: 'x' }]);
  });
});
