import { Button } from '@mantine/core';
import { showPanel } from '../../state/panel';
import { useSession } from '../../state/session';
import { Setting } from './setting-row';

/** The way to what the last run took. */
export function TimingSetting() {
  const isThere = useSession((s) => s.runId > 0);
  return (
    <Setting
      name="Timing of the last run"
      hint="What each stage, file and model took, with its rows, and what stood from a run before."
    >
      <Button variant="default" disabled={!isThere} onClick={() => showPanel({ kind: 'timing' })}>
        Show
      </Button>
    </Setting>
  );
}
