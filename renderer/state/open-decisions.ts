import type { DecisionRecord } from '../../shared/domain/decision';
import { faultOf } from '../../shared/domain/fault';
import { written } from './decision-turns';
import { keepLog, NO_DECISIONS, tellDecisionsChanged, useDecisions } from './decisions';
import { services } from './services';
import { windowId } from './window-id';

const set = useDecisions.setState;
const get = useDecisions.getState;

/** Opens the decisions of a project. What stands in the way is kept as a fault: the project opens all the same. */
export async function openDecisions(grantId: string, takeOver = false): Promise<void> {
  if (get().grantId !== grantId) {
    // What is on its way to the log of the project before belongs there.
    await written();
    const before = get().grantId;
    if (before !== null && before !== grantId) void letGo(before);
    set({ ...NO_DECISIONS, grantId });
  }
  await readLog(grantId, takeOver);
}

const haveSameIds = (some: readonly DecisionRecord[], others: readonly DecisionRecord[]): boolean =>
  some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);

/** Reads how the log stands; where others wrote meanwhile the numbers follow. @param takeOver takes the right to write from who has it */
export async function readLog(grantId: string, takeOver: boolean): Promise<void> {
  try {
    const log = await services().host.call('openDecisions', { grantId, windowId: windowId(), takeOver });
    if (get().grantId !== grantId) return;
    const before = get().log;
    keepLog(log);
    if (before && !haveSameIds(before.records, log.records)) tellDecisionsChanged();
  } catch (error) {
    if (get().grantId === grantId) set({ log: null, fault: faultOf(error) });
  }
}

/** Another project is open now: other windows may write this one. */
async function letGo(grantId: string): Promise<void> {
  try {
    await services().host.call('closeDecisions', { grantId, windowId: windowId() });
  } catch {
    // Who wants to write it waits a minute, or takes over.
    return;
  }
}
