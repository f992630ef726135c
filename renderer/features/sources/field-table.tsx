import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { FileColumns } from '../../../shared/contract/file-columns';
import type { FieldMapping, FileReport } from '../../../shared/contract/sources';
import { useSession } from '../../state/session';
import { MarkedText } from '../../ui/marked-text';
import { TextTable } from '../../ui/text-table';
import { saveMapping } from './choices';
import { ColumnValues } from './column-values';
import classes from './file-panel.module.css';

const NO_COLUMN = '';

interface FieldTableProps {
  readonly report: FileReport;
  /** null while it is asked for. */
  readonly columns: FileColumns | null;
}

/** The column of each field, changed by hand; the project keeps it and runs again. */
export function FieldTable({ report, columns }: FieldTableProps) {
  const running = useSession((s) => s.run.state === 'running');
  const [chosen, setChosen] = useState<Readonly<Record<string, string | null>>>({});
  const lines = report.mapping.map((field): Line => {
    const column = chosen[field.field];
    return { field, column: column === undefined ? field.column : column };
  });
  const changed = lines.some(({ field, column }) => column !== field.column);
  return (
    <>
      <TextTable
        columns={[
          {
            head: 'Field',
            tone: (line) => (isLacking(line) ? 'bad' : undefined),
            cell: ({ field }) => <FieldName field={field} />,
          },
          {
            head: 'Column of the file',
            cell: (line) => (
              <ColumnChoice
                line={line}
                headers={report.headers}
                disabled={running}
                onChange={(column) => setChosen({ ...chosen, [line.field.field]: column })}
              />
            ),
          },
        ]}
        rows={lines}
        rowKey={({ field }) => field.field}
        below={(line) => <BelowField line={line} lines={lines} columns={columns} />}
        isForm
      />
      <div className={classes.buttons}>
        <Button disabled={!changed || running} onClick={() => void saveMapping(report, chosen)}>
          Save and run again
        </Button>
        <Button variant="default" disabled={!changed} onClick={() => setChosen({})}>
          Undo
        </Button>
      </div>
    </>
  );
}

/** A field, and the column that it is read from. */
interface Line {
  readonly field: FieldMapping;
  readonly column: string | null;
}

const isLacking = ({ field, column }: Line): boolean => field.required && column === null;

const FieldName = ({ field }: { readonly field: FieldMapping }) => (
  <div title={field.description}>
    {field.label}
    {field.required && <span className={classes.required}>required</span>}
    {field.chosenBy === 'user' && <span className={classes.required}>chosen by you</span>}
  </div>
);

interface BelowFieldProps {
  readonly line: Line;
  readonly lines: readonly Line[];
  readonly columns: FileColumns | null;
}

/** What the chosen column holds, and what is to be thought of before it is saved. */
function BelowField({ line: { field, column }, lines, columns }: BelowFieldProps) {
  const sample = columns?.columns.find((each) => each.column === column);
  const others = lines.filter((other) => column !== null && other.column === column && other.field !== field);
  return (
    <>
      {others.map((other) => (
        <p key={other.field.field} className={classes.warning}>
          <MarkedText
            text={`\`${column ?? ''}\` is the column of ${other.field.label} too. A column feeds one field: choose another for one of the two.`}
          />
        </p>
      ))}
      {field.lost !== undefined && column === field.column && (
        <p className={classes.warning}>
          <MarkedText text={`You chose \`${field.lost.column}\` for ${field.lost.to} too, which has it.`} />
        </p>
      )}
      {field.rivals !== undefined && column === field.column && (
        <p className={classes.hint}>
          <MarkedText
            text={`${field.rivals.map((rival) => `\`${rival}\``).join(', ')} would fit too, and says something else.`}
          />
        </p>
      )}
      {columns !== null && sample && (
        <ColumnValues sample={sample} records={columns.records} isRead={sample.field === field.field} />
      )}
    </>
  );
}

interface ColumnChoiceProps {
  readonly line: Line;
  readonly headers: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (column: string | null) => void;
}

function ColumnChoice({ line, headers, disabled, onChange }: ColumnChoiceProps) {
  const lacking = isLacking(line);
  return (
    <Select
      aria-label={`Column for ${line.field.label}`}
      disabled={disabled}
      searchable
      error={lacking}
      value={line.column ?? NO_COLUMN}
      data={[
        { value: NO_COLUMN, label: lacking ? 'choose a column' : 'no column' },
        ...[...new Set(headers)].filter((h) => h !== '').map((h) => ({ value: h, label: h })),
      ]}
      onChange={(value) => onChange(value === NO_COLUMN ? null : value)}
    />
  );
}
