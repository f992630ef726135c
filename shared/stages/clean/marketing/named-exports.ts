import { datesInNames } from '../../../domain/date-in-name';
import { inNameOrder } from '../../../domain/name-order';
import { join, lit, raw, sql, type Sql } from '../../../sql/sql';

/** All files of a kind in the order of their names, each with the date that its name states. */
export type NamedExports = readonly (readonly [file: string, date: string | null])[];

/** @param dateOf what else than a day the name of a file states; null where it states nothing */
export function namedExports(
  files: readonly { readonly path: string }[],
  dateOf: (path: string, day: string | null) => string | null,
): NamedExports {
  const paths = files.map(({ path }) => path);
  const days = datesInNames(paths);
  return inNameOrder(paths).map((path) => [path, dateOf(path, days.get(path) ?? null)] as const);
}

const TYPES = { varchar: raw('varchar'), integer: raw('integer'), date: raw('date') } as const;

/** What depends on the file of a record alone; a single file needs no comparison. */
function byFile(
  exports: NamedExports,
  type: keyof typeof TYPES,
  of: (date: string | null, place: number) => string | number | null,
): Sql {
  const value = (at: number): Sql =>
    sql`cast(${lit(of(exports[at]?.[1] ?? null, at + 1))} as ${TYPES[type]})`;
  if (exports.length <= 1) return value(0);
  return sql`case file ${join(
    exports.map(([file], at) => sql`when ${lit(file)} then ${value(at)}`),
    raw(' '),
  )} end`;
}

/** The date that the name of the file of a record states. */
export const dateOfExport = (exports: NamedExports, type: 'varchar' | 'date'): Sql =>
  byFile(exports, type, (date) => date);

/** The place of the file of a record in the order of names: `x (1).csv` is behind `x.csv`, before `x (10).csv`. */
export const placeOfExport = (exports: NamedExports): Sql => byFile(exports, 'integer', (_, place) => place);
