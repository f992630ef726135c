import type { FileColumns } from '../../../shared/contract/file-columns';
import { TextTable } from '../../ui/text-table';
import { shareFilled } from './column-values';
import classes from './column-values.module.css';

/** The columns that no field is read from. */
export function OtherColumns({ columns: { columns, records } }: { readonly columns: FileColumns }) {
  const others = columns.filter(({ field }) => field === null);
  if (others.length === 0) return null;
  return (
    <section aria-label="Columns that no field uses">
      <h3 className={classes.heading}>Columns that no field uses</h3>
      <TextTable
        columns={[
          { head: 'Column', cell: ({ column }) => column },
          { head: 'Filled', align: 'right', look: 'quiet', cell: (sample) => shareFilled(sample, records) },
          {
            head: 'Values',
            cell: ({ values }) => (
              <ul className={classes.list}>
                {values.map(({ text }) => (
                  <li key={text} title={text}>
                    {text}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        rows={others}
        rowKey={({ column }) => column}
      />
    </section>
  );
}
