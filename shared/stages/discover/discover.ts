import { cancelled } from '../../domain/fault';
import type { FileEntry, FileSource } from '../../ports/file-source';
import type { Parquet } from '../../ports/parquet';
import { compareNatural } from '../../domain/natural-order';
import { holdTheSame, mayHoldTheSame } from './same-content';
import { sniffFile, unreadableFile } from './sniff-file';
import type { SniffedFile, UnusableFile } from './sniffed-file';

/** The data files of a folder, each in exactly one of the three lists; all in natural order of their paths. */
export interface Discovery {
  /** Name of the folder. */
  readonly folder: string;
  readonly files: readonly SniffedFile[];
  /** Files with the same content as one of `files`, packed or encoded as it may be; that one is the first of them. */
  readonly duplicates: readonly { readonly file: SniffedFile; readonly duplicateOf: string }[];
  readonly unusable: readonly UnusableFile[];
}

const DATA_FILE = /\.(?:csv|tsv|txt|parquet)(?:\.gz)?$/i;

/** With a digest where another file has as many bytes, which is where content may repeat. */
async function withDigest(
  file: SniffedFile,
  sizes: ReadonlyMap<number, number>,
  source: FileSource,
  signal: AbortSignal | undefined,
): Promise<SniffedFile | UnusableFile> {
  if ((sizes.get(file.entry.bytes) ?? 0) < 2) return file;
  try {
    return { ...file, sha256: await source.sha256(file.entry.path, signal) };
  } catch (error) {
    return unreadableFile(file.entry, error);
  }
}

/** The first of `files` that holds the text of `file` in another encoding or packing. */
async function firstWithText(
  files: readonly SniffedFile[],
  file: SniffedFile,
  source: FileSource,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  for (const earlier of files) {
    if (mayHoldTheSame(earlier, file) && (await holdTheSame(source, earlier, file, signal))) {
      return earlier.entry.path;
    }
  }
  return undefined;
}

/**
 * Lists the data files of a folder (CSV, TSV, TXT, also packed with gzip, and Parquet) and looks into each.
 * @param onFile called before each file is looked at
 * @throws LeadlensError when the folder cannot be listed, or when cancelled
 */
export async function discover(
  source: FileSource,
  parquet: Parquet,
  signal?: AbortSignal,
  onFile?: (entry: FileEntry, done: number, total: number) => void,
): Promise<Discovery> {
  const listing = await source.list(signal);
  const entries = listing.files
    .filter((entry) => DATA_FILE.test(entry.path))
    .sort((x, y) => compareNatural(x.path, y.path));
  const sniffed: SniffedFile[] = [];
  const unusable: UnusableFile[] = listing.unreadable
    .filter(({ path }) => DATA_FILE.test(path))
    .map(({ path, reason }) => ({
      entry: { path, bytes: 0, modifiedAt: 0 },
      code: 'unreadable',
      message: `${path} cannot be opened: ${reason}`,
      hint: 'Check the rights of the file, or copy it into the folder.',
    }));
  for (const [done, entry] of entries.entries()) {
    if (signal?.aborted === true) throw cancelled();
    onFile?.(entry, done, entries.length);
    const file = await sniffFile(source, parquet, entry, signal);
    if ('code' in file) unusable.push(file);
    else sniffed.push(file);
  }
  const files: SniffedFile[] = [];
  const duplicates: { file: SniffedFile; duplicateOf: string }[] = [];
  const firstOf = new Map<string, string>();
  const sizes = new Map<number, number>();
  for (const { entry } of sniffed) sizes.set(entry.bytes, (sizes.get(entry.bytes) ?? 0) + 1);
  for (const plain of sniffed) {
    const file = await withDigest(plain, sizes, source, signal);
    if ('code' in file) {
      unusable.push(file);
      continue;
    }
    const sameBytes = file.sha256 === null ? undefined : firstOf.get(file.sha256);
    const first = sameBytes ?? (await firstWithText(files, file, source, signal));
    if (file.sha256 !== null) firstOf.set(file.sha256, first ?? file.entry.path);
    if (first === undefined) files.push(file);
    else duplicates.push({ file, duplicateOf: first });
  }
  return {
    folder: listing.folder,
    files,
    duplicates,
    unusable: unusable.sort((x, y) => compareNatural(x.entry.path, y.entry.path)),
  };
}
