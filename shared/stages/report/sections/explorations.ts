import { formatCount } from '../../../charts/format';
import { pivotCells } from '../../../charts/pivot-rows';
import { resultChart } from '../../../charts/result-chart';
import { measured, measureWithUnit } from '../../../charts/result-words';
import type { ExploredResult } from '../../../contract/exploration';
import type { GridCell, GridColumn } from '../../../contract/grid';
import { PRINT_THEME } from '../print-theme';
import type { ReportBlock, ReportInput, ReportSection, ReportTable, TableCell } from '../report-types';

/** Rows that a page shows; the workbook has those that were read. */
const MOST_ROWS = 40;

const cellOf = (value: GridCell): TableCell => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);

const columnOf = (columns: readonly GridColumn[], name: string | null): GridColumn | null =>
  columns.find((column) => column.name === name) ?? null;

function tableOf(number: number, { exploration, columns, outcome }: ExploredResult): ReportTable | null {
  // The name of a sheet must tell it from all others.
  const own = { id: `Exploration ${String(number)}`, title: exploration.title, total: null, most: MOST_ROWS };
  if (outcome.state === 'rows') {
    const { rows, total } = outcome;
    return {
      ...own,
      note: total > rows.length ? `The first ${formatCount(rows.length)} of ${formatCount(total)} rows.` : '',
      columns: columns.map(({ label, kind }) => ({ label, kind })),
      rows: rows.map((row) => row.map(cellOf)),
    };
  }
  if (outcome.state !== 'pivot') return null;
  const { pivot } = outcome;
  const down = columnOf(columns, pivot.of.rows);
  if (!down) return null;
  const measure = measured(columnOf(columns, pivot.of.measure));
  const [head = [], ...rows] = pivotCells(pivot, down, columnOf(columns, pivot.of.columns), measure);
  const kind = pivot.aggregate === 'count' || !measure ? 'count' : (measure.kind ?? 'number');
  return {
    ...own,
    note: `${measureWithUnit(measure, pivot.aggregate)}, of ${formatCount(pivot.total.rows)} rows.`,
    columns: head.map((label, at) => ({ label: String(label), kind: at === 0 ? 'text' : kind })),
    rows: rows.map((row) => row.map((value, at) => (at === 0 ? String(value) : cellOf(value)))),
  };
}

function blocksOf(result: ExploredResult, index: number): readonly ReportBlock[] {
  const { exploration, columns, outcome } = result;
  const code: ReportBlock = { kind: 'code', code: exploration.sql.trim() };
  if (outcome.state === 'failed') {
    return [
      { kind: 'text', text: `${exploration.title}: this query does not work any more. ${outcome.why}` },
      code,
    ];
  }
  if (outcome.state === 'chart') {
    const { points } = outcome;
    const x = columnOf(columns, points.of.x);
    const { kind, sort } = points.of;
    const chart = x && {
      kind,
      x,
      y: measured(columnOf(columns, points.of.y)),
      series: columnOf(columns, points.of.series),
      sort,
    };
    if (!chart || points.points.length === 0) {
      return [{ kind: 'text', text: `${exploration.title}: the query gives nothing to draw.` }, code];
    }
    return [
      { kind: 'chart', chart: { ...resultChart(PRINT_THEME, chart, points), title: exploration.title } },
      code,
    ];
  }
  const table = tableOf(index + 1, result);
  return table ? [{ kind: 'table', table }, code] : [code];
}

/** What the reader asked in SQL and keeps in the report, each with its query; one that fails says so. */
export function explorationsSection({ explored }: ReportInput): ReportSection | null {
  if (explored.length === 0) return null;
  return { id: 'explorations', title: 'Explorations', blocks: explored.flatMap(blocksOf), metrics: [] };
}
