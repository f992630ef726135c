import type { DecisionImport } from '../../shared/contract/decision';
import { inTurn } from './decision-turns';
import { failDecisions, useDecisions } from './decisions';
import { replaceLog } from './recover-decisions';
import { windowId } from './window-id';
import { saveBytes } from './exports';
import { services } from './services';

/** Takes in a colleague's decisions beside the own ones. @returns null where it failed, and `fault` says why */
export async function importDecisions(file: File): Promise<DecisionImport | null> {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return null;
  try {
    const text = await file.text();
    return await inTurn(async () => {
      const done = await services().host.call('importDecisions', {
        grantId,
        windowId: windowId(),
        name: file.name,
        text,
      });
      // Nothing new: what is on the screen is right, and nothing runs.
      if (done.added > 0) replaceLog(done.log);
      return done;
    });
  } catch (error) {
    failDecisions(error);
    return null;
  }
}

/**
 * Saves all decisions of the project as CSV or as the log that another Leadlens takes in.
 * @returns the name it was saved under; null where no project is open or the dialog was closed
 * @throws LeadlensError as the host does
 */
export async function saveDecisions(format: 'csv' | 'log'): Promise<string | null> {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return null;
  const { suggestedName, text } = await services().host.call('exportDecisions', { grantId, format });
  return saveBytes(suggestedName, new TextEncoder().encode(text));
}
