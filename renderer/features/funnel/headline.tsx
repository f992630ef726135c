import { formatChange, formatCount } from '../../../shared/charts/format';
import type { FunnelStep } from '../../../shared/domain/lead-quality';
import type { FunnelView, TrendPoint } from '../../../shared/contract/funnel';
import { METRICS } from '../../../shared/domain/metrics';
import { wilson, type Rate } from '../../../shared/domain/rate';
import { RateText } from '../../ui/rate-text';
import { Tile } from '../../ui/tile';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';
import type { Setting } from '../../state/lead-setting';

interface HeadlineProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

interface TileEntry {
  readonly step: FunnelStep;
  readonly rate: Rate | null;
  /** What the rate is a share of. */
  readonly of: string;
  readonly trend: keyof TrendPoint | null;
}

/** The numbers that people came for, each with its interval and what the open reviews can still change. */
export function Headline({ view, setting }: HeadlineProps) {
  const { counts, rates } = view;
  const tiles: readonly TileEntry[] = [
    { step: 'delivered', rate: null, of: '', trend: null },
    { step: 'matched', rate: rates.match, of: 'of delivered', trend: null },
    { step: 'appointment', rate: rates.appointment, of: 'of delivered', trend: 'appointment' },
    { step: 'demo', rate: rates.demo, of: 'of appointments', trend: 'demo' },
    { step: 'sale', rate: rates.sale, of: 'of demos', trend: 'sale' },
    { step: 'net_sale', rate: wilson(counts.net_sale, counts.sale), of: 'of sales', trend: null },
  ];
  return (
    <div className={classes.tiles}>
      {tiles.map(({ step, rate, of, trend }) => {
        const values = trend === null ? [] : view.trend.map((point) => Number(point[trend]));
        return (
          <Tile
            key={step}
            metricId={step}
            label={METRICS[step].name}
            value={formatCount(counts[step])}
            detail={rate ? <RateText rate={rate} /> : 'each counts once'}
            notes={[of, spanWords(view, step), lastWords(values)].filter((note) => note !== '')}
            trend={values}
            onClick={() => drillStep(setting, step)}
          />
        );
      })}
    </div>
  );
}

/** Lowest and highest that the open reviews can make of a number; silent where they change nothing. */
function spanWords(view: FunnelView, step: FunnelStep): string {
  if (!view.span || step === 'delivered') return '';
  const { low, high } = view.span[step];
  return low === high ? '' : `open reviews: ${formatCount(low)}–${formatCount(high)}`;
}

/** What the last snapshot has, and how that changed from the one before. These are rows, not leads. */
function lastWords(values: readonly number[]): string {
  const last = values.at(-1);
  const before = values.at(-2);
  return last === undefined || before === undefined
    ? ''
    : `last report: ${formatCount(last)} (${formatChange(last - before)})`;
}
