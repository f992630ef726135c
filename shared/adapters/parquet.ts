import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { cancelled, LeadlensError } from '../domain/fault';
import type { FileSource } from '../ports/file-source';
import type { Parquet, ParquetColumn, ParquetEncoder, ParquetShape } from '../ports/parquet';
import { createParquetFile } from './parquet-file';
import { Column } from './parquet/column';
import { ParquetDamage } from './parquet/damage';
import { readFooter, type Footer, type ReadBytes, type RowGroup } from './parquet/footer';
import { kindName } from './parquet/meaning';
import type { SchemaNode } from './parquet/schema';

/** What is wrong with a file as a fault that names it; other errors, as those of the disk, as they are. */
function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof ParquetDamage)) return error;
  const { message, hint, column } = error;
  return new LeadlensError(
    {
      kind: 'input',
      code: 'bad_parquet',
      message: `${path} cannot be read as Parquet: ${message}.`,
      hint,
      file: path,
      ...(column === null ? {} : { column }),
    },
    { cause: error },
  );
}

const typeName = ({ leaf, group, isRepeated }: SchemaNode): string => {
  if (leaf === null) return group === 'plain' || group === 'unread' ? 'nested' : group;
  return isRepeated ? 'list' : kindName(leaf.meaning);
};

interface Opened {
  readonly read: ReadBytes;
  readonly footer: Footer;
}

async function open(source: FileSource, path: string): Promise<Opened> {
  const { bytes } = await source.stat(path);
  const read: ReadBytes = async (start, end) => {
    const part = await source.read(path, start, end);
    if (part.length !== end - start) throw new ParquetDamage('it is shorter than it was');
    return part;
  };
  return { read, footer: await readFooter(read, bytes) };
}

/** The first column of each name: of two with the same name the second is never asked for by it. */
function columnsOf({ footer }: Opened, wanted: readonly string[]): readonly Column[] {
  return wanted.map((name) => {
    const node = footer.columns.find((column) => column.name === name);
    if (!node)
      throw new ParquetDamage(`it has no column ${name}`, {
        hint: 'Choose another column for the field.',
        column: name,
      });
    return new Column(node);
  });
}

type Values = Record<string, readonly (string | null)[]>;

/** Rows that are held at once, and what they are unpacked: the fewer the longer they are. */
const BATCH_ROWS = 2 ** 16;
const BATCH_BYTES = 2 ** 25;

const batchRows = ({ rows, unpackedBytes }: RowGroup): number =>
  Math.min(BATCH_ROWS, Math.max(256, Math.floor((BATCH_BYTES * rows) / Math.max(1, unpackedBytes))));

async function* readBatches(
  source: FileSource,
  path: string,
  wanted: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Values> {
  try {
    const opened = await open(source, path);
    const columns = columnsOf(opened, wanted);
    for (const group of opened.footer.groups) {
      const values = columns.map((column) => column.values(opened.read, group));
      const most = batchRows(group);
      for (let left = group.rows; left > 0; left -= most) {
        if (signal?.aborted === true) throw cancelled();
        const batch: Values = {};
        for (const [i, name] of wanted.entries())
          Object.defineProperty(batch, name, {
            enumerable: true,
            value: await values[i]?.take(Math.min(most, left)),
          });
        yield batch;
      }
      for (const column of values) await column.finish();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The first rows of a file, column by column: one that cannot be read is empty here, and a fault when it is used. */
async function readFirst(
  source: FileSource,
  path: string,
  wanted: readonly string[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<Values> {
  try {
    const opened = await open(source, path);
    const [group] = opened.footer.groups;
    const rows = Math.min(most, group?.rows ?? 0);
    const result: Values = {};
    for (const name of wanted) {
      if (signal?.aborted === true) throw cancelled();
      let value: readonly (string | null)[] | undefined;
      try {
        const [column] = columnsOf(opened, [name]);
        value = group === undefined ? [] : await column?.values(opened.read, group).take(rows);
      } catch (error) {
        if (!(error instanceof ParquetDamage)) throw error;
        value = new Array<string | null>(rows).fill(null);
      }
      Object.defineProperty(result, name, { enumerable: true, value });
    }
    return result;
  } catch (error) {
    throw unreadable(path, error);
  }
}
function columnSource(column: ParquetColumn): ColumnSource {
  switch (column.type) {
    case 'text':
      return { name: column.name, data: [...column.values], type: 'STRING', nullable: true };
    case 'date':
    case 'timestamp':
      return {
        name: column.name,
        data: column.values.map((value) =>
          value === null ? null : new Date(value.length === 10 ? value : `${value}Z`),
        ),
        type: 'TIMESTAMP',
        nullable: true,
      };
    case 'integer':
      return {
        name: column.name,
        data: column.values.map((value) => (value === null ? null : BigInt(value))),
        type: 'INT64',
        nullable: true,
      };
    case 'double':
      return { name: column.name, data: [...column.values], type: 'DOUBLE', nullable: true };
    case 'boolean':
      return { name: column.name, data: [...column.values], type: 'BOOLEAN', nullable: true };
  }
}

/** Parquet in plain JavaScript: a damaged file is an ordinary error, and only the bytes of the wanted columns are read. */
export const hyparquet: Parquet & ParquetEncoder = {
  async shape(source, path): Promise<ParquetShape> {
    try {
      const { footer } = await open(source, path);
      return {
        rows: footer.rows,
        rowGroups: footer.groups.length,
        columns: footer.columns.map((node) => ({ name: node.name, type: typeName(node) })),
      };
    } catch (error) {
      throw unreadable(path, error);
    }
  },
  read: readBatches,
  first: readFirst,
  encode: (columns) => new Uint8Array(parquetWriteBuffer({ columnData: columns.map(columnSource) })),
  create: (fields) => Promise.resolve(createParquetFile(fields)),
};
