import { formatCount } from '../../../shared/charts/format';
import { changeWords, reachedBy } from '../../../shared/charts/last-report';
import { leadFigures, type LeadFigure } from '../../../shared/charts/lead-figures';
import { linkWords } from '../../../shared/charts/link-words';
import type { FunnelView } from '../../../shared/contract/funnel';
import { headlineKey } from '../../../shared/domain/headline';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
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
                notes={[...notesOf(figure), rate ? changeWords(view, step) : ''].filter(
                  (note) => note !== '',
                )}
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
