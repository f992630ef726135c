import type { HostAnswers, HostRequest } from '../../shared/contract/host';
import { faultOf } from '../../shared/domain/fault';
import { loggedMessage } from '../../shared/domain/log-words';
import { FolderWatch } from './folder-watch';
import type { Grants } from './grants';

/** Windows ask every few seconds: one that asked nothing for so long is gone. */
const GONE_AFTER_MS = 60_000;

interface Watched {
  readonly watch: FolderWatch;
  end: NodeJS.Timeout;
}

type Names = 'folderNow' | 'leaveFolder';

/** The host methods that say what is in the open folders: each is watched as long as a window asks for it. */
export function createFolderMethods(
  grants: Pick<Grants, 'pathOf'>,
  warn: (message: string) => void,
  goneAfterMs = GONE_AFTER_MS,
): {
  readonly methods: { readonly [M in Names]: (request: HostRequest<M>) => Promise<HostAnswers[M]> };
  /** Ends all watching. */
  readonly close: () => Promise<void>;
  /** How many folders are watched. */
  readonly watched: () => number;
} {
  const folders = new Map<string, Watched>();

  const leave = async (folder: string): Promise<void> => {
    const watched = folders.get(folder);
    folders.delete(folder);
    clearTimeout(watched?.end);
    await watched?.watch.close();
  };
  const endLater = (folder: string): NodeJS.Timeout =>
    setTimeout(() => {
      leave(folder).catch((error: unknown) => warn(loggedMessage(error)));
    }, goneAfterMs).unref();
  const watchOf = (folder: string): FolderWatch => {
    const known = folders.get(folder);
    clearTimeout(known?.end);
    const watch = known?.watch ?? new FolderWatch(folder, { warn });
    folders.set(folder, { watch, end: endLater(folder) });
    return watch;
  };

  return {
    methods: {
      async folderNow({ grantId, known }) {
        const watch = watchOf(grants.pathOf(grantId));
        try {
          const look = await watch.look();
          return { state: 'there', ...look, files: look.digest === known ? null : look.files };
        } catch (error) {
          return { state: 'away', fault: faultOf(error) };
        }
      },
      // Another window that has it open asks again soon: it is watched anew then.
      async leaveFolder({ grantId }) {
        await leave(grants.pathOf(grantId));
        return null;
      },
    },
    close: async () => {
      await Promise.all([...folders.keys()].map(leave));
    },
    watched: () => folders.size,
  };
}
