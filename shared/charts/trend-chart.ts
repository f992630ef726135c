import type { LineSeriesOption } from 'echarts';
import type { FunnelView, TrendPoint } from '../contract/funnel';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCount, formatCountOf, formatDayOfYear, formatIsoDay } from './format';
import { heightAxis, placeAxis, plotArea } from './axes';
import { endLabelSeries } from './end-labels';
import { baseOption, hatchSeries, legend } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

const SERIES = [
  { key: 'appointment', name: 'Appointments', category: 0, dashed: false, symbol: 'circle' },
  { key: 'set_reported', name: 'Set (reported)', category: 3, dashed: true, symbol: 'emptyRect' },
  { key: 'demo', name: 'Demos', category: 1, dashed: false, symbol: 'triangle' },
  { key: 'sale', name: 'Sales', category: 2, dashed: false, symbol: 'diamond' },
] as const satisfies readonly {
  key: keyof TrendPoint;
  name: string;
  category: number;
  dashed: boolean;
  symbol: string;
}[];

/** The short name of a snapshot: its date where one is known, else its place in the order. */
export const snapshotLabel = (point: Pick<TrendPoint, 'order' | 'asOf'>): string =>
  point.asOf === null ? `#${String(point.order)}` : formatIsoDay(point.asOf);

/** The names of snapshots under an axis: without the year where all are of one, so that more of them find room. */
function axisNames(trend: readonly TrendPoint[]): readonly string[] {
  const years = new Set(trend.map(({ asOf }) => asOf?.slice(0, 4) ?? ''));
  return trend.map((point) =>
    point.asOf === null || years.size > 1 ? snapshotLabel(point) : formatDayOfYear(point.asOf),
  );
}

/** The reports of one client, by their places among all. */
interface Client {
  readonly name: string | undefined;
  readonly reports: readonly TrendPoint[];
  readonly from: number;
}

/** The clients whose reports follow each other: their numbers are no course of one thing. */
function clientsOf(trend: FunnelView['trend']): readonly Client[] {
  const starts = trend.flatMap(({ series }, index) =>
    index === 0 || series !== trend[index - 1]?.series ? [index] : [],
  );
  return starts.map((from, n) => ({
    name: trend[from]?.series,
    reports: trend.slice(from, starts[n + 1]),
    from,
  }));
}

/** What a line of the chart counts, by its id: a stage has a line for each client. */
export const stageOfLine = (id: string): string => id.split(' ')[0] ?? '';

