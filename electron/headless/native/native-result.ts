import type { DuckDBDataChunk, DuckDBResult, DuckDBVector } from '@duckdb/node-api';
import { bug } from '../../../shared/domain/fault';
import type { Cell, QueryResult } from '../../../shared/ports/database';

/** Names of the types of results as the other member of the port, which reads Arrow, gives them. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  BOOLEAN: 'Bool',
  TINYINT: 'Int8',
  SMALLINT: 'Int16',
  INTEGER: 'Int32',
  BIGINT: 'Int64',
  UTINYINT: 'Uint8',
  USMALLINT: 'Uint16',
  UINTEGER: 'Uint32',
  UBIGINT: 'Uint64',
  FLOAT: 'Float32',
  DOUBLE: 'Float64',
  VARCHAR: 'Utf8',
};

/** A cell as the port has it. @throws LeadlensError `bug` for a type or a number that it has not */
function cellOf(value: unknown, name: string, type: string): Cell {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint': {
      const small = Number(value);
      if (type !== 'BIGINT' && type !== 'UBIGINT') break;
      if (!Number.isSafeInteger(small)) throw bug(`Result column ${name} exceeds 2^53: cast it to text.`);
      return small;
    }
    default:
  }
  throw bug(`Result column ${name} is ${type}: cast it to text, integer or double in the query.`);
}

/** The values of one column in all chunks; a typed array where it is INTEGER or DOUBLE without nulls. */
function columnOf(
  chunks: readonly DuckDBDataChunk[],
  index: number,
  { name, type, rowCount }: { readonly name: string; readonly type: string; readonly rowCount: number },
): ArrayLike<Cell> {
  const vectors: readonly DuckDBVector[] = chunks.map((chunk) => chunk.getColumnVector(index));
  if (type === 'INTEGER' || type === 'DOUBLE') {
    const numbers = type === 'INTEGER' ? new Int32Array(rowCount) : new Float64Array(rowCount);
    let at = 0;
    let isWhole = true;
    for (const vector of vectors) {
      for (let i = 0; isWhole && i < vector.itemCount; i++) {
        const value = vector.getItem(i) as number | null;
        if (value === null) isWhole = false;
        else numbers[at++] = value;
      }
    }
    if (isWhole) return numbers;
  }
  const cells: Cell[] = [];
  for (const vector of vectors) {
    for (let i = 0; i < vector.itemCount; i++) cells.push(cellOf(vector.getItem(i), name, type));
  }
  return cells;
}

/** A materialised result of the package as a result of the port: the same names, types and cells as DuckDB-WASM's. */
export async function readNativeResult(result: DuckDBResult): Promise<QueryResult> {
  const chunks = await result.fetchAllChunks();
  const names = result.columnNames();
  const types = result.columnTypes().map(String);
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const read = new Map<number, ArrayLike<Cell>>();
  const column = (index: number): ArrayLike<Cell> => {
    let values = read.get(index);
    if (!values) {
      const [name, type] = [names[index], types[index]];
      if (name === undefined || type === undefined) throw bug(`Result column ${String(index)} is missing.`);
      values = columnOf(chunks, index, { name, type, rowCount });
      read.set(index, values);
    }
    return values;
  };
  return {
    names,
    types: types.map((type) => TYPE_NAMES[type] ?? type),
    rowCount,
    column,
    rows() {
      const columns = names.map((_, index) => column(index));
      return Array.from({ length: rowCount }, (_, row) => columns.map((values) => values[row] ?? null));
    },
  };
}
