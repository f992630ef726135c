import type { CustomSeriesOption } from 'echarts';
import type { BreakdownKey } from '../contract/summary';
import { addRowCounts, type BreakdownStage, type RowCounts } from '../domain/lead-quality';
import {
  breakdownRate,
  COUNT_COLUMNS,
  countCells,
  countLines,
  isSmall,
  rateWords,
  SMALL_COUNT,
} from './breakdown-rates';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { mixed, sequenceColour, textOn } from './colour';
import { formatCount, formatRate, formatShare } from './format';
import { baseOption } from './parts';
import { hoveredIndex, tooltipBase, tooltipHtml } from './tooltip';
import { STATE_TILES, stateCode, stateName, TILE_GRID } from './state-tiles';

type StateRow = BreakdownKey & RowCounts;

/** One state with all spellings of it added up. */
interface StateSum {
  readonly code: string;
  /** As the reports write it: what a filter needs. */
  readonly keys: readonly string[];
  readonly row: StateRow;
}

/** The states of a breakdown that have a square on the map, the most leads first, and the leads that have none. */
export function statesOnMap(rows: readonly StateRow[]): {
  readonly states: readonly StateSum[];
  /** Reported leads whose state is not given or no state of the map, and leads that no report has. */
  readonly elsewhere: { readonly leads: number; readonly unreported: number };
} {
  const sums = new Map<string, StateSum>();
  let leads = 0;
  let unreported = 0;
  for (const row of rows) {
    const code = row.key === null || !row.reported ? null : stateCode(row.key);
    if (code === null || row.key === null) {
      if (row.reported) leads += row.leads;
      else unreported += row.leads;
      continue;
    }
    const sum = sums.get(code);
    sums.set(code, {
      code,
      keys: [...(sum?.keys ?? []), row.key],
      row: { key: code, reported: true, ...addRowCounts(sum ? [sum.row, row] : [row]) },
    });
  }
  const states = [...sums.values()].sort((a, b) => b.row.leads - a.row.leads || (a.code < b.code ? -1 : 1));
  return { states, elsewhere: { leads, unreported } };
}

const HEIGHT = 300;

/** One rate by state, a square each; what rests on few leads is grey. */
export function stateMapChart(
  theme: ChartTheme,
  rows: readonly StateRow[],
  measure: BreakdownStage,
  setting: string,
): ChartSpec {
  const { states, elsewhere } = statesOnMap(rows);
  const words = rateWords(measure);
  const greatest = Math.max(
    0,
    ...states
      .filter(({ row }) => !isSmall(row, measure))
      .map(({ row }) => breakdownRate(row, measure).value ?? 0),
  );
  const byCode = new Map(states.map((state) => [state.code, state]));
  const tiles = STATE_TILES.map((tile) => {
    const row = byCode.get(tile.code)?.row;
    const rate = row ? breakdownRate(row, measure).value : null;
    const small = row !== undefined && isSmall(row, measure);
    const fill =
      row === undefined || row.leads === 0
        ? null
        : small || rate === null
          ? mixed(theme.surface, theme.neutral, 0.3)
          : sequenceColour(theme, greatest === 0 ? 0 : rate / greatest);
    return { ...tile, fill, label: small || rate === null ? '' : `${String(Math.round(rate * 100))} %` };
  });
  const left = [
    ...(elsewhere.leads > 0 ? [`${formatCount(elsewhere.leads)} without a state of the map`] : []),
    ...(elsewhere.unreported > 0 ? [`${formatCount(elsewhere.unreported)} in no report`] : []),
  ];
  return {
    title: `${words.title} by state, on a map`,
    subtitle: `${setting} · share of ${words.of} · grey: fewer than ${String(SMALL_COUNT)}${left.length > 0 ? ` · not drawn: ${left.join(', ')}` : ''}`,
    option: {
      ...baseOption(theme),
      grid: { top: 4, right: 4, bottom: 4, left: 4 },
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'item',
        formatter: (params: unknown) => {
          const code = STATE_TILES[hoveredIndex(params) ?? -1]?.code ?? '';
          const row = byCode.get(code)?.row;
          if (!row) return tooltipHtml(theme, stateName(code), [{ label: 'Leads', value: '0' }]);
          return tooltipHtml(theme, stateName(code), [
            {
              label: words.title,
              value: formatRate(breakdownRate(row, measure)),
              ...(isSmall(row, measure) ? { note: 'few: read with care' } : {}),
            },
            ...countLines(row),
          ]);
        },
      },
      xAxis: { type: 'value', show: false, min: 0, max: TILE_GRID.columns },
      yAxis: { type: 'value', show: false, min: 0, max: TILE_GRID.rows, inverse: true },
      series: [tileSeries(theme, tiles)],
    },
    twin: {
      columns: [
        { label: 'State', kind: 'text' },
        ...COUNT_COLUMNS,
        { label: words.title, kind: 'share' },
        { label: 'Low', kind: 'share' },
        { label: 'High', kind: 'share' },
      ],
      rows: states.map(({ code, row }) => {
        const rate = breakdownRate(row, measure);
        return [stateName(code), ...countCells(row), rate.value, rate.low, rate.high];
      }),
    },
    summary: inWords(states, measure),
    height: HEIGHT,
    rowOf: ({ dataIndex }) => {
      const at = states.findIndex(({ code }) => code === STATE_TILES[dataIndex]?.code);
      return at === -1 ? null : at;
    },
  };
}

