import type { EngineRequest } from '../../contract/engine';
import type { FoundRow } from '../../contract/explore';
import { ident, join, lit, raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import { columnIn } from './relation-source';
import { loweredText } from './grid-where';
import { orderKey, temporaryTable, withOrder } from './row-order';

/** The next row after `from`, or the one before it, in which one of the columns contains the text. */
export async function findRow(
  workspace: Workspace,
  { query, text, columns, from, direction }: EngineRequest<'find'>,
  signal: AbortSignal,
): Promise<FoundRow> {
  const source = gridSource(workspace, query);
  const wanted = lit(text.toLowerCase());
  const contains = join(
    columns.map((name) => sql`contains(${loweredText(columnIn(source, name).shown)}, ${wanted})`),
    raw(' or '),
  );
  const key = `find ${orderKey(query)} ${JSON.stringify([columns, text.toLowerCase()])}`;
  return workspace.scratch.with(
    key,
    signal,
    async (until) => {
      const matches = await withOrder(workspace, source, query, until, (rows) =>
        temporaryTable(
          workspace,
          sql`select t.ll_position from ${rows.all} where ${contains} order by 1`,
          until,
        ),
      );
      return { value: matches, cells: matches.rows, drop: matches.drop };
    },
    async ({ name, rows: matches }) => {
      const read = async (what: 'first' | 'last' | 'next' | 'previous'): Promise<number | null> => {
        const where =
          what === 'next'
            ? sql`where ll_position > ${lit(from)}`
            : what === 'previous'
              ? sql`where ll_position < ${lit(from)}`
              : sql``;
        const pick = what === 'next' || what === 'first' ? raw('min') : raw('max');
        const found = await workspace.read(
          sql`select cast(${pick}(ll_position) as double) from ${ident(name)} ${where}`,
          signal,
        );
        const position = found.rows()[0]?.[0] ?? null;
        return position === null ? null : Number(position);
      };
      const position = (await read(direction)) ?? (await read(direction === 'next' ? 'first' : 'last'));
      if (position === null) return { matches, position, ordinal: 0 };
      const before = await workspace.read(
        sql`select cast(count(*) as double) from ${ident(name)} where ll_position <= ${lit(position)}`,
        signal,
      );
      return { matches, position, ordinal: Number(before.rows()[0]?.[0] ?? 0) };
    },
  );
}
