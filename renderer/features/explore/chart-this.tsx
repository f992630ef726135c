import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { resultChart } from '../../../shared/charts/result-chart';
import { CHART_KINDS, type ChartKind } from '../../../shared/contract/explore';
import type { GridColumn, GridQuery, GridTable } from '../../../shared/contract/grid';
import { useCall } from '../../state/calls';
import { isNumeric } from '../../ui/column-kinds';
import { Chart } from '../../ui/chart';
import { FaultNote } from '../../ui/fault-note';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import classes from './sql.module.css';

const COUNT = 'rows';
const NAMES: Readonly<Record<ChartKind, string>> = { bar: 'Bars', line: 'Line', scatter: 'Dots' };

const isTime = ({ kind }: GridColumn): boolean => kind === 'date' || kind === 'timestamp';

/** A first guess: along the first time, else by the first text; up the first number that is left. */
function guess(columns: readonly GridColumn[]): { kind: ChartKind; x: string; y: string } {
  const time = columns.find(isTime);
  const text = columns.find((column) => !isNumeric(column.kind));
  const x = time ?? text ?? columns[0];
  const y = columns.find((column) => isNumeric(column.kind) && column !== x);
  const kind = time ? 'line' : text ? 'bar' : 'scatter';
  return { kind: y ? kind : 'bar', x: x?.name ?? '', y: y ? `=${y.name}` : COUNT };
}

/** A picture of a result: two of its columns, in one of three ways. */
export function ChartThis({ table, query }: { readonly table: GridTable; readonly query: GridQuery }) {
  const theme = useChartTheme();
  const [choice, setChoice] = useState(() => guess(table.columns));
  const { kind, x } = choice;
  const numbers = table.columns.filter((column) => isNumeric(column.kind));
  // Dots need a number each: there is nothing to count.
  const y =
    kind === 'scatter' && choice.y === COUNT ? (numbers[0] ? `=${numbers[0].name}` : COUNT) : choice.y;
  const across = table.columns.find((column) => column.name === x);
  const up = table.columns.find((column) => `=${column.name}` === y) ?? null;
  const points = useCall(
    'chartPoints',
    across ? { query: { ...query, sort: [] }, kind, x, y: up?.name ?? null } : null,
  );
  return (
    <div className={classes.chart}>
      <div className={classes.chartChoices}>
        <SegmentedControl
          aria-label="Kind of chart"
          value={kind}
          data={CHART_KINDS.map((value) => ({
            value,
            label: NAMES[value],
            disabled: value === 'scatter' && numbers.length === 0,
          }))}
          onChange={(value) => setChoice({ ...choice, kind: value })}
        />
        <Select
          w={180}
          aria-label="Across"
          leftSection="x"
          searchable
          value={x}
          data={table.columns.map((column) => ({ value: column.name, label: column.label }))}
          onChange={(value) => value !== null && setChoice({ ...choice, x: value })}
        />
        <Select
          w={180}
          aria-label="Up"
          leftSection="y"
          searchable
          value={y}
          data={[
            ...(kind === 'scatter' ? [] : [{ value: COUNT, label: 'Number of rows' }]),
            ...numbers.map((column) => ({ value: `=${column.name}`, label: column.label })),
          ]}
          onChange={(value) => value !== null && setChoice({ ...choice, y: value })}
        />
      </div>
      <div className={classes.chartBody} aria-busy={points.state === 'waiting'}>
        {points.fault && <FaultNote fault={points.fault} />}
        {points.data?.points.length === 0 && (
          <p className={classes.quiet} role="status">
            Nothing to draw: no row has a value in both columns.
          </p>
        )}
        {points.data && points.data.points.length > 0 && across && (
          <Chart
            spec={resultChart(theme, { kind, x: across, y: up }, points.data)}
            theme={theme}
            onSave={saveChart}
          />
        )}
      </div>
    </div>
  );
}
