import { formatChange, formatCount } from '../../../shared/charts/format';
import { leadFigures, type LeadFigure } from '../../../shared/charts/lead-figures';
import { linkWords } from '../../../shared/charts/link-words';
import type { FunnelView } from '../../../shared/contract/funnel';
import { headlineKey } from '../../../shared/domain/headline';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import { BREAKDOWN_STAGES } from '../../../shared/domain/lead-quality';
import { MetricTooltip } from '../../ui/metric-tooltip';
import { RateText } from '../../ui/rate-text';
import { Tile } from '../../ui/tile';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';
import type { Setting } from '../../state/lead-setting';

interface HeadlineProps {
  readonly view: FunnelView;
  readonly setting: Setting;
  readonly summary: LeadQualitySummary;
}

/** The numbers that people came for, each with its interval and what the open reviews can still change. */
export function Headline({ view, setting, summary }: HeadlineProps) {
  const figures = leadFigures({ ...view.counts, price: view.price }, view, 'headline');
  return (
    <>
      <div className={classes.tiles} data-count={figures.length}>
        {figures.map((figure) => {
          const { metric, step, rate } = figure;
          const trend = BREAKDOWN_STAGES.find((stage) => stage === step);
          const values = trend === undefined ? [] : view.trend.map((point) => point[trend]);
          return (
            <Tile
              key={metric}
              metricId={metric}
              label={figure.name}
              value={figure.value}
              detail={
                rate ? (
                  <RateText rate={rate.value} />
                ) : figure.per === null ? (
                  'each counts once'
                ) : (
                  `for each of the ${figure.per}`
                )
              }
              notes={[...notesOf(figure), lastWords(values)].filter((note) => note !== '')}
              trend={values}
              onClick={() => drillStep(setting, step)}
            />
          );
        })}
      </div>
      {view.key === headlineKey(summary) && (
        <MetricTooltip metricId="expected_error">
          <p className={classes.linkWords} tabIndex={0}>
            {linkWords(summary)}
          </p>
        </MetricTooltip>
      )}
    </>
  );
}

const notesOf = ({ rate, span, expected }: LeadFigure): readonly string[] => [
  ...(rate ? [`of ${rate.of}`] : []),
  ...(expected ? [`expected: ${formatCount(expected.low)}–${formatCount(expected.high)}`] : []),
  ...(span ? [`open reviews: ${formatCount(span.low)}–${formatCount(span.high)}`] : []),
];

/** What the last snapshot has, and how that changed from the one before. These are rows, not leads. */
function lastWords(values: readonly number[]): string {
  const last = values.at(-1);
  const before = values.at(-2);
  return last === undefined || before === undefined
    ? ''
    : `last report: ${formatCount(last)} (${formatChange(last - before)})`;
}
