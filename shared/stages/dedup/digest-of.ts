import { sql, type Relation, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

/** A text that changes with the values of the columns in any row, not with the order of the rows. */
export async function digestOf(
  workspace: Workspace,
  from: Relation,
  columns: Sql,
  signal?: AbortSignal,
): Promise<string> {
  const result = await workspace.query(
    sql`select cast(count(*) as varchar) || ' ' || coalesce(cast(bit_xor(hash(${columns})) as varchar), '')
      || ' ' || coalesce(cast(sum(hash(${columns}, 1) % 1000000007) as varchar), '') from ${from}`,
    signal,
  );
  return String(result.rows()[0]?.[0]);
}
