import type { CustomSeriesOption, EChartsOption } from 'echarts';
import type { ChartTheme } from './chart-theme';
import { tooltipBase } from './tooltip';

/** What every chart shares: type, colour, motion, and a tooltip that stays inside the chart. */
export function baseOption(theme: ChartTheme): EChartsOption {
  return {
    animation: theme.animate,
    animationDuration: 150,
    animationDurationUpdate: 150,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: 12, color: theme.text },
    tooltip: tooltipBase(theme),
  };
}

/** The names of series in a row at the top right; they switch nothing off. */
export const legend = (theme: ChartTheme, names: readonly string[]) => ({
  top: 0,
  right: 4,
  itemWidth: 10,
  itemHeight: 10,
  icon: 'rect',
  textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
  data: [...names],
  selectedMode: false,
});

export interface Whisker {
  /** Position on the category axis. */
  readonly index: number;
  readonly low: number;
  readonly high: number;
}

const CAP = 3.5;

/**
 * Confidence intervals as whiskers over bars.
 * @param along the axis on which the values lie
 * @param look `quiet`: thin and without caps, where many stand in a small picture
 */
export function whiskerSeries(
  theme: ChartTheme,
  whiskers: readonly Whisker[],
  along: 'x' | 'y',
  look: 'plain' | 'quiet' = 'plain',
): CustomSeriesOption {
  return {
    id: 'whiskers',
    type: 'custom',
    silent: true,
    z: 5,
    encode: along === 'x' ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    data: whiskers.map((w) => [w.index, w.low, w.high]),
    renderItem: (_params, api) => {
      const index = Number(api.value(0));
      const end = (value: unknown): number[] =>
        along === 'x' ? api.coord([Number(value), index]) : api.coord([index, Number(value)]);
      const [x1 = 0, y1 = 0] = end(api.value(1));
      const [x2 = 0, y2 = 0] = end(api.value(2));
      const style =
        look === 'quiet'
          ? { stroke: theme.accent, lineWidth: 1, opacity: 0.45 }
          : { stroke: theme.text, lineWidth: 1.25, opacity: 0.75 };
      const line = (a: number, b: number, c: number, d: number) => ({
        type: 'line' as const,
        shape: { x1: a, y1: b, x2: c, y2: d },
        style,
      });
      const caps =
        look === 'quiet'
          ? []
          : along === 'x'
            ? [line(x1, y1 - CAP, x1, y1 + CAP), line(x2, y2 - CAP, x2, y2 + CAP)]
            : [line(x1 - CAP, y1, x1 + CAP, y1), line(x2 - CAP, y2, x2 + CAP, y2)];
      return { type: 'group', children: [line(x1, y1, x2, y2), ...caps] };
    },
  };
}

export interface HatchedStretch {
  /** First and last position on the category axis, both included. */
  readonly from: number;
  readonly to: number;
}

/** Diagonal hatching behind stretches of a vertical chart in which a number cannot be read as it stands. */
export function hatchSeries(theme: ChartTheme, stretches: readonly HatchedStretch[]): CustomSeriesOption {
  return {
    id: 'hatching',
    type: 'custom',
    silent: true,
    z: 1,
    encode: { x: [0, 1] },
    // The tooltip of a place is about the item of the first series there: a stretch is none.
    tooltip: { show: false },
    data: stretches.map((s) => [s.from, s.to]),
    renderItem: (params, api) => {
      const plot = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const [left = 0] = api.coord([Number(api.value(0)), 0]);
      const [right = 0] = api.coord([Number(api.value(1)), 0]);
      const band = Math.abs([api.size?.([1, 0]) ?? 0].flat()[0] ?? 0);
      const shape = { x: left - band / 2, y: plot.y, width: right - left + band, height: plot.height };
      const bottom = shape.y + shape.height;
      const strokes = [];
      // Each stroke ends where the band does: not every reader of a PDF cuts off what a clip would.
      for (let x = shape.x - shape.height; x < shape.x + shape.width; x += 7) {
        const from = Math.max(0, shape.x - x);
        const to = Math.min(shape.height, shape.x + shape.width - x);
        strokes.push({
          type: 'line' as const,
          shape: { x1: x + from, y1: bottom - from, x2: x + to, y2: bottom - to },
          style: { stroke: theme.lineStrong, lineWidth: 1 },
        });
      }
      return {
        type: 'group',
        children: [{ type: 'rect', shape, style: { fill: theme.neutral, opacity: 0.08 } }, ...strokes],
      };
    },
  };
}

/** The option with title and subtitle drawn into the picture: for exported images, where no page is around it. */
export function withTitle(
  option: EChartsOption,
  title: string,
  subtitle: string,
  theme: ChartTheme,
): EChartsOption {
  const down = (grid: unknown): unknown =>
    typeof grid === 'object' && grid !== null && 'top' in grid && typeof grid.top === 'number'
      ? { ...grid, top: grid.top + TITLE_HEIGHT }
      : grid;
  // What stands on a grid moves with it; what has a place of its own moves by itself.
  const moved = (part: 'grid' | 'series' | 'graphic'): Partial<EChartsOption> => {
    const value: unknown = option[part];
    if (value === undefined) return {};
    return { [part]: Array.isArray(value) ? value.map(down) : down(value) };
  };
  return {
    ...option,
    animation: false,
    backgroundColor: theme.surface,
    title: {
      text: title,
      subtext: subtitle,
      left: 16,
      top: 12,
      itemGap: 4,
      textStyle: { color: theme.text, fontSize: 14, fontWeight: 600, fontFamily: theme.fontFamily },
      subtextStyle: { color: theme.textMuted, fontSize: 12, fontFamily: theme.fontFamily },
    },
    ...moved('grid'),
    ...moved('series'),
    ...moved('graphic'),
  };
}

/** Pixels that `withTitle` adds at the top. */
export const TITLE_HEIGHT = 56;
