import { VisuallyHidden } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './table.module.css';

/** How a cell stands out: what agrees or is missing is said in its words too, never by colour alone. */
export type CellTone = 'good' | 'bad' | 'quiet';

export interface TableColumn<Row> {
  /** What the header says; empty where nothing stands above the cells. */
  readonly head: ReactNode;
  readonly align?: 'left' | 'right' | undefined;
  /** `quiet`: beside the point; `modelled`: a share that nobody measured. */
  readonly look?: 'quiet' | 'modelled' | undefined;
  /** The column that the rest of the screen follows. */
  readonly isCurrent?: boolean | undefined;
  /** How the rows are sorted by this column; absent where they cannot be. */
  readonly sorted?: 'ascending' | 'descending' | 'none' | undefined;
  readonly tone?: ((row: Row) => CellTone | undefined) | undefined;
  readonly cell: (row: Row) => ReactNode;
}

export interface TableProps<Row, Column> {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The place of the column that names the row, 0 where nothing is said; null: none does. */
  readonly named?: number | null;
  /** For screen readers, where no heading beside the table says what it is. */
  readonly caption?: string;
  /** Lines below all others, such as sums; they have the columns of the rows. */
  readonly foot?: readonly Row[] | undefined;
  /** Rows that stand apart from the others, such as what is left over. */
  readonly isApart?: (row: Row) => boolean;
  /** Rows that are chosen, or that the rest of the screen follows. */
  readonly isCurrent?: (row: Row) => boolean;
  /** What to say where there are no rows. */
  readonly empty?: string;
  /** What is unfolded below a row; null: nothing. */
  readonly below?: (row: Row) => ReactNode;
  /** What a click anywhere in a row does; a control in it must do the same for the keyboard. */
  readonly onOpenRow?: (row: Row) => void;
}

/** The frame of every table: which cell is a header of what, and the marks by which its look is drawn. */
export function Table<Row>(
  props: TableProps<Row, TableColumn<Row>> & { readonly className?: string | undefined },
) {
  const { columns, rows, rowKey, caption, foot = [], empty, below, className } = props;
  return (
    <table className={`${classes.table ?? ''} ${className ?? ''}`}>
      {caption !== undefined && <VisuallyHidden component="caption">{caption}</VisuallyHidden>}
      <thead>
        <tr>
          {columns.map((column, index) => (
            <HeadCell key={index} column={column} isPinned={isPinned(props, index)} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && empty !== undefined && (
          <tr data-apart="true">
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        )}
        {rows.map((row) => {
          const unfolded = below?.(row) ?? null;
          return (
            <Fragment key={rowKey(row)}>
              <Line table={props} row={row} />
              {unfolded !== null && (
                <tr data-below="true">
                  <td colSpan={columns.length}>{unfolded}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
      {foot.length > 0 && (
        <tfoot>
          {foot.map((row) => (
            <Line key={rowKey(row)} table={props} row={row} />
          ))}
        </tfoot>
      )}
    </table>
  );
}

const marked = (is: boolean | undefined): 'true' | undefined => (is === true ? 'true' : undefined);

/** A first column of names stays in view where its table scrolls sideways. */
const isPinned = ({ named = 0 }: { readonly named?: number | null }, index: number): boolean =>
  named === 0 && index === 0;

interface HeadCellProps<Row> {
  readonly column: TableColumn<Row>;
  readonly isPinned: boolean;
}

function HeadCell<Row>({ column, isPinned }: HeadCellProps<Row>) {
  const marks = {
    'data-align': column.align,
    'data-look': column.look,
    'data-current': marked(column.isCurrent),
    'data-pinned': marked(isPinned),
  };
  // A header without words would be read as one.
  if (column.head === '') return <td {...marks} />;
  return (
    <th scope="col" aria-sort={column.sorted} {...marks}>
      {column.head}
    </th>
  );
}

interface LineProps<Row> {
  readonly table: TableProps<Row, TableColumn<Row>>;
  readonly row: Row;
}

function Line<Row>({ table, row }: LineProps<Row>) {
  const { columns, named = 0, isApart, isCurrent, onOpenRow } = table;
  return (
    <tr
      data-apart={marked(isApart?.(row))}
      data-current={marked(isCurrent?.(row))}
      aria-current={marked(isCurrent?.(row))}
      data-opens={marked(onOpenRow !== undefined)}
      onClick={onOpenRow && (() => onOpenRow(row))}
    >
      {columns.map((column, index) => {
        const marks = {
          'data-align': column.align,
          'data-look': column.look,
          'data-current': marked(column.isCurrent),
          'data-tone': column.tone?.(row),
          'data-pinned': marked(isPinned(table, index)),
        };
        return index === named ? (
          <th key={index} scope="row" {...marks}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={index} {...marks}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}
