import type { CustomSeriesOption } from 'echarts';
import type { FunnelView } from '../contract/funnel';
import { valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import type { Rate } from '../domain/rate';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { sequenceColour, textOn } from './colour';
import { formatCount, formatIsoDay, formatRate, formatShare } from './format';
import { categoryAxis, plotArea } from './axes';
import { baseOption } from './parts';
import { hoveredIndex, tooltipBase, tooltipHtml } from './tooltip';

/** Weeks after entry that are drawn; nearly all appointments come sooner. */
const WEEKS = 9;
/** Weeks of entry that are drawn: the newest. */
const COHORTS = 26;
const ROW = 19;
const DAY = 86_400_000;

/** Leads of one week of entry with an appointment date within some weeks after it. */
export interface CohortCell {
  readonly week: string;
  /** Weeks after entry, 0 … ; the cell counts appointments up to the end of it. */
  readonly age: number;
  readonly leads: number;
  readonly appointments: number;
  readonly rate: Rate;
}

type View = Pick<FunnelView, 'cohorts' | 'cohortAges' | 'newestEntry'>;

/** The weeks that are drawn, oldest first. */
export const drawnCohorts = (view: View): FunnelView['cohorts'] => view.cohorts.slice(-COHORTS);

/** The cells whose time has come: a cohort that is three weeks old says nothing about its sixth week. */
export function cohortCells(view: View): readonly CohortCell[] {
  const newest = Date.parse(view.newestEntry ?? '');
  return drawnCohorts(view).flatMap(({ week, leads }) => {
    const known = view.cohortAges.filter((age) => age.week === week);
    const oldEnough = Math.floor((newest - Date.parse(week)) / DAY / 7);
    return Array.from({ length: WEEKS }, (_, age) => age).flatMap((age): CohortCell[] => {
      if (!(age <= oldEnough)) return [];
      const appointments = known.reduce((sum, a) => sum + (a.age !== null && a.age <= age ? a.leads : 0), 0);
      const rate = valueOf(METRICS.appointment_rate, { appointment: appointments, delivered: leads });
      return [{ week, age, leads, appointments, rate }];
    });
  });
}

/** Share of the leads of each week of entry that had an appointment date within so many weeks. */
export function cohortHeatChart(theme: ChartTheme, view: View, setting: string): ChartSpec {
  const weeks = drawnCohorts(view);
  const cells = cohortCells(view);
  const greatest = Math.max(0, ...cells.map((cell) => cell.rate.value ?? 0));
  const rowOf = new Map(weeks.map(({ week }, index) => [week, index]));
  const young = weeks.filter((week) => !week.complete).length;
  const older = view.cohorts.length - weeks.length;
  const columns = Array.from({ length: WEEKS }, (_, age) => (age === 0 ? '1 week' : String(age + 1)));
  return {
    title: 'Weeks of entry as they grow older',
    subtitle: `${setting} · share of the leads of a week with an appointment date so many weeks after entry${young > 0 ? ' · italic: too young to judge' : ''}${older > 0 ? ` · the newest ${String(COHORTS)} of ${formatCount(view.cohorts.length)} weeks` : ''}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 22, right: 4, bottom: 4, left: 4 }),
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'item',
        formatter: (params: unknown) => {
          const cell = cells[hoveredIndex(params) ?? -1];
          if (!cell) return '';
          return tooltipHtml(theme, `Week of ${formatIsoDay(cell.week)}`, [
            {
              label: `Within ${String(cell.age + 1)} ${cell.age === 0 ? 'week' : 'weeks'}`,
              value: formatRate(cell.rate),
            },
            { label: 'With appointment date', value: formatCount(cell.appointments) },
            { label: 'Leads', value: formatCount(cell.leads) },
          ]);
        },
      },
      xAxis: {
        ...categoryAxis(theme, columns),
        position: 'top',
        axisLine: { show: false },
        axisLabel: { color: theme.textMuted, fontSize: 11, interval: 0 },
      },
      yAxis: {
        ...categoryAxis(
          theme,
          weeks.map(({ week, leads, complete }) =>
            complete
              ? `{week|${formatIsoDay(week)}}{leads|${formatCount(leads)}}`
              : `{young|${formatIsoDay(week)}}{leads|${formatCount(leads)}}`,
          ),
        ),
        inverse: true,
        axisLine: { show: false },
        axisLabel: {
          interval: 0,
          rich: {
            week: { color: theme.text, fontSize: 11, width: 74, align: 'left' },
            young: { color: theme.textMuted, fontSize: 11, width: 74, align: 'left', fontStyle: 'italic' },
            leads: { color: theme.textMuted, fontSize: 11, width: 34, align: 'right' },
          },
        },
      },
      series: [cellSeries(theme, cells, rowOf, greatest)],
    },
    twin: {
      columns: [
        { label: 'Week of', kind: 'date' },
        { label: 'Weeks after entry', kind: 'count' },
        { label: 'Leads', kind: 'count' },
        { label: 'With appointment date', kind: 'count' },
        { label: 'Share', kind: 'share' },
        { label: 'State', kind: 'text' },
      ],
      rows: cells.map((cell) => [
        cell.week,
        cell.age + 1,
        cell.leads,
        cell.appointments,
        cell.rate.value,
        weeks[rowOf.get(cell.week) ?? -1]?.complete === true ? 'complete' : 'incomplete',
      ]),
    },
    summary: inWords(cells),
    height: Math.max(weeks.length, 1) * ROW + 30,
    rowOf: ({ dataIndex }) => (dataIndex < cells.length ? dataIndex : null),
  };
}

function cellSeries(
  theme: ChartTheme,
  cells: readonly CohortCell[],
  rowOf: ReadonlyMap<string, number>,
  greatest: number,
): CustomSeriesOption {
  return {
    id: 'cells',
    type: 'custom',
    encode: { x: 0, y: 1 },
    data: cells.map((cell) => [cell.age, rowOf.get(cell.week) ?? 0]),
    renderItem: (params, api) => {
      const cell = cells[params.dataIndex];
      const [x = 0, y = 0] = api.coord([Number(api.value(0)), Number(api.value(1))]);
      const [width = 0, height = 0] = [api.size?.([1, 1]) ?? []].flat();
      if (!cell) return { type: 'group', children: [] };
      const value = cell.rate.value ?? 0;
      const fill = sequenceColour(theme, greatest === 0 ? 0 : value / greatest);
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: {
              x: x - width / 2 + 0.5,
              y: y - height / 2 + 0.5,
              width: width - 1,
              height: height - 1,
              r: 2,
            },
            style: { fill },
          },
          {
            type: 'text',
            silent: true,
            style: {
              text: width < 26 ? '' : String(Math.round(value * 100)),
              x,
              y,
              align: 'center',
              verticalAlign: 'middle',
              fill: textOn(theme, fill),
              fontSize: 10.5,
              fontFamily: theme.fontFamily,
            },
          },
        ],
      };
    },
  };
}

function inWords(cells: readonly CohortCell[]): string {
  const fourth = cells.filter((cell) => cell.age === 3 && cell.leads > 0);
  if (fourth.length === 0) return 'No week of entry is four weeks old.';
  const shares = fourth.map((cell) => cell.rate.value ?? 0);
  return `Within four weeks of entry, from ${formatShare(Math.min(...shares))} to ${formatShare(Math.max(...shares))} of the leads of a week had an appointment date, over ${formatCount(fourth.length)} weeks.`;
}
