import { Button, Progress as Bar, UnstyledButton, Popover } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import type { Progress } from '../../../shared/contract/run';
import type { FaultDetails } from '../../../shared/domain/fault';
import { formatCountOf, formatNumber } from '../../../shared/charts/format';
import { useOutcome } from '../../state/answers';
import { isWaiting, useArrivals } from '../../state/arrivals';
import { checkConnection, useConnection } from '../../state/connection';
import { useDecisions } from '../../state/decisions';
import { useUnseenChanges } from '../../state/run-changes';
import { useNavigation } from '../../state/navigation';
import { showPanel } from '../../state/panel';
import { readDecisionsAgain } from '../../state/recover-decisions';
import { cancelRun, useSession } from '../../state/session';
import { cancelSql, useSql } from '../../state/sql';
import { FaultNote } from '../../ui/fault-note';
import { ArrivedPill } from './arrived-pill';
import { stageInWords } from './stage-words';
import classes from './run-pill.module.css';

const shortly = (progress: Progress | null): string =>
  progress === null || progress.total === 0
    ? 'Running'
    : `Running ${String(Math.min(progress.done + 1, progress.total))} of ${String(progress.total)}`;

/** State of the run: a pill that names the stage, with cancel beside it while it runs. */
export function RunPill() {
  const run = useSession((s) => s.run);
  const isKept = useSession((s) => s.isKept);
  const isBehind = useSession((s) => s.isBehind);
  const arrivals = useArrivals();
  const outcome = useOutcome();
  const { fault: away, asking } = useConnection();
  const isQuerying = useSql((s) => s.run.state === 'running');
  // Explore itself shows that its query runs.
  const isElsewhere = useNavigation((s) => s.screen !== 'explore');
  const unread = useDecisions((s) => (s.log === null ? s.fault : null));
  // Whatever ran, nothing can be read or saved now: no number may look up to date.
  if (away && run.state !== 'running')
    return (
      <FaultPill
        words="Not connected"
        fault={away}
        onRetry={asking ? undefined : () => void checkConnection()}
      />
    );
  if (unread && run.state === 'done')
    return <FaultPill words="Without decisions" fault={unread} onRetry={() => void readDecisionsAgain()} />;
  if (isQuerying && isElsewhere && run.state === 'done') return <QueryPill />;
  switch (run.state) {
    case 'none':
      return null;
    case 'running':
      return (
        <div className={classes.running} role="status">
          <span className={classes.pill} data-state="running">
            <IconLoader2 size={14} className={classes.spin} aria-hidden="true" />
            {isKept ? (
              <KeptWords />
            ) : (
              <>
                <span>{shortly(run.progress)}</span>
                {run.progress && <span className={classes.stage}>{stageInWords(run.progress.stage)}</span>}
              </>
            )}
          </span>
          <Button variant="default" onClick={cancelRun}>
            Cancel
          </Button>
          <Bar
            className={classes.bar ?? ''}
            key={run.progress?.stage ?? 'start'}
            size={2}
            value={
              run.progress && run.progress.total > 0 ? (run.progress.done / run.progress.total) * 100 : 0
            }
            aria-label="Progress of the stage"
          />
        </div>
      );
    case 'done':
      if (isBehind) return <BehindPill />;
      if (arrivals.away) return <FaultPill words="Folder away" fault={arrivals.away} />;
      if (isWaiting(arrivals) || arrivals.growing.length > 0) return <ArrivedPill arrivals={arrivals} />;
      return (
        <div className={classes.running}>
          <span className={classes.pill} data-state="done" role="status">
            <IconCircleCheck size={14} aria-hidden="true" />
            Up to date
            {outcome && <span className={classes.stage}>{formatNumber(outcome.seconds)} s</span>}
          </span>
          <LookAtChanges />
        </div>
      );
    case 'cancelled':
      return (
        <span className={classes.pill} data-state="cancelled" role="status">
          <IconCircleX size={14} aria-hidden="true" />
          Cancelled
        </span>
      );
    case 'failed':
      return <FaultPill words="Failed" fault={run.fault} />;
  }
}

/** Decisions were taken since: the run that counts them on all screens begins when the reviewer pauses. */
const BehindPill = () => (
  <span className={classes.pill} data-state="running" role="status">
    <IconLoader2 size={14} aria-hidden="true" />
    Decisions to count
  </span>
);

/** What the last run changed and nobody has looked at yet. */
function LookAtChanges() {
  const count = useUnseenChanges();
  if (count === 0) return null;
  return (
    <UnstyledButton
      className={classes.pill ?? ''}
      data-state="look"
      onClick={() => showPanel({ kind: 'changes' })}
    >
      <IconAlertTriangle size={14} aria-hidden="true" />
      {formatCountOf(count, 'change')} to look at
    </UnstyledButton>
  );
}

/** A query of Explore is under way: what other screens ask is answered after it. */
const QueryPill = () => (
  <div className={classes.running} role="status">
    <span className={classes.pill} data-state="running">
      <IconLoader2 size={14} className={classes.spin} aria-hidden="true" />
      <span>Running the query of Explore</span>
    </span>
    <Button variant="default" onClick={cancelSql}>
      Cancel
    </Button>
  </div>
);

/** Said of the numbers of an earlier run, while what stands behind them is read again. */
const KeptWords = () => (
  <>
    <span>Unchanged since the last run</span>
    <span className={classes.stage}>reading the rows</span>
  </>
);

interface FaultPillProps {
  readonly words: string;
  readonly fault: FaultDetails;
  readonly onRetry?: (() => void) | undefined;
}

/** A pill that says what is wrong when it is pressed. */
function FaultPill({ words, fault, onRetry }: FaultPillProps) {
  return (
    <Popover position="bottom-end" width={380} shadow="md">
      <Popover.Target>
        <UnstyledButton className={classes.pill ?? ''} data-state="failed">
          <IconAlertTriangle size={14} aria-hidden="true" />
          {words}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <FaultNote fault={fault} onRetry={onRetry} />
      </Popover.Dropdown>
    </Popover>
  );
}
