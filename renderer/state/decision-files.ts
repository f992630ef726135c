import type { DecisionImport } from '../../shared/contract/decision';
import { failDecisions, inTurn, replaceLog, useDecisions, windowId } from './decisions';
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
      replaceLog(done.log);
      return done;
    });
  } catch (error) {
    failDecisions(error);
    return null;
  }
}

/** All decisions as a file. @throws LeadlensError as the host does */
export const exportDecisions = async (
  format: 'csv' | 'log',
): Promise<{ readonly suggestedName: string; readonly bytes: Uint8Array } | null> => {
  const { grantId } = useDecisions.getState();
  if (grantId === null) return null;
  const { suggestedName, text } = await services().host.call('exportDecisions', { grantId, format });
  return { suggestedName, bytes: new TextEncoder().encode(text) };
};
