import { UnstyledButton } from '@mantine/core';
import { differenceWords, relativeChange, type SideNames } from '../../../shared/charts/compare-chart';
import { formatChange, formatCount } from '../../../shared/charts/format';
import type { ComparedCount, CompareView } from '../../../shared/contract/compare';
import type { EngineRequest } from '../../../shared/contract/engine';
import { METRICS } from '../../../shared/domain/metrics';
import { CardTitle } from '../../ui/card-title';
import { MetricTooltip } from '../../ui/metric-tooltip';
import { RateText } from '../../ui/rate-text';
import classes from './compare.module.css';

type Which = EngineRequest<'compareDrill'>['which'];

interface CompareTableProps {
  readonly view: CompareView;
  readonly names: SideNames;
  readonly onOpen: (step: ComparedCount['step'], which: Which) => void;
}

/** Both sides in numbers, and the leads that make the difference: every number opens its leads. */
export function CompareTable({ view, names, onOpen }: CompareTableProps) {
  const areOthers = view.sides.kind === 'periods';
  return (
    <section aria-labelledby="what-changed">
      <CardTitle
        id="what-changed"
        title="What changed"
        subtitle={
          areOthers
            ? 'the periods hold different leads: the difference of shares is in percentage points, with its 95 % interval'
            : 'the same delivered leads on both sides: gained less lost is the change'
        }
      />
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="What changed">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">{names.a}</th>
              <th scope="col">Of delivered</th>
              <th scope="col">{names.b}</th>
              <th scope="col">Of delivered</th>
              {areOthers ? (
                <th scope="col">Difference</th>
              ) : (
                <>
                  <th scope="col">Change</th>
                  <th scope="col">Gained</th>
                  <th scope="col">Lost</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {view.counts.map((count) => (
              <Row key={count.step} count={count} areOthers={areOthers} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly count: ComparedCount;
  readonly areOthers: boolean;
  readonly onOpen: CompareTableProps['onOpen'];
}

function Row({ count, areOthers, onOpen }: RowProps) {
  const { step, rates } = count;
  const number = (which: Which, sign = '') => (
    <UnstyledButton
      disabled={count[which] === 0}
      aria-label={`${METRICS[step].name}, ${which === 'a' || which === 'b' ? `side ${which.toUpperCase()}` : which}: ${formatCount(count[which])}`}
      onClick={() => onOpen(step, which)}
    >
      {count[which] === 0 ? '0' : `${sign}${formatCount(count[which])}`}
    </UnstyledButton>
  );
  const relative = relativeChange(count.a, count.b);
  return (
    <tr>
      <th scope="row">
        <MetricTooltip metricId={step}>
          <span tabIndex={0}>{METRICS[step].name}</span>
        </MetricTooltip>
      </th>
      <td>{number('a')}</td>
      <td>{rates && <RateText rate={rates.a} />}</td>
      <td>{number('b')}</td>
      <td>{rates && <RateText rate={rates.b} />}</td>
      {areOthers ? (
        <td>{count.difference && differenceWords(count.difference)}</td>
      ) : (
        <>
          <td>
            {formatChange(count.b - count.a)}
            {relative !== '' && <span className={classes.muted}> ({relative})</span>}
          </td>
          <td>{number('gained', '+')}</td>
          <td>{number('lost', '−')}</td>
        </>
      )}
    </tr>
  );
}
