/** Writes whole files: nothing is seen under the final name before `commit`. */
export interface FileSink {
  /** Starts a file at a path relative to the sink's folder, with `/`. */
  open(path: string): Promise<OpenFile>;
}

export interface OpenFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the file durable and visible under its name. */
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}
