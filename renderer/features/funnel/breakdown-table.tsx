import { Button } from '@mantine/core';
import { useState } from 'react';
import { breakdownKey, dimensionName } from '../../../shared/charts/breakdown-chart';
import { breakdownRate, rateWords } from '../../../shared/charts/breakdown-rates';
import { formatCount, formatMoney } from '../../../shared/charts/format';
import { priceMarks } from '../../../shared/charts/lead-figures';
import type { FunnelBreakdownRow } from '../../../shared/contract/funnel';
import {
  addPrices,
  addRowCounts,
  BREAKDOWN_STAGES,
  type BreakdownStage,
  PRICE_METRICS,
  type FunnelStep,
  type KnownPrices,
  type PriceMetric,
  type RowCounts,
} from '../../../shared/domain/lead-quality';
import { valueOf } from '../../../shared/domain/metric-value';
import { METRICS } from '../../../shared/domain/metrics';
import { PROJECT_CURRENCY } from '../../../shared/domain/money';
import type { Setting } from '../../state/lead-setting';
import { HatchedSign } from '../../ui/hatched-mark';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { RateText } from '../../ui/rate-text';
import { useSortedRows } from '../../ui/table-sort';
import { NotedTitle } from '../notes/noted';
import { leadTable } from '../notes/things-of';
import { breakdownPart } from './breakdown-part';
import { drillStep, type DrillPart } from './drill-step';
import classes from './funnel.module.css';

interface BreakdownTableProps {
  readonly dimension: string;
  readonly rows: readonly FunnelBreakdownRow[];
  readonly setting: Setting;
}

/** Rows put into the page at once. */
const LISTED = 200;

/** A value of the dimension, or all together. */
interface Line {
  readonly id: string;
  readonly name: string;
  /** What the line is sorted by: the value itself, since months in words have no order. */
  readonly value: string | null;
  readonly isApart: boolean;
  readonly counts: RowCounts & KnownPrices;
  /** The leads of the line; undefined: all. */
  readonly part?: DrillPart;
}

const isApart = (line: Line): boolean => line.isApart;

const columns = (dimension: string, setting: Setting, isPriced: boolean): readonly NumberColumn<Line>[] => [
  {
    key: 'value',
    label: dimensionName(dimension),
    align: 'left',
    cell: ({ name }) => <span title={name}>{name}</span>,
    sortBy: ({ value }) => value,
  },
  counted(setting, 'leads', 'delivered', 'Leads'),
  ...BREAKDOWN_STAGES.flatMap((stage) => [
    counted(setting, stage, stage, METRICS[stage].stage.short),
    rated(stage),
  ]),
  ...(isPriced ? PRICE_METRICS.map(costing) : []),
];

const counted = (
  setting: Setting,
  count: keyof RowCounts,
  step: FunnelStep,
  label: string,
): NumberColumn<Line> => ({
  key: count,
  label,
  definition: METRICS[step].definition,
  cell: ({ counts }) => formatCount(counts[count]),
  open: ({ counts, part }) => (counts[count] === 0 ? null : () => drillStep(setting, step, part)),
  sortBy: ({ counts }) => counts[count],
});

const rated = (stage: BreakdownStage): NumberColumn<Line> => ({
  key: `rate of ${stage}`,
  label: 'Rate',
  definition: `${METRICS[stage].name} of ${rateWords(stage).of}, with the Wilson 95 % interval.`,
  cell: ({ counts }) => <RateText rate={breakdownRate(counts, stage)} />,
  sortBy: ({ counts }) => breakdownRate(counts, stage).value,
});

const costing = (metric: PriceMetric): NumberColumn<Line> => {
  const { per, definition } = METRICS[metric];
  const cost = ({ counts }: Line): number | null => valueOf(METRICS[metric], counts).value;
  return {
    key: metric,
    label: `Per ${METRICS[per].stage.short.toLowerCase()}`,
    unit: PROJECT_CURRENCY,
    definition,
    cell: (line) => (
      <>
        {formatMoney(cost(line))}
        {cost(line) !== null &&
          priceMarks({ ...line.counts, delivered: line.counts.leads }).map((mark) => (
            <HatchedSign key={mark} words={mark} />
          ))}
      </>
    ),
    sortBy: cost,
  };
};

const RATES = BREAKDOWN_STAGES.map(
  (stage) => `${METRICS[stage].name.toLowerCase()} of ${rateWords(stage).of}`,
);

/** Every value of a dimension with its counts and rates; the last line is the sum: all delivered leads. */
export function BreakdownTable({ dimension, rows, setting }: BreakdownTableProps) {
  const name = dimensionName(dimension);
  const [listed, setListed] = useState(LISTED);
  const more = Math.max(0, rows.length - listed);
  const prices = addPrices(rows);
  const shown = columns(dimension, setting, prices.price !== null);
  const lines = rows.map((row): Line => ({
    id: `${String(row.key)}-${String(row.reported)}`,
    name: breakdownKey(dimension, row),
    value: row.key,
    isApart: row.reported === false || row.key === null,
    counts: row,
    part: breakdownPart(dimension, row),
  }));
  const all: Line = {
    id: 'all',
    name: 'All',
    value: null,
    isApart: false,
    counts: { ...addRowCounts(rows), ...prices },
  };
  const sorted = useSortedRows(lines, shown, isApart);
  return (
    <section aria-labelledby="breakdown-rows">
      <NotedTitle
        of={leadTable('breakdown', setting, dimension)}
        id="breakdown-rows"
        title={`${name}, in numbers`}
        subtitle={`rates: ${RATES.join(', ')}`}
      />
      <div className={classes.tableScroll} tabIndex={0} role="group" aria-label={`${name}, in numbers`}>
        <NumberTable
          {...sorted}
          columns={shown}
          rows={sorted.rows.slice(0, listed)}
          rowKey={({ id }) => id}
          foot={[all]}
          isApart={isApart}
        />
      </div>
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setListed(listed + LISTED)}>
          and {formatCount(more)} more: show the next {formatCount(Math.min(more, LISTED))}
        </Button>
      )}
    </section>
  );
}
