import type { EngineRequest } from '../../contract/engine';
import type { FigureValue } from '../../contract/grid';
import { commas, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { filteredRows } from './column-values';
import { gridSource } from './grid-source';
import { columnIn, type SourceColumn } from './relation-source';

/** Money is added up in whole cents. */
const sumOf = ({ kind, raw }: SourceColumn): Sql =>
  kind === 'money'
    ? sql`cast(coalesce(sum(cast(round(${raw} * 100) as bigint)), 0) as double) / 100`
    : sql`cast(coalesce(sum(${raw}), 0) as double)`;

/**
 * What numbers are of all rows of a query.
 * @returns in the order asked for; money in units of its currency, exact to the cent
 */
export async function readFigures(
  workspace: Workspace,
  { query, figures }: EngineRequest<'figures'>,
  signal: AbortSignal,
): Promise<readonly FigureValue[]> {
  if (figures.length === 0) return [];
  const source = gridSource(workspace, query);
  const asked = figures.map((figure) => ({ ...figure, of: columnIn(source, figure.column) }));
  const values = asked.map(({ take, of }) =>
    take === 'sum' ? sumOf(of) : sql`cast(count(distinct ${of.raw}) as double)`,
  );
  const result = await workspace.read(
    sql`select ${commas(values)} ${filteredRows(source, query.filters)}`,
    signal,
  );
  const [row = []] = result.rows();
  return asked.map(({ take, label, of }, index) => ({
    label,
    value: Number(row[index] ?? 0),
    kind: take === 'sum' && of.kind === 'money' ? 'money' : 'count',
  }));
}
