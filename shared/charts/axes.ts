import type { ChartTheme } from './chart-theme';
import { formatNumber } from './format';

/** Height of one row of a chart of horizontal bars, pixels. */
export const BAR_ROW = 26;

/** A plot area whose axis labels stay inside it. */
export const plotArea = (edges: { top: number; right: number; bottom: number; left: number }) => ({
  ...edges,
  outerBoundsMode: 'same' as const,
  outerBoundsContain: 'axisLabel' as const,
});

/**
 * An axis of numbers: light grid, labels in grey, the unit at its end.
 * @param minInterval smallest step that `format` tells apart: 1 where it writes whole numbers, else two labels would read the same
 */
export function valueAxis(
  theme: ChartTheme,
  name: string,
  format: (value: number) => string,
  minInterval: number,
) {
  return {
    type: 'value' as const,
    scale: false,
    minInterval,
    name,
    nameTextStyle: { color: theme.textMuted, fontSize: 11 },
    axisLabel: { color: theme.textMuted, fontSize: 11, formatter: format, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.line, width: 1 } },
    splitNumber: 4,
  };
}

/** What two labels of shares differ by at least: they are written with two decimals of a percent at most. */
const SMALLEST_SHARE = 0.0001;

/** Of the whole, from where an axis of shares is drawn to its end. */
const NEARLY_ALL = 0.8;

/**
 * An axis of shares, in percent. It ends at the whole: one to 120 % would say that there is more.
 * @param ends what is drawn along it, 0 … 1
 */
export const shareAxis = (theme: ChartTheme, ends: readonly (number | null)[]) => ({
  ...valueAxis(theme, '', (value) => `${formatNumber(value * 100)} %`, SMALLEST_SHARE),
  ...(ends.some((end) => (end ?? 0) > NEARLY_ALL) ? { max: 1, interval: 0.25 } : {}),
});

/** An axis of names. */
export function categoryAxis(theme: ChartTheme, labels: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...labels],
    axisLabel: { color: theme.text, fontSize: 12, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.lineStrong } },
    axisTick: { show: false },
  };
}

/**
 * The axis of names under an upright chart: grey labels that leave each other room.
 * @param name what the labels count, written below them
 */
export function placeAxis(theme: ChartTheme, labels: readonly string[], name?: string) {
  const grey = { color: theme.textMuted, fontSize: 11 };
  return {
    ...categoryAxis(theme, labels),
    // The first and the last name end where the plot does: they would stick out of a narrow one.
    axisLabel: {
      ...grey,
      hideOverlap: true,
      // Words that nearly touch read as one; numbers that are counted do not.
      ...(name === undefined ? { textMargin: [0, 6] } : {}),
      alignMinLabel: 'left' as const,
      alignMaxLabel: 'right' as const,
    },
    ...(name === undefined
      ? {}
      : { name, nameLocation: 'middle' as const, nameGap: 22, nameTextStyle: grey }),
  };
}

/** The axis of numbers beside an upright chart, its unit above it, to the right of the axis: left of it short labels leave no room. */
export const heightAxis = (
  theme: ChartTheme,
  name: string,
  format: (value: number) => string,
  minInterval: number,
) => ({
  ...valueAxis(theme, name, format, minInterval),
  nameTextStyle: { color: theme.textMuted, fontSize: 11, align: 'left' as const },
  nameGap: 12,
});

/** The axis of names at the left of lying bars, the first at the top. @param width of the longest name, pixels */
export const barNames = (theme: ChartTheme, names: readonly string[], width = 150) => ({
  ...categoryAxis(theme, names),
  inverse: true,
  axisLine: { show: false },
  axisLabel: { color: theme.text, fontSize: 12, width, overflow: 'truncate' as const, interval: 0 },
});

/** One column of the numbers at the right of lying bars. */
export interface NumberColumn {
  readonly width: number;
  readonly color: string;
  readonly fontWeight?: number;
}

/**
 * The exact numbers at the right of lying bars, aligned in columns.
 * @param texts one a bar, in ECharts' rich text: `{column|text}`
 */
export const barNumbers = (
  theme: ChartTheme,
  texts: readonly string[],
  columns: Readonly<Record<string, NumberColumn>>,
) => ({
  ...categoryAxis(theme, texts),
  inverse: true,
  position: 'right' as const,
  axisLine: { show: false },
  axisLabel: {
    interval: 0,
    margin: 12,
    rich: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        name,
        { align: 'right' as const, fontSize: 12, ...column },
      ]),
    ),
  },
});
