import { inTurn } from './decision-turns';
import { useDecisions } from './decisions';
import { readLog } from './open-decisions';
import { services } from './services';
import { windowId } from './window-id';

/**
 * Says that this window is still there: one that only looks keeps the right to write decisions. Where another window has
 * it, this one shows so before anybody judges in vain, and follows what is decided there.
 */
export async function followDecisions(): Promise<void> {
  const { grantId, log } = useDecisions.getState();
  if (grantId === null || !log) return;
  if (log.hold === null && (await isStillMine(grantId))) return;
  await inTurn(async () => {
    if (useDecisions.getState().grantId === grantId) await readLog(grantId, false);
  });
}

async function isStillMine(grantId: string): Promise<boolean> {
  try {
    return await services().host.call('renewDecisions', { grantId, windowId: windowId() });
  } catch {
    // The host does not answer: the next decision says so, and keeps what was given. The next beat tries again.
    return true;
  }
}
