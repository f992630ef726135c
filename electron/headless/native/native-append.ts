import type * as nodeApi from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection, DuckDBType, DuckDBVector } from '@duckdb/node-api';
import { bytesTable } from '../../../shared/adapters/bytes-table';
import { bug } from '../../../shared/domain/fault';
import type { ColumnValues } from '../../../shared/ports/database';

/** What is needed of the package's classes; it is loaded where it is there. */
export type NodeApi = typeof nodeApi;

/** The package ends a text that it is given at a NUL: such texts go in as bytes. */
const hasNul = (column: ColumnValues): boolean =>
  column.type === 'text' && column.values.some((value) => value?.includes('\0') === true);

const typeOf = (api: NodeApi, column: ColumnValues): DuckDBType => {
  if (column.type === 'integer') return api.INTEGER;
  if (column.type === 'double') return api.DOUBLE;
  return hasNul(column) ? api.BLOB : api.VARCHAR;
};

/** Puts the values from `start` on into a vector, as many as it has places. */
function fill(api: NodeApi, vector: DuckDBVector, column: ColumnValues, start: number): void {
  const asBytes = vector.type.typeId === api.DuckDBTypeId.BLOB;
  const encoder = new TextEncoder();
  for (let i = 0; i < vector.itemCount; i++) {
    const value = column.values[start + i] ?? null;
    vector.setItem(
      i,
      asBytes && typeof value === 'string' ? new api.DuckDBBlobValue(encoder.encode(value)) : value,
    );
  }
  vector.flush();
}

function appendChunks(
  api: NodeApi,
  appender: DuckDBAppender,
  columns: readonly ColumnValues[],
  length: number,
): void {
  const types = columns.map((column) => typeOf(api, column));
  const most = api.DuckDBVector.standardSize();
  for (let start = 0; start < length; start += most) {
    const chunk = api.DuckDBDataChunk.create(types, Math.min(most, length - start));
    columns.forEach((column, index) => fill(api, chunk.getColumnVector(index), column, start));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/**
 * Appends columns of equal length to a table that has just these, in this order. Where a text holds a NUL they go
 * through a table of their own, as bytes.
 */
export async function appendColumns(
  api: NodeApi,
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, ColumnValues>>,
): Promise<void> {
  const given = Object.values(columns);
  const length = given[0]?.values.length ?? 0;
  const ragged = Object.entries(columns).find(([, column]) => column.values.length !== length);
  if (ragged) throw bug(`Column ${ragged[0]} has ${ragged[1].values.length} values where ${length} are due.`);
  if (length === 0) return;
  if (!given.some(hasNul)) {
    appendChunks(api, await connection.createAppender(table), given, length);
    return;
  }
  const bytes = bytesTable(
    table,
    Object.entries(columns).map(([name, column]) => ({ name, type: String(typeOf(api, column)) })),
  );
  await connection.run(bytes.create);
  appendChunks(api, await connection.createAppender(bytes.name, null, 'temp'), given, length);
  await connection.run(bytes.insert);
  await connection.run(bytes.drop);
}
