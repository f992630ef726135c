import { createHash } from 'node:crypto';
import { mkdir, open, readdir, realpath, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LeadlensError } from '../../../shared/domain/fault';
import { serverAddress, type ServerPlace } from '../../../shared/domain/server-place';
import { renameDurably, syncFolder } from '../durable';
import { liesIn } from '../file-policy';
import { writeFault } from '../file-sink-node';
import { listFolder } from '../folder-listing';
import { isSamePlace, placeIn } from './mirror-place';
import {
  emptyState,
  MIRROR_FOLDER,
  PARTS_FOLDER,
  readMirrorState,
  writeMirrorState,
  type MirrorState,
} from './mirror-state';
import type { RemoteFile } from './remote-listing';
import { codeOf } from './server-faults';

/** Some file systems keep times to two seconds. */
const TIMES_DIFFER_S = 2;

/** What a file system says of one name, not of the disk: the other files can come all the same. */
const OF_THE_NAME: ReadonlySet<string> = new Set([
  'ENAMETOOLONG',
  'EINVAL',
  'EILSEQ',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOTEMPTY',
]);

/** A file that cannot be kept here under its name; `message` is a sentence. */
export class NotKept extends Error {}

const otherFiles = (mirror: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'mirror_taken',
    message: `The folder ${mirror}, into which the files would come, has other files in it.`,
    hint: 'Move it away, and fetch again.',
    file: mirror,
  });

const otherPlace = (mirror: string, place: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'mirror_taken',
    message: `The folder ${mirror} holds the files of another place, ${place}.`,
    hint: 'Move it away to begin with the files of this place, or give that place again.',
    file: mirror,
  });

/** What is known of the place; null: nothing came yet. @throws LeadlensError `mirror_taken`, and as `readJsonFile` does */
async function stateFor(root: string, place: ServerPlace): Promise<MirrorState | null> {
  const found = await readMirrorState(root);
  const known = found && placeIn(found.place);
  if (found && (known === null || !isSamePlace(known, place))) throw otherPlace(root, found.place);
  if (!found && (await readdir(root)).some((name) => name !== MIRROR_FOLDER)) throw otherFiles(root);
  return found;
}

/**
 * Makes the folder for the files of a place where it is not there.
 * @returns its real path
 * @throws LeadlensError `mirror_taken` where other files lie in it; `write_failed`, and as `readJsonFile` does
 */
export async function mirrorFolder(folder: string, place: ServerPlace): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeFault(folder, error);
  }
  const root = await realpath(folder);
  await stateFor(root, place);
  return root;
}

/**
 * A folder here with the files of a place. A file is written beside its place in a hidden folder, flushed to the disk, and
 * renamed: who reads the mirror sees a whole file or none.
 */
export class Mirror {
  readonly #root: string;
  readonly state: MirrorState;

  private constructor(root: string, state: MirrorState) {
    this.#root = root;
    this.state = state;
  }

  /** Its real path. */
  get root(): string {
    return this.#root;
  }

  /**
   * Opens the mirror of a place, and clears up what a fetch left that was killed. Only who holds its lock may.
   * @param root see `mirrorFolder`
   * @throws LeadlensError `mirror_taken`, `write_failed`, and as `readJsonFile` does
   */
  static async open(root: string, place: ServerPlace): Promise<Mirror> {
    const found = await stateFor(root, place);
    const parts = join(root, MIRROR_FOLDER, PARTS_FOLDER);
    try {
      await rm(parts, { recursive: true, force: true });
      await mkdir(parts, { recursive: true });
    } catch (error) {
      throw writeFault(root, error);
    }
    return new Mirror(root, { ...(found ?? emptyState('')), place: serverAddress(place) });
  }

  /** @throws LeadlensError `write_failed` */
  save(): Promise<void> {
    return writeMirrorState(this.#root, this.state);
  }

  /** What lies here now. @returns by path: bytes and milliseconds since 1970 */
  async here(): Promise<ReadonlyMap<string, { readonly bytes: number; readonly modifiedAt: number }>> {
    const { files } = await listFolder(this.#root);
    return new Map(files.map((file) => [file.path, file]));
  }

  /**
   * Whether a file is here as the server has it.
   * @param here what lies here under its path
   */
  isCurrent(
    file: RemoteFile,
    here: { readonly bytes: number; readonly modifiedAt: number } | undefined,
  ): boolean {
    if (here?.bytes !== file.bytes) return false;
    if (Math.abs(here.modifiedAt / 1000 - file.modifiedAt) > TIMES_DIFFER_S) return false;
    const known = this.#known(file.path);
    return known ? known.bytes === file.bytes && known.modifiedAt === file.modifiedAt : true;
  }

  /** Whether a file here came from the server: only such a file is replaced. */
  cameFromServer(path: string): boolean {
    return this.#known(path) !== undefined;
  }

  #known(path: string): MirrorState['files'][string] | undefined {
    return Object.hasOwn(this.state.files, path) ? this.state.files[path] : undefined;
  }

  /** Starts a file that is not seen before it is whole. @throws LeadlensError `write_failed` */
  async part(file: RemoteFile): Promise<Part> {
    const name = createHash('sha256').update(file.path).digest('hex');
    const place = join(this.#root, MIRROR_FOLDER, PARTS_FOLDER, name);
    try {
      return new Part(this.#root, file, place, await open(place, 'w'));
    } catch (error) {
      throw writeFault(file.path, error);
    }
  }
}

/** A file on its way. */
export class Part {
  /** Bytes that came. */
  length = 0;
  readonly #root: string;
  readonly #file: RemoteFile;
  readonly #temporary: string;
  readonly #handle: FileHandle;

  constructor(root: string, file: RemoteFile, temporary: string, handle: FileHandle) {
    this.#root = root;
    this.#file = file;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /** @throws LeadlensError `write_failed` */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, this.length);
        if (bytesWritten === 0) throw new Error('Nothing more could be written.');
        at += bytesWritten;
        this.length += bytesWritten;
      }
    } catch (error) {
      throw writeFault(this.#file.path, error);
    }
  }

  /**
   * Puts the whole file in its place, with the time that it has on the server.
   * @throws NotKept where its name cannot be here; LeadlensError `write_failed`
   */
  async commit(): Promise<void> {
    const { path, modifiedAt } = this.#file;
    const place = join(this.#root, ...path.split('/'));
    try {
      await this.#handle.utimes(modifiedAt, modifiedAt);
      await this.#handle.sync();
      await this.#handle.close();
      const made = await mkdir(dirname(place), { recursive: true });
      if (made !== undefined) await syncFolder(dirname(made));
      if (!liesIn(this.#root, await realpath(dirname(place))))
        throw new NotKept('Here its folder is a link that leads out.');
      await renameDurably(this.#temporary, place);
    } catch (error) {
      await this.abort();
      if (error instanceof NotKept) throw error;
      const isFolder = await stat(place).then(
        (stats) => stats.isDirectory(),
        () => false,
      );
      if (isFolder || OF_THE_NAME.has(codeOf(error)))
        throw new NotKept(
          isFolder
            ? 'Here a folder has its name.'
            : `The disk does not take it under its name (${codeOf(error)}). Rename it on the server.`,
        );
      throw writeFault(path, error);
    }
  }

  /** Leaves nothing of it. Never rejects: the next fetch clears up. */
  async abort(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#temporary, { force: true }).catch(() => undefined);
  }
}
