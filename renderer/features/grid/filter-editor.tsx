import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import { readTyped, typedExample, writeNumber, writeTyped } from '../../../shared/charts/typed-number';
import type { GridCell, GridColumn, GridFilter, GridQuery } from '../../../shared/contract/grid';
import { useCall } from '../../state/calls';
import { isNumeric } from '../../ui/column-kinds';
import { FaultNote } from '../../ui/fault-note';
import { narrowed } from '../../ui/grid/grid-query';
import classes from './grid.module.css';
import { valueWord } from './filter-words';

interface FilterEditorProps {
  readonly column: GridColumn;
  /** The rows as the grid was opened. */
  readonly query: GridQuery;
  /** Of the reader, those of other columns too. */
  readonly filters: readonly GridFilter[];
  readonly onChange: (filters: readonly GridFilter[]) => void;
}

type Presence = 'all' | 'empty' | 'notEmpty';

/** The filter of one column: whether it has a value, which ones, and from where to where. Everything holds at once. */
export function FilterEditor({ column, query, filters, onChange }: FilterEditorProps) {
  const mine = filters.filter((filter) => filter.column === column.name);
  const others = filters.filter((filter) => filter.column !== column.name);
  const presence: Presence = mine.some(({ op }) => op === 'empty')
    ? 'empty'
    : mine.some(({ op }) => op === 'notEmpty')
      ? 'notEmpty'
      : 'all';
  const replace = (ops: readonly GridFilter['op'][], next: readonly GridFilter[]): void =>
    onChange([...mine.filter(({ op }) => !ops.includes(op)), ...next]);
  const isRange = isNumeric(column.kind) || column.kind === 'date' || column.kind === 'timestamp';
  return (
    <div className={classes.filter}>
      <SegmentedControl
        fullWidth
        aria-label={`Rows by whether ${column.label} has a value`}
        value={presence}
        data={[
          { value: 'all', label: 'All' },
          { value: 'notEmpty', label: 'Not empty' },
          { value: 'empty', label: 'Empty' },
        ]}
        onChange={(value) =>
          replace(
            ['empty', 'notEmpty'],
            value === 'all' ? [] : [{ op: value as 'empty', column: column.name }],
          )
        }
      />
      {isRange && (
        <RangeFields
          key={JSON.stringify(mine.find(({ op }) => op === 'between') ?? null)}
          column={column}
          filter={mine.find((filter) => filter.op === 'between') ?? null}
          onChange={(next) => replace(['between'], next)}
        />
      )}
      {(column.kind === 'text' || column.kind === 'hash') && (
        <ContainsField
          key={mine.find((filter) => filter.op === 'contains')?.value ?? ''}
          column={column}
          value={mine.find((filter) => filter.op === 'contains')?.value ?? ''}
          onChange={(next) => replace(['contains'], next)}
        />
      )}
      <ValueList
        column={column}
        query={narrowed(query, { filters: others, sort: [] })}
        mine={mine}
        onChange={(next) => replace(['in', 'equals'], next)}
      />
    </div>
  );
}

interface FieldProps {
  readonly column: GridColumn;
  readonly onChange: (next: readonly GridFilter[]) => void;
}

/** Applies with Enter or when the field is left. */
function ContainsField({ column, value, onChange }: FieldProps & { readonly value: string }) {
  const [text, setText] = useState(value);
  const apply = (): void => {
    if (text !== value) onChange(text === '' ? [] : [{ op: 'contains', column: column.name, value: text }]);
  };
  return (
    <TextInput
      size="xs"
      label="Contains"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
    />
  );
}

type Between = Extract<GridFilter, { op: 'between' }>;
const END_OF_DAY = 'T23:59:59';

function RangeFields({ column, filter, onChange }: FieldProps & { readonly filter: Between | null }) {
  const isTime = column.kind === 'timestamp';
  const isNumber = isNumeric(column.kind);
  const shown = (value: GridCell): string =>
    value === null
      ? ''
      : isTime
        ? String(value).slice(0, 10)
        : isNumber
          ? writeTyped(String(value))
          : String(value);
  const [low, setLow] = useState(shown(filter?.low ?? null));
  const [high, setHigh] = useState(shown(filter?.high ?? null));
  const bound = (text: string, end: boolean): GridCell => {
    if (text.trim() === '') return null;
    if (isNumber) return Number(readTyped(text));
    return isTime && end ? `${text}${END_OF_DAY}` : text;
  };
  const isBad = (text: string): boolean => isNumber && text.trim() !== '' && readTyped(text) === null;
  const understood = (text: string): string | undefined => {
    const typed = isNumber ? readTyped(text) : null;
    return typed === null ? undefined : writeNumber(typed);
  };
  const apply = (): void => {
    if (isBad(low) || isBad(high)) return;
    const next = { low: bound(low, false), high: bound(high, true) };
    if (next.low === (filter?.low ?? null) && next.high === (filter?.high ?? null)) return;
    onChange(
      next.low === null && next.high === null ? [] : [{ op: 'between', column: column.name, ...next }],
    );
  };
  const field = (label: string, value: string, set: (text: string) => void) => (
    <TextInput
      size="xs"
      label={label}
      type={isNumber ? 'text' : 'date'}
      inputMode={isNumber ? 'decimal' : undefined}
      value={value}
      error={isBad(value) ? `Write ${typedExample()}` : undefined}
      description={understood(value)}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
    />
  );
  return (
    <div className={classes.range}>
      {field('From', low, setLow)}
      {field('To', high, setHigh)}
    </div>
  );
}

const MOST_VALUES = 200;

interface ValueListProps extends FieldProps {
  /** The rows that the filters of other columns leave. */
  readonly query: GridQuery;
  readonly mine: readonly GridFilter[];
}

/** The most frequent values with their rows; those that are ticked are the only ones left. */
function ValueList({ column, query, mine, onChange }: ValueListProps) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const values = useCall('columnValues', {
    query: { ...query, sort: [] },
    column: column.name,
    search: settled,
    limit: MOST_VALUES,
  });
  const chosen = mine.flatMap((filter) =>
    filter.op === 'in' ? filter.values : filter.op === 'equals' ? [filter.value] : [],
  );
  const toggle = (value: GridCell, on: boolean): void => {
    const next = on ? [...chosen, value] : chosen.filter((other) => other !== value);
    onChange(next.length === 0 ? [] : [{ op: 'in', column: column.name, values: next }]);
  };
  if (values.fault) return <FaultNote fault={values.fault} />;
  const listed = values.data?.values ?? [];
  // What is ticked stays in sight, also when it is not among those that were found.
  const missing = chosen.filter((value) => !listed.some((entry) => entry.value === value));
  return (
    <div>
      <TextInput
        size="xs"
        label="Values"
        placeholder="Search values"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul
        className={classes.values}
        aria-busy={values.state === 'waiting'}
        aria-label={`Values of ${column.label}`}
      >
        {[...missing.map((value) => ({ value, rows: null })), ...listed].map(({ value, rows }) => (
          <li key={JSON.stringify(value)} className={classes.value}>
            <Checkbox
              size="xs"
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.currentTarget.checked)}
              label={valueWord(value, column.kind)}
              classNames={{ label: classes.valueLabel ?? '', body: classes.valueBody ?? '' }}
            />
            {rows !== null && <span className={classes.valueRows}>{formatCount(rows)}</span>}
          </li>
        ))}
        {values.state === 'ready' && listed.length === 0 && <li className={classes.quiet}>No such value.</li>}
      </ul>
      {values.data && !values.data.isComplete && (
        <p className={classes.quiet}>The most frequent ones; search for others.</p>
      )}
    </div>
  );
}