/** Rows of each snapshot that reached a stage; stretches in which a column is dead are hatched. */
export function trendChart(
  theme: ChartTheme,
  trend: FunnelView['trend'],
  dead: FunnelView['deadStretches'],
  narrowed = false,
): ChartSpec {
  const position = new Map(trend.map((point, index) => [point.order, index]));
  const stretches = dead.flatMap((stretch) => {
    const from = position.get(stretch.fromOrder);
    const to = position.get(stretch.toOrder);
    return from === undefined || to === undefined ? [] : [{ from, to, reason: stretch.reason }];
  });
  const clients = clientsOf(trend);
  const lines = SERIES.flatMap((series) =>
    clients.map(({ reports, from }): LineSeriesOption => ({
      id: `${series.key} ${String(from)}`,
      name: series.name,
      type: 'line',
      data: trend.map((_, index) => reports[index - from]?.[series.key] ?? null),
      color: categoryColour(theme, series.category),
      lineStyle: { width: 2, type: series.dashed ? 'dashed' : 'solid' },
      symbol: series.symbol,
      symbolSize: series.dashed ? 7 : 6,
      showSymbol: trend.length <= 40,
      // Over a line of the same numbers both are to be seen.
      z: series.dashed ? 4 : 3,
    })),
  );
  const names = endLabelSeries(
    theme,
    SERIES.map((series) => ({
      name: series.name,
      colour: categoryColour(theme, series.category),
      isDashed: series.dashed,
      last: trend.at(-1)?.[series.key] ?? null,
    })),
    trend.length - 1,
  );
  return {
    title: 'Stages in each snapshot',
    subtitle: `${narrowed ? 'rows linked to the leads that are left' : 'rows of each CRM report'} · ${formatCountOf(trend.length, 'snapshot')}${clients.length > 1 ? ` of ${formatCountOf(clients.length, 'client')}, client by client` : ''}, oldest first${dead.length > 0 ? ' · hatched: a column is dead' : ''}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 124, bottom: 4, left: 4 }),
      tooltip: axisTooltip(theme, 'line', trend, (point) => {
        const reason = stretches.find(
          (s) => point.order >= (trend[s.from]?.order ?? 0) && point.order <= (trend[s.to]?.order ?? 0),
        )?.reason;
        return tooltipHtml(theme, `${snapshotLabel(point)} · ${point.file}`, [
          { label: 'Rows', value: formatCount(point.rows) },
          ...SERIES.map((s) => ({ label: s.name, value: formatCount(point[s.key]) })),
          { label: 'With appointment date', value: formatCount(point.appointment_date) },
          ...(reason === undefined ? [] : [{ label: 'Hatched', value: reason }]),
        ]);
      }),
      xAxis: placeAxis(theme, axisNames(trend)),
      yAxis: heightAxis(theme, 'rows', formatCount, 1),
      series: [hatchSeries(theme, stretches), ...lines, names],
    },
    twin: {
      columns: [
        { label: 'Snapshot', kind: 'count' },
        { label: 'File', kind: 'text' },
        { label: 'As of', kind: 'date' },
        { label: 'Rows', kind: 'count' },
        ...SERIES.map((s) => ({ label: s.name, kind: 'count' as const })),
        { label: 'With appointment date', kind: 'count' },
      ],
      rows: trend.map((p) => [
        p.order,
        p.file,
        p.asOf,
        p.rows,
        ...SERIES.map((s) => p[s.key]),
        p.appointment_date,
      ]),
    },
    summary: trendInWords(
      clients,
      stretches.map((s) => s.reason),
    ),
    height: 280,
  };
}

function trendInWords(clients: readonly Client[], reasons: readonly string[]): string {
  const courses = clients.map(({ name, reports }) => {
    const [first, last] = [reports[0], reports.at(-1)];
    const of = clients.length > 1 ? ` of ${name ?? 'the others'}` : '';
    const [from, to] = [first?.appointment ?? 0, last?.appointment ?? 0];
    return `Appointments go from ${formatCount(from)} in the first snapshot${of} to ${formatCount(to)} in the last, sales from ${formatCount(first?.sale ?? 0)} to ${formatCount(last?.sale ?? 0)}.`;
  });
  return courses.length === 0 ? 'No snapshots.' : [...courses, ...reasons].join(' ');
}

/** What is gone from each snapshot that the one before had: it is counted at the last snapshot that had it. */
export const goneSince = (trend: FunnelView['trend']): FunnelView['trend'] =>
  trend.map((point, index) => ({
    ...point,
    agedOut: trend[index - 1]?.agedOut ?? 0,
    vanished: trend[index - 1]?.vanished ?? 0,
  }));

/**
 * The snapshots that can be set against the one before. The first of a client has nothing before it: all its leads are new,
 * which would dwarf every later bar, and is no movement.
 */
export const movingSnapshots = (trend: FunnelView['trend']): FunnelView['trend'] =>
  goneSince(trend).filter((point, index) => index > 0 && point.series === trend[index - 1]?.series);

/** What came and went between snapshots: leads new in it, aged out of the window, and vanished inside it. */
export function movementChart(theme: ChartTheme, trend: FunnelView['trend'], narrowed = false): ChartSpec {
  const parts = [
    { key: 'newLeads', name: 'New', sign: 1, colour: theme.accent },
    { key: 'agedOut', name: 'Aged out', sign: -1, colour: theme.neutral },
    { key: 'vanished', name: 'Vanished', sign: -1, colour: theme.danger },
  ] as const;
  const later = movingSnapshots(trend);
  const leads = narrowed ? 'CRM leads linked to the leads that are left' : 'CRM leads';
  const isAlone = later.length === 0;
  return {
    title: 'Leads that came and went',
    subtitle: `${leads} against the snapshot before · ${isAlone ? aloneWords(trend) : 'aged out: left the reporting window, no loss'}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 8, bottom: 4, left: 4 }),
      legend: legend(
        theme,
        parts.map((p) => p.name),
      ),
      tooltip: axisTooltip(theme, 'band', later, (point) =>
        tooltipHtml(
          theme,
          `${snapshotLabel(point)} · ${point.file}`,
          parts.map((p) => ({ label: p.name, value: formatCount(point[p.key]) })),
        ),
      ),
      xAxis: {
        ...placeAxis(theme, axisNames(later)),
        axisLine: { onZero: false, lineStyle: { color: theme.lineStrong } },
      },
      yAxis: heightAxis(theme, 'CRM leads', (v) => formatCount(Math.abs(v)), 1),
      series: parts.map((part) => ({
        id: part.key,
        name: part.name,
        type: 'bar' as const,
        stack: 'movement',
        barWidth: '60%',
        color: part.colour,
        data: later.map((point) => part.sign * point[part.key]),
      })),
    },
    twin: {
      columns: [
        { label: 'Snapshot', kind: 'count' },
        { label: 'File', kind: 'text' },
        { label: 'Rows', kind: 'count' },
        ...parts.map((p) => ({ label: p.name, kind: 'count' as const })),
      ],
      rows: goneSince(trend).map((p) => [p.order, p.file, p.rows, ...parts.map((part) => p[part.key])]),
    },
    summary: isAlone
      ? `Nothing came or went: ${aloneWords(trend)}.`
      : `Between the first and the last of ${formatCount(trend.length)} snapshots, ${formatCount(sum(later, 'newLeads'))} CRM leads came, ${formatCount(sum(later, 'agedOut'))} aged out and ${formatCount(sum(later, 'vanished'))} vanished.`,
    height: 220,
  };
}

/** Why no snapshot can be set against the one before. */
const aloneWords = (trend: FunnelView['trend']): string =>
  trend.length > 1
    ? 'each report is the first of its client, with none before it'
    : 'no other report came before';

const sum = (points: readonly TrendPoint[], key: 'newLeads' | 'agedOut' | 'vanished'): number =>
  points.reduce((total, point) => total + point[key], 0);
