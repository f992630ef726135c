import { viewsOf, type ProjectSettings } from '../../shared/contract/project';
import { loadBoard } from './board';
import { followDecisions } from './decision-pulse';
import { settingsKept } from './keep-settings';
import { notify } from './notices';
import { loadNotes } from './notes';
import { areViewsKept } from './project-views';
import { services } from './services';
import { analyze, useSession } from './session';
import { changeInWords } from './settings-undo';

/** Shows what other windows wrote into the open project, when the reader comes back to this one. */
export function followOtherWindows(): void {
  window.addEventListener('focus', () => {
    void followProject();
  });
}

/** Reads once more all that another window may have written; where numbers change they are counted again, and it is said. */
export async function followProject(): Promise<void> {
  const { grant } = useSession.getState();
  if (!grant) return;
  await Promise.all([
    loadNotes(grant.grantId),
    loadBoard(grant.grantId),
    followDecisions(),
    followSettings(grant.grantId),
  ]);
}

async function followSettings(grantId: string): Promise<void> {
  // What this window changed last may be on its way.
  await settingsKept();
  let onDisk: ProjectSettings;
  try {
    onDisk = await services().host.call('loadProject', { grantId });
  } catch {
    // The screens say that the program does not answer; a file that cannot be read is said by the next change.
    return;
  }
  const { grant, settings } = useSession.getState();
  if (!settings || grant?.grantId !== grantId) return;
  const kept = areViewsKept() ? onDisk : { ...onDisk, ...viewsOf(settings) };
  const changed = differences(settings, kept);
  if (Object.keys(changed).length === 0) return;
  useSession.setState({ settings: kept });
  const views = new Set(Object.keys(viewsOf(kept)));
  const counting = Object.fromEntries(Object.entries(changed).filter(([name]) => !views.has(name)));
  if (Object.keys(counting).length === 0) return;
  notify({
    kind: 'settings',
    text: `Changed in another window: ${changeInWords(counting)}. Counting again.`,
  });
  await analyze();
}

/** What settings have otherwise than others. */
function differences(before: ProjectSettings, after: ProjectSettings): Partial<ProjectSettings> {
  const old = new Map(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(old.get(name)) !== JSON.stringify(value)),
  );
}
