import type { TableTwin } from '../../shared/charts/chart-spec';
import { formatCell } from '../../shared/charts/format';
import classes from './twin-table.module.css';
import { isNumeric } from './column-kinds';

interface TwinTableProps {
  readonly twin: TableTwin;
  readonly caption: string;
  /** Pixels that the chart takes: the table scrolls within. */
  readonly height: number;
  /** Makes the first cell of each row a button. */
  readonly onSelect?: (index: number) => void;
}

/** The table twin of a chart: the same numbers, to be read one by one. */
export function TwinTable({ twin, caption, height, onSelect }: TwinTableProps) {
  return (
    <div
      className={classes.scroll}
      style={{ maxHeight: height }}
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <table className={classes.table}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            {twin.columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={isNumeric(column.kind) ? classes.number : undefined}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row, index) => (
            <tr key={index}>
              {twin.columns.map((column, position) => {
                const text = formatCell(row[position] ?? null, column.kind);
                if (position > 0) {
                  return (
                    <td key={column.label} className={isNumeric(column.kind) ? classes.number : undefined}>
                      {text}
                    </td>
                  );
                }
                return (
                  <th key={column.label} scope="row">
                    {onSelect ? (
                      <button type="button" className={classes.link} onClick={() => onSelect(index)}>
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
