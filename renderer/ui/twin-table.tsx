import type { TableTwin } from '../../shared/charts/chart-spec';
import { formatCell } from '../../shared/charts/format';
import { isNumeric } from './column-kinds';
import { NumberTable, type NumberColumn } from './number-table';
import classes from './twin-table.module.css';

interface TwinTableProps {
  readonly twin: TableTwin;
  readonly caption: string;
  /** Pixels that the chart takes: the table scrolls within. */
  readonly height: number;
  /** Makes the first cell of each row a button. */
  readonly onSelect?: (index: number) => void;
}

interface TwinRow {
  readonly index: number;
  readonly cells: TableTwin['rows'][number];
}

/** The table twin of a chart: the same numbers, to be read one by one. */
export function TwinTable({ twin, caption, height, onSelect }: TwinTableProps) {
  const columns = twin.columns.map(({ label, kind }, position): NumberColumn<TwinRow> => ({
    label,
    align: isNumeric(kind) && position > 0 ? 'right' : 'left',
    cell: ({ cells }) => formatCell(cells[position] ?? null, kind),
    ...(position === 0 && onSelect
      ? {
          open:
            ({ index }: TwinRow) =>
            () =>
              onSelect(index),
        }
      : {}),
  }));
  return (
    <div
      className={classes.scroll}
      style={{ maxHeight: height }}
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <NumberTable
        columns={columns}
        rows={twin.rows.map((cells, index) => ({ index, cells }))}
        rowKey={({ index }) => String(index)}
        caption={caption}
      />
    </div>
  );
}
