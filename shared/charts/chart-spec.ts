import type { EChartsOption } from 'echarts';
import type { ColumnKind } from '../contract/grid';

export interface TwinColumn {
  readonly label: string;
  readonly kind: ColumnKind;
}

/** The same numbers as a table: for screen readers, for those who want digits, and for the PDF. */
export interface TableTwin {
  readonly columns: readonly TwinColumn[];
  /** Row-wise, in the order of `columns`. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A chart, ready for any host that has ECharts, with everything a reader needs beside the picture. */
export interface ChartSpec {
  readonly title: string;
  /** Basis, links and denominator: "ever · linked · 4,364 delivered leads". */
  readonly subtitle: string;
  readonly option: EChartsOption;
  readonly twin: TableTwin;
  /** One or two sentences that say what the picture says. */
  readonly summary: string;
  /** Pixels; charts of bars grow with their rows. */
  readonly height: number;
  /**
   * For pictures whose marks do not stand on one axis of names: the row of the table twin that a mark stands for,
   * null for none. Absent: the position on the axis of names is the row.
   */
  readonly rowOf?: (mark: ChartMark) => number | null;
}

/** One mark of a picture, as ECharts names it. */
export interface ChartMark {
  readonly seriesId: string;
  readonly dataIndex: number;
  /** Of a graph: whether it is a node or an edge. */
  readonly dataType: string | null;
}
