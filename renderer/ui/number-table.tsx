import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './number-table.module.css';

export interface NumberColumn<Row> {
  readonly label: string;
  /** Of the numbers, where they share one: it stands behind the label. */
  readonly unit?: string;
  /** What the numbers are, on hover and focus of the label. */
  readonly definition?: string;
  /** Numbers stand at the right, and so do all columns but the first where nothing is said. */
  readonly align?: 'left' | 'right';
  /** `quiet`: beside the point; `modelled`: a share that nobody measured. */
  readonly look?: 'quiet' | 'modelled' | undefined;
  readonly cell: (row: Row) => ReactNode;
  /** Opens what is behind a cell, which is a button then; null where there is nothing behind it. */
  readonly open?: (row: Row) => (() => void) | null;
}

interface NumberTableProps<Row> {
  /** The first one names the row. */
  readonly columns: readonly NumberColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** For screen readers, where no heading beside the table says what it is. */
  readonly caption?: string;
  /** Rows that stand apart from the others, such as what is left over; null: none of them. */
  readonly isApart?: (row: Row) => boolean;
  /** What to say where there are no rows. */
  readonly empty?: string;
}

/** Numbers that are read one by one: tabular figures, units in the header, each number that can be opened a button. */
export function NumberTable<Row>(props: NumberTableProps<Row>) {
  const { columns, rows, rowKey, caption, isApart, empty } = props;
  return (
    <table className={classes.table}>
      {caption !== undefined && <caption className={classes.caption}>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={index} scope="col" data-align={alignOf(column, index)} data-look={column.look}>
              <Label column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && empty !== undefined && (
          <tr data-apart="true">
            <td colSpan={columns.length} data-align="left">
              {empty}
            </td>
          </tr>
        )}
        {rows.map((row) => (
          <tr key={rowKey(row)} data-apart={isApart?.(row) === true ? 'true' : undefined}>
            {columns.map((column, index) => {
              const place = { 'data-align': alignOf(column, index), 'data-look': column.look };
              const content = <Cell column={column} row={row} />;
              return index === 0 ? (
                <th key={index} scope="row" {...place}>
                  {content}
                </th>
              ) : (
                <td key={index} {...place}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const alignOf = <Row,>({ align }: NumberColumn<Row>, index: number): 'left' | 'right' =>
  align ?? (index === 0 ? 'left' : 'right');

function Label<Row>({ column }: { readonly column: NumberColumn<Row> }) {
  const { label, unit, definition } = column;
  const text = unit === undefined ? label : `${label}, ${unit}`;
  if (definition === undefined) return text;
  return (
    <Tooltip label={definition} multiline maw={320}>
      <span tabIndex={0}>{text}</span>
    </Tooltip>
  );
}

function Cell<Row>({ column, row }: { readonly column: NumberColumn<Row>; readonly row: Row }) {
  const content = column.cell(row);
  if (!column.open || content === '') return content;
  const open = column.open(row);
  return (
    <UnstyledButton disabled={open === null} onClick={() => open?.()}>
      {content}
    </UnstyledButton>
  );
}
