import { dimensionName } from '../../../charts/breakdown-chart';
import { differenceWords } from '../../../charts/compare-chart';
import { formatCount, formatCountOf, formatIsoDay, formatShare } from '../../../charts/format';
import { settingInWords } from '../../../charts/funnel-chart';
import { allLine, trendCells, trendColumns, trendLines } from '../../../charts/trend-lines';
import { panelVerdict, trendScale } from '../../../charts/trend-panels';
import { trendPanelsChart } from '../../../charts/trend-picture';
import { conversionName } from '../../../domain/conversions';
import { TERMS } from '../../../domain/help/terms';
import { wilson } from '../../../domain/rate';
import { PRINT_THEME } from '../print-theme';
import type {
  ReportBlock,
  ReportInput,
  ReportSection,
  ReportTable,
  ReportedTrends,
  TableCell,
} from '../report-types';

/** Panels that a page shows. */
const MOST_PANELS = 15;
const MOST_ROWS = 40;

/** Columns that a page has no room for: the numbers that others are made of. */
const LEFT_OUT: ReadonlySet<string> = new Set(['95 % from', '95 % to', 'p']);

/** Differences of rates, by their columns: on paper and in the workbook in points, since a change of 2 % would be another one. */
const IN_POINTS: ReadonlyMap<string, string> = new Map([
  ['Difference', 'Change, points'],
  ['from', 'Points from'],
  ['to', 'Points to'],
]);

const pointsOf = (cell: TableCell): TableCell =>
  typeof cell === 'number' ? Math.round(cell * 1000) / 10 : cell;

function answerOf({ view, conversion }: ReportedTrends): string {
  const { all } = view;
  const judged = view.periods.filter(({ state }) => state === 'judged');
  const [first, last] = [judged[0], judged.at(-1)];
  const span = first && last ? `, ${formatIsoDay(first.from)} to ${formatIsoDay(last.to)}` : '';
  const share = (which: 'older' | 'newer'): string =>
    formatShare(wilson(all[which].hits, all[which].total).value);
  const difference = differenceWords(all.difference);
  const left = view.periods.length - judged.length;
  return `${conversionName(conversion)}, all leads${span}: ${panelVerdict(allLine(view)).toLowerCase()}. ${share('older')} in the older half of the periods, ${share('newer')} in the newer${difference === '' ? '' : `: ${difference}`}.${left > 0 ? ` ${formatCountOf(left, 'period')} ${left === 1 ? 'is' : 'are'} left out, too young to judge or with a dead column.` : ''}${view.undated > 0 ? ` ${formatCountOf(view.undated, 'delivered lead')} ${view.undated === 1 ? 'has' : 'have'} no date of entry.` : ''}`;
}

function changeTable({ dimension, conversion, view, least, falseRate }: ReportedTrends): ReportTable {
  const columns = trendColumns(dimension, conversion);
  const kept = columns.flatMap(({ label }, at) => (LEFT_OUT.has(label) ? [] : [at]));
  const isInPoints = (at: number): boolean => IN_POINTS.has(columns[at]?.label ?? '');
  const cells = (line: Parameters<typeof trendCells>[0]) => {
    const all = trendCells(line, view.all.leads);
    return kept.map((at) => (isInPoints(at) ? pointsOf(all[at] ?? null) : (all[at] ?? null)));
  };
  const others = view.others
    ? ` Others: ${formatCount(view.others.values.length)} values with fewer than ${formatCount(least)}.`
    : '';
  return {
    id: `Change by ${dimensionName(dimension).toLowerCase()}`,
    title: `${conversionName(conversion)} by ${dimensionName(dimension).toLowerCase()}`,
    note: `Judged periods only. Change: newer half less older half, with Newcombe’s 95 % interval. Verdicts: Cochran–Armitage, with at most ${formatShare(falseRate)} of them expected to be false (q, Benjamini–Hochberg).${others}`,
    columns: kept.flatMap((at) => {
      const column = columns[at];
      const inPoints = IN_POINTS.get(column?.label ?? '');
      return inPoints === undefined ? (column ?? []) : { label: inPoints, kind: 'number' as const };
    }),
    rows: trendLines(view, dimension).map(cells),
    total: cells(allLine(view)),
    most: MOST_ROWS,
  };
}

/** Whether the appointment rate gets better or worse, for all leads and by place, campaign and vendor. */
export function changeSection({ funnel, rateTrends }: ReportInput): ReportSection | null {
  const [first] = rateTrends;
  if (!funnel || !first) return null;
  const blocks: ReportBlock[] = [{ kind: 'text', text: answerOf(first) }];
  for (const trends of rateTrends) {
    const { dimension, conversion, view } = trends;
    const lines = trendLines(view, dimension);
    if (lines.length > 0) {
      blocks.push({
        kind: 'chart',
        chart: trendPanelsChart(PRINT_THEME, lines.slice(0, MOST_PANELS), trendScale(view, conversion), {
          title: `${conversionName(conversion)} by ${dimensionName(dimension).toLowerCase()}`,
          subtitle: settingInWords(funnel.key),
        }),
      });
    }
    blocks.push({ kind: 'table', table: changeTable(trends) });
  }
  blocks.push({
    kind: 'terms',
    terms: [TERMS.verdict, TERMS.q].map(({ name, meaning }) => ({ term: name, meaning })),
  });
  return { id: 'change', title: 'Better or worse', blocks, metrics: ['appointment_rate'] };
}
