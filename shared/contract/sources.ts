import type { MoneyUnit } from '../domain/money';
import type { RemarkCounts } from '../domain/record-remarks';
import type { SourceId } from '../domain/source';
import type { FileForm } from './project';
import type { SnapshotPlace } from './summary';

export interface FieldMapping {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  readonly description: string;
  /** Header of the file that feeds the field; null when none does. */
  readonly column: string | null;
  readonly chosenBy: 'profile' | 'user' | 'none';
  /** In what the amounts of the column are written, where it is not their currency. */
  readonly unit?: Exclude<MoneyUnit, 'major'>;
  /** Further columns that fit the field as well and feed no other one, where nobody chose. */
  readonly rivals?: readonly string[];
  /** The column that was chosen for it and for another field, by its label, that has it. */
  readonly lost?: { readonly column: string; readonly to: string };
  /** Columns that by their header are this key and hold something else, where none feeds it. */
  readonly unlike?: readonly string[];
}

export interface SourceCandidate {
  readonly source: SourceId;
  readonly title: string;
  /** 0 … 1 */
  readonly score: number;
  /** Plain sentences: what spoke for and against. */
  readonly reasons: readonly string[];
}

export type FileStatus = 'read' | 'ignored' | 'duplicate' | 'unknown' | 'unusable' | 'needs_mapping';

/** One file of the folder as the Sources screen shows it. */
export interface FileReport extends RemarkCounts {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly status: FileStatus;
  /** Why the status is what it is, with the next step, where it is not `read`. */
  readonly statusReason: string | null;
  readonly source: SourceId | null;
  readonly sourceTitle: string | null;
  /** Which of the tables that the source exports it is, by the name of its layout; null where it is none in particular. */
  readonly layout: string | null;
  readonly chosenBy: 'profile' | 'user' | null;
  /** What of it is as was said of all files with these columns: what it is, or which column is which; null: nothing. */
  readonly asHeader: 'source' | 'columns' | null;
  readonly candidates: readonly SourceCandidate[];
  readonly format: {
    readonly kind: 'csv' | 'parquet' | 'json';
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly compression: 'gzip' | null;
    /** The character around fields; null where the file has none of its own. */
    readonly quote: string | null;
    /** The line of the header, from 1; 0: the file has none. */
    readonly headerLine: number;
    readonly preambleLines: number;
    readonly blankLines: number;
  } | null;
  /** What was said of how its text is made, of itself or of all files with its columns; null: nothing. */
  readonly form: FileForm | null;
  /** The first lines of a text file as they stand in it, at most twelve. */
  readonly firstLines: readonly string[];
  readonly headers: readonly string[];
  readonly mapping: readonly FieldMapping[];
  /** Columns that no field uses and that are kept to break leads down by, under the names that the user gave them. */
  readonly dimensions: readonly { readonly name: string; readonly column: string }[];
  /** First records as they are, at most five. */
  readonly preview: readonly (readonly string[])[];
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly rejectedRecords: number;
  readonly cellIssues: number;
  /** Decided date and number formats per canonical field, in words. */
  readonly decidedFormats: readonly { readonly field: string; readonly format: string }[];
  readonly snapshot: SnapshotPlace | null;
}

/** A source that is known, for mapping by hand. */
export interface SourceDescription {
  readonly source: SourceId;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly required: boolean;
    readonly description: string;
  }[];
}
