import type { TableSpec } from '../../../sql/model';
import type { FieldKinds } from '../values/column-evidence';

/** A table of text that holds the mapped columns of several files. */
export interface TextTable extends FieldKinds {
  readonly table: TableSpec;
  /** Where its numbers stand that are not written plainly; null where no field is a number. */
  readonly numbers: TableSpec | null;
}
