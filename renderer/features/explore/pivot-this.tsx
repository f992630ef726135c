import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import {
  figureOf,
  measured,
  measureOf,
  measureWithUnit,
  type Measured,
} from '../../../shared/charts/result-words';
import type { PivotTable } from '../../../shared/contract/explore';
import type { GridColumn, GridFilter, GridQuery, GridTable } from '../../../shared/contract/grid';
import { csvLines } from '../../../shared/domain/csv-lines';
import { useCall } from '../../state/calls';
import { FaultNote } from '../../ui/fault-note';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { saveTable } from '../saving';
import { AddToReport } from './add-to-report';
import { guessedPivot, PivotChoices } from './pivot-choices';
import {
  cellWords,
  pivotCells,
  pivotHeads,
  pivotLines,
  rowsOfCell,
  type PivotHead,
  type PivotLine,
} from '../../../shared/charts/pivot-rows';
import classes from './sql.module.css';

interface PivotThisProps {
  readonly table: GridTable;
  readonly query: GridQuery;
  /** Of a file, without its ending. */
  readonly saveAs: string;
  /** Shows the rows that these conditions leave. */
  readonly onRows: (filters: readonly GridFilter[]) => void;
}

/** The rows of a table by the values of two of its columns; each number opens its rows. */
export function PivotThis({ table, query, saveAs, onRows }: PivotThisProps) {
  const [choice, setChoice] = useState(() => guessedPivot(table.columns, query.filters));
  const asked = useCall('pivot', { ...choice, query: { ...query, sort: [] } });
  const of = (name: string | null) => table.columns.find((column) => column.name === name) ?? null;
  const { data } = asked;
  // The table is of what its numbers were asked for, also while others are on their way.
  const down = data && of(data.of.rows);
  const across = data && of(data.of.columns);
  const measure = data && measured(of(data.of.measure));
  return (
    <div className={classes.chart}>
      <PivotChoices
        columns={table.columns}
        choice={choice}
        taken={choice.aggregate === null ? (data?.aggregate ?? null) : null}
        onChange={setChoice}
      />
      {asked.fault && <FaultNote fault={asked.fault} />}
      {data && down && (
        <>
          <div className={classes.pivotWords}>
            <p className={classes.quiet} role="status">
              <strong>
                {measureWithUnit(measure, data.aggregate)} by {down.label}
                {across ? ` and ${across.label}` : ''}
              </strong>{' '}
              · {saysOf(data)}
            </p>
            <AddToReport
              query={{ ...query, sort: [] }}
              shown={{ kind: 'pivot', pivot: choice }}
              title={`${measureOf(measure, data.aggregate)} by ${down.label}${across ? ` and ${across.label}` : ''}`}
            />
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              onClick={() =>
                saveTable(`${saveAs}-pivot`, csvLines(pivotCells(data, down, across, measure), false))
              }
            >
              CSV
            </Button>
          </div>
          <div
            className={classes.pivot}
            tabIndex={0}
            role="region"
            aria-label="Pivot table"
            aria-busy={asked.state === 'waiting'}
          >
            <Cells pivot={data} down={down} across={across} measure={measure} onRows={onRows} />
          </div>
        </>
      )}
      {asked.state === 'waiting' && !data && <div aria-busy="true" className={classes.waiting} />}
    </div>
  );
}

/** How many rows the table is of, and which are in no cell. */
function saysOf({ total, missing }: PivotTable): string {
  const rows = `${formatCount(total.rows)} ${total.rows === 1 ? 'row' : 'rows'}`;
  return missing === 0 ? rows : `${rows} · ${formatCount(missing)} without a value left out`;
}

interface CellsProps {
  readonly pivot: PivotTable;
  readonly down: GridColumn;
  readonly across: GridColumn | null;
  readonly measure: Measured | null;
  readonly onRows: (filters: readonly GridFilter[]) => void;
}

function Cells({ pivot, down, across, measure, onRows }: CellsProps) {
  const write = figureOf(measure, pivot.aggregate);
  const lines = pivotLines(pivot, down);
  const column = (label: string, head: PivotHead | null, at: number): NumberColumn<PivotLine> => {
    const cellOf = (line: PivotLine) => (head ? line.cells[at] : line.total) ?? { value: null, rows: 0 };
    return {
      label,
      align: 'right',
      cell: (line) => cellWords(cellOf(line), write),
      open: (line) => {
        const filters = rowsOfCell(pivot, line, head, cellOf(line));
        return filters === null ? undefined : () => onRows(filters);
      },
      openName: (line) => `${line.name}, ${label}: ${cellWords(cellOf(line), write)}`,
    };
  };
  return (
    <NumberTable
      caption="Pivot table"
      columns={[
        { label: down.label, align: 'left', cell: (line) => line.name },
        ...pivotHeads(pivot, across).map((head, index) => column(head.name, head, index)),
        column(across ? 'All' : 'Value', null, 0),
      ]}
      rows={lines.filter(({ kind }) => kind !== 'all')}
      foot={lines.filter(({ kind }) => kind === 'all')}
      isApart={({ kind }) => kind === 'others'}
      rowKey={({ kind, value }) => `${kind} ${JSON.stringify(value)}`}
    />
  );
}
