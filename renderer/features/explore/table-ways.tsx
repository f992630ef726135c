import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { allRows, type GridFilter, type GridTable } from '../../../shared/contract/grid';
import type { TableView } from '../../state/tables';
import { narrowed } from '../../ui/grid/grid-query';
import { GridPanel } from '../grid/grid-panel';
import { AddToReport } from './add-to-report';
import { ChartThis } from './chart-this';
import { PivotThis } from './pivot-this';
import classes from './sql.module.css';

interface TableWaysProps {
  readonly table: GridTable;
  readonly view: TableView;
  /** The name of a file that its rows are saved as, without its ending. */
  readonly saveAs: string;
  /** What to say where it has no rows. */
  readonly empty: string;
}

const ROWS = { kind: 'rows' } as const;

/** A table as its rows, as a chart or as a pivot table: all of what the filters of its reader leave. */
export function TableWays({ table, view, saveAs, empty }: TableWaysProps) {
  const [way, setWay] = useState('rows');
  const query = useMemo(() => allRows(table.name), [table.name]);
  const choice = (
    <SegmentedControl
      aria-label="How the table is shown"
      value={way}
      data={[
        { value: 'rows', label: 'Rows' },
        { value: 'chart', label: 'Chart' },
        { value: 'pivot', label: 'Pivot' },
      ]}
      onChange={setWay}
    />
  );
  const showRows = (filters: readonly GridFilter[]): void => {
    view.change({ filters: [...view.state.filters, ...filters] });
    setWay('rows');
  };
  const asked = narrowed(query, view.state);
  const count = view.state.filters.length;
  // The switch stays where it is in every way: it has the focus of who changes it by keys.
  return (
    <div className={classes.result}>
      <div className={classes.ways}>
        {choice}
        {way === 'rows' && <AddToReport query={asked} shown={ROWS} title={table.title} />}
        {way !== 'rows' && count > 0 && (
          <span className={classes.quiet}>
            Of the rows that {count === 1 ? 'the filter leaves' : `the ${String(count)} filters leave`}.
          </span>
        )}
      </div>
      {way === 'rows' && (
        <GridPanel query={query} view={view} label={table.title} saveAs={saveAs} empty={empty} />
      )}
      {way === 'chart' && <ChartThis table={table} query={asked} onRows={showRows} />}
      {way === 'pivot' && <PivotThis table={table} query={asked} saveAs={saveAs} onRows={showRows} />}
    </div>
  );
}
