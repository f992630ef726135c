import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { formatCount } from '../../../shared/charts/format';
import { dismissDecisionFault, letGoOfUnsaved, useDecisions } from '../../state/decisions';
import { holdDecisions, repairDecisions } from '../../state/recover-decisions';
import { FaultNote } from '../../ui/fault-note';
import classes from './log-note.module.css';
import { Note } from './note';

const unsavedWords = (count: number): string =>
  count === 1 ? '1 decision is not saved' : `${formatCount(count)} decisions are not saved`;

/** Why nothing can be decided here, or what could not be saved, each with the way out. One note at a time. */
export function LogNote() {
  const log = useDecisions((s) => s.log);
  const fault = useDecisions((s) => s.fault);
  const unsaved = useDecisions((s) => s.unsaved.reduce((sum, { judgements }) => sum + judgements.length, 0));
  const kept = (log?.problems ?? []).filter((problem) => problem.code === 'torn_tail');
  return (
    <>
      {log?.hold ? (
        <Held unsaved={unsaved} hold={log.hold} />
      ) : unsaved > 0 ? (
        <NotSaved unsaved={unsaved} />
      ) : (
        log !== null &&
        fault && (
          <FaultNote fault={fault} onClose={dismissDecisionFault} onRetry={() => void holdDecisions(false)} />
        )
      )}
      {kept.map((problem) => (
        <Note key={problem.file}>
          {problem.message} {problem.keptAs !== null && `What is left of it is kept as ${problem.keptAs}.`}
        </Note>
      ))}
    </>
  );
}

/** This window may not write. */
function Held({
  unsaved,
  hold,
}: {
  readonly unsaved: number;
  readonly hold: NonNullable<NonNullable<ReturnType<typeof useDecisions.getState>['log']>['hold']>;
}) {
  const save = unsaved > 0 ? ' and save' : '';
  return (
    <Alert
      role="alert"
      icon={<IconLock size={16} aria-hidden="true" />}
      title={unsaved > 0 ? `Read only. ${unsavedWords(unsaved)}` : 'Read only'}
    >
      <div className={classes.holdBody}>
        <p>
          {hold.message} {hold.hint}
          {hold.holder !== null && !hold.message.includes(hold.holder) && ` Held by ${hold.holder}.`}
        </p>
        <div className={classes.holdActions}>
          {hold.code === 'damaged' && <Button onClick={() => void repairDecisions()}>Repair{save}</Button>}
          {hold.code === 'held' && <Button onClick={() => void holdDecisions(true)}>Take over{save}</Button>}
          {hold.canRetry && (
            <Button variant="default" onClick={() => void holdDecisions(false)}>
              Try again
            </Button>
          )}
          {unsaved > 0 && <LeaveOpen />}
        </div>
      </div>
    </Alert>
  );
}

/** This window may write, and could not. */
function NotSaved({ unsaved }: { readonly unsaved: number }) {
  const fault = useDecisions((s) => s.fault);
  return (
    <Alert
      role="alert"
      className={classes.notSaved ?? ''}
      icon={<IconAlertTriangle size={16} aria-hidden="true" />}
      title={unsavedWords(unsaved)}
    >
      <div className={classes.holdBody}>
        <p>
          {fault?.message} {fault?.hint} Until saved they do not count.
        </p>
        <div className={classes.holdActions}>
          <Button onClick={() => void holdDecisions(false)}>Save again</Button>
          <LeaveOpen />
        </div>
      </div>
    </Alert>
  );
}

const LeaveOpen = () => (
  <Button variant="default" onClick={letGoOfUnsaved}>
    Leave open
  </Button>
);
