const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Statements around a table that texts go through as bytes, on their way to another with the same columns. */
export interface BytesTable {
  /** In the database `temp`. */
  readonly name: string;
  readonly create: string;
  /** Writes its rows into the other table, bytes as the text that they are. */
  readonly insert: string;
  readonly drop: string;
}

/** @param columns in the order of the table; those of type `BLOB` are text there */
export function bytesTable(
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): BytesTable {
  const name = `${table} bytes`;
  const place = `temp.${quoted(name)}`;
  const declared = columns.map((column) => `${quoted(column.name)} ${column.type}`);
  const values = columns.map((column) =>
    column.type === 'BLOB' ? `decode(${quoted(column.name)})` : quoted(column.name),
  );
  return {
    name,
    create: `create or replace temp table ${quoted(name)} (${declared.join(', ')})`,
    insert: `insert into ${quoted(table)} select ${values.join(', ')} from ${place}`,
    drop: `drop table ${place}`,
  };
}
