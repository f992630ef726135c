import type { FunnelView } from '../contract/funnel';
import { breakdownRate, COUNT_COLUMNS, countCells, countLines, rateWords } from './breakdown-rates';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCountOf, formatDayOfYear, formatIsoDay, formatRate, formatShare } from './format';
import { placeAxis, plotArea, shareAxis } from './axes';
import { baseOption, hatchSeries, whiskerSeries } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

/** Appointment rate by week of entry; weeks that are too young to judge are hatched. */
export function cohortChart(theme: ChartTheme, cohorts: FunnelView['cohorts'], setting: string): ChartSpec {
  const rates = cohorts.map((cohort) => breakdownRate(cohort, 'appointment'));
  const { title } = rateWords('appointment');
  // Without its year a week would stand for several.
  const years = new Set(cohorts.map(({ week }) => week.slice(0, 4)));
  const formatWeek = years.size > 1 ? formatIsoDay : formatDayOfYear;
  const young = cohorts.flatMap((c, index) => (c.complete ? [] : [{ from: index, to: index }]));
  return {
    title: `${title} by week of entry`,
    subtitle: `${setting} · share of the leads of each week${young.length > 0 ? ' · hatched: too young to judge' : ''}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 8, bottom: 4, left: 4 }),
      tooltip: axisTooltip(theme, 'band', cohorts, (cohort, index) => {
        const rate = rates[index];
        if (!rate) return '';
        return tooltipHtml(
          theme,
          `Week of ${formatIsoDay(cohort.week)}${cohort.complete ? '' : ' · incomplete'}`,
          [{ label: title, value: formatRate(rate) }, ...countLines(cohort)],
        );
      }),
      xAxis: placeAxis(
        theme,
        cohorts.map((c) => formatWeek(c.week)),
      ),
      yAxis: shareAxis(
        theme,
        rates.map((rate) => rate.high),
      ),
      series: [
        hatchSeries(theme, young),
        {
          id: 'cohorts',
          type: 'bar',
          barWidth: '58%',
          z: 2,
          data: cohorts.map((c, i) => ({
            value: rates[i]?.value ?? 0,
            itemStyle: { color: c.complete ? theme.accent : theme.accentSoft, borderRadius: [2, 2, 0, 0] },
          })),
        },
        whiskerSeries(
          theme,
          rates.flatMap((rate, index) =>
            rate.low === null || rate.high === null ? [] : [{ index, low: rate.low, high: rate.high }],
          ),
          'y',
        ),
      ],
    },
    twin: {
      columns: [
        { label: 'Week of', kind: 'date' },
        ...COUNT_COLUMNS,
        { label: title, kind: 'share' },
        { label: 'State', kind: 'text' },
      ],
      rows: cohorts.map((c, i) => [
        c.week,
        ...countCells(c),
        rates[i]?.value ?? null,
        c.complete ? 'complete' : 'incomplete',
      ]),
    },
    summary: cohortsInWords(cohorts),
    height: 220,
  };
}

function cohortsInWords(cohorts: FunnelView['cohorts']): string {
  const complete = cohorts.filter((c) => c.complete && c.leads > 0);
  if (complete.length === 0) return 'No week of entry is old enough to judge.';
  const shares = complete.map((cohort) => breakdownRate(cohort, 'appointment').value ?? 0);
  return `${formatCountOf(complete.length, 'complete week')}, with appointment rates from ${formatShare(Math.min(...shares))} to ${formatShare(Math.max(...shares))}.`;
}
