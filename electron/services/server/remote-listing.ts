import type { FileEntryWithStats, Stats } from 'ssh2';
import { hasUnprintable, printableName } from '../../../shared/domain/printable';
import type { ServerPlace } from '../../../shared/domain/server-place';
import { compareText } from '../../../shared/domain/text-order';
import { faultOf } from '../../../shared/domain/fault';
import { MANIFEST_NAME } from '../../../shared/ports/file-source';
import { checkRelativePath } from '../file-policy';
import { isLeftOut } from '../folder-listing';
import type { Connection } from './connection';
import { ConnectionLost, noFolder, SFTP_STATUS, statusOf, tooMuch } from './server-faults';

/** A file on the server. */
export interface RemoteFile {
  /** Relative to the place, with `/`. */
  readonly path: string;
  /** As the server takes it. */
  readonly remotePath: string;
  readonly bytes: number;
  /** Seconds since 1970, as the server has it. */
  readonly modifiedAt: number;
}

/** Something on the server that is not fetched, with the reason as a sentence. */
export interface NotFetched {
  /** For people: what a terminal would obey in it stands as its code. */
  readonly path: string;
  readonly reason: string;
}

export interface RemoteListing {
  /** By path. */
  readonly files: ReadonlyMap<string, RemoteFile>;
  readonly refused: readonly NotFetched[];
}

/** Folders that are asked for at once. */
const AT_ONCE = 8;
const MOST_FILES = 200_000;
const DEEPEST = 32;
/** What the file systems that we know take in a name, in bytes. */
const LONGEST_NAME = 255;
/** How programs that upload call a file that is not whole yet. */
const UPLOADING = /\.(?:filepart|part|partial|uploading|upload|tmp|crdownload)$/i;

/** Where names that only differ in case or in how accents are made are one name. */
const foldsNames = (platform: string): boolean => platform === 'win32' || platform === 'darwin';

/** Why a name cannot be a name here; null where it can. */
export function reasonAgainstName(name: string, platform: string = process.platform): string | null {
  if (hasUnprintable(name)) return 'Its name has control characters. Rename it on the server.';
  if (name.includes('\uFFFD')) return 'Its name is not written in UTF-8. Rename it on the server.';
  if (name.includes('/')) return 'Its name would lead out of the folder.';
  try {
    checkRelativePath(name, platform);
  } catch (error) {
    const why = /is refused: (.*)\.$/.exec(faultOf(error).message)?.[1] ?? 'it is refused';
    return `Its name cannot be kept here: ${why}. Rename it on the server.`;
  }
  return Buffer.byteLength(name) > LONGEST_NAME
    ? 'Its name is too long to be kept here. Rename it on the server.'
    : null;
}

class RemoteWalk {
  readonly files = new Map<string, RemoteFile>();
  readonly refused: NotFetched[] = [];
  readonly #connection: Connection;
  readonly #place: ServerPlace;
  readonly #platform: string;
  #root = '';
  readonly #names = new Map<string, string>();

  constructor(connection: Connection, place: ServerPlace, platform: string) {
    this.#connection = connection;
    this.#place = place;
    this.#platform = platform;
  }

