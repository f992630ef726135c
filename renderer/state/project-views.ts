import type { ProjectViews } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import { keepOnDisk } from './keep-settings';
import { notifyFault } from './notices';
import { useSession } from './session';

let kept = true;

/** Whether what is shown is also kept; else it holds in this window alone. */
export const areViewsKept = (): boolean => kept;

/**
 * Changes how the data of the project are looked at: saved queries, columns, history, names. It changes no number, so that nothing
 * is run again. It shows at once; where it cannot be kept it holds while the window does, and a notice says so.
 * @param change gives the same each time: it is asked of what is shown, then of what is on disk, which another window may write
 */
export async function keepViews(change: (now: ProjectViews) => Partial<ProjectViews>): Promise<void> {
  const { grant, settings } = useSession.getState();
  if (!grant || !settings) return;
  useSession.setState({ settings: { ...settings, ...change(settings) } });
  try {
    await keepOnDisk(grant.grantId, change);
    kept = true;
  } catch (error) {
    kept = false;
    notifyFault('views', faultOf(error), { label: 'Try again', run: () => void keepViews(change) });
  }
}
