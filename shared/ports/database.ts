/** A column handed to the database: text, or numbers that are no ids. */
export type ColumnValues =
  | { readonly type: 'text'; readonly values: readonly (string | null)[] }
  | { readonly type: 'integer'; readonly values: Int32Array | readonly (number | null)[] }
  | { readonly type: 'double'; readonly values: Float64Array | readonly (number | null)[] };

export type Cell = string | number | boolean | null;

/** A result, column by column. Dates, times and decimals must be cast to text in SQL; the adapter refuses others. */
export interface QueryResult {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rowCount: number;
  /** Values of column `index`; a typed array where the column is INTEGER or DOUBLE without nulls. */
  column(index: number): ArrayLike<Cell>;
  rows(): Cell[][];
}

/** What the engine needs of a database. One statement at a time; calls queue. */
export interface Database {
  /** Runs one statement and gives its result. Rejects with a `cancelled` fault soon after `signal` aborts. */
  query(sql: string, signal?: AbortSignal): Promise<QueryResult>;
  /** Parses one statement and looks its names up, without running it: null, or what the database has against it. */
  check(sql: string): Promise<string | null>;
  /** Makes `bytes` readable as the returned path (for `read_csv`) until `release`. The bytes are given away. */
  lend(name: string, bytes: Uint8Array): Promise<string>;
  release(path: string): Promise<void>;
  /** Appends columns of equal length to an existing table with these column names. */
  append(table: string, columns: Readonly<Record<string, ColumnValues>>): Promise<void>;
  /**
   * Holds what is stored from now on in less memory, for a fifth more time, where memory is all that it has. Only before the
   * first table.
   */
  compact(): Promise<void>;
  close(): Promise<void>;
}
