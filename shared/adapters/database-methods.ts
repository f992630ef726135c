/** What the engine's thread asks of the thread of the database, over `shared/rpc`. */
export interface DatabaseMethods {
  /** Runs one statement; its result as Arrow IPC chunks. */
  query: { readonly request: string; readonly answer: readonly Uint8Array[] };
  /** What the database has against a statement, null where nothing. */
  check: { readonly request: string; readonly answer: string | null };
  /** The path under which the bytes can be read. */
  lend: { readonly request: { readonly name: string; readonly bytes: Uint8Array }; readonly answer: string };
  /** Takes back what was lent under a path. */
  release: { readonly request: string; readonly answer: null };
  /** Appends rows, as Arrow IPC streams. */
  append: {
    readonly request: { readonly table: string; readonly streams: readonly Uint8Array[] };
    readonly answer: null;
  };
  /** Holds what is stored from now on in less memory. */
  compact: { readonly request: null; readonly answer: null };
  close: { readonly request: null; readonly answer: null };
}
