import type { GridPage } from '../../../shared/contract/grid';
import type { Subject } from '../../../shared/contract/subject';
import { isNumeric } from '../../ui/column-kinds';
import { Table } from '../../ui/table';
import { shownColumns } from './shown-columns';
import { useRecords } from './use-records';
import { ValueOf } from './value-of';
import classes from './subject.module.css';

interface SubjectRowsProps {
  readonly title: string;
  readonly page: GridPage;
  readonly of: Subject;
}

/** A few rows about a subject. What every row says alike, and the panel says already, is left out. */
export function SubjectRows({ title, page, of }: SubjectRowsProps) {
  const columns = shownColumns(page).filter(
    ({ valueOf }) => page.columns.length === 1 || !page.rows.every((row) => valueOf(row) === of.id),
  );
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
        columns={columns.map(({ column, valueOf }) => ({
          head: <span title={column.description}>{column.label}</span>,
          align: isNumeric(column.kind) ? 'right' : 'left',
          cell: ({ row }: (typeof rows)[number]) => (
            <ValueOf
              column={column}
              value={valueOf(row)}
              of={of}
              onRecords={recordsOf(page, row, column.name)}
            />
          ),
        }))}
      />
    </div>
  );
}
