import type { TableSize } from '../../contract/explore';
import type { AnyRelation } from '../../sql/model';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { TABLES } from './tables';

const isView = (relation: AnyRelation): boolean =>
  relation.source === 'select' && relation.materialized === 'view';

/**
 * How many rows the tables of the last run have, computed once a run. One after the other: what is computed when someone
 * looks takes its time, and others may ask in between.
 */
export function tableSizes(workspace: Workspace, signal: AbortSignal): Promise<readonly TableSize[]> {
  const tables = TABLES.filter((table) => workspace.has(table));
  return workspace.scratch.value('sizes', signal, async (until) => {
    const sizes: TableSize[] = [];
    for (const table of [...tables].sort((a, b) => Number(isView(a)) - Number(isView(b)))) {
      const counted = await workspace.read(
        sql`select ${lit(table.name)}, cast(count(*) as double) from ${table}`,
        until,
      );
      sizes.push({ name: table.name, rows: Number(counted.rows()[0]?.[1] ?? 0) });
    }
    return { value: sizes, cells: sizes.length, isPinned: true };
  });
}
