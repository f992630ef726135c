import type { FolderGrant } from '../../shared/contract/host';
import type { ProjectSettings } from '../../shared/contract/project';
import { LeadlensError } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { services } from './services';

const turns = new KeyedQueue();
const TURN = 'settings';

/** Waits until no setting is on its way to the disk. */
export const settingsKept = (): Promise<void> => turns.idle(TURN);

/**
 * Keeps settings of a project on disk, when all that was asked before is there.
 * @param change gives what is to change of the settings as they are on disk then: another window may have changed them
 * @param take is given all settings as they are on disk then, before the next change is asked
 * @throws LeadlensError as the host does
 */
export const keepOnDisk = (
  grantId: string,
  change: (now: ProjectSettings) => Partial<ProjectSettings>,
  take: (kept: ProjectSettings) => void = () => undefined,
): Promise<void> =>
  turns.run(TURN, async () => {
    const { host } = services();
    const settings = change(await host.call('loadProject', { grantId }));
    take(await host.call('saveProject', { grantId, settings }));
  });

/** Why settings are not changed any more: the reader went on to another folder. */
export const otherProject = ({ name }: FolderGrant): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'other_project',
    message: `${name} was left before its settings could be changed.`,
    hint: `Open ${name} again and change them there.`,
  });
