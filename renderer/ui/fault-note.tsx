import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FaultDetails } from '../../shared/domain/fault';
import classes from './fault-note.module.css';
import { MarkedText } from './marked-text';

interface FaultNoteProps {
  readonly fault: FaultDetails;
  readonly onRetry?: (() => void) | undefined;
  /** What the way out is called, where it is not to try again. */
  readonly retryWords?: string | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** What says more than who must act. */
const BY_CODE: Readonly<Record<string, string>> = {
  host_unreachable: 'Leadlens does not answer',
  host_gone: 'Leadlens does not answer',
  wrong_door: 'Leadlens was started anew',
  engine_gone: 'The engine stopped',
  database_gone: 'The engine stopped',
  database_stuck: 'The engine starts again',
  out_of_memory: 'Out of memory',
};

const headline = (fault: FaultDetails): string => {
  const known = BY_CODE[fault.code];
  if (known !== undefined) return known;
  switch (fault.kind) {
    case 'input':
      return 'This needs a change';
    case 'environment':
      return 'This machine stood in the way';
    case 'cancelled':
      return 'Cancelled';
    case 'bug':
      return 'A mistake of Leadlens';
  }
};

/** What went wrong, where, and what to do next. */
export function FaultNote({ fault, onRetry, retryWords = 'Try again', onClose }: FaultNoteProps) {
  const named = fault.file !== undefined && !fault.message.includes(fault.file);
  return (
    <Alert
      role="alert"
      className={classes.note ?? ''}
      icon={<IconAlertTriangle size={16} aria-hidden="true" />}
      title={headline(fault)}
      withCloseButton={onClose !== undefined}
      closeButtonLabel="Close"
      {...(onClose ? { onClose } : {})}
    >
      <p className={classes.message}>
        <MarkedText text={fault.message} />
      </p>
      {(named || fault.column !== undefined) && (
        <p className={classes.place}>
          {named && <code>{fault.file}</code>}
          {fault.column !== undefined && (
            <span>
              {named ? ' · column ' : 'Column '}
              <em>{fault.column}</em>
            </span>
          )}
        </p>
      )}
      {fault.hint !== undefined && (
        <p className={classes.hint}>
          <MarkedText text={fault.hint} />
        </p>
      )}
      {onRetry && (
        <Button mt={8} variant="default" onClick={onRetry}>
          {retryWords}
        </Button>
      )}
    </Alert>
  );
}
