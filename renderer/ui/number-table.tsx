import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CellButton } from './cell-button';
import classes from './number-table.module.css';
import { columnKey, nextSort, type Sort, type SortedColumn } from './table-sort';
import { Table, type TableColumn, type TableProps } from './table';

export interface NumberColumn<Row>
  extends SortedColumn<Row>, Pick<TableColumn<Row>, 'look' | 'isCurrent' | 'tone' | 'cell'> {
  /** Of the numbers, where they share one: it stands behind the label. */
  readonly unit?: string;
  /** What the numbers are, on hover and focus of the label. */
  readonly definition?: string;
  /** Numbers stand at the right, and so do all columns but the first where nothing is said. */
  readonly align?: 'left' | 'right';
  /** Opens what is behind a cell, which is a button then; null: there is nothing; undefined: it is text. */
  readonly open?: (row: Row) => (() => void) | null | undefined;
  /** What the button of a cell is called, where its number alone does not say it. */
  readonly openName?: (row: Row) => string;
}

interface NumberTableProps<Row> extends TableProps<Row, NumberColumn<Row>> {
  /** By which column the rows stand. They are given sorted: see `useSortedRows`. */
  readonly sort?: Sort | null;
  /** Makes the headers of columns that can be sorted by buttons. */
  readonly onSort?: (sort: Sort) => void;
  /** A few numbers beside a heading: only as wide and as high as they are. */
  readonly isDense?: boolean;
}

/** Numbers that are read one by one: tabular figures, units in the header, each number that can be opened a button. */
export function NumberTable<Row>(props: NumberTableProps<Row>) {
  const { columns, sort = null, onSort, isDense = false, ...table } = props;
  return (
    <Table
      {...table}
      className={isDense ? classes.dense : classes.numbers}
      columns={columns.map((column, index) => {
        const aligned = { ...column, align: column.align ?? (index === 0 ? 'left' : 'right') };
        return {
          ...aligned,
          head: <Head column={aligned} sort={sort} onSort={onSort} />,
          sorted: onSort && column.sortBy && directionOf(column, sort),
          cell: (row: Row) => <Cell column={column} row={row} />,
        };
      })}
    />
  );
}

const directionOf = <Row,>(
  column: NumberColumn<Row>,
  sort: Sort | null,
): 'ascending' | 'descending' | 'none' =>
  sort?.column !== columnKey(column) ? 'none' : sort.isDescending ? 'descending' : 'ascending';

interface HeadProps<Row> {
  readonly column: NumberColumn<Row>;
  readonly sort: Sort | null;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { label, unit, definition } = column;
  const text = unit === undefined ? label : `${label}, ${unit}`;
  const sorts = onSort && column.sortBy ? onSort : null;
  if (definition === undefined && !sorts) return text;
  const Arrow = sort?.isDescending === true ? IconArrowDown : IconArrowUp;
  return (
    <Tooltip label={definition} disabled={definition === undefined} multiline maw={320}>
      {sorts ? (
        <UnstyledButton className={classes.sort ?? ''} onClick={() => sorts(nextSort(sort, column))}>
          {text}
          {sort?.column === columnKey(column) && <Arrow size={11} aria-hidden="true" />}
        </UnstyledButton>
      ) : (
        <span tabIndex={0}>{text}</span>
      )}
    </Tooltip>
  );
}

function Cell<Row>({ column, row }: { readonly column: NumberColumn<Row>; readonly row: Row }): ReactNode {
  const content = column.cell(row);
  const open = content === '' ? undefined : column.open?.(row);
  if (open === undefined) return content;
  return (
    <CellButton onOpen={open} name={column.openName?.(row)}>
      {content}
    </CellButton>
  );
}
