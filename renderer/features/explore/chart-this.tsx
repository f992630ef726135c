import { useState } from 'react';
import { resultChart } from '../../../shared/charts/result-chart';
import { behindWords, measured, titleOf } from '../../../shared/charts/result-words';
import type { Aggregate, ChartPoints } from '../../../shared/contract/explore';
import type { GridCell, GridFilter, GridQuery, GridTable } from '../../../shared/contract/grid';
import { notify } from '../../state/notices';
import { useCall } from '../../state/calls';
import { Chart } from '../../ui/chart';
import { FaultNote } from '../../ui/fault-note';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import { AddToReport } from './add-to-report';
import { ChartChoices, guessedChoice } from './chart-choices';
import classes from './sql.module.css';

interface ChartThisProps {
  readonly table: GridTable;
  readonly query: GridQuery;
  /** Shows the rows that these conditions leave. */
  readonly onRows: (filters: readonly GridFilter[]) => void;
}

const equals = (column: string, value: GridCell): GridFilter =>
  value === null ? { op: 'empty', column } : { op: 'equals', column, value };

/** The rows behind a mark; null where they have too many values for one condition. */
function rowsBehind(
  { of: { x, y, series }, points, series: all, aggregate }: ChartPoints,
  index: number,
): readonly GridFilter[] | null {
  const point = points[index];
  const own = all[point?.series ?? -1];
  if (!point || own === undefined || own === 'rest') return null;
  return [
    equals(x, point.x),
    ...(series === null || series === x ? [] : [equals(series, own.value)]),
    ...(y === null || y === x || y === series
      ? []
      : [aggregate === 'none' ? equals(y, point.y) : ({ op: 'notEmpty', column: y } as const)]),
  ];
}

const TAKEN: Readonly<Partial<Record<Aggregate, string>>> = {
  sum: 'their sum is drawn',
  mean: 'their mean is drawn, as this column does not add up',
};

/** A picture of a result: its columns as the reader chooses them, and what a mark is of its rows. */
export function ChartThis({ table, query, onRows }: ChartThisProps) {
  const theme = useChartTheme();
  const [choice, setChoice] = useState(() => guessedChoice(table.columns));
  const of = (name: string | null) => table.columns.find((column) => column.name === name) ?? null;
  const across = of(choice.x);
  const asked = { ...choice, sort: choice.kind === 'scatter' ? ('x' as const) : choice.sort };
  const points = useCall('chartPoints', across ? { ...asked, query: { ...query, sort: [] } } : null);
  const { data } = points;
  const taken = choice.aggregate === null ? (data?.aggregate ?? null) : null;
  const why = taken === null || choice.y === null ? undefined : TAKEN[taken];
  // The picture is of what its points were asked for, also while others are on their way.
  const drawn = data && of(data.of.x);
  return (
    <div className={classes.chart}>
      <ChartChoices columns={table.columns} choice={choice} taken={taken} onChange={setChoice} />
      {data && drawn && data.points.length > 0 && (
        <div>
          <AddToReport
            query={{ ...query, sort: [] }}
            shown={{ kind: 'chart', chart: asked }}
            title={titleOf(
              {
                kind: data.of.kind,
                x: drawn,
                y: measured(of(data.of.y)),
                series: of(data.of.series),
                sort: data.of.sort,
              },
              data,
            )}
          />
        </div>
      )}
      {data && drawn && why !== undefined && (
        <p className={classes.quiet} role="status">
          Several rows share a value of {drawn.label}: {why}. {behindWords(data)}.
        </p>
      )}
      <div className={classes.chartBody} aria-busy={points.state === 'waiting'}>
        {points.fault && <FaultNote fault={points.fault} />}
        {data?.points.length === 0 && (
          <p className={classes.quiet} role="status">
            Nothing to draw: no row has a value in both columns.
          </p>
        )}
        {data && drawn && data.points.length > 0 && (
          <Chart
            spec={resultChart(
              theme,
              {
                kind: data.of.kind,
                x: drawn,
                y: measured(of(data.of.y)),
                series: of(data.of.series),
                sort: data.of.sort,
              },
              data,
            )}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const filters = rowsBehind(data, index);
              if (filters) onRows(filters);
              else notify({ kind: 'chart', text: 'The rows of all other colours cannot be listed at once.' });
            }}
          />
        )}
      </div>
    </div>
  );
}
