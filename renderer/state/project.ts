import type { ProjectLocation } from '../../shared/contract/host';
import { openDecisions } from './open-decisions';
import { windowId } from './window-id';
import { services } from './services';
import { useSession } from './session';

/** What the open project is called: as the reader says, else as its folder; null where none is open. */
export const useProjectName = (): string | null =>
  useSession(({ grant, settings }) => {
    if (!grant) return null;
    return settings && settings.projectName !== '' ? settings.projectName : grant.name;
  });

/** Where the project of an open folder is kept. */
export const projectPlace = (grantId: string): Promise<ProjectLocation> =>
  services().host.call('projectPlace', { grantId });

/** Moves the project with its decisions; null where the user closed the dialog. */
export async function moveProject(
  grantId: string,
  to: 'app' | 'beside' | 'chosen',
): Promise<ProjectLocation | null> {
  try {
    return await services().host.call('moveProject', { grantId, windowId: windowId(), to });
  } finally {
    // The log was closed for the move, however it ended.
    await openDecisions(grantId);
  }
}
