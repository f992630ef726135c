import type { CustomSeriesOption } from 'echarts';
import type { ChartTheme } from './chart-theme';

/** A line whose name stands where it ends. */
export interface NamedLine {
  readonly name: string;
  readonly colour: string;
  readonly isDashed: boolean;
  /** Its last value; null where it has none. */
  readonly last: number | null;
}

/** Pixels from the middle of one name to that of the next. */
const LINE_HEIGHT = 16;

/** Pixels of the piece of line before a name. */
const SAMPLE = 12;

/**
 * Places as near to the wanted ones as they go with a distance of at least `gap`, in the order of the wanted ones and,
 * where there is room for all, between `from` and `to`.
 */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const places: number[] = [];
  let least = from;
  for (const index of order) {
    const place = Math.max(wanted[index] ?? 0, least);
    places[index] = place;
    least = place + gap;
  }
  let most = to;
  for (const index of order.toReversed()) {
    const place = Math.min(places[index] ?? 0, most);
    places[index] = place;
    most = place - gap;
  }
  return places;
}

/** The names of lines at the right of the plot, each beside the end of its line; lines that end together share no place. */
export function endLabelSeries(
  theme: ChartTheme,
  lines: readonly NamedLine[],
  lastIndex: number,
): CustomSeriesOption {
  const named = lines.flatMap((line) => (line.last === null ? [] : [{ ...line, last: line.last }]));
  return {
    id: 'names',
    type: 'custom',
    silent: true,
    z: 5,
    encode: { x: 0, y: named.map((_, index) => index + 1) },
    data: named.length === 0 ? [] : [[lastIndex, ...named.map(({ last }) => last)]],
    renderItem: (params, api) => {
      const plot = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const ends = named.map(({ last }) => api.coord([lastIndex, last]));
      const places = spread(
        ends.map(([, y = 0]) => y),
        LINE_HEIGHT,
        plot.y,
        // The names of the axis below have their own line.
        plot.y + plot.height - LINE_HEIGHT / 2,
      );
      const left = plot.x + plot.width + 8;
      return {
        type: 'group',
        children: named.flatMap(({ name, colour, isDashed }, index) => {
          const y = places[index] ?? 0;
          return [
            {
              type: 'line' as const,
              shape: { x1: left, y1: y, x2: left + SAMPLE, y2: y },
              style: { stroke: colour, lineWidth: 2, ...(isDashed ? { lineDash: [3, 3] } : {}) },
            },
            {
              type: 'text' as const,
              style: {
                text: name,
                x: left + SAMPLE + 6,
                y,
                fill: theme.text,
                fontSize: 12,
                fontFamily: theme.fontFamily,
                verticalAlign: 'middle' as const,
              },
            },
          ];
        }),
      };
    },
  };
}
