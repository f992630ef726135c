import { ident, sql, type Sql } from '../../../sql/sql';

/** A state of an invoice as it is compared: `Requires capture` is `requires_capture`. */
export const foldState = (word: string): string => word.toLowerCase().replaceAll(/[_.-]/g, ' ');

/** The same of a column. */
export const foldedState = (column: string): Sql => sql`translate(lower(${ident(column)}), '_.-', '   ')`;
