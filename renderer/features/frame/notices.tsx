import { analyze, dismissFault, relocateProject, useSession } from '../../state/session';
import { useOutcome } from '../../state/answers';
import { checkConnection, isGone, useConnection } from '../../state/connection';
import { useDecisions } from '../../state/decisions';
import { readDecisionsAgain } from '../../state/recover-decisions';
import { keepPreferences, usePreferences } from '../../state/preferences';
import { FaultNote } from '../../ui/fault-note';
import classes from './notices.module.css';
import { RunProgress } from './run-progress';

/** What every screen says above its content: a failed run, a first run under way, a fault of the host. */
export function Notices() {
  const run = useSession((s) => s.run);
  const fault = useSession((s) => s.fault);
  const canPick = useSession((s) => s.info?.canPickFolder ?? false);
  const keeping = usePreferences((p) => p.fault);
  const first = useOutcome() === null;
  const unread = useDecisions((s) => (s.log === null ? s.fault : null));
  const { fault: away, asking } = useConnection();
  const notes = [
    away && <FaultNote key="away" fault={away} onRetry={asking ? undefined : () => void checkConnection()} />,
    fault && !(away && isGone(fault)) && (
      <FaultNote
        key="host"
        fault={fault}
        onClose={dismissFault}
        {...(fault.code === 'data_moved' && canPick
          ? { onRetry: () => void relocateProject(), retryWords: 'Say where they are' }
          : {})}
      />
    ),
    unread && (
      <FaultNote
        key="decisions"
        fault={{
          ...unread,
          message: `The numbers are without what was decided: the decisions of the project could not be read. ${unread.message}`,
        }}
        onRetry={() => void readDecisionsAgain()}
      />
    ),
    keeping && <FaultNote key="preferences" fault={keeping} onRetry={() => void keepPreferences()} />,
    run.state === 'failed' && !(away && isGone(run.fault)) && (
      <FaultNote key="run" fault={run.fault} onRetry={() => void analyze()} retryWords="Run again" />
    ),
    run.state === 'running' && first && <RunProgress key="progress" progress={run.progress} />,
  ].filter(Boolean);
  return notes.length === 0 ? null : <div className={classes.notices}>{notes}</div>;
}
