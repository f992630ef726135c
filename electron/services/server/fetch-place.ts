import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LeadlensError, throwIfCancelled } from '../../../shared/domain/fault';
import { serverAddress } from '../../../shared/domain/server-place';
import { compareText } from '../../../shared/domain/text-order';
import { userName } from '../user-name';
import { holderText, lockForWriting, type WriterLock } from '../writer-lock';
import { download, StillChanges } from './download';
import type { HostKey } from './host-key';
import { Mirror, mirrorFolder, NotKept } from './mirror';
import { MIRROR_FOLDER, type MirrorState } from './mirror-state';
import { listPlace, reasonOf, type NotFetched, type RemoteFile, type RemoteListing } from './remote-listing';
import { statusOf } from './server-faults';
import { Session, type SessionOptions } from './session';

/** A file whose size and time stay so long as they are is taken to be whole; times of servers are whole seconds. */
const RESTS_AFTER_MS = 2500;
/** Files that come at once: small ones wait for the way to the server and back only. */
const AT_ONCE = 4;
/** What is known of the mirror is written at least so often while files come. */
const SAVE_EVERY_MS = 5000;

export interface FetchProgress {
  readonly label: string;
  /** Bytes. */
  readonly done: number;
  readonly total: number;
}

export interface FetchOptions extends SessionOptions {
  /** Folder for the files; made where it is not there. */
  readonly mirror: string;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly restsAfterMs?: number;
  readonly now?: () => Date;
}

/** What a fetch did. */
export interface Fetched {
  /** The address, without anything secret. */
  readonly place: string;
  /** Real path of the folder with the files. */
  readonly mirror: string;
  readonly key: HostKey;
  /** The server was not known before: its key was taken as it came. */
  readonly isFirst: boolean;
  /** New or changed files that came, by path. */
  readonly came: readonly string[];
  readonly bytes: number;
  /** Here, and not on the server any more. */
  readonly gone: readonly string[];
  readonly refused: readonly NotFetched[];
  /** Come with a later fetch. */
  readonly waiting: readonly NotFetched[];
  /** Whether a run would say anything else than before: files came, or what is said of the server changed. */
  readonly isOther: boolean;
}

const inTheWay = (who: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'fetching_already',
    message: `Files of this place are being fetched already: ${who}.`,
    hint: 'Wait until that is done.',
  });

const GROWING = 'It is still being written on the server; it comes with a later fetch.';
const BROKEN_OFF = 'The fetch broke off before it came. Fetch again.';
const NOT_OURS = 'A file of this name that did not come from the server lies here. Move that one away.';

const byPath = (a: NotFetched, b: NotFetched): number => compareText(a.path, b.path);

type HereNow = Awaited<ReturnType<Mirror['here']>>;

class Fetch {
  readonly #options: FetchOptions;
  readonly #session: Session;
  readonly #mirror: Mirror;
  readonly #came: string[] = [];
  readonly #refused: NotFetched[] = [];
  readonly #growing: NotFetched[] = [];
  /** By path: what is still to come. */
  readonly #open = new Map<string, RemoteFile>();
  #bytes = 0;
  #total = 0;
  #savedAt = 0;

  constructor(options: FetchOptions, session: Session, mirror: Mirror) {
    this.#options = options;
    this.#session = session;
    this.#mirror = mirror;
  }

