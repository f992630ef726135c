import { Button, Modal } from '@mantine/core';
import { formatCount, formatCountOf } from '../../../shared/charts/format';
import { useBeside } from '../../state/beside-project';
import { FaultNote } from '../../ui/fault-note';
import classes from './beside-question.module.css';

/** Whether a project that lies by the data is to be used: nothing is read from it before that is said. */
export function BesideQuestion() {
  const question = useBeside((s) => s.question);
  if (!question) return null;
  const { beside, fault, answer } = question;
  const { name, location, decisions, reviewers, changedSettings, trouble, canUse } = beside;
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Use the project that lies by these data?"
      size={520}
      radius="lg"
      transitionProps={{ duration: 80 }}
    >
      <p className={classes.words}>
        <strong>{name}</strong> was not made here, or not opened here before. Its settings and decisions
        change the numbers.
      </p>
      <dl className={classes.facts}>
        <dt>Place</dt>
        <dd>{location}</dd>
        <dt>Decisions</dt>
        <dd>
          {formatCount(decisions)}
          {reviewers.length > 0 && `, by ${reviewers.join(', ')}`}
        </dd>
        <dt>Settings</dt>
        <dd>{formatCountOf(changedSettings, 'differs', 'differ')} from those of a new project</dd>
      </dl>
      {trouble !== null && (
        <p className={classes.words} role="note">
          {trouble}
        </p>
      )}
      {fault && <FaultNote fault={fault} />}
      <div className={classes.answers}>
        <Button variant="default" onClick={() => answer(false)}>
          Begin without it
        </Button>
        <Button data-autofocus disabled={!canUse} onClick={() => answer(true)}>
          Use it
        </Button>
      </div>
      <p className={classes.after}>
        Nothing in it is changed or deleted where you begin without it. Its decisions can be taken in later:
        Review, History, Import.
      </p>
    </Modal>
  );
}
