import type { ColumnKind, GridQuery, GridTable } from '../contract/grid';
import { bug, LeadlensError } from '../domain/fault';
import { isoDate, isoTimestamp } from '../sql/dialect';
import type { AnyRelation } from '../sql/model';
import { ident, sql, type Sql } from '../sql/sql';
import type { Workspace } from '../sql/workspace';
import { gridTable, TABLES } from './tables';
import { isResult, resultOf } from './user-results';

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
const columnOf = (name: string): Sql => sql`t.${ident(name)}`;

/** Finds a table of the catalogue. */
function relationOf(name: string): AnyRelation {
  const relation = TABLES.find((table) => table.name === name);
  if (!relation) throw unknownTable(name);
  return relation;
}

const unknownTable = (name: string): LeadlensError =>
  new LeadlensError({ kind: 'bug', code: 'unknown_table', message: `There is no table ${name}.` });

function shownAs(kind: ColumnKind, raw: Sql): Sql {
  if (kind === 'date') return isoDate(raw);
  if (kind === 'timestamp') return isoTimestamp(raw);
  return raw;
}

/** Finds what a grid query names. @throws LeadlensError `unknown_table`, or `result_gone` for a result of SQL */
export function gridSource(workspace: Workspace, query: Pick<GridQuery, 'table'>): GridSource {
  const name = query.table;
  const result = resultOf(workspace, name);
  if (!result && isResult(name)) {
    throw new LeadlensError({
      kind: 'input',
      code: 'result_gone',
      message: 'This result is not there any more.',
      hint: 'Run the query again.',
    });
  }
  if (result) {
    return {
      table: result.table,
      relation: null,
      from: ident(result.physical),
      key: [],
      hasRowIds: true,
      columns: result.table.columns.map((column) => {
        const raw = columnOf(column.name);
        return result.asText.has(column.name)
          ? { name: column.name, kind: column.kind, shown: sql`cast(${raw} as varchar)`, raw }
          : { name: column.name, kind: column.kind, shown: shownAs(column.kind, raw), raw };
      }),
    };
  }
  const relation = relationOf(name);
  const table = gridTable(relation);
  return {
    table,
    relation,
    from: sql`${relation}`,
    key: relation.key,
    hasRowIds: !(relation.source === 'select' && relation.materialized === 'view'),
    columns: table.columns.map(({ name: column, kind }) => ({
      name: column,
      kind,
      shown: shownAs(kind, columnOf(column)),
      raw: columnOf(column),
    })),
  };
}

/** A column of a source. @throws LeadlensError when there is none of this name */
export function columnIn(source: GridSource, name: string): SourceColumn {
  const found = source.columns.find((column) => column.name === name);
  if (!found) throw bug(`Table ${source.table.name} has no column ${name}.`);
  return found;
}
