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
}
