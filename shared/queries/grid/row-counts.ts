import type { AnyRelation } from '../../sql/model';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

const isTable = (relation: AnyRelation): boolean =>
  relation.source !== 'select' || relation.materialized === 'table';

/** How many rows each of these tables of the last run has, by name; without views, which are computed when they are read. */
export async function rowCounts(
  workspace: Workspace,
  relations: readonly AnyRelation[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const relation of relations.filter((each) => isTable(each) && workspace.has(each))) {
    const counted = await workspace.read(sql`select cast(count(*) as double) from ${relation}`, signal);
    counts.set(relation.name, Number(counted.rows()[0]?.[0] ?? 0));
  }
  return counts;
}
