import { formatChange, formatCount } from '../../../shared/charts/format';
import { leadFigures, type LeadFigure } from '../../../shared/charts/lead-figures';
import { linkWords } from '../../../shared/charts/link-words';
import { REACHED_STEPS, type FunnelView } from '../../../shared/contract/funnel';
import { headlineKey } from '../../../shared/domain/headline';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import type { FunnelStep } from '../../../shared/domain/lead-quality';
import { MetricTooltip } from '../../ui/metric-tooltip';
import { RateText } from '../../ui/rate-text';
import { Tile } from '../../ui/tile';
import { ThingFrame } from '../notes/thing-frame';
import { leadFigure } from '../notes/things-of';
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
  const figures = leadFigures(
    { ...view.counts, price: view.price, priced: view.priced },
    view,
    'headline',
    view,
  );
  return (
    <>
      <div className={classes.tiles} data-count={figures.length}>
        {figures.map((figure) => {
          const { metric, step, rate } = figure;
          const values = rate ? reachedBy(view, step) : [];
          return (
            <ThingFrame key={metric} of={leadFigure(metric, setting)} title={figure.name} withMenu>
              <Tile
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
                marks={figure.marks}
                trend={values}
                onClick={() => drillStep(setting, step)}
              />
            </ThingFrame>
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

/** The number of a tile as it stood with each report, the last one what the tile shows; empty where it is not known. */
function reachedBy({ reached, counts }: FunnelView, step: FunnelStep): readonly number[] {
  const known = REACHED_STEPS.find((name) => name === step);
  if (known === undefined || reached === null) return [];
  const values = reached.map((point) => point[known]);
  return values.at(-1) === counts[step] ? values : [];
}

/** How the number of a tile changed with the last report. */
function lastWords(values: readonly number[]): string {
  const [before, last] = [values.at(-2), values.at(-1)];
  return last === undefined || before === undefined
    ? ''
    : `${formatChange(last - before)} with the last report`;
}
