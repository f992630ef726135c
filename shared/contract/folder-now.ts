import type { FaultDetails } from '../domain/fault';

/** A file as its folder lists it, without a look into it. */
export interface SeenFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** −1: it cannot be opened. */
  readonly bytes: number;
  /** Milliseconds since 1970 when its content last changed. */
  readonly modifiedAt: number;
}

/** What is in a folder at a moment. */
export interface FolderLook {
  /** Another text where anything came, went or changed. */
  readonly digest: string;
  readonly files: readonly SeenFile[];
  /** Files that came or changed a moment ago and may still be written. */
  readonly growing: readonly string[];
}

/** What a host says of a folder; `files` is null where they are those that the asker knows by their digest. */
export type FolderNow =
  | (Omit<FolderLook, 'files'> & { readonly state: 'there'; readonly files: FolderLook['files'] | null })
  /** It cannot be read now: a drive that is away, a folder that was renamed. */
  | { readonly state: 'away'; readonly fault: FaultDetails };

/** What a folder holds that was not read, as paths. */
export interface Arrivals {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Came or changed, and may still be written. */
  readonly growing: readonly string[];
}

const isSame = (a: SeenFile, b: SeenFile | undefined): boolean =>
  b?.bytes === a.bytes && b.modifiedAt === a.modifiedAt;

/**
 * What came, changed and went since a folder was read. A file that may still be written is neither added nor changed yet.
 * @param read what the folder listed before it was read
 */
export function arrivalsOf(
  read: readonly SeenFile[],
  { files, growing }: Pick<FolderLook, 'files' | 'growing'>,
): Arrivals {
  const known = new Map(read.map((file) => [file.path, file]));
  const there = new Set(files.map(({ path }) => path));
  const unfinished = new Set(growing);
  const other = files.filter((file) => !isSame(file, known.get(file.path)));
  const whole = other.filter(({ path }) => !unfinished.has(path)).map(({ path }) => path);
  return {
    added: whole.filter((path) => !known.has(path)),
    changed: whole.filter((path) => known.has(path)),
    gone: read.flatMap(({ path }) => (there.has(path) ? [] : [path])),
    growing: other.filter(({ path }) => unfinished.has(path)).map(({ path }) => path),
  };
}