function tileSeries(
  theme: ChartTheme,
  tiles: readonly {
    readonly code: string;
    readonly column: number;
    readonly row: number;
    readonly fill: string | null;
    readonly label: string;
  }[],
): CustomSeriesOption {
  return {
    id: 'tiles',
    type: 'custom',
    data: tiles.map(({ column, row }) => [column, row]),
    renderItem: (params, api) => {
      const tile = tiles[params.dataIndex];
      const plot = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      if (!tile) return { type: 'group', children: [] };
      const side = Math.min(plot.width / TILE_GRID.columns, plot.height / TILE_GRID.rows);
      const x = plot.x + (plot.width - side * TILE_GRID.columns) / 2 + Number(api.value(0)) * side + 1;
      const y = plot.y + (plot.height - side * TILE_GRID.rows) / 2 + Number(api.value(1)) * side + 1;
      const { fill } = tile;
      const size = side - 2;
      const text = (words: string, at: number, fontSize: number, fontWeight: number) => ({
        type: 'text' as const,
        silent: true,
        style: {
          text: words,
          x: x + size / 2,
          y: y + at * size,
          align: 'center' as const,
          verticalAlign: 'middle' as const,
          fill: fill === null ? theme.textMuted : textOn(theme, fill),
          fontSize,
          fontWeight,
          fontFamily: theme.fontFamily,
        },
      });
      const withLabel = tile.label !== '' && size >= 28;
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x, y, width: size, height: size, r: 3 },
            style: fill === null ? { fill: 'transparent', stroke: theme.line, lineWidth: 1 } : { fill },
            cursor: fill === null ? 'default' : 'pointer',
          },
          text(tile.code, withLabel ? 0.34 : 0.5, 11, fill === null ? 400 : 600),
          ...(withLabel ? [text(tile.label, 0.7, 10, 400)] : []),
        ],
      };
    },
  };
}

function inWords(states: readonly StateSum[], measure: BreakdownStage): string {
  const { title } = rateWords(measure);
  const rated = states
    .filter(({ row }) => !isSmall(row, measure))
    .map(({ code, row }) => ({ code, value: breakdownRate(row, measure).value ?? 0 }))
    .sort((a, b) => b.value - a.value);
  const [top] = rated;
  const low = rated.at(-1);
  if (!top || !low) return `${title} by state: no state has enough leads.`;
  return `${title} by state, of those with enough leads: from ${formatShare(low.value)} (${stateName(low.code)}) to ${formatShare(top.value)} (${stateName(top.code)}).`;
}
