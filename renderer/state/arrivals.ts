import { create } from 'zustand';
import { arrivalsOf, type Arrivals, type FolderLook, type SeenFile } from '../../shared/contract/folder-now';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { isGone } from './connection';
import { services } from './services';

interface ArrivalsState extends Arrivals {
  /** Of the folder as it was looked at last; null before it was. */
  readonly digest: string | null;
  /** The folder could not be looked at when it was read: nobody knows what came since. */
  readonly isUnsure: boolean;
  /** Why the folder cannot be looked at; null where it can. */
  readonly away: FaultDetails | null;
}

const NOTHING: ArrivalsState = {
  added: [],
  changed: [],
  gone: [],
  growing: [],
  digest: null,
  isUnsure: false,
  away: null,
};

/** What is in the open folder and not in the numbers on the screen. */
export const useArrivals = create<ArrivalsState>(() => NOTHING);

/** Whether something rests in the folder that an update would read. */
export const isWaiting = ({ added, changed, gone, isUnsure }: ArrivalsState): boolean =>
  isUnsure || added.length + changed.length + gone.length > 0;

const turns = new KeyedQueue();
const TURN = 'look';
let isAsking = false;
let folder: string | null = null;
/** As it was listed before the run that is shown; null before one ended, or where it could not be listed. */
let read: readonly SeenFile[] | null = null;
let last: FolderLook | null = null;

function show(look: FolderLook): void {
  last = look;
  useArrivals.setState({
    ...(read === null ? {} : arrivalsOf(read, look)),
    digest: look.digest,
    away: null,
  });
}

/** Asks what is in the folder now. Never rejects; null: it is not known. */
const look = (grantId: string): Promise<FolderLook | null> =>
  turns.run(TURN, async () => {
    if (folder !== grantId) return null;
    try {
      const now = await services().host.call('folderNow', { grantId, known: last?.digest ?? null });
      if (folder !== grantId) return null;
      if (now.state === 'away') {
        useArrivals.setState({ away: now.fault });
        return null;
      }
      const files = now.files ?? last?.files;
      if (!files) return null;
      const { digest, growing } = now;
      const seen = { digest, files, growing };
      show(seen);
      return seen;
    } catch (error) {
      const fault = faultOf(error);
      // That nobody answers is said of the whole window.
      if (folder === grantId && !isGone(fault)) useArrivals.setState({ away: fault });
      return null;
    }
  });

/** Begins to look at a folder, and ends to look at the one before. */
export function followFolder(grantId: string): void {
  const before = folder;
  if (before !== null && before !== grantId)
    void services()
      .host.call('leaveFolder', { grantId: before })
      // It ends by itself when nobody asks any more.
      .catch(() => null);
  folder = grantId;
  read = null;
  last = null;
  useArrivals.setState(NOTHING, true);
}

/** Looks at the open folder once more, where that is not on its way. Never rejects. */
export async function lookAtFolder(): Promise<void> {
  if (folder === null || isAsking) return;
  isAsking = true;
  await look(folder);
  isAsking = false;
}

/** The folder as a run that begins now will find it, or as it was just before; null where it cannot be looked at. */
export async function folderBeforeRun(): Promise<readonly SeenFile[] | null> {
  return folder === null ? null : ((await look(folder))?.files ?? null);
}

/** Takes what `folderBeforeRun` gave as read: the run that began then is the one that is shown. */
export function folderWasRead(files: readonly SeenFile[] | null): void {
  read = files;
  const { away } = useArrivals.getState();
  useArrivals.setState({ ...NOTHING, digest: last?.digest ?? null, isUnsure: files === null, away });
  if (last && away === null) show(last);
  void lookAtFolder();
}
