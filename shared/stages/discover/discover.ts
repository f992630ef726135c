import { cancelled } from '../../domain/fault';
import type { FileEntry, FileSource, FromServer, Listing } from '../../ports/file-source';
import type { Parquet } from '../../ports/parquet';
import { compareNatural } from '../../domain/natural-order';
import { isOtherKind, whyLeftOut } from './left-out';
import { holdTheSame, mayHoldTheSame } from './same-content';
import { NOTHING_TOLD, sniffAsTold, type ToldForms } from './sniff-as-told';
import { unreadableFile } from './sniff-file';
import type { SniffedFile, UnusableFile } from './sniffed-file';

/** The files of a folder, each in exactly one of the lists; all in natural order of their paths. */
export interface Discovery {
  /** Name of the folder. */
  readonly folder: string;
  readonly files: readonly SniffedFile[];
  /** Files with the same content as one of `files`, packed or encoded as it may be; that one is the first of them. */
  readonly duplicates: readonly { readonly file: SniffedFile; readonly duplicateOf: string }[];
  readonly unusable: readonly UnusableFile[];
  /** Files that are not read and hold no data as far as can be seen, each with the reason. */
  readonly notRead: readonly NotRead[];
  /** Null where the files do not come from a server. */
  readonly fromServer: FromServer | null;
}

/** A file that is not read; `reason` goes on from its name. */
export interface NotRead {
  readonly path: string;
  readonly reason: string;
}

/** What `leadlens sample` writes beside its exports: the true numbers, which are no data of theirs. */
const SAMPLE_TRUTH = /(?:^|\/)truth(?:-links\.jsonl|-mess\.json|\.json)$/;

const DATA_FILE = /\.(?:(?:csv|tsv|txt|jsonl?|ndjson|parquet)(?:\.gz)?|xls[xm](?:#[^/]*)?)$/i;

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

/** Sorts what cannot be opened, and what is no data file, into what may hold data and what does not. */
async function lookAside(
  source: FileSource,
  listing: Listing,
): Promise<{ readonly unusable: readonly UnusableFile[]; readonly notRead: readonly NotRead[] }> {
  const unusable: UnusableFile[] = [];
  const notRead: NotRead[] = [];
  for (const { path, reason, isFolder } of listing.unreadable) {
    if (!isFolder && isOtherKind(path)) {
      notRead.push({ path, reason: `cannot be opened: ${reason}` });
      continue;
    }
    unusable.push({
      entry: { path, bytes: 0, modifiedAt: 0 },
      code: 'unreadable',
      message: `${path} cannot be opened: ${reason}`,
      hint: isFolder
        ? 'Nothing in it is read. Check its rights, or copy it into the folder.'
        : 'Check the rights of the file, or copy it into the folder.',
    });
  }
  for (const { path, reason } of listing.fromServer?.refused ?? [])
    if (isOtherKind(path)) notRead.push({ path, reason: `cannot be fetched: ${reason}` });
  for (const entry of listing.files) {
    if (DATA_FILE.test(entry.path) || SAMPLE_TRUTH.test(entry.path)) continue;
    try {
      const { reason, hint, looksLikeData } = await whyLeftOut(source, entry);
      if (looksLikeData) unusable.push({ entry, code: 'not_read', message: `${entry.path} ${reason}`, hint });
      else notRead.push({ path: entry.path, reason });
    } catch (error) {
      unusable.push(unreadableFile(entry, error));
    }
  }
  return { unusable, notRead };
}

/** What may hold data is told by itself; the rest is among the files that are not read. */
function serverOf({ fromServer }: Listing): FromServer | null {
  if (!fromServer) return null;
  const { refused } = fromServer;
  return { ...fromServer, refused: refused.filter(({ path }) => !isOtherKind(path)) };
}

const sheetOf = (file: SniffedFile): string => /\.xls[xm](#[^/]*)$/i.exec(file.entry.path)?.[1] ?? '';

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
 * Lists the files of a folder and looks into its data files: CSV, TSV, TXT, JSON, also packed with gzip, and Parquet.
 * @param onFile called before each file is looked at
 * @param told what the user says of how the text of files is made
 * @throws LeadlensError when the folder cannot be listed, or when cancelled
 */
export async function discover(
  source: FileSource,
  parquet: Parquet,
  signal?: AbortSignal,
  onFile?: (entry: FileEntry, done: number, total: number) => void,
  told: ToldForms = NOTHING_TOLD,
): Promise<Discovery> {
  const listing = await source.list(signal);
  const entries = listing.files
    .filter(({ path }) => DATA_FILE.test(path) && !SAMPLE_TRUTH.test(path))
    .sort((x, y) => compareNatural(x.path, y.path));
  const sniffed: SniffedFile[] = [];
  const aside = await lookAside(source, listing);
  const unusable = [...aside.unusable];
  const notRead = [...aside.notRead];
  for (const [done, entry] of entries.entries()) {
    if (signal?.aborted === true) throw cancelled();
    onFile?.(entry, done, entries.length);
    const file = await sniffAsTold(source, parquet, entry, signal, told);
    if (!('code' in file)) sniffed.push(file);
    else if (file.code === 'no_json_records')
      notRead.push({ path: entry.path, reason: file.message.slice(entry.path.length + 1) });
    else unusable.push(file);
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
    // The digest of a sheet is that of its workbook: only the same sheets of two workbooks are the same.
    const digest = file.sha256 === null ? null : file.sha256 + sheetOf(file);
    const sameBytes = digest === null ? undefined : firstOf.get(digest);
    const first = sameBytes ?? (await firstWithText(files, file, source, signal));
    if (digest !== null) firstOf.set(digest, first ?? file.entry.path);
    if (first === undefined) files.push(file);
    else duplicates.push({ file, duplicateOf: first });
  }
  return {
    folder: listing.folder,
    files,
    duplicates,
    unusable: unusable.sort((x, y) => compareNatural(x.entry.path, y.entry.path)),
    notRead: notRead.sort((x, y) => compareNatural(x.path, y.path)),
    fromServer: serverOf(listing),
  };
}
