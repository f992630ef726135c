import { Table, type TableColumn, type TableProps } from './table';
import classes from './text-table.module.css';

/** Words, notes and controls in rows: cells take as many lines as they need and stand at the top. */
export function TextTable<Row>(props: TableProps<Row, TableColumn<Row>>) {
  return <Table {...props} className={classes.texts} />;
}
