import { Button } from '@mantine/core';
import type { ServerKeyShown } from '../../../shared/contract/server-files';
import classes from './server-panel.module.css';

interface KeyShownProps {
  readonly shown: ServerKeyShown;
  readonly isAccepted: boolean;
  readonly onAccept: (fingerprint: string) => Promise<void>;
}

/** The key of a server as OpenSSH prints it, for the reader to compare; nothing is sent to the server before it is accepted. */
export function KeyShown({ shown, isAccepted, onAccept }: KeyShownProps) {
  const { type, fingerprint, known } = shown;
  const hasChanged = known !== null && known !== fingerprint;
  return (
    <div className={classes.key} data-bad={hasChanged && !isAccepted} role="status">
      <strong>
        {isAccepted
          ? 'The server answers, and its key is the one that you accepted.'
          : hasChanged
            ? 'The server shows another key than before.'
            : 'The server answers. You have not accepted its key yet.'}
      </strong>
      <code className={classes.fingerprint}>
        {fingerprint} ({type})
      </code>
      {hasChanged && !isAccepted && (
        <p>
          Before it was <code>{known}</code>. It may be another machine that takes its place. Accept it only
          if who runs the server confirms the new key.
        </p>
      )}
      {!isAccepted && (
        <>
          {!hasChanged && <p>Compare it with what the owner of the server says.</p>}
          <Button size="xs" variant="default" onClick={() => void onAccept(fingerprint)}>
            Accept this key
          </Button>
        </>
      )}
    </div>
  );
}
