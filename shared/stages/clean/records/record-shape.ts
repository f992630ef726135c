/** How the records below one header lie, and which of their fields are wanted. */
export interface RecordShape {
  /** Fields of a record, as the header has them. */
  readonly fieldCount: number;
  /** For each output column the index of the file's field; -1 where the file has none. */
  readonly fields: readonly number[];
  /** Indexes of the fields that say what a record is about: ids, days, campaigns. A total has none of them. */
  readonly keys: readonly number[];
}
