import { breakdownChart, breakdownKey, dimensionName, orderBreakdown } from '../../../charts/breakdown-chart';
import { breakdownRate } from '../../../charts/breakdown-rates';
import { cohortChart } from '../../../charts/cohort-chart';
import { settingInWords } from '../../../charts/funnel-chart';
import type { BreakdownKey } from '../../../contract/summary';
import { lastDayOf } from '../../../domain/calendar-periods';
import { addRowCounts, type RowCounts, BREAKDOWN_STAGES } from '../../../domain/lead-quality';
import { METRICS } from '../../../domain/metrics';
import { youngFrom } from '../../../domain/young-cohorts';
import { PRINT_THEME } from '../print-theme';
import { leadChartThing, leadTableThing } from '../report-things';
import type { ReportBlock, ReportInput, ReportSection, ReportTable } from '../report-types';
import { MARK_COLUMN } from './mark-column';

/** Rows of a breakdown that a page shows. */
const MOST_ROWS = 45;
const MOST_PRICES = 20;
const MOST_BARS = 12;

type Broken = BreakdownKey & RowCounts;

/** The stage whose rate stands beside it: an interval for each would not fit the page. */
const RATED = 'appointment';
const RATE_COLUMNS = (['Rate', '95 % from', '95 % to'] as const).map((label) => ({
  label,
  kind: 'share' as const,
}));

export function breakdownTable(
  dimension: string,
  rows: readonly Broken[],
  /** First day of entry that is too young to judge; null where none is. */
  young: string | null,
): ReportTable {
  const isYoung = (row: Broken): boolean =>
    dimension === 'entry_month' && young !== null && row.key !== null && lastDayOf(row.key) >= young;
  const isMarked = rows.some(isYoung);
  const mark = (row: Broken): readonly (string | null)[] =>
    isMarked ? [isYoung(row) ? 'too young to judge' : null] : [];
  const cells = (row: RowCounts): readonly (number | null)[] => {
    const { value, low, high } = breakdownRate(row, RATED);
    return [
      row.leads,
      ...BREAKDOWN_STAGES.flatMap((stage) => [row[stage], ...(stage === RATED ? [value, low, high] : [])]),
    ];
  };
  return {
    id: dimensionName(dimension),
    title: dimensionName(dimension),
    note: '',
    columns: [
      { label: dimensionName(dimension), kind: 'text' },
      { label: 'Leads', kind: 'count' },
      ...BREAKDOWN_STAGES.flatMap((stage) => [
        { label: METRICS[stage].name, kind: 'count' as const },
        ...(stage === RATED ? RATE_COLUMNS : []),
      ]),
      ...(isMarked ? [MARK_COLUMN] : []),
    ],
    rows: orderBreakdown(dimension, rows).map((row) => [
      breakdownKey(dimension, row),
      ...cells(row),
      ...mark(row),
    ]),
    total: ['All', ...cells(addRowCounts(rows)), ...(isMarked ? [null] : [])],
    most: dimension === 'price' ? MOST_PRICES : MOST_ROWS,
  };
}

/** Tables in this order, where the data have them. */
const DIMENSIONS = [
  'state',
  'entry_month',
  'disposition_group',
  'job_status',
  'vendor',
  'campaign_id',
  'price',
  'disposition',
];

/** Rates by place, time and delivery. Leads that no report has form a row of their own where only reports say the key: each table adds up to delivered. */
export function breakdownsSection({ funnel }: ReportInput): ReportSection | null {
  if (!funnel) return null;
  const setting = settingInWords(funnel.key);
  const of = (dimension: string): readonly Broken[] => funnel.breakdowns[dimension] ?? [];
  const chart = (dimension: string) =>
    breakdownChart(PRINT_THEME, {
      dimension,
      rows: orderBreakdown(dimension, of(dimension)).filter((row) => row.reported),
      measure: 'appointment',
      setting,
      limit: MOST_BARS,
    });
  const blocks: ReportBlock[] = [];
  for (const dimension of ['state', 'entry_month']) {
    if (of(dimension).some((row) => row.reported)) {
      const thing = leadChartThing('breakdown', funnel, dimension);
      blocks.push({ kind: 'chart', chart: chart(dimension), thing });
    }
  }
  if (funnel.cohorts.length > 1) {
    const thing = leadChartThing('cohorts', funnel);
    blocks.push({ kind: 'chart', chart: cohortChart(PRINT_THEME, funnel.cohorts, setting), thing });
  }
  for (const dimension of DIMENSIONS) {
    const rows = of(dimension);
    if (rows.length > 0) {
      const thing = leadTableThing('breakdown', funnel, dimension);
      blocks.push({
        kind: 'table',
        table: breakdownTable(dimension, rows, youngFrom(funnel.cohorts)),
        thing,
      });
    }
  }
  if (blocks.length === 0) return null;
  return { id: 'breakdowns', title: 'Where and when', blocks, metrics: ['appointment_rate'] };
}
