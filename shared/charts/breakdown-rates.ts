import { BREAKDOWN_STAGES, type BreakdownStage, type RowCounts } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import type { Rate } from '../domain/rate';
import { formatCount } from './format';
import type { TooltipLine } from './tooltip';

/** A share of fewer than this says little: it is drawn grey, and said so. */
export const SMALL_COUNT = 10;

/** The counts of a row under the names of the catalogue: its leads are delivered ones. */
const countsOf = (row: RowCounts): RowCounts & { readonly delivered: number } => ({
  ...row,
  delivered: row.leads,
});

/** The rate of a stage in one row, as the catalogue defines it, with its interval. */
export const breakdownRate = (row: RowCounts, stage: BreakdownStage): Rate =>
  valueOf(rateOf(stage), countsOf(row));

/** Whether the rate of a stage in one row rests on so few that it says little. */
export const isSmall = (row: RowCounts, stage: BreakdownStage): boolean =>
  countsOf(row)[rateOf(stage).per] < SMALL_COUNT;

/** What the rate of a stage is called, and what it is a share of. */
export const rateWords = (stage: BreakdownStage): { readonly title: string; readonly of: string } => {
  const rate = rateOf(stage);
  return { title: rate.name, of: denominatorOf(rate) ?? '' };
};

/** The counts of a row, a line of a tooltip each. */
export const countLines = (row: RowCounts): readonly TooltipLine[] => [
  { label: 'Leads', value: formatCount(row.leads) },
  ...BREAKDOWN_STAGES.map((stage) => ({ label: METRICS[stage].name, value: formatCount(row[stage]) })),
];

/** The columns of the counts of a row. */
export const COUNT_COLUMNS = ['Leads', ...BREAKDOWN_STAGES.map((stage) => METRICS[stage].name)].map(
  (label) => ({
    label,
    kind: 'count' as const,
  }),
);

/** The counts of a row, in the order of `COUNT_COLUMNS`. */
export const countCells = (row: RowCounts): readonly number[] => [
  row.leads,
  ...BREAKDOWN_STAGES.map((stage) => row[stage]),
];