  async run(): Promise<Omit<Fetched, 'isFirst' | 'key'>> {
    const { state } = this.#mirror;
    const before = saidOf(state);
    const listing = await this.#list();
    const here = await this.#mirror.here();
    this.#refused.push(...listing.refused, ...this.#sort(listing, here));
    state.gone = this.#goneFrom(listing, here);
    try {
      // What comes is known before it is here, so that nothing of the server is ever taken for a file of somebody else.
      await this.#save();
      await this.#getAll();
    } finally {
      state.fetchedAt = (this.#options.now?.() ?? new Date()).toISOString();
      if (this.#came.length > 0) state.came = [...this.#came].sort(compareText);
      // A disk that is full takes no note either: then the one from before says what was to come.
      await this.#save().catch((error: unknown) => {
        if (this.#open.size === 0) throw error;
      });
    }
    const { place, gone, refused, waiting } = state;
    return {
      place,
      mirror: this.#mirror.root,
      came: [...this.#came].sort(compareText),
      bytes: this.#bytes,
      gone,
      refused,
      waiting,
      isOther: this.#came.length > 0 || saidOf(state) !== before,
    };
  }

  /** Lists the place; twice, with a pause, where files are to come: what changes meanwhile waits. */
  async #list(): Promise<RemoteListing> {
    const { place, restsAfterMs = RESTS_AFTER_MS, signal } = this.#options;
    this.#tell('Listing the files on the server');
    const first = await this.#session.use((connection) => listPlace(connection, place));
    this.#session.progressed();
    const here = await this.#mirror.here();
    const isQuiet = [...first.files.values()].every((file) =>
      this.#mirror.isCurrent(file, here.get(file.path)),
    );
    if (isQuiet) return first;
    await setTimeout(restsAfterMs, undefined, { signal }).catch(() => throwIfCancelled(signal));
    const second = await this.#session.use((connection) => listPlace(connection, place));
    this.#session.progressed();
    for (const [path, file] of second.files) {
      const before = first.files.get(path);
      const rests = before?.bytes === file.bytes && before.modifiedAt === file.modifiedAt;
      if (!rests && !this.#mirror.isCurrent(file, here.get(path)))
        this.#growing.push({ path, reason: GROWING });
    }
    return second;
  }

  /** Says which files are to come. @returns those that cannot */
  #sort({ files }: RemoteListing, here: HereNow): NotFetched[] {
    const growing = new Set(this.#growing.map(({ path }) => path));
    const known = this.#mirror.state.files;
    const cannot: NotFetched[] = [];
    for (const [path, file] of files) {
      if (this.#mirror.isCurrent(file, here.get(path)))
        known[path] = { bytes: file.bytes, modifiedAt: file.modifiedAt };
      else if (here.has(path) && !this.#mirror.cameFromServer(path)) cannot.push({ path, reason: NOT_OURS });
      else if (!growing.has(path)) {
        known[path] ??= null;
        this.#open.set(path, file);
        this.#total += file.bytes;
      }
    }
    return cannot;
  }

  /** What came once, lies here, and is not on the server; of folders that cannot be read nothing is known. */
  #goneFrom({ files, refused }: RemoteListing, here: HereNow): string[] {
    const known = this.#mirror.state.files;
    const isUnsure = (path: string): boolean =>
      refused.some((entry) => entry.path === path || path.startsWith(`${entry.path}/`));
    const gone = Object.keys(known).filter((path) => !files.has(path));
    for (const path of gone) if (!here.has(path)) Reflect.deleteProperty(known, path);
    return gone.filter((path) => here.has(path) && !isUnsure(path)).sort(compareText);
  }

  async #getAll(): Promise<void> {
    const queue = [...this.#open.values()];
    const worker = async (): Promise<void> => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        try {
          await this.#get(file);
        } catch (error) {
          // The others have no more to do.
          queue.length = 0;
          throw error;
        }
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  async #get(file: RemoteFile): Promise<void> {
    const { path } = file;
    const part = await this.#mirror.part(file);
    try {
      await this.#session.use((connection) =>
        download(connection, file, part, (count) => {
          this.#session.progressed();
          this.#bytes += count;
          this.#tell(path);
        }),
      );
      await part.commit();
      this.#mirror.state.files[path] = { bytes: file.bytes, modifiedAt: file.modifiedAt };
      this.#came.push(path);
    } catch (error) {
      await part.abort();
      if (error instanceof StillChanges) this.#growing.push({ path, reason: GROWING });
      else if (error instanceof NotKept) this.#refused.push({ path, reason: error.message });
      else if (typeof statusOf(error) === 'number') this.#refused.push({ path, reason: reasonOf(error) });
      else throw error;
    }
    this.#open.delete(path);
    if (Date.now() - this.#savedAt > SAVE_EVERY_MS) await this.#save();
  }

  async #save(): Promise<void> {
    const { state } = this.#mirror;
    this.#savedAt = Date.now();
    state.refused = [...this.#refused].sort(byPath);
    const open = [...this.#open.keys()].map((path) => ({ path, reason: BROKEN_OFF }));
    state.waiting = [...this.#growing, ...open].sort(byPath);
    await this.#mirror.save();
  }

  #tell(label: string): void {
    this.#options.onProgress?.({ label, done: this.#bytes, total: this.#total });
  }
}

const saidOf = ({ gone, refused, waiting }: MirrorState): string => JSON.stringify([gone, refused, waiting]);

/**
 * Fetches what is new or changed at a place into its mirror.
 * @throws LeadlensError `server_…`, `key_file`, `mirror_taken`, `fetching_already`, `write_failed`, `cancelled`: what came
 * until then is there, whole, and the mirror says what did not
 */
export async function fetchPlace(options: FetchOptions): Promise<Fetched> {
  const { place, signal } = options;
  const root = await mirrorFolder(options.mirror, place);
  const lock = await lockMirror(root);
  let session: Session | null = null;
  try {
    const mirror = await Mirror.open(root, place);
    session = await Session.begin(options);
    const fetched = await new Fetch(options, session, mirror).run();
    throwIfCancelled(signal);
    const { key, isFirst } = session;
    if (key === null) throw new Error(`${serverAddress(place)} was read without a key`);
    return { ...fetched, key, isFirst };
  } finally {
    await session?.end();
    await lock.release();
  }
}

async function lockMirror(root: string): Promise<WriterLock> {
  const locking = await lockForWriting(
    join(root, MIRROR_FOLDER, 'fetching.json'),
    userName(),
    () => new Date(),
  );
  if (locking.state === 'held') throw inTheWay(holderText(locking.holder));
  return locking.lock;
}
