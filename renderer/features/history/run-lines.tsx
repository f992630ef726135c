import { Button, UnstyledButton } from '@mantine/core';
import { formatCountOf, formatMoment } from '../../../shared/charts/format';
import { runLines } from '../../../shared/charts/run-lines';
import { useOutcome } from '../../state/answers';
import { useKeptRuns } from '../../state/kept-runs';
import { keyOf } from '../../state/run-changes';
import { showPanel } from '../../state/panel';
import { Sparkline } from '../../ui/sparkline';
import classes from './history.module.css';

const openChanges = (): void => showPanel({ kind: 'changes' });

/** Each number of the headline over the runs that the open project keeps; nothing before there are two. */
export function RunLines() {
  const { runs, now } = useKeptRuns();
  const outcome = useOutcome();
  const shown = runs.slice(runs.findIndex(({ id }) => id === now));
  const [last] = shown;
  if (!outcome || !last || now === null || shown.length < 2) return null;
  return (
    <section className={classes.lines} aria-labelledby="over-runs">
      <div className={classes.head}>
        <h2 id="over-runs" className={classes.heading}>
          Over the last {formatCountOf(shown.length, 'run')}
        </h2>
        <span className={classes.muted}>
          <time dateTime={last.finishedAt}>{formatMoment(last.finishedAt)}</time>
        </span>
        <Button size="compact-xs" variant="default" onClick={openChanges}>
          What changed
        </Button>
      </div>
      <ul className={classes.list}>
        {runLines(shown, keyOf(outcome)).map(({ name, values, last: value, change }) => (
          <li key={name}>
            <UnstyledButton className={classes.line ?? ''} onClick={openChanges}>
              <span>{name}</span>
              {values.length > 1 ? <Sparkline values={values} /> : <span />}
              <span className={classes.value}>{value}</span>
              <span className={classes.change}>{change}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
