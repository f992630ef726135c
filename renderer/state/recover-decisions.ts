import type { DecisionLogView } from '../../shared/contract/decision';
import { inTurn } from './decision-turns';
import { failDecisions, keepLog, tellDecisionsChanged, useDecisions } from './decisions';
import { saveAgain } from './judge';
import { readLog } from './open-decisions';
import { services } from './services';
import { windowId } from './window-id';

/** Asks again for the right to write: after someone else let go, or to take it. Then saves what could not be. */
export async function holdDecisions(takeOver: boolean): Promise<void> {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return;
  await inTurn(() => readLog(grantId, takeOver));
  tellDecisionsChanged();
  await saveAgain();
}

/** Puts aside what is damaged in the log, goes on in a fresh segment, and saves what could not be. */
export async function repairDecisions(): Promise<void> {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return;
  try {
    await inTurn(async () => {
      keepLog(await services().host.call('repairDecisions', { grantId, windowId: windowId() }));
    });
    tellDecisionsChanged();
    await saveAgain();
  } catch (error) {
    failDecisions(error);
  }
}

/** Reads the decisions of the open project once more, after that failed; the numbers follow when they are there. */
export async function readDecisionsAgain(): Promise<void> {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return;
  await inTurn(() => readLog(grantId, false));
  if (useDecisions.getState().log === null) return;
  useDecisions.setState({ fault: null });
  tellDecisionsChanged();
}

/** Takes in a log that came by another way. */
export function replaceLog(log: DecisionLogView): void {
  keepLog(log);
  tellDecisionsChanged();
}
