import { formatChange, formatCount } from '../../../shared/charts/format';
import { leadFigures, type LeadFigure } from '../../../shared/charts/lead-figures';
import type { FunnelView } from '../../../shared/contract/funnel';
import { BREAKDOWN_STAGES } from '../../../shared/domain/lead-quality';
import { RateText } from '../../ui/rate-text';
import { Tile } from '../../ui/tile';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';
import type { Setting } from '../../state/lead-setting';

interface HeadlineProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

/** The numbers that people came for, each with its interval and what the open reviews can still change. */
export function Headline({ view, setting }: HeadlineProps) {
  const figures = leadFigures({ ...view.counts, price: view.price }, view.span, 'headline');
  return (
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
  );
}

const notesOf = ({ rate, span }: LeadFigure): readonly string[] => [
  ...(rate ? [`of ${rate.of}`] : []),
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
