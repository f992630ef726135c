import { isoDate } from '../../sql/dialect';
import type { AnyRelation, SqlType } from '../../sql/model';
import { ident, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import type { Parquet, ParquetField } from '../../ports/parquet';
import type { ExportChunk } from '../../contract/report';
import { shownIn } from './catalogues';
import { scanRows } from './scan-rows';

/** Dimensions, then facts. */
const STAR: readonly AnyRelation[] = shownIn('star');

/** Rows of a row group. */
const GROUP_ROWS = 50_000;

const PARQUET_TYPES: Readonly<Record<SqlType, ParquetField['type']>> = {
  VARCHAR: 'text',
  INTEGER: 'int32',
  BIGINT: 'int64',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** A column as the Parquet adapter takes it: nothing goes through a float on its way. */
function shownAs(name: string, type: SqlType): Sql {
  const column = sql`t.${ident(name)}`;
  switch (type) {
    case 'DATE':
      return sql`${isoDate(column)} as ${ident(name)}`;
    case 'TIMESTAMP':
      return sql`cast(epoch_us(${column}) as varchar) as ${ident(name)}`;
    case 'BIGINT':
      return sql`cast(${column} as varchar) as ${ident(name)}`;
    case 'VARCHAR':
    case 'INTEGER':
    case 'DOUBLE':
    case 'BOOLEAN':
      return sql`${column} as ${ident(name)}`;
  }
}

/** The tables of the star schema that the last run built. */
export const starTables = (workspace: Workspace): readonly AnyRelation[] =>
  STAR.filter((relation) => workspace.has(relation));

/** One table of the last run as a Parquet file, in row groups: the memory is that of one. @returns the bytes written */
export async function writeParquet(
  workspace: Workspace,
  parquet: Parquet,
  relation: AnyRelation,
  send: (chunk: Omit<ExportChunk, 'file'>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const columns = Object.entries(relation.columns);
  const file = await parquet.create(columns.map(([name, { type }]) => ({ name, type: PARQUET_TYPES[type] })));
  let written = 0;
  const write = async (bytes: Uint8Array, last: boolean): Promise<void> => {
    written += bytes.length;
    await send({ bytes, last });
  };
  const scan = {
    relation,
    shown: columns.map(([name, { type }]) => shownAs(name, type)),
    where: sql``,
    sort: [],
    pageRows: GROUP_ROWS,
  };
  for await (const page of scanRows(workspace, scan, signal)) {
    const values = columns.map((_, index) => Array.from(page.column(index)));
    await write(file.group(values), false);
  }
  await write(file.end(), true);
  return written;
}
