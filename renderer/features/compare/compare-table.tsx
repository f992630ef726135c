import { differenceWords, relativeChange, type SideNames } from '../../../shared/charts/compare-chart';
import { formatChange, formatCount } from '../../../shared/charts/format';
import type { ComparedCount, CompareView } from '../../../shared/contract/compare';
import type { EngineRequest } from '../../../shared/contract/engine';
import { METRICS } from '../../../shared/domain/metrics';
import { CardTitle } from '../../ui/card-title';
import { MetricTooltip } from '../../ui/metric-tooltip';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { RateText } from '../../ui/rate-text';
import classes from './compare.module.css';

type Which = EngineRequest<'compareDrill'>['which'];

interface CompareTableProps {
  readonly view: CompareView;
  readonly names: SideNames;
  readonly onOpen: (step: ComparedCount['step'], which: Which) => void;
}

const columns = (
  names: SideNames,
  areOthers: boolean,
  isKept: boolean,
  onOpen: CompareTableProps['onOpen'],
): readonly NumberColumn<ComparedCount>[] => [
  {
    label: 'Step',
    cell: ({ step }) => (
      <MetricTooltip metricId={step}>
        <span tabIndex={0}>{METRICS[step].name}</span>
      </MetricTooltip>
    ),
  },
  counted('a', names.a, onOpen),
  rated('a'),
  counted('b', names.b, onOpen),
  rated('b'),
  ...(areOthers
    ? [
        {
          label: 'Difference',
          cell: ({ difference }: ComparedCount) => difference && differenceWords(difference),
        },
      ]
    : isKept
      ? [CHANGE]
      : [CHANGE, counted('gained', 'gained', onOpen, '+'), counted('lost', 'lost', onOpen, '−')]),
];

/** A number whose leads can be opened. */
const counted = (
  which: Which,
  label: string,
  onOpen: CompareTableProps['onOpen'],
  sign = '',
): NumberColumn<ComparedCount> => ({
  label: label.charAt(0).toUpperCase() + label.slice(1),
  cell: (count) => (count[which] === 0 ? '0' : `${sign}${formatCount(count[which])}`),
  open: (count) =>
    count[which] === 0 || (which === 'a' && count.gained === null) ? null : () => onOpen(count.step, which),
  openName: (count) =>
    `${METRICS[count.step].name}, ${which === 'a' || which === 'b' ? `side ${which.toUpperCase()}` : which}: ${formatCount(count[which])}`,
});

const rated = (side: 'a' | 'b'): NumberColumn<ComparedCount> => ({
  label: 'Of delivered',
  cell: ({ rates }) => rates && <RateText rate={rates[side]} />,
});

const CHANGE: NumberColumn<ComparedCount> = {
  label: 'Change',
  cell: ({ a, b }) => {
    const relative = relativeChange(a, b);
    return (
      <>
        {formatChange(b - a)}
        {relative !== '' && <span className={classes.muted}> ({relative})</span>}
      </>
    );
  },
};

/** Both sides in numbers, and the leads that make the difference: every number opens its leads. */
export function CompareTable({ view, names, onOpen }: CompareTableProps) {
  const areOthers = view.sides.kind === 'periods';
  const isKept = view.counts.every(({ gained }) => gained === null);
  return (
    <section aria-labelledby="what-changed">
      <CardTitle
        id="what-changed"
        title="What changed"
        subtitle={
          areOthers
            ? 'the periods hold different leads: the difference of shares is in percentage points, with its 95 % interval'
            : isKept
              ? 'the totals of a run that was kept: which leads it counted is not known any more'
              : 'the same delivered leads on both sides: gained less lost is the change'
        }
      />
      <div className={classes.scroll} tabIndex={0} role="group" aria-label="What changed">
        <NumberTable
          columns={columns(names, areOthers, isKept, onOpen)}
          rows={view.counts}
          rowKey={({ step }) => step}
        />
      </div>
    </section>
  );
}
