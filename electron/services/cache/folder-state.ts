import { isDeepStrictEqual } from 'node:util';
import type { FileSource, FromServer, UnreadableEntry } from '../../../shared/ports/file-source';
import { openFolder } from '../folder-files';
import { markFile, markSurroundings, trustedDevice, type FileMark } from './file-marks';

/** A folder as it stands, without a look into its files. */
export interface FolderState {
  readonly realPath: string;
  readonly files: readonly FileMark[];
  readonly unreadable: readonly UnreadableEntry[];
  /** Null: the files do not come from a server. */
  readonly fromServer: FromServer | null;
  /** See `markSurroundings`. */
  readonly surroundings: string;
  /** Of this state only: it remembers digests by size and time. */
  readonly source: FileSource;
}

/** SHA-256 by path. */
export type Digests = ReadonlyMap<string, string>;

/**
 * Looks at a folder: the same files that a run sees.
 * @param restsAfterMs see `markFile`
 * @throws LeadlensError `folder_unreadable`, and as the file system does where a file goes away meanwhile
 */
export async function lookAt(
  folder: string,
  signal: AbortSignal,
  restsAfterMs?: number,
): Promise<FolderState> {
  const { realPath, files: source } = await openFolder(folder);
  const trusted = await trustedDevice(realPath);
  const { files, unreadable, fromServer = null } = await source.list(signal);
  const paths = files.map(({ path }) => path);
  return {
    realPath,
    files: await Promise.all(paths.map((path) => markFile(realPath, path, trusted, restsAfterMs))),
    unreadable,
    fromServer,
    surroundings: await markSurroundings(
      realPath,
      paths,
      unreadable.map(({ path }) => path),
    ),
    source,
  };
}

/**
 * Reads and digests some files of a folder.
 * @throws LeadlensError `file_changed` and other faults of reading
 */
export async function digestsOf(
  { source }: FolderState,
  files: readonly FileMark[],
  signal: AbortSignal,
): Promise<Digests> {
  const digests = new Map<string, string>();
  for (const { path } of files) digests.set(path, await source.sha256(path, signal));
  return digests;
}

const whatIsSaid = ({ realPath, files, unreadable, fromServer, surroundings }: FolderState): unknown => ({
  realPath,
  files: files.map(({ path, mark }) => [path, mark]),
  unreadable,
  fromServer,
  surroundings,
});

/** Whether the system says the same of two looks at a folder: nothing in it came, went, or changed its times between them. */
export const isUntouched = (before: FolderState, after: FolderState): boolean =>
  isDeepStrictEqual(whatIsSaid(before), whatIsSaid(after));
