import type { SourceId } from '../../../domain/source';
import type { CellIssues } from '../records/cell-issues';

/** What was done to values that were read, or would be lost on the way: always said, with how many. */
export type ValueNoteKind =
  /** A date that stands for nothing: `example` is which. */
  | 'placeholder'
  /** A spreadsheet's number of a day. */
  | 'serial'
  /** An id written as a number that has lost nothing (`1001.0`, `1,001`). */
  | 'repaired_id'
  /** Ids of a file that get back the zeros that other files have before them. */
  | 'padded_id'
  /** A state that is written by its name, or with dots: it is read as its code. */
  | 'state_code'
  /** Dates that lie far after all others of the file; `example` is the last. */
  | 'implausible';

/** Values of one column of one file. */
export interface ValueNote {
  /** Canonical field. */
  readonly field: string;
  readonly kind: ValueNoteKind;
  /** How such a value is written; null where it was not kept. */
  readonly example: string | null;
  readonly values: number;
}

/** Counts notes of one file. */
export class ValueNotes {
  readonly #notes = new Map<
    string,
    { field: string; kind: ValueNoteKind; example: string | null; values: number }
  >();

  /** @param example placeholders are counted apart by it, others together */
  add(field: string, kind: ValueNoteKind, example: string | null, values = 1): void {
    const key = `${field}\n${kind}\n${kind === 'placeholder' ? (example ?? '') : ''}`;
    const note = this.#notes.get(key);
    if (note) note.values += values;
    else this.#notes.set(key, { field, kind, example, values });
  }

  list(): readonly ValueNote[] {
    return [...this.#notes.values()];
  }
}

/** The values of one file that were read with care, or not at all. */
export interface FileValues {
  readonly path: string;
  readonly source: SourceId;
  readonly notes: readonly ValueNote[];
  readonly issues: CellIssues;
}
