import type { GridQuery } from '../../contract/grid';
import { LeadlensError } from '../../domain/fault';
import type { AnyRelation } from '../../sql/model';
import { ident, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { relationNamed } from './catalogues';
import { noSuchPart, partOf } from './grid-scope';
import { rptLeadChanges } from '../lead-quality/lead-changes';
import { columnOf, relationSource, shownAs, type GridSource } from './relation-source';
import { TABLES } from './tables';
import { isResult, resultOf } from '../sql/user-results';

/** Finds a table of the catalogue. */
function relationOf(name: string): AnyRelation {
  if (name === rptLeadChanges.name) return rptLeadChanges;
  const relation = TABLES.find((table) => table.name === name) ?? relationNamed(name);
  if (!relation) throw unknownTable(name);
  return relation;
}

const unknownTable = (name: string): LeadlensError =>
  new LeadlensError({ kind: 'bug', code: 'unknown_table', message: `There is no table ${name}.` });

/** Finds what a grid query names. @throws LeadlensError `unknown_table`, or `result_gone` for a result of SQL */
export function gridSource(
  workspace: Workspace,
  { table: name, scope }: Pick<GridQuery, 'table' | 'scope'>,
): GridSource {
  const result = resultOf(workspace, name);
  if (!result && isResult(name)) {
    throw new LeadlensError({
      kind: 'input',
      code: 'result_gone',
      message: 'These rows are not there any more.',
      hint: 'Run the query, or open the file, again.',
    });
  }
  if (result) {
    if (scope.kind !== 'all') throw noSuchPart(`The result ${name} has no part that is ${scope.kind}.`);
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
  return relationSource(relation, partOf(scope, relation));
}
