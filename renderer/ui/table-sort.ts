import { useState } from 'react';
import { compareText } from '../../shared/domain/text-order';

/** By which column the rows of a table stand, and which way. */
export interface Sort {
  /** The key of the column. */
  readonly column: string;
  readonly isDescending: boolean;
}

export interface SortedColumn<Row> {
  readonly label: string;
  /** Tells the column from others with the same label; the label where nothing is said. */
  readonly key?: string | undefined;
  readonly align?: 'left' | 'right' | undefined;
  /** What rows are sorted by; null: nothing is known, which comes last either way. Absent: not sorted by. */
  readonly sortBy?: ((row: Row) => string | number | null) | undefined;
}

export const columnKey = ({ key, label }: SortedColumn<never>): string => key ?? label;

/** What a click on the header of a column makes of the sort: numbers begin with the highest, words with A. */
export function nextSort<Row>(sort: Sort | null, column: SortedColumn<Row>): Sort {
  const key = columnKey(column);
  return {
    column: key,
    isDescending: sort?.column === key ? !sort.isDescending : column.align !== 'left',
  };
}

/**
 * The rows as the sort has them; equal ones keep their order. Rows without a value come last either way, and behind
 * them, in their own order, those that stand apart.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly SortedColumn<Row>[],
  sort: Sort | null,
  isApart: (row: Row) => boolean = () => false,
): readonly Row[] {
  const sortBy = columns.find((column) => sort !== null && columnKey(column) === sort.column)?.sortBy;
  if (!sort || !sortBy) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const keyed = rows
    .filter((row) => !isApart(row))
    .map((row) => ({ row, value: sortBy(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compareValues(a.value, b.value);
    });
  return [...keyed.map(({ row }) => row), ...rows.filter(isApart)];
}

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));

/** Rows that the reader sorts by the headers of their table; at first they stand as they come. */
export function useSortedRows<Row>(
  rows: readonly Row[],
  columns: readonly SortedColumn<Row>[],
  isApart?: (row: Row) => boolean,
) {
  const [sort, setSort] = useState<Sort | null>(null);
  return { rows: sortRows(rows, columns, sort, isApart), sort, onSort: setSort };
}
