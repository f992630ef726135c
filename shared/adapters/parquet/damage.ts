/** What to do with a file of which a part is not as it says. */
const COPY_AGAIN = 'It may have been damaged or cut off. Export or copy it again.';

/** Why a Parquet file, or a column of it, is not read. The message is a clause without a full stop, and holds no data. */
export class ParquetDamage extends Error {
  /** What to do next. */
  readonly hint: string;
  /** The column, where it is about one. */
  readonly column: string | null;
  constructor(message: string, { hint = COPY_AGAIN, column = null as string | null } = {}) {
    super(message);
    this.name = 'ParquetDamage';
    this.hint = hint;
    this.column = column;
  }
}
