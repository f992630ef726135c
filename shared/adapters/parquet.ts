import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { cancelled, LeadlensError } from '../domain/fault';
import type {
  Parquet,
  ParquetColumn,
  ParquetEncoder,
  ParquetReader,
  ParquetShape,
  ParquetSource,
} from '../ports/parquet';
import { parquetAsCsv } from './parquet-csv';
import { parquetWriter } from './parquet-file';
import { Column, NESTED_ROWS } from './parquet/column';
import { ParquetDamage } from './parquet/damage';
import { readFooter, type Footer, type ReadBytes, type Reading, type RowGroup } from './parquet/footer';
import { kindName } from './parquet/meaning';
import type { SchemaNode } from './parquet/schema';

/** What is wrong with a file as a fault that names it; other errors, as those of the disk, as they are. */
function unreadable(path: string, error: unknown): unknown {
  // What is too long or too deep for a program to hold is no mistake of ours.
  const damage =
    error instanceof RangeError ? new ParquetDamage('it holds a value that is too large') : error;
  if (!(damage instanceof ParquetDamage)) return error;
  const { message, hint, column } = damage;
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

interface Opened extends Reading {
  readonly footer: Footer;
}

type GoesOn = Reading['goesOn'];

async function open(source: ParquetSource, path: string, goesOn: GoesOn): Promise<Opened> {
  const { bytes } = await source.stat(path);
  const read: ReadBytes = async (start, end) => {
    const part = await source.read(path, start, end);
    if (part.length !== end - start) throw new ParquetDamage('it is shorter than it was');
    return part;
  };
  return { bytes: read, goesOn, footer: await readFooter(read, bytes) };
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
  source: ParquetSource,
  path: string,
  wanted: readonly string[],
  goesOn: GoesOn,
  signal: AbortSignal | undefined,
): AsyncGenerator<Values> {
  try {
    const opened = await open(source, path, goesOn);
    const columns = columnsOf(opened, wanted);
    for (const group of opened.footer.groups) {
      const values = columns.map((column) => column.values(opened, group));
      const most = Math.min(
        batchRows(group),
        columns.every((column) => column.isFlat) ? BATCH_ROWS : NESTED_ROWS,
      );
      for (let left = group.rows; left > 0; left -= most) {
        if (signal?.aborted === true) throw cancelled();
        const batch: Values = {};
        for (const [i, name] of wanted.entries()) {
          Object.defineProperty(batch, name, {
            enumerable: true,
            value: await values[i]?.take(Math.min(most, left)),
          });
          goesOn(0);
        }
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
  source: ParquetSource,
  path: string,
  wanted: readonly string[],
  most: number,
  goesOn: GoesOn,
  signal: AbortSignal | undefined,
): Promise<Values> {
  try {
    const opened = await open(source, path, goesOn);
    const [group] = opened.footer.groups;
    const rows = Math.min(most, group?.rows ?? 0);
    const result: Values = {};
    for (const name of wanted) {
      if (signal?.aborted === true) throw cancelled();
      let value: readonly (string | null)[] | undefined;
      try {
        const [column] = columnsOf(opened, [name]);
        value = group === undefined ? [] : await column?.values(opened, group).take(rows);
      } catch (error) {
        if (!(error instanceof ParquetDamage)) throw error;
        value = new Array<string | null>(rows).fill(null);
      }
      Object.defineProperty(result, name, { enumerable: true, value });
      goesOn(0);
    }
    return result;
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function readShape(source: ParquetSource, path: string): Promise<ParquetShape> {
  try {
    const { footer } = await open(source, path, () => undefined);
    return {
      rows: footer.rows,
      rowGroups: footer.groups.length,
      columns: footer.columns.map((node) => ({ name: node.name, type: typeName(node) })),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Reads Parquet in this thread: a damaged file is an ordinary error, and only the bytes of the wanted columns are read.
 * @param goesOn told again and again while a file is read
 */
export const parquetReader = (goesOn: GoesOn = () => undefined): ParquetReader => ({
  shape: readShape,
  rows: (source, path, columns, signal) =>
    parquetAsCsv(columns, readBatches(source, path, columns, goesOn, signal)),
  first: (source, path, columns, most, signal) => readFirst(source, path, columns, most, goesOn, signal),
});

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

/** Parquet read and written in this thread. `read` gives the values of `rows` by column, a batch at a time. */
export const hyparquet: Parquet &
  ParquetEncoder & {
    read(source: ParquetSource, path: string, columns: readonly string[]): AsyncGenerator<Values>;
  } = {
  ...parquetReader(),
  read: (source, path, columns) => readBatches(source, path, columns, () => undefined, undefined),
  encode: (columns) => new Uint8Array(parquetWriteBuffer({ columnData: columns.map(columnSource) })),
  ...parquetWriter,
};
