import type { GridPage } from '../../../shared/contract/grid';
import type { Subject } from '../../../shared/contract/subject';
import { isNumeric } from '../../ui/column-kinds';
import { Table } from '../../ui/table';
import { useRecords } from './use-records';
import { ValueOf } from './value-of';
import classes from './subject.module.css';

interface SubjectRowsProps {
  readonly title: string;
  readonly page: GridPage;
  /** Places of the columns that are shown. */
  readonly shown: readonly number[];
  readonly of: Subject;
}

/** A few rows about a subject. What every row says alike, and the panel says already, is left out. */
export function SubjectRows({ title, page, shown, of }: SubjectRowsProps) {
  const columns = shown.flatMap((at) => {
    const column = page.columns[at];
    if (!column) return [];
    const isOwnId = page.rows.every((row) => row[at] === of.id);
    return isOwnId && page.columns.length > 1 ? [] : [{ at, column }];
  });
  const recordsOf = useRecords(of);
  const rows = page.rows.map((row, place) => ({ row, key: String(place) }));
  return (
    // A table that is wider than the panel is scrolled, by the keyboard too.
    <div className={classes.scroll} role="group" aria-label={title} tabIndex={0}>
      <Table
        caption={title}
        named={null}
        rows={rows}
        rowKey={({ key }) => key}
        columns={columns.map(({ at, column }) => ({
          head: <span title={column.description}>{column.label}</span>,
          align: isNumeric(column.kind) ? 'right' : 'left',
          cell: ({ row }: (typeof rows)[number]) => (
            <ValueOf
              column={column}
              value={row[at] ?? null}
              of={of}
              onRecords={recordsOf(page, row, column.name)}
            />
          ),
        }))}
      />
    </div>
  );
}
