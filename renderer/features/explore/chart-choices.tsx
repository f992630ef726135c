import { SegmentedControl, Select } from '@mantine/core';
import {
  AGGREGATES,
  CHART_KINDS,
  type Aggregate,
  type ChartKind,
  type ChartSort,
} from '../../../shared/contract/explore';
import type { GridColumn } from '../../../shared/contract/grid';
import { isNumeric } from '../../ui/column-kinds';
import { AUTOMATIC, columnOptions, named, nameIn, NONE } from './column-options';
import classes from './sql.module.css';

/** What is drawn of a result. */
export interface ChartChoice {
  readonly kind: ChartKind;
  readonly x: string;
  /** null: rows are counted. */
  readonly y: string | null;
  /** null: nothing is told apart by colour. */
  readonly series: string | null;
  /** null: chosen by what the rows are. */
  readonly aggregate: Aggregate | null;
  readonly sort: ChartSort;
}

const isTime = ({ kind }: GridColumn): boolean => kind === 'date' || kind === 'timestamp';

/** A first guess: along the first time, else by the first text; up the first number that is left. */
export function guessedChoice(columns: readonly GridColumn[]): ChartChoice {
  const time = columns.find(isTime);
  const text = columns.find((column) => !isNumeric(column.kind));
  const x = time ?? text ?? columns[0];
  const y = columns.find((column) => isNumeric(column.kind) && column !== x);
  const kind = time ? 'line' : text ? 'bar' : 'scatter';
  return {
    kind: y ? kind : 'bar',
    x: x?.name ?? '',
    y: y?.name ?? null,
    series: null,
    aggregate: null,
    sort: time ? 'x' : 'greatest',
  };
}

const KIND_NAMES: Readonly<Record<ChartKind, string>> = { bar: 'Bars', line: 'Line', scatter: 'Dots' };

const AGGREGATE_NAMES: Readonly<Record<Aggregate, string>> = {
  none: 'Each row',
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  count: 'Number of rows',
  min: 'Least',
  max: 'Greatest',
};

const SORT_NAMES: Readonly<Record<ChartSort, string>> = {
  greatest: 'Greatest first',
  smallest: 'Smallest first',
  x: 'By x',
  given: 'As in the result',
};

// Columns may have any name: the words for none of them cannot be taken for one.
const COUNT = 'rows';

interface ChartChoicesProps {
  readonly columns: readonly GridColumn[];
  readonly choice: ChartChoice;
  /** What was taken where the reader chose no aggregate; null while that is not known. */
  readonly taken: Aggregate | null;
  readonly onChange: (choice: ChartChoice) => void;
}

/** What a chart of a result shows: type, columns, what a mark says of its rows, colours and order. */
export function ChartChoices({ columns, choice, taken, onChange }: ChartChoicesProps) {
  const { kind, x, y, series, aggregate, sort } = choice;
  const numbers = columns.filter((column) => isNumeric(column.kind));
  const listed = columnOptions(columns);
  const automatic =
    aggregate === null && taken !== null ? `Automatic: ${AGGREGATE_NAMES[taken].toLowerCase()}` : 'Automatic';
  return (
    <div className={classes.chartChoices} role="group" aria-label="What the chart shows">
      <SegmentedControl
        aria-label="Kind of chart"
        value={kind}
        data={CHART_KINDS.map((value) => ({
          value,
          label: KIND_NAMES[value],
          disabled: value === 'scatter' && numbers.length === 0,
        }))}
        onChange={(value) =>
          onChange({
            ...choice,
            kind: value,
            // Dots need a number each: there is nothing to count.
            y: value === 'scatter' ? (y ?? numbers[0]?.name ?? null) : y,
            sort: value === 'line' ? 'x' : sort,
          })
        }
      />
      <Select
        className={classes.choice ?? ''}
        label="x"
        aria-label="x, across"
        searchable
        allowDeselect={false}
        value={named(x)}
        data={listed}
        onChange={(value) => onChange({ ...choice, x: nameIn(value ?? '') ?? x })}
      />
      <Select
        className={classes.choice ?? ''}
        label="y"
        aria-label="y, up"
        searchable
        allowDeselect={false}
        value={y === null ? COUNT : named(y)}
        data={[
          ...(kind === 'scatter' ? [] : [{ value: COUNT, label: 'Number of rows' }]),
          ...columnOptions(numbers),
        ]}
        onChange={(value) => onChange({ ...choice, y: nameIn(value ?? COUNT), aggregate: null })}
      />
      {y !== null && (
        <Select
          className={classes.choice ?? ''}
          label="A mark is"
          aria-label="What a mark is of its rows"
          allowDeselect={false}
          value={aggregate ?? AUTOMATIC}
          data={[
            { value: AUTOMATIC, label: automatic },
            ...AGGREGATES.map((value) => ({ value, label: AGGREGATE_NAMES[value] })),
          ]}
          onChange={(value) =>
            onChange({ ...choice, aggregate: AGGREGATES.find((one) => one === value) ?? null })
          }
        />
      )}
      <Select
        className={classes.choice ?? ''}
        label="Colour"
        aria-label="Colour by"
        searchable
        allowDeselect={false}
        value={series === null ? NONE : named(series)}
        data={[{ value: NONE, label: 'One colour' }, ...listed]}
        onChange={(value) => onChange({ ...choice, series: nameIn(value ?? NONE) })}
      />
      {kind !== 'scatter' && (
        <Select
          className={classes.choice ?? ''}
          label="Order"
          aria-label="Order of the places"
          allowDeselect={false}
          value={sort}
          data={Object.entries(SORT_NAMES).map(([value, label]) => ({ value, label }))}
          onChange={(value) => onChange({ ...choice, sort: (value as ChartSort | null) ?? sort })}
        />
      )}
    </div>
  );
}
