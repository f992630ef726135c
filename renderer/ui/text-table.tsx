import { Table, type TableColumn, type TableProps } from './table';
import classes from './text-table.module.css';

interface TextTableProps<Row> extends TableProps<Row, TableColumn<Row>> {
  /** Rows with fields to fill in: words stand on a line with what is written in the field. */
  readonly isForm?: boolean;
}

/** Words, notes and controls in rows: cells take as many lines as they need and stand at the top. */
export function TextTable<Row>({ isForm = false, ...table }: TextTableProps<Row>) {
  return <Table {...table} className={isForm ? classes.form : classes.texts} />;
}
