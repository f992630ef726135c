import { describe, expect, test } from 'vitest';
import { NO_REMARKS } from '../../shared/domain/record-remarks';
import { CellIssues } from '../../shared/stages/clean/records/cell-issues';
import { withoutSumRows } from '../../shared/stages/clean/records/sum-rows.step';

const REASON =
  'It lacks a day, campaign or id that other rows have, and its numbers are the sums of other rows.';

function counted() {
  const cellIssues = new CellIssues();
  cellIssues.add(2, 'cost', 'abc', 'it is no number');
  cellIssues.add(7, 'cost', 'abc', 'it is no number');
  return {
    ...NO_REMARKS,
    path: 'a.csv',
    records: 9,
    rows: 8,
    totalRows: 1,
    separatorRows: 0,
    blankLines: 0,
    rejected: [],
    damaged: new CellIssues(),
    perhapsTotals: [],
    cellIssues,
    remarks: [{ record: 5, kind: 'total' as const, text: 'Total', reason: 'It says that it sums up.' }],
  };
}

describe('The counts of a file', () => {
  test('without the rows that sum others up have them as totals, in their order, and nothing of their cells', () => {
    const counts = counted();
    const rest = withoutSumRows(counts, [
      { record: 7, text: ',,20' },
      { record: 3, text: ',,10' },
    ]);
    expect(rest).toMatchObject({ records: 9, rows: 6, totalRows: 3 });
    expect(rest.remarks).toEqual([
      { record: 3, kind: 'total', text: ',,10', reason: REASON },
      { record: 5, kind: 'total', text: 'Total', reason: 'It says that it sums up.' },
      { record: 7, kind: 'total', text: ',,20', reason: REASON },
    ]);
    expect(rest.cellIssues.kept.map(({ record }) => record)).toEqual([2]);
  });

  test('are as they were where none sums others up', () => {
    const counts = counted();
    expect(withoutSumRows(counts, [])).toBe(counts);
  });
});
