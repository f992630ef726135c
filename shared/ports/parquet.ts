import type { FileSource } from './file-source';

export interface ParquetShape {
  readonly rows: number;
  readonly rowGroups: number;
  /** Leaf columns in file order with their logical type in words: `string`, `int64`, `timestamp(ms)`, … */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What a reader needs of the folder. */
export type ParquetSource = Pick<FileSource, 'stat' | 'read'>;

/** Reads Parquet files in pieces. Faults are of kind `input` and name the file. */
export interface ParquetReader {
  shape(source: ParquetSource, path: string, signal?: AbortSignal): Promise<ParquetShape>;
  /**
   * The named columns as CSV in pieces of whole records, after a line with their names; every value as text: dates and
   * times in ISO 8601, integers and decimals with all their digits, null as an empty field.
   */
  rows(
    source: ParquetSource,
    path: string,
    columns: readonly string[],
    signal?: AbortSignal,
  ): AsyncIterable<Uint8Array>;
  /**
   * The first rows of the named columns, of the first row group at most. A column that cannot be read is null in all of
   * them: nobody may need it, and whoever reads it hears why.
   */
  first(
    source: ParquetSource,
    path: string,
    columns: readonly string[],
    most: number,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, readonly (string | null)[]>>>;
}

/** Writes Parquet files in pieces. */
export interface ParquetWriter {
  /** Starts a Parquet file that is written one row group at a time (all columns nullable; Snappy). */
  create(fields: readonly ParquetField[]): Promise<ParquetFile>;
}

export type Parquet = ParquetReader & ParquetWriter;

/** Encodes one table as a whole Parquet file (all columns nullable; Snappy). */
export interface ParquetEncoder {
  encode(columns: readonly ParquetColumn[]): Uint8Array;
}

export interface ParquetField {
  readonly name: string;
  /** `int32`, `int64` and `timestamp` take whole numbers as text; a timestamp counts microseconds of wall-clock time. */
  readonly type: 'text' | 'date' | 'timestamp' | 'int32' | 'int64' | 'double' | 'boolean';
}

/** A Parquet file in the making. Each method gives the bytes that come next. */
export interface ParquetFile {
  /** A row group: one list of values for each field, of equal length. Dates as ISO text. */
  group(values: readonly (readonly (string | number | boolean | null)[])[]): Uint8Array;
  end(): Uint8Array;
}

export type ParquetColumn =
  | { readonly name: string; readonly type: 'text'; readonly values: readonly (string | null)[] }
  | {
      readonly name: string;
      readonly type: 'date' | 'timestamp';
      readonly values: readonly (string | null)[];
    }
  | {
      readonly name: string;
      readonly type: 'integer' | 'double';
      readonly values: readonly (number | null)[];
    }
  | { readonly name: string; readonly type: 'boolean'; readonly values: readonly (boolean | null)[] };
