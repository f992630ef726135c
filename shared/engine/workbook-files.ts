import { LeadlensError } from '../domain/fault';
import { joinBytes } from '../domain/join-bytes';
import type { FileEntry, FileSource } from '../ports/file-source';
import type { Sheet, Workbooks } from '../ports/workbooks';

const WORKBOOK = /\.xls[xm]$/i;
/** Packed bytes of a workbook that are taken into memory at most. */
const MOST_PACKED_BYTES = 200 * 2 ** 20;
/** Text of sheets that is kept for the next time it is asked for. */
const KEPT_BYTES = 64 * 2 ** 20;
const ROWS_AT_ONCE = 1000;
const CHUNK = 4 * 2 ** 20;

const quoted = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

function asCsv(rows: Sheet['rows']): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const lines = rows.slice(at, at + ROWS_AT_ONCE).map((row) => `${row.map(quoted).join(',')}\n`);
    parts.push(encoder.encode(lines.join('')));
  }
  return joinBytes(parts);
}

interface SheetText {
  readonly isHidden: boolean;
  readonly bytes: Uint8Array;
}

/** The sheets of one state of a workbook as CSV, by the paths under which they are read. */
interface Book {
  readonly entry: FileEntry;
  readonly sheets: ReadonlyMap<string, SheetText>;
}

/** One sheet with cells is the file itself; of several each has its name behind that of the file. */
function booksSheets(path: string, sheets: readonly Sheet[]): ReadonlyMap<string, SheetText> {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const isOne = filled.length <= 1;
  if (filled.length === 0) return new Map([[path, { isHidden: false, bytes: new Uint8Array() }]]);
  return new Map(
    filled.map(({ name, rows, isHidden }) => [
      isOne ? path : `${path}#${name}`,
      { isHidden, bytes: asCsv(rows) },
    ]),
  );
}

const isSame = (a: FileEntry, b: FileEntry): boolean => a.bytes === b.bytes && a.modifiedAt === b.modifiedAt;

/** The workbooks that were read last, as text. */
export class WorkbookCache {
  readonly #books = new Map<string, Book>();

  constructor(readonly workbooks: Workbooks) {}

  find(entry: FileEntry): Book | null {
    const book = this.#books.get(entry.path);
    return book && isSame(book.entry, entry) ? book : null;
  }

  keep(book: Book): void {
    this.#books.delete(book.entry.path);
    this.#books.set(book.entry.path, book);
    const size = ({ sheets }: Book): number =>
      [...sheets.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    let kept = [...this.#books.values()].reduce((sum, each) => sum + size(each), 0);
    for (const [path, oldest] of this.#books) {
      if (kept <= KEPT_BYTES || oldest === book) break;
      this.#books.delete(path);
      kept -= size(oldest);
    }
  }
}

/** A folder whose workbooks read like CSV files: `report.xlsx`, or `report.xlsx#Sheet` where it has several. */
class WorkbookFiles implements FileSource {
  /** The workbook in which each sheet is, by the sheet's path; filled by `list`. */
  #owners = new Map<string, FileEntry>();

  constructor(
    private readonly files: FileSource,
    private readonly cache: WorkbookCache,
  ) {}

  async list(signal?: AbortSignal): ReturnType<FileSource['list']> {
    const listing = await this.files.list(signal);
    const owners = new Map<string, FileEntry>();
    const entries: FileEntry[] = [];
    for (const entry of listing.files) {
      if (!WORKBOOK.test(entry.path)) {
        entries.push(entry);
        continue;
      }
      for (const sheet of await this.#entriesOf(entry, signal)) {
        entries.push(sheet);
        owners.set(sheet.path, entry);
      }
    }
    this.#owners = owners;
    return { ...listing, files: entries };
  }

  async stat(path: string): Promise<FileEntry> {
    const owner = this.#ownerOf(path);
    if (!owner) return this.files.stat(path);
    const now = await this.files.stat(owner.path);
    const bytes = await this.#textOf(path, now, undefined);
    return { path, bytes: bytes.length, modifiedAt: now.modifiedAt, storedBytes: now.bytes };
  }

  async read(path: string, start: number, end: number): Promise<Uint8Array> {
    const owner = this.#ownerOf(path);
    if (!owner) return this.files.read(path, start, end);
    return (await this.#textOf(path, owner, undefined)).slice(start, end);
  }

  async *stream(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const owner = this.#ownerOf(path);
    if (!owner) {
      yield* this.files.stream(path, signal);
      return;
    }
    const bytes = await this.#textOf(path, owner, signal);
    for (let at = 0; at < bytes.length; at += CHUNK) {
      signal?.throwIfAborted();
      yield bytes.subarray(at, at + CHUNK);
    }
  }

  sha256(path: string, signal?: AbortSignal): Promise<string> {
    return this.files.sha256(this.#ownerOf(path)?.path ?? path, signal);
  }

  /** The workbook of a sheet, as `list` saw it or, before that, by the path alone. */
  #ownerOf(path: string): FileEntry | null {
    const known = this.#owners.get(path);
    if (known) return known;
    const owner = /^(.*\.xls[xm])(?:#[^/]*)?$/i.exec(path)?.[1];
    return owner === undefined ? null : { path: owner, bytes: -1, modifiedAt: -1 };
  }

  /** A workbook that cannot be read stays in the list: who reads it is told why. */
  async #entriesOf(entry: FileEntry, signal: AbortSignal | undefined): Promise<readonly FileEntry[]> {
    try {
      const { sheets } = await this.#book(entry, signal);
      return [...sheets].map(([path, { bytes, isHidden }]) => ({
        ...entry,
        path,
        bytes: bytes.length,
        storedBytes: entry.bytes,
        ...(isHidden ? { isHiddenSheet: true } : {}),
      }));
    } catch (error) {
      if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
      return [entry];
    }
  }

  async #textOf(path: string, owner: FileEntry, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const entry = owner.bytes < 0 ? await this.files.stat(owner.path) : owner;
    const text = (await this.#book(entry, signal)).sheets.get(path);
    if (text) return text.bytes;
    throw new LeadlensError({
      kind: 'input',
      code: 'file_gone',
      message: `${path} is no longer there.`,
      hint: 'The workbook has other sheets now. Run again.',
      file: path,
    });
  }

  async #book(entry: FileEntry, signal: AbortSignal | undefined): Promise<Book> {
    const known = this.cache.find(entry);
    if (known) return known;
    if (entry.bytes > MOST_PACKED_BYTES) {
      throw new LeadlensError({
        kind: 'input',
        code: 'workbook_too_large',
        message: `${entry.path} holds more than is read of an Excel workbook.`,
        hint: 'Save its sheets as CSV (UTF-8): those are read whatever their size.',
        file: entry.path,
      });
    }
    const parts: Uint8Array[] = [];
    for await (const part of this.files.stream(entry.path, signal)) parts.push(part);
    const sheets = booksSheets(entry.path, await this.cache.workbooks.read(joinBytes(parts), entry.path));
    const book = { entry, sheets };
    this.cache.keep(book);
    return book;
  }
}

/** The files of a folder with the sheets of its workbooks among them, as CSV. The digest is that of the workbook. */
export const withWorkbooks = (files: FileSource, cache: WorkbookCache): FileSource =>
  new WorkbookFiles(files, cache);