  async run(): Promise<void> {
    let first: readonly FileEntryWithStats[];
    try {
      this.#root = await this.#connection.realPath(this.#place.path);
      first = await this.#all(this.#root);
    } catch (error) {
      throw error instanceof ConnectionLost ? error : noFolder(this.#place, error);
    }
    let folders = await this.#entries('', first);
    for (let depth = 1; folders.length > 0; depth++) {
      if (depth > DEEPEST) throw tooMuch(this.#place, `folders in each other, more than ${String(DEEPEST)}`);
      const next: string[][] = [];
      for (let at = 0; at < folders.length; at += AT_ONCE) {
        next.push(
          ...(await Promise.all(folders.slice(at, at + AT_ONCE).map((folder) => this.#folder(folder)))),
        );
      }
      folders = next.flat();
    }
  }

  async #all(folder: string): Promise<readonly FileEntryWithStats[]> {
    const all: FileEntryWithStats[] = [];
    for await (const some of this.#connection.list(folder)) {
      all.push(...some);
      if (this.files.size + all.length > MOST_FILES)
        throw tooMuch(this.#place, `more than ${MOST_FILES.toLocaleString('en-US')} files`);
    }
    return all;
  }

  /** @returns the folders in it */
  async #folder(path: string): Promise<string[]> {
    try {
      return await this.#entries(`${path}/`, await this.#all(this.#at(path)));
    } catch (error) {
      this.#refuse(path, error);
      return [];
    }
  }

  async #entries(prefix: string, entries: readonly FileEntryWithStats[]): Promise<string[]> {
    const folders: string[] = [];
    const links: string[] = [];
    // As in a folder here: what Leadlens wrote is no input.
    if (entries.some(({ filename }) => filename === MANIFEST_NAME)) {
      if (prefix === '')
        this.refused.push({
          path: MANIFEST_NAME,
          reason: 'The folder is an export of Leadlens. Give the folder of the original files instead.',
        });
      return [];
    }
    for (const { filename: name, attrs } of [...entries].sort((a, b) =>
      compareText(a.filename, b.filename),
    )) {
      if (name === '.' || name === '..' || (isLeftOut(name) && !name.includes('/'))) continue;
      const reason = reasonAgainstName(name, this.#platform);
      if (reason !== null) {
        this.refused.push({ path: printableName(prefix + name), reason });
        continue;
      }
      if (attrs.isSymbolicLink()) links.push(prefix + name);
      else if (attrs.isDirectory()) folders.push(prefix + name);
      else this.#file(prefix + name, this.#at(prefix + name), attrs);
    }
    for (const link of links) await this.#link(link);
    return folders;
  }

  /** A link that stays inside is the file that it leads to; a linked folder is read at its own place. */
  async #link(path: string): Promise<void> {
    try {
      const real = await this.#connection.realPath(this.#at(path));
      const isInside = real.startsWith(this.#root.endsWith('/') ? this.#root : `${this.#root}/`);
      if (!isInside && real !== this.#root) {
        this.refused.push({
          path,
          reason: 'It is a link that leads out of the folder, which is not followed.',
        });
        return;
      }
      const stats = await this.#connection.stat(real);
      if (!stats.isDirectory()) this.#file(path, real, stats);
    } catch (error) {
      this.#refuse(path, error);
    }
  }

  #file(path: string, remotePath: string, stats: Stats): void {
    if (this.files.size + this.refused.length >= MOST_FILES)
      throw tooMuch(this.#place, `more than ${MOST_FILES.toLocaleString('en-US')} files`);
    if (!stats.isFile()) {
      this.refused.push({ path, reason: 'It is no regular file.' });
      return;
    }
    if (UPLOADING.test(path)) {
      this.refused.push({ path, reason: 'It has the name of an upload that is not done.' });
      return;
    }
    const folded = path.normalize('NFC').toLowerCase();
    const same = this.#names.get(folded);
    if (same !== undefined && foldsNames(this.#platform)) {
      this.refused.push({ path, reason: `Here its name is the same as ${same}. Rename it on the server.` });
      return;
    }
    this.#names.set(folded, path);
    this.files.set(path, { path, remotePath, bytes: stats.size, modifiedAt: stats.mtime });
  }

  #refuse(path: string, error: unknown): void {
    if (typeof statusOf(error) !== 'number') throw error;
    this.refused.push({ path, reason: reasonOf(error) });
  }

  #at(path: string): string {
    return this.#root.endsWith('/') ? this.#root + path : `${this.#root}/${path}`;
  }
}

/** Why the server does not give a file, as a sentence. @param error its answer */
export function reasonOf(error: unknown): string {
  const status = statusOf(error);
  if (status === SFTP_STATUS.noRight) return 'The user has no right to read it on the server.';
  if (status === SFTP_STATUS.noSuchFile) return 'It cannot be found on the server under its name.';
  return `The server answers with error ${String(status)}.`;
}

/**
 * Lists a place and all folders in it, without hidden files and projects. Links that lead out are not followed, names that
 * cannot be names here are refused, and both are said.
 * @param platform as `process.platform`: which names can be kept
 * @throws ConnectionLost; LeadlensError `server_folder`
 */
export async function listPlace(
  connection: Connection,
  place: ServerPlace,
  platform: string = process.platform,
): Promise<RemoteListing> {
  const walk = new RemoteWalk(connection, place, platform);
  await walk.run();
  return { files: walk.files, refused: walk.refused };
}
