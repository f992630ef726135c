import { expect, test } from 'vitest';
import { guessedPivot } from '../../renderer/features/explore/pivot-choices';
import { cellWords, pivotCells, pivotHeads, pivotLines, rowsOfCell } from '../../shared/charts/pivot-rows';
import { figure } from '../../shared/charts/result-words';
import type { PivotTable } from '../../shared/contract/explore';
import type { GridColumn } from '../../shared/contract/grid';

const column = (name: string, kind: GridColumn['kind'] = 'text'): GridColumn => ({
  name,
  label: name,
  kind,
  description: '',
});
const DOWN = column('state');
const ACROSS = column('won', 'boolean');
const MEASURE = column('rate', 'number');

const PIVOT: PivotTable = {
  of: { rows: 'state', columns: 'won', measure: 'rate' },
  aggregate: 'mean',
  rows: { values: ['TX', null], others: 3 },
  columns: { values: [true], others: 0 },
  cells: [[{ value: 0.0021, rows: 4 }], [{ value: null, rows: 0 }], [{ value: 1.5, rows: 9 }]],
  rowTotals: [
    { value: 0.0021, rows: 4 },
    { value: null, rows: 0 },
    { value: 1.5, rows: 9 },
  ],
  columnTotals: [{ value: 0.75, rows: 13 }],
  total: { value: 0.75, rows: 13 },
  missing: 0,
};

test('a pivot table names its lines, the others by their number, and all of them last', () => {
  expect(pivotLines(PIVOT, DOWN).map(({ name }) => name)).toEqual(['TX', '(empty)', 'All others (3)', 'All']);
  expect(pivotHeads(PIVOT, ACROSS).map(({ name }) => name)).toEqual(['yes']);
  expect(PIVOT.cells.map(([cell]) => cell && cellWords(cell, figure))).toEqual(['0.0021', '–', '1.5']);
});

test('a cell opens exactly its rows: by value, by no value, of a total; others have none of their own', () => {
  const [tx, empty, others, all] = pivotLines(PIVOT, DOWN);
  const [won] = pivotHeads(PIVOT, ACROSS);
  if (!tx || !empty || !others || !all || !won) throw new Error('Lines are missing.');
  const some = { value: 1, rows: 2 };
  const measured = { op: 'notEmpty', column: 'rate' };
  expect(rowsOfCell(PIVOT, tx, won, some)).toEqual([
    { op: 'equals', column: 'state', value: 'TX' },
    { op: 'equals', column: 'won', value: true },
    measured,
  ]);
  expect(rowsOfCell(PIVOT, empty, null, some)).toEqual([{ op: 'empty', column: 'state' }, measured]);
  expect(rowsOfCell(PIVOT, all, won, some)).toEqual([{ op: 'equals', column: 'won', value: true }, measured]);
  expect(rowsOfCell(PIVOT, others, won, some)).toBeNull();
  expect(rowsOfCell(PIVOT, tx, won, { value: null, rows: 0 })).toBeNull();
});

test('a pivot table is saved with whole numbers and says what they are', () => {
  expect(pivotCells(PIVOT, DOWN, ACROSS, MEASURE)).toEqual([
    ['state', 'yes', 'All: Mean of rate'],
    ['TX', 0.0021, 0.0021],
    ['(empty)', null, null],
    ['All others (3)', 1.5, 1.5],
    ['All', 0.75, 0.75],
  ]);
  expect(pivotCells(PIVOT, DOWN, null, { ...MEASURE, unit: 'USD' })[0]).toEqual([
    'state',
    'Mean of rate, USD',
  ]);
});

test('a pivot table begins with what tells groups apart: no names of single things, nor what a filter has settled', () => {
  const columns = [
    column('lead_uuid', 'hash'),
    column('link_setting'),
    column('price', 'number'),
    column('state'),
    column('is_matched', 'boolean'),
  ];
  const guess = guessedPivot(columns, [{ op: 'equals', column: 'link_setting', value: 'likely' }]);
  expect(guess).toEqual({ rows: 'state', columns: 'is_matched', measure: null, aggregate: null });
});
