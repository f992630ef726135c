import { figure, measureWithUnit, nameOf, type Measured } from './result-words';
import { NOTHING } from './format';
import type { PivotCell, PivotKeys, PivotTable } from '../contract/explore';
import type { GridCell, GridColumn, GridFilter } from '../contract/grid';

/** One line of a pivot table: of a value, of all other values, or of all. */
export interface PivotLine {
  readonly kind: 'value' | 'others' | 'all';
  readonly name: string;
  readonly value: GridCell;
  readonly cells: readonly PivotCell[];
  readonly total: PivotCell;
}

/** One column of cells. */
export interface PivotHead {
  readonly kind: 'value' | 'others';
  readonly name: string;
  readonly value: GridCell;
}

const headsOf = ({ values, others }: PivotKeys, kind: GridColumn['kind']): readonly PivotHead[] => [
  ...values.map((value) => ({ kind: 'value' as const, name: nameOf(value, kind), value })),
  ...(others > 0 ? [{ kind: 'others' as const, name: `All others (${figure(others)})`, value: null }] : []),
];

/** The columns of cells of a pivot table; none where all rows are in one. */
export const pivotHeads = (pivot: PivotTable, across: GridColumn | null): readonly PivotHead[] =>
  across ? headsOf(pivot.columns, across.kind) : [];

/** The lines of a pivot table, the one of all rows last. */
export function pivotLines(pivot: PivotTable, down: GridColumn): readonly PivotLine[] {
  const none: PivotCell = { value: null, rows: 0 };
  return [
    ...headsOf(pivot.rows, down.kind).map((head, index) => ({
      ...head,
      cells: pivot.cells[index] ?? [],
      total: pivot.rowTotals[index] ?? none,
    })),
    { kind: 'all' as const, name: 'All', value: null, cells: pivot.columnTotals, total: pivot.total },
  ];
}

/**
 * A cell as it is read: no rows have no number.
 * @param write how its number is written
 */
export const cellWords = ({ value, rows }: PivotCell, write: (value: number) => string): string =>
  rows === 0 || value === null ? NOTHING : write(value);

const equals = (column: string, value: GridCell): GridFilter =>
  value === null ? { op: 'empty', column } : { op: 'equals', column, value };

/**
 * The conditions that leave the rows of a cell; null where there are none, or too many values for a condition each.
 * @param head of the column; null: the total of the line
 */
export function rowsOfCell(
  { of }: PivotTable,
  line: PivotLine,
  head: PivotHead | null,
  cell: PivotCell,
): readonly GridFilter[] | null {
  if (cell.rows === 0 || line.kind === 'others' || head?.kind === 'others') return null;
  return [
    ...(line.kind === 'value' ? [equals(of.rows, line.value)] : []),
    ...(head && of.columns !== null && of.columns !== of.rows ? [equals(of.columns, head.value)] : []),
    ...(of.measure === null ? [] : [{ op: 'notEmpty' as const, column: of.measure }]),
  ];
}

/** The table as it is saved: numbers whole, a header of names. */
export function pivotCells(
  pivot: PivotTable,
  down: GridColumn,
  across: GridColumn | null,
  measure: Measured | null,
): readonly (readonly GridCell[])[] {
  const heads = pivotHeads(pivot, across);
  const of = ({ value, rows }: PivotCell): GridCell => (rows === 0 ? null : value);
  const said = measureWithUnit(measure, pivot.aggregate);
  return [
    [down.name, ...heads.map(({ name }) => name), across ? `All: ${said}` : said],
    ...pivotLines(pivot, down).map((line) => [
      line.kind === 'value' ? (line.value ?? '(empty)') : line.name,
      ...(across ? line.cells.map(of) : []),
      of(line.total),
    ]),
  ];
}
