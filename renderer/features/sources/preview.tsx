import type { FileReport } from '../../../shared/contract/sources';
import { Table, type TableColumn } from '../../ui/table';
import classes from './file-panel.module.css';

type NumberedRecord = readonly [number: number, values: FileReport['preview'][number]];

/** The first records as they stand in the file, nothing changed. */
export function Preview({ report }: { readonly report: FileReport }) {
  if (report.preview.length === 0) return <p className={classes.muted}>There is no record to show.</p>;
  return (
    <div className={classes.preview} tabIndex={0} role="region" aria-label="First records of the file">
      <Table
        className={classes.records}
        columns={report.headers.map((head, position): TableColumn<NumberedRecord> => ({
          head,
          cell: ([, values]) => <span title={values[position]}>{values[position]}</span>,
        }))}
        rows={[...report.preview.entries()]}
        rowKey={([number]) => String(number)}
        named={null}
      />
    </div>
  );
}
