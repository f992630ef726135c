import { Select } from '@mantine/core';
import type { Aggregate } from '../../../shared/contract/explore';
import type { GridColumn, GridFilter } from '../../../shared/contract/grid';
import { isNumeric } from '../../ui/column-kinds';
import { AUTOMATIC, columnOptions, named, nameIn, NONE } from './column-options';
import classes from './sql.module.css';

type PivotAggregate = Exclude<Aggregate, 'none'>;

/** What is counted by what. */
export interface PivotChoice {
  readonly rows: string;
  /** null: all in one column. */
  readonly columns: string | null;
  /** null: rows are counted. */
  readonly measure: string | null;
  /** null: chosen by what the measure is. */
  readonly aggregate: PivotAggregate | null;
}

/** Names of single things: each row of a pivot table would be one. */
const OF_ONE = /(^|_)(id|uuid|key|number|no|email|phone|record)$/i;

/**
 * A first guess: by the first text and the first yes or no (or another text), names of single things left out, and columns
 * whose value a filter has settled; rows are counted.
 */
export function guessedPivot(columns: readonly GridColumn[], filters: readonly GridFilter[]): PivotChoice {
  const settled = new Set(filters.filter(({ op }) => op === 'equals').map(({ column }) => column));
  const free = columns.filter(
    ({ kind, name }) => !isNumeric(kind) && kind !== 'hash' && !OF_ONE.test(name) && !settled.has(name),
  );
  const texts = free.filter(({ kind }) => kind === 'text');
  const first = texts[0] ?? free[0] ?? columns[0];
  const second =
    free.find(({ kind, name }) => kind === 'boolean' && name !== first?.name) ??
    texts.find(({ name }) => name !== first?.name);
  return { rows: first?.name ?? '', columns: second?.name ?? null, measure: null, aggregate: null };
}

const AGGREGATE_NAMES: Readonly<Record<PivotAggregate, string>> = {
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  count: 'Number of rows',
  min: 'Least',
  max: 'Greatest',
};

const isAggregate = (value: string | null): value is PivotAggregate =>
  value !== null && Object.hasOwn(AGGREGATE_NAMES, value);

interface PivotChoicesProps {
  readonly columns: readonly GridColumn[];
  readonly choice: PivotChoice;
  /** What was taken where the reader chose no aggregate; null while that is not known. */
  readonly taken: Aggregate | null;
  readonly onChange: (choice: PivotChoice) => void;
}

/** Rows, columns and measure of a pivot table. */
export function PivotChoices({ columns, choice, taken, onChange }: PivotChoicesProps) {
  const { rows, columns: across, measure, aggregate } = choice;
  const listed = columnOptions(columns);
  const automatic =
    isAggregate(taken) && aggregate === null
      ? `Automatic: ${AGGREGATE_NAMES[taken].toLowerCase()}`
      : 'Automatic';
  return (
    <div className={classes.chartChoices} role="group" aria-label="What the pivot table shows">
      <Select
        className={classes.choice ?? ''}
        label="Rows"
        searchable
        allowDeselect={false}
        value={named(rows)}
        data={listed}
        onChange={(value) => onChange({ ...choice, rows: nameIn(value) ?? rows })}
      />
      <Select
        className={classes.choice ?? ''}
        label="Columns"
        searchable
        allowDeselect={false}
        value={across === null ? NONE : named(across)}
        data={[{ value: NONE, label: 'None' }, ...listed]}
        onChange={(value) => onChange({ ...choice, columns: nameIn(value) })}
      />
      <Select
        className={classes.choice ?? ''}
        label="Measure"
        searchable
        allowDeselect={false}
        value={measure === null ? NONE : named(measure)}
        data={[
          { value: NONE, label: 'Number of rows' },
          ...columns
            .filter(({ kind }) => isNumeric(kind))
            .map((column) => ({ value: named(column.name), label: column.label })),
        ]}
        onChange={(value) => onChange({ ...choice, measure: nameIn(value), aggregate: null })}
      />
      {measure !== null && (
        <Select
          className={classes.choice ?? ''}
          label="A cell is"
          aria-label="What a cell is of its rows"
          allowDeselect={false}
          value={aggregate ?? AUTOMATIC}
          data={[
            { value: AUTOMATIC, label: automatic },
            ...Object.entries(AGGREGATE_NAMES).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) => onChange({ ...choice, aggregate: isAggregate(value) ? value : null })}
        />
      )}
    </div>
  );
}
