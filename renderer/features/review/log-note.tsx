import { Alert, Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { dismissDecisionFault, holdDecisions, repairDecisions, useDecisions } from '../../state/decisions';
import { FaultNote } from '../../ui/fault-note';
import classes from './review.module.css';

/** Why nothing can be decided here, or what went wrong with saving, each with the way out. */
export function LogNote() {
  const log = useDecisions((s) => s.log);
  const fault = useDecisions((s) => s.fault);
  const hold = log?.hold ?? null;
  const kept = (log?.problems ?? []).filter((problem) => problem.code === 'torn_tail');
  return (
    <>
      {fault && (
        <FaultNote fault={fault} onClose={dismissDecisionFault} onRetry={() => void holdDecisions(false)} />
      )}
      {hold && (
        <Alert
          className={classes.hold ?? ''}
          icon={<IconLock size={16} aria-hidden="true" />}
          title="Read only"
        >
          <p>
            {hold.message} {hold.hint}
          </p>
          <div className={classes.holdActions}>
            {hold.code === 'damaged' && <Button onClick={() => void repairDecisions()}>Repair</Button>}
            {hold.code === 'held' && (
              <Button variant="default" onClick={() => void holdDecisions(true)}>
                Take over
              </Button>
            )}
            {hold.canRetry && (
              <Button variant="default" onClick={() => void holdDecisions(false)}>
                Try again
              </Button>
            )}
          </div>
        </Alert>
      )}
      {kept.map((problem) => (
        <p key={problem.file} className={classes.standing}>
          {problem.message} {problem.keptAs !== null && `What is left of it is kept as ${problem.keptAs}.`}
        </p>
      ))}
    </>
  );
}
