/** A regular file in the opened folder. */
export interface FileEntry {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Size of the file on disk, where it is read as something else: a sheet of a workbook as text. */
  readonly storedBytes?: number;
  /** A sheet that programs for workbooks do not show. */
  readonly isHiddenSheet?: boolean;
  /** Milliseconds since 1970-01-01T00:00:00Z when the content last changed. */
  readonly modifiedAt: number;
}

/** Something in the folder that cannot be opened: no right to read it, a link that leads out, a name with control characters, … */
export interface UnreadableEntry {
  /** Relative to the folder; what a terminal would obey in it stands as its code. */
  readonly path: string;
  readonly reason: string;
  /** A folder: nothing is known of what is in it. */
  readonly isFolder?: boolean;
}

/** What is known of the server that the files of a folder come from. */
export interface FromServer {
  /** Its address, without anything secret. */
  readonly place: string;
  /** Files that are here and are not on the server any more. */
  readonly gone: readonly string[];
  /** What is on the server and cannot be fetched until somebody does something; `reason` is a sentence. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** What is on the server and comes later. */
  readonly waiting: readonly { readonly path: string; readonly reason: string }[];
}

export interface Listing {
  /** Name of the folder without its path. */
  readonly folder: string;
  readonly files: readonly FileEntry[];
  readonly unreadable: readonly UnreadableEntry[];
  /** Absent where the files do not come from a server. */
  readonly fromServer?: FromServer;
}

/** Read-only access to one folder. All methods throw `LeadlensError` of kind `input` when a file cannot be read. */
export interface FileSource {
  /**
   * Regular files, recursively, sorted by path; without hidden files, `*.leadlens/`
   * and folders that hold a Leadlens manifest.
   */
  list(signal?: AbortSignal): Promise<Listing>;
  /** Size and time as they are now. Throws `file_gone` when it is not there. */
  stat(path: string): Promise<FileEntry>;
  /** The bytes from `start` to before `end`; shorter at the end of the file. */
  read(path: string, start: number, end: number): Promise<Uint8Array>;
  /** The whole content in chunks, in order. */
  stream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** SHA-256 of the content, 64 lower-case hex digits. */
  sha256(path: string, signal?: AbortSignal): Promise<string>;
}

/** Name of the file that marks a folder as an export of Leadlens. */
export const MANIFEST_NAME = 'leadlens-manifest.json';
