import { describe, expect, it } from 'vitest';
import { nextSort, sortRows, type Sort } from '../../renderer/ui/table-sort';

interface Row {
  readonly name: string;
  readonly cost: number | null;
}

const NAME = { label: 'Name', align: 'left' as const, sortBy: ({ name }: Row) => name };
const COST = { key: 'cost', label: 'Cost', sortBy: ({ cost }: Row) => cost };
const NOTE = { label: 'Note' };
const COLUMNS = [NAME, COST, NOTE];

const ROWS: readonly Row[] = [
  { name: 'left over', cost: 50 },
  { name: 'b', cost: 2 },
  { name: 'a', cost: 10 },
  { name: 'unknown', cost: null },
  { name: 'c', cost: 2 },
];

const order = (sort: Sort | null, isApart?: (row: Row) => boolean): readonly string[] =>
  sortRows(ROWS, COLUMNS, sort, isApart).map(({ name }) => name);

describe('the rows of a table', () => {
  it('stand by the numbers of a column, with those without one last either way, and equal ones as they came', () => {
    expect(order({ column: 'cost', isDescending: true })).toEqual(['left over', 'a', 'b', 'c', 'unknown']);
    expect(order({ column: 'cost', isDescending: false })).toEqual(['b', 'c', 'a', 'left over', 'unknown']);
  });

  it('stand by words from A on, and back', () => {
    expect(order({ column: 'Name', isDescending: false })).toEqual(['a', 'b', 'c', 'left over', 'unknown']);
    expect(order({ column: 'Name', isDescending: true })).toEqual(['unknown', 'left over', 'c', 'b', 'a']);
  });

  it('keep those that stand apart below all others', () => {
    const isApart = ({ name }: Row): boolean => name === 'left over';
    expect(order({ column: 'cost', isDescending: true }, isApart)).toEqual([
      'a',
      'b',
      'c',
      'unknown',
      'left over',
    ]);
  });

  it('stand as they come where nothing is sorted by, or by a column that is not there or has no order', () => {
    const asGiven = ROWS.map(({ name }) => name);
    for (const sort of [null, ...['gone', 'Note'].map((column) => ({ column, isDescending: true }))])
      expect(order(sort)).toEqual(asGiven);
  });
});

describe('the header of a column', () => {
  it('sorts numbers from the highest and words from A, and the other way at the next click', () => {
    const first = nextSort(null, COST);
    expect(first).toEqual({ column: 'cost', isDescending: true });
    expect(nextSort(first, COST)).toEqual({ column: 'cost', isDescending: false });
    expect(nextSort(first, NAME)).toEqual({ column: 'Name', isDescending: false });
    expect(nextSort(nextSort(first, NAME), NAME)).toEqual({ column: 'Name', isDescending: true });
  });
});
