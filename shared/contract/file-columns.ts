import { z } from 'zod';

export const fileColumnsRequest = z.object({ file: z.string() });

/** What a text of a file was read as in the last run. */
export type Reading =
  /** A day, or a day and a time, in ISO form; a whole number; words, as they are compared. */
  | { readonly kind: 'date' | 'time' | 'number' | 'text'; readonly value: string }
  /** A decimal number, and an ISO 4217 code; null where the currency is not known. */
  | { readonly kind: 'money'; readonly value: string; readonly currency: string | null }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A key of leads, with what it is a hash of or by: `raw` is an e-mail or phone as such. */
  | { readonly kind: 'key'; readonly form: 'md5' | 'sha1' | 'sha256' | 'raw'; readonly value: string }
  | { readonly kind: 'unread'; readonly reason: string }
  /** Read, and of no use: an id that stands for nobody, a text that is no campaign, a value that says nothing. */
  | { readonly kind: 'nobody' | 'no_campaign' | 'nothing' }
  /** Its record was left out as one that sums up others. */
  | { readonly kind: 'left_out' };

export interface ColumnSample {
  /** Header of the file. */
  readonly column: string;
  /** The canonical field that was read from it; null where none was. */
  readonly field: string | null;
  /** Records in which the cell has a value: neither empty nor a text that means none. */
  readonly filled: number;
  /** The first different values, at most three. */
  readonly values: readonly {
    /** As it stands in the file, white space folded; of a long one the beginning. */
    readonly text: string;
    /** null where nothing was read from it. */
    readonly reading: Reading | null;
  }[];
}

/** The columns of one file of the last run, by its first records. */
export interface FileColumns {
  /** Records that were looked at. */
  readonly records: number;
  /** Whether these are all records that the file has. */
  readonly isWhole: boolean;
  /** Each header once, in the order of the file. */
  readonly columns: readonly ColumnSample[];
}
