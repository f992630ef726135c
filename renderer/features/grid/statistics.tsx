import { formatCell, formatCount, formatNumber, formatShare, NOTHING } from '../../../shared/charts/format';
import type { ColumnStatistics } from '../../../shared/contract/explore';
import type { GridCell, GridColumn } from '../../../shared/contract/grid';
import { isNumeric } from '../../ui/column-kinds';
import classes from './grid.module.css';
import { valueWord } from './filter-words';

interface HistogramProps {
  readonly statistics: ColumnStatistics;
  readonly column: GridColumn;
  /** Pixels. */
  readonly height: number;
  /** Narrows the table to a bin; absent where bars are only looked at. */
  readonly onBin?: ((low: GridCell, high: GridCell) => void) | undefined;
}

const bound = (value: GridCell, column: GridColumn): string =>
  typeof value === 'number' && !isNumeric(column.kind) ? formatNumber(value) : formatCell(value, column.kind);

/** How the values lie, as bars. */
export function Histogram({ statistics, column, height, onBin }: HistogramProps) {
  const most = Math.max(1, ...statistics.histogram.map((bar) => bar.rows));
  return (
    <div
      className={classes.histogram}
      style={{ height }}
      role="group"
      aria-label={`Histogram of ${column.label}`}
    >
      {statistics.histogram.map((bar) => {
        const title = `${bound(bar.low, column)} – ${bound(bar.high, column)}: ${formatCount(bar.rows)} rows`;
        const style = {
          '--share': bar.rows === 0 ? 0 : Math.max(0.02, bar.rows / most),
        } as React.CSSProperties;
        return onBin ? (
          <button
            key={String(bar.low)}
            type="button"
            className={classes.bar}
            style={style}
            title={title}
            aria-label={title}
            disabled={bar.rows === 0}
            onClick={() => onBin(bar.low, bar.high)}
          />
        ) : (
          <span key={String(bar.low)} className={classes.bar} style={style} title={title} />
        );
      })}
    </div>
  );
}

const shareOf = (rows: number, all: number): string => (all === 0 ? '' : formatShare(rows / all));

/** `about 1,234`, or exactly. */
export const distinctWords = ({ distinct, isDistinctExact }: ColumnStatistics): string =>
  `${isDistinctExact ? '' : 'about '}${formatCount(distinct)}`;

interface StatisticsProps {
  readonly statistics: ColumnStatistics;
  readonly column: GridColumn;
  readonly onBin: (low: GridCell, high: GridCell) => void;
}

/** What one column holds: how much, how different, how it lies. */
export function Statistics({ statistics, column, onBin }: StatisticsProps) {
  const { rows, empty, least, greatest, mean, top, histogram } = statistics;
  const facts: [string, string][] = [
    ['Rows', formatCount(rows)],
    ['Empty', empty === 0 ? '0' : `${formatCount(empty)} (${shareOf(empty, rows)})`],
    ['Different', distinctWords(statistics)],
    ...(least === null && greatest === null
      ? []
      : ([
          ['Smallest', formatCell(least, column.kind)],
          ['Greatest', formatCell(greatest, column.kind)],
        ] satisfies [string, string][])),
    ...(mean === null ? [] : ([['Mean', formatNumber(mean)]] satisfies [string, string][])),
  ];
  const most = Math.max(1, ...top.map((entry) => entry.rows));
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
      {histogram.length > 1 && (
        <figure className={classes.figure}>
          <Histogram statistics={statistics} column={column} height={72} onBin={onBin} />
          <figcaption className={classes.ends}>
            <span>{histogram[0] ? bound(histogram[0].low, column) : NOTHING}</span>
            <span>{bound(histogram.at(-1)?.high ?? null, column)}</span>
          </figcaption>
        </figure>
      )}
      {top.length > 0 && histogram.length <= 1 && (
        <ul className={classes.top} aria-label={`Most frequent values of ${column.label}`}>
          {top.map((entry) => (
            <li
              key={JSON.stringify(entry.value)}
              className={classes.topEntry}
              style={{ '--share': entry.rows / most } as React.CSSProperties}
            >
              <span className={classes.topValue} title={String(entry.value)}>
                {valueWord(entry.value, column.kind)}
              </span>
              <span className={classes.valueRows}>{shareOf(entry.rows, rows)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
