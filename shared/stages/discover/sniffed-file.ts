import type { FileForm } from '../../contract/project';
import type { FileEntry } from '../../ports/file-source';
import type { TextEncoding } from '../../domain/encoding';
import type { JsonColumn } from '../../domain/json-table';
import type { Preamble } from './preamble';
import type { Quoting } from '../../domain/split-text';

/** A file that looks like a table, as far as its first bytes tell. */
export interface SniffedFile extends Quoting {
  readonly entry: FileEntry;
  readonly format: 'csv' | 'parquet' | 'json';
  /** Where the values of a JSON file's columns stand, in the order of `headers`; empty for other files. */
  readonly jsonColumns: readonly JsonColumn[];
  readonly compression: 'gzip' | null;
  readonly encoding: TextEncoding;
  /** Length of the byte-order mark in the unpacked bytes. */
  readonly bomBytes: number;
  /** What was said of how its text is made. */
  readonly form?: FileForm;
  /** Length of the unpacked bytes; null: a packed file does not tell it. */
  readonly unpackedBytes: number | null;
  readonly delimiter: string;
  /** Lines above the header, or above the first record where there is no header. */
  readonly preambleLines: number;
  /** What these lines say: the range and the currency of a report. */
  readonly preamble: Preamble;
  /** Whether a record names the columns; where none does they are `column_1`, `column_2`, … */
  readonly hasHeader: boolean;
  /** Lines right below the header that give units in place of values. */
  readonly unitLines: number;
  /** The first lines of a text file, at most twelve, without their ends; none of JSON and Parquet. */
  readonly firstLines: readonly string[];
  /** Unique names: an empty one became `column_3`, a repeated one got a number. */
  readonly headers: readonly string[];
  /** Names that stood more than once in the header. */
  readonly duplicateHeaders: readonly string[];
  /** First records, at most 200, each as long as the header. */
  readonly sample: readonly (readonly string[])[];
  readonly headerOnly: boolean;
  /** Only where another file has as many bytes; null: not computed. */
  readonly sha256: string | null;
}

export type UnusableCode =
  | 'empty'
  | 'zip'
  | 'old_excel'
  | 'pdf'
  | 'not_text'
  | 'no_header'
  | 'no_json_records'
  | 'truncated_gzip'
  | 'bad_gzip'
  | 'unreadable'
  | 'not_read'
  | 'bad_parquet';

/** A data file that cannot be used, and the way out. */
export interface UnusableFile {
  readonly entry: FileEntry;
  readonly code: UnusableCode;
  readonly message: string;
  readonly hint: string;
}
