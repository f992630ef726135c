import type { ProjectViews } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import { keepOnDisk } from './keep-settings';
import { notifyFault } from './notices';
import { useSession } from './session';

/**
 * Changes how the data of the project are looked at: saved queries, columns, history, names. It changes no number, so that nothing
 * is run again. It shows at once; where it cannot be kept it holds while the window does, and a notice says so.
 */
export async function keepViews(change: (now: ProjectViews) => Partial<ProjectViews>): Promise<void> {
  const { grant, settings } = useSession.getState();
  if (!grant || !settings) return;
  const changed = change(settings);
  useSession.setState({ settings: { ...settings, ...changed } });
  try {
    await keepOnDisk(grant.grantId, () => changed);
  } catch (error) {
    notifyFault('views', faultOf(error), { label: 'Try again', run: () => void keepViews(change) });
  }
}
