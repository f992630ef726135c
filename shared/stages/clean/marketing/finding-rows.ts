import type { Finding } from '../../../domain/finding';
import { sourceOf, type SourceId } from '../../../domain/source';
import type { Cell } from '../../../ports/database';
import { raw, type Sql } from '../../../sql/sql';
import type { Profile } from '../../classify/profile-schema';

export type Profiles = Readonly<Record<SourceId, Profile>>;
/** The rows of a query, cell by cell. */
export type Read = (query: Sql) => Promise<readonly (readonly Cell[])[]>;

export const titleIn = (profiles: Profiles, value: Cell | undefined): string => {
  const source = sourceOf(value);
  return source === null ? String(value) : profiles[source].title;
};
export const filesOf = (value: Cell | undefined): readonly string[] => String(value).split('\n');

/** The paths of a group, in one text. */
export const FILES = raw('string_agg(distinct file, chr(10) order by file)');

/** A finding about the records that a row counts (its first cell) in its files (its second), unless there are none. */
export const when = (
  row: readonly Cell[] | undefined,
  make: (count: number, files: readonly string[]) => Finding,
): readonly Finding[] => (row && Number(row[0]) > 0 ? [make(Number(row[0]), filesOf(row[1]))] : []);
