import type { ColumnKind, GridTable } from '../../contract/grid';
import { LeadlensError } from '../../domain/fault';
import { isoDate, isoTimestamp } from '../../sql/dialect';
import type { AnyRelation } from '../../sql/model';
import { ident, sql, type Sql } from '../../sql/sql';
import { gridTable } from './tables';

/** A column as SQL: how it is shown (text, number or boolean) and what it is compared and sorted by. */
export interface SourceColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly shown: Sql;
  readonly raw: Sql;
}

/** Anything that a grid can page: a table of the catalogue, or the result of a user's SQL. */
export interface GridSource {
  readonly table: GridTable;
  /** The table of the catalogue; null for a result. */
  readonly relation: AnyRelation | null;
  /** What rows are taken from. */
  readonly from: Sql;
  /** Columns that make the order total; empty where rows keep the order in which they lie. */
  readonly key: readonly string[];
  /** Whether its rows have numbers of their own (`rowid`): a view's have none. */
  readonly hasRowIds: boolean;
  readonly columns: readonly SourceColumn[];
}

/** A column of the relation `t`. */
export const columnOf = (name: string): Sql => sql`t.${ident(name)}`;

/** A value as text, number or boolean. */
export function shownAs(kind: ColumnKind, raw: Sql): Sql {
  if (kind === 'date') return isoDate(raw);
  if (kind === 'timestamp') return isoTimestamp(raw);
  return raw;
}

/** A table of the catalogue, or with `part` some of its rows. */
export function relationSource(relation: AnyRelation, part: Sql | null = null): GridSource {
  const table = gridTable(relation);
  const isView = relation.source === 'select' && relation.materialized === 'view';
  return {
    table,
    relation,
    from: part ?? sql`${relation}`,
    key: relation.key,
    hasRowIds: part === null && !isView,
    columns: table.columns.map(({ name, kind }) => ({
      name,
      kind,
      shown: shownAs(kind, columnOf(name)),
      raw: columnOf(name),
    })),
  };
}

/** A column of a source. @throws LeadlensError when there is none of this name */
export function columnIn(source: GridSource, name: string): SourceColumn {
  const found = source.columns.find((column) => column.name === name);
  if (!found)
    throw new LeadlensError({
      kind: 'bug',
      code: 'unknown_column',
      message: `Table ${source.table.name} has no column ${name}.`,
    });
  return found;
}
