import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { differenceWords } from '../../../shared/charts/compare-chart';
import { dimensionName } from '../../../shared/charts/breakdown-chart';
import { formatCount, formatFigures, formatShare } from '../../../shared/charts/format';
import {
  segmentName,
  allLine,
  trendCells,
  trendColumns,
  trendLines,
  type TrendLine,
} from '../../../shared/charts/trend-lines';
import { csvLines } from '../../../shared/domain/csv-lines';
import { METRICS } from '../../../shared/domain/metrics';
import { conversionName } from '../../../shared/domain/conversions';
import { wilson } from '../../../shared/domain/rate';
import { VERDICTS } from '../../../shared/domain/trend-verdict';
import type { Trials } from '../../../shared/domain/trend-test';
import { CardTitle } from '../../ui/card-title';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { Card } from '../../ui/page';
import { RateText } from '../../ui/rate-text';
import { useSortedRows } from '../../ui/table-sort';
import { saveTable } from '../saving';
import { drillTrend, stretchesOf, type ShownTrends } from './trend-drill';
import classes from './trends.module.css';
import { VerdictBadge } from './verdict-badge';

const P_WORDS =
  'Chance of a trend this strong, up or down, where there is none: Cochran–Armitage test over the judged periods.';
const Q_WORDS =
  'The smallest share of false verdicts (false discovery rate) under which this one still counts: Benjamini–Hochberg over all segments that could be tested.';

const rate = ({ hits, total }: Trials) => wilson(hits, total);
const chance = (p: number | null | undefined): string =>
  p === null || p === undefined ? '–' : p < 0.0001 ? '< 0.0001' : formatFigures(p);

function columnsOf(shown: ShownTrends): readonly NumberColumn<TrendLine>[] {
  const { view, trends } = shown;
  const { of, per, dimension } = trends;
  const stretches = stretchesOf(view);
  const counted = (
    key: string,
    label: string,
    what: 'leads' | 'per' | 'of',
    stretch: (typeof stretches)['all'],
    value: (line: TrendLine) => number,
  ): NumberColumn<TrendLine> => ({
    key,
    label,
    cell: (line) => formatCount(value(line)),
    open: (line) => (value(line) > 0 && stretch ? () => drillTrend(shown, line, stretch, what) : null),
    openName: (line) => `${line.title}, ${label}: ${formatCount(value(line))}`,
    sortBy: value,
  });
  const half = (which: 'older' | 'newer', label: string): NumberColumn<TrendLine> => ({
    key: which,
    label,
    cell: ({ series }) => formatShare(rate(series[which]).value),
    sortBy: ({ series }) => rate(series[which]).value,
  });
  return [
    {
      key: 'segment',
      label: dimensionName(dimension),
      align: 'left',
      cell: ({ title }) => <span title={title}>{title}</span>,
      sortBy: ({ title }) => title,
    },
    {
      key: 'verdict',
      label: 'Verdict',
      align: 'left',
      cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
      sortBy: ({ series }) => VERDICTS.indexOf(series.verdict),
    },
    counted('leads', 'Leads', 'leads', stretches.all, ({ series }) => series.leads),
    {
      key: 'share',
      label: 'Share',
      definition: 'Share of all leads with a date.',
      cell: ({ series }) => formatShare(view.all.leads === 0 ? null : series.leads / view.all.leads),
      sortBy: ({ series }) => series.leads,
    },
    ...(per === 'delivered'
      ? [counted('judged', 'Judged', 'per', stretches.judged, ({ series }) => series.all.total)]
      : [
          counted('per', METRICS[per].stage.short, 'per', stretches.judged, ({ series }) => series.all.total),
        ]),
    counted('of', METRICS[of].stage.short, 'of', stretches.judged, ({ series }) => series.all.hits),
    {
      key: 'rate',
      label: 'Rate',
      definition: `${conversionName(trends)} over the judged periods, with the Wilson 95 % interval.`,
      cell: ({ series }) => <RateText rate={rate(series.all)} />,
      sortBy: ({ series }) => rate(series.all).value,
    },
    half('older', 'Older half'),
    half('newer', 'Newer half'),
    {
      key: 'difference',
      label: 'Difference',
      definition: 'Newer half less older half in percentage points, with its 95 % interval (Newcombe).',
      cell: ({ series }) => differenceWords(series.difference).replace(' points', '') || '–',
      sortBy: ({ series }) => series.difference.value,
    },
    {
      key: 'p',
      label: 'p',
      definition: P_WORDS,
      cell: ({ verdict, series }) => chance(verdict === null ? null : series.trend?.p),
      sortBy: ({ series }) => series.trend?.p ?? null,
    },
    {
      key: 'q',
      label: 'q',
      definition: Q_WORDS,
      cell: ({ verdict, series }) => chance(verdict === null ? null : series.q),
      sortBy: ({ series }) => series.q,
    },
  ];
}

const isApart = ({ kind }: TrendLine): boolean => kind === 'others';

/** Every segment with its numbers, its difference and its verdict; the last line is all leads. */
export function TrendTable({ shown }: { readonly shown: ShownTrends }) {
  const { view, trends } = shown;
  const lines = trendLines(view, trends.dimension);
  const columns = columnsOf(shown);
  const { rows, sort, onSort } = useSortedRows(lines, columns, isApart);
  const save = (): void => {
    const head = trendColumns(trends.dimension, trends).map(({ csv }) => csv);
    const cells = [...lines, allLine(view)].map((line) => trendCells(line, view.all.leads));
    saveTable(
      `${conversionName(trends)} by ${dimensionName(trends.dimension)}`,
      csvLines([head, ...cells], false),
    );
  };
  return (
    <Card>
      <div>
        <div className={classes.gridHead}>
          <CardTitle
            title="Segments"
            subtitle={`judged periods only · difference in points, newer half less older half · ${othersWords(shown)}`}
            beside
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            onClick={save}
          >
            CSV
          </Button>
        </div>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label="Segments">
          <NumberTable
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            isApart={isApart}
            sort={sort}
            onSort={onSort}
            foot={[allLine(view)]}
          />
        </div>
      </div>
    </Card>
  );
}

/** Names of others that are listed. */
const NAMED = 8;

function othersWords({ view: { others }, trends }: ShownTrends): string {
  if (!others) return `none has fewer than ${String(trends.least)}`;
  const names = others.values.slice(0, NAMED).map((value) => segmentName(trends.dimension, value));
  const more = others.values.length - names.length;
  return `others, fewer than ${String(trends.least)} each: ${names.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
