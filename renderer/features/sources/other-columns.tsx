import { Checkbox } from '@mantine/core';
import type { ColumnSample, FileColumns } from '../../../shared/contract/file-columns';
import type { FileReport } from '../../../shared/contract/sources';
import { useSession } from '../../state/session';
import { TextTable } from '../../ui/text-table';
import { CommittedText } from '../preferences/committed-text';
import { saveDimensions } from './choices';
import { shareFilled } from './column-values';
import classes from './column-values.module.css';

interface OtherColumnsProps {
  readonly report: FileReport;
  readonly columns: FileColumns;
}

/** The columns that no field is read from; those of delivered leads can be kept to break leads down by. */
export function OtherColumns({ report, columns: { columns, records } }: OtherColumnsProps) {
  const others = columns.filter(({ field }) => field === null);
  if (others.length === 0) return null;
  const canKeep = report.source === 'delivered_leads' && report.status === 'read';
  return (
    <section aria-label="Columns that no field uses">
      <h3 className={classes.heading}>Columns that no field uses</h3>
      {canKeep && (
        <p className={classes.hint}>
          A column that is kept breaks leads down on Funnel and narrows them, for all files with these
          columns.
        </p>
      )}
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
          ...(canKeep
            ? [{ head: 'Keep', cell: ({ column }: ColumnSample) => <Keep report={report} column={column} /> }]
            : []),
        ]}
        rows={others}
        rowKey={({ column }) => column}
      />
    </section>
  );
}

const LONGEST_NAME = 40;

/** Whether a column is kept, and the name that it has then. */
function Keep({ report, column }: { readonly report: FileReport; readonly column: string }) {
  const running = useSession((s) => s.run.state === 'running');
  const name = report.dimensions.find((kept) => kept.column === column)?.name ?? null;
  const others = report.dimensions.filter((kept) => kept.column !== column);
  const isTaken = (text: string): boolean =>
    others.some((kept) => kept.name.toLowerCase() === text.toLowerCase());
  const save = (next: string | null): void =>
    void saveDimensions(
      report,
      Object.fromEntries(
        [...others, ...(next === null ? [] : [{ name: next, column }])].map((kept) => [
          kept.name,
          kept.column,
        ]),
      ),
    );
  return (
    <>
      <Checkbox
        size="xs"
        aria-label={`Keep ${column}`}
        checked={name !== null}
        disabled={running}
        onChange={(event) => save(event.currentTarget.checked ? column.slice(0, LONGEST_NAME).trim() : null)}
      />
      {name !== null && (
        <CommittedText
          label={`Name of ${column}`}
          value={name}
          width={120}
          maxLength={LONGEST_NAME}
          disabled={running}
          fault={(text) =>
            text === '' ? 'Give it a name.' : isTaken(text) ? 'Another column has this name.' : null
          }
          onCommit={save}
        />
      )}
    </>
  );
}
