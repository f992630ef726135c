import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { FieldMapping, FileReport, SourceDescription } from '../../../shared/contract/sources';
import { SOURCE_IDS, type SourceId } from '../../../shared/domain/source';
import { useEngine } from '../../state/answers';
import { useSession } from '../../state/session';
import { TextTable } from '../../ui/text-table';
import { chooseSource, forgetChoices, saveMapping } from './choices';
import classes from './file-panel.module.css';

const isSource = (id: string): id is SourceId => (SOURCE_IDS as readonly string[]).includes(id);
const LEFT_OUT = 'left-out';
const NO_COLUMN = '';

/** Source and columns of a file, changed by hand; the project keeps it and runs again. */
export function MappingEditor({ report }: { readonly report: FileReport }) {
  const sources = useEngine('sources', {});
  const running = useSession((s) => s.run.state === 'running');
  const hasOwn = useSession((s) => s.settings?.files[report.file] !== undefined);
  const hasChoices = hasOwn || report.asHeader !== null;
  const [columns, setColumns] = useState<Readonly<Record<string, string | null>>>({});
  const changed = Object.keys(columns).length > 0;
  return (
    <div className={classes.mapping}>
      <SourceChoice report={report} sources={sources.data ?? []} disabled={running} />
      {report.mapping.length > 0 && (
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
                  onChange={(column) => setColumns({ ...columns, [line.field.field]: column })}
                />
              ),
            },
          ]}
          rows={report.mapping.map((field): Line => {
            const changed = columns[field.field];
            return { field, column: changed === undefined ? field.column : changed };
          })}
          rowKey={({ field }) => field.field}
          isForm
        />
      )}
      {hasChoices && (
        <p className={classes.chosen}>
          {report.asHeader !== null
            ? 'As you said of all files with these columns.'
            : 'You changed what this file is or how it is mapped.'}
          <Button variant="default" disabled={running} onClick={() => void forgetChoices(report)}>
            Back to the automatic choice
          </Button>
        </p>
      )}
      {report.mapping.length > 0 && (
        <div className={classes.buttons}>
          <Button disabled={!changed || running} onClick={() => void saveMapping(report, columns)}>
            Save and run again
          </Button>
          <Button variant="default" disabled={!changed} onClick={() => setColumns({})}>
            Undo
          </Button>
        </div>
      )}
    </div>
  );
}

interface SourceChoiceProps {
  readonly report: FileReport;
  readonly sources: readonly SourceDescription[];
  readonly disabled: boolean;
}

function SourceChoice({ report, sources, disabled }: SourceChoiceProps) {
  const known =
    sources.length > 0
      ? sources
      : report.candidates.map(({ source, title }) => ({ source, title, description: '' }));
  return (
    <Select
      label="This file is"
      placeholder="Choose what it is"
      description={sources.find((s) => s.source === report.source)?.description}
      disabled={disabled}
      value={report.status === 'ignored' ? LEFT_OUT : report.source}
      data={[
        ...known.map(({ source, title }) => ({ value: source, label: title })),
        { value: LEFT_OUT, label: 'Nothing of use: leave it out' },
      ]}
      onChange={(value) => {
        if (value === LEFT_OUT) void chooseSource(report, null);
        else if (value !== null && isSource(value)) void chooseSource(report, value);
      }}
    />
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
