import { Button, Radio, Select } from '@mantine/core';
import { useState } from 'react';
import type { FileForm } from '../../../shared/contract/project';
import type { FileReport } from '../../../shared/contract/sources';
import { useSession } from '../../state/session';
import { saveForm } from './choices';
import classes from './file-panel.module.css';

const GUESS = 'guess';

const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical bar |' },
  { value: '^', label: 'Caret ^' },
  { value: '~', label: 'Tilde ~' },
  { value: ' ', label: 'Space' },
  { value: '\x01', label: 'Control character 1' },
  { value: '\x1f', label: 'Control character 31' },
] as const;

const QUOTES = [
  { value: '"', label: 'Double quotes "' },
  { value: "'", label: "Apostrophes '" },
] as const;

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'macintosh', label: 'MacRoman' },
  { value: 'ibm850', label: 'MS-DOS (850)' },
] as const;

/** How the text of a file is split, set by hand: its header's line, delimiter, quotes and encoding. */
export function FormEditor({ report }: { readonly report: FileReport }) {
  const kept = report.form ?? undefined;
  const running = useSession((s) => s.run.state === 'running');
  const [form, setForm] = useState<FileForm>(kept ?? {});
  const { format } = report;
  if (format?.kind !== 'csv') return null;
  const changed = JSON.stringify(form) !== JSON.stringify(kept ?? {});
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void saveForm(report, form);
      }}
    >
      <HeaderChoice
        lines={report.firstLines}
        found={format.headerLine}
        chosen={form.headerLine}
        disabled={running}
        onChange={(headerLine) => setForm({ ...form, headerLine })}
      />
      <div className={classes.marks}>
        <Choice
          label="Delimiter"
          options={DELIMITERS}
          found={format.delimiter}
          chosen={form.delimiter}
          disabled={running}
          onChange={(delimiter) => setForm({ ...form, delimiter })}
        />
        <Choice
          label="Quotes"
          options={QUOTES}
          found={format.quote}
          chosen={form.quote}
          disabled={running}
          onChange={(quote) => setForm({ ...form, quote })}
        />
        <Choice
          label="Encoding"
          options={ENCODINGS}
          found={format.encoding}
          chosen={form.encoding}
          disabled={running}
          onChange={(encoding) => setForm({ ...form, encoding })}
        />
      </div>
      <p className={classes.muted}>
        {form.headerLine === 0
          ? 'For all files of this name, whatever the numbers and months in it.'
          : 'For all files that come out with the same columns.'}
      </p>
      <div className={classes.buttons}>
        <Button type="submit" disabled={!changed || running}>
          Save and read again
        </Button>
        <Button
          variant="default"
          disabled={running || (kept === undefined && !changed)}
          onClick={() => {
            setForm({});
            if (kept !== undefined) void saveForm(report, null);
          }}
        >
          Back to what was found
        </Button>
      </div>
    </form>
  );
}

interface HeaderChoiceProps {
  readonly lines: readonly string[];
  readonly found: number;
  readonly chosen: number | undefined;
  readonly disabled: boolean;
  readonly onChange: (line: number) => void;
}

/** The first lines as they stand in the file, to choose the header among them. */
function HeaderChoice({ lines, found, chosen, disabled, onChange }: HeaderChoiceProps) {
  return (
    <Radio.Group
      label="Header"
      description="The line that names the columns. What stands above it is not read."
      value={String(chosen ?? found)}
      onChange={(value) => onChange(Number(value))}
    >
      <div className={classes.lines}>
        {lines.map((line, index) => (
          <Radio
            key={index}
            value={String(index + 1)}
            disabled={disabled}
            label={
              <>
                <span className={classes.lineNumber}>{index + 1}</span>
                <code>{line === '' ? ' ' : line}</code>
              </>
            }
          />
        ))}
        <Radio value="0" disabled={disabled} label="No line: the file has no header" />
      </div>
    </Radio.Group>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly found: string | null;
  readonly chosen: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: T | undefined) => void;
}

function Choice<T extends string>({ label, options, found, chosen, disabled, onChange }: ChoiceProps<T>) {
  const name = options.find(({ value }) => value === found)?.label ?? found ?? 'nothing';
  return (
    <Select
      label={label}
      disabled={disabled}
      value={chosen ?? GUESS}
      data={[{ value: GUESS, label: chosen === undefined ? `As found: ${name}` : 'As found' }, ...options]}
      onChange={(value) => onChange(options.find((option) => option.value === value)?.value)}
    />
  );
}
