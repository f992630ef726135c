import type { ParquetShape } from '../ports/parquet';

/** What the engine asks of the thread that reads Parquet, over `shared/rpc`: one call at a time. */
export interface ReaderMethods {
  shape: { readonly request: string; readonly answer: ParquetShape };
  first: {
    readonly request: { readonly path: string; readonly columns: readonly string[]; readonly most: number };
    readonly answer: Readonly<Record<string, readonly (string | null)[]>>;
    /** It goes on; bytes that are made next, all at once. */
    readonly progress: number;
  };
  /** Its chunks are the rows as text, given away. */
  rows: {
    readonly request: { readonly path: string; readonly columns: readonly string[] };
    readonly answer: null;
    readonly progress: number;
    readonly chunk: Uint8Array;
  };
}

/** What the reader asks of the engine: the bytes of the file that it reads. */
export interface FileMethods {
  /** Bytes of the file. */
  size: { readonly request: string; readonly answer: number };
  read: {
    readonly request: { readonly path: string; readonly start: number; readonly end: number };
    readonly answer: Uint8Array;
  };
}
