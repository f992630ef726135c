import { ParquetDamage } from './damage';
import { PHYSICAL } from './meaning';
import { leavesOf, readSchema, type Leaf, type SchemaNode } from './schema';
import { readStruct, Struct } from './thrift';

/** Reads bytes `start` (included) to `end` (excluded). */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** How a file is read: its bytes, and who is told that it goes on. */
export interface Reading {
  readonly bytes: ReadBytes;
  /** @param ahead bytes that the next step makes at once, in which nothing can be told */
  readonly goesOn: (ahead: number) => void;
}

/** The bytes of one leaf in one row group. `refused`: why it cannot be read. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly values: number;
  /** `CompressionCodec` of parquet.thrift. */
  readonly codec: number;
  /** How many values are null, where the file says it. */
  readonly nulls: number | null;
  readonly refused: ParquetDamage | null;
}

export interface RowGroup {
  readonly rows: number;
  /** By `Leaf.index`. */
  readonly chunks: readonly Chunk[];
  readonly unpackedBytes: number;
}

export interface Footer {
  readonly rows: number;
  readonly columns: readonly SchemaNode[];
  readonly groups: readonly RowGroup[];
}

const TAIL_BYTES = 2 ** 16;
const PLAIN_END = 0x31524150; // PAR1
const ENCRYPTED_END = 0x45524150; // PARE

/** Rows that fit into a byte however well they are packed; beyond it a file claims what it does not hold. */
const MOST_ROWS_PER_BYTE = 64;
const ROWS_OF_ANY_FILE = 2 ** 20;

const damaged = (what: string): ParquetDamage => new ParquetDamage(`its description is damaged: ${what}`);

const ENCRYPTED = { hint: 'Export it without encryption.' };

async function footerBytes(read: ReadBytes, bytes: number): Promise<Uint8Array> {
  if (bytes < 12) throw new ParquetDamage('it is too short to be one');
  const tail = await read(Math.max(0, bytes - TAIL_BYTES), bytes);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const mark = view.getUint32(tail.length - 4, true);
  if (mark === ENCRYPTED_END) throw new ParquetDamage('it is encrypted', ENCRYPTED);
  if (mark !== PLAIN_END) throw new ParquetDamage('its end is missing');
  const length = view.getUint32(tail.length - 8, true);
  if (length > bytes - 12) throw damaged('it claims to be longer than the file');
  return length + 8 <= tail.length
    ? tail.subarray(tail.length - 8 - length, tail.length - 8)
    : read(bytes - 8 - length, bytes - 8);
}

function chunkOf(column: Struct, leaf: Leaf, fileEnd: number): Chunk {
  const name = leaf.path.join('.');
  const refuse = (why: string, hint?: string): Chunk => ({
    start: 0,
    end: 0,
    values: 0,
    codec: 0,
    nulls: null,
    refused: new ParquetDamage(`column ${name} ${why}`, {
      column: leaf.path[0] ?? null,
      ...(hint === undefined ? {} : { hint }),
    }),
  });
  if (column.has(8) || column.has(9)) return refuse('is encrypted', ENCRYPTED.hint);
  if (column.text(1)) return refuse('lies in another file', 'Export all columns into one file.');
  const meta = column.struct(3);
  if (!meta) return refuse('is not described');
  const path = meta.texts(3);
  if (path.length !== leaf.path.length || path.some((part, i) => part !== leaf.path[i]))
    return refuse('is described under another name');
  const values = meta.count(5);
  // Of nothing no place need be told.
  if (values === 0) return { start: fileEnd, end: fileEnd, values, codec: 0, nulls: null, refused: null };
  const start = meta.int(11) || meta.count(9);
  const end = start + meta.count(7);
  if (start < 4 || end > fileEnd || end < start || start > meta.count(9))
    return refuse('lies outside of the file');
  const nulls = meta.struct(12)?.int(3) ?? null;
  return { start, end, values, codec: meta.int(4) ?? -1, nulls, refused: null };
}

function groupOf(group: Struct, leaves: readonly Leaf[], fileEnd: number): RowGroup {
  const columns = group.structs(1);
  if (columns.length !== leaves.length) throw damaged('a row group has columns that the file has not');
  const chunks = leaves.map((leaf, i) => {
    const chunk = chunkOf(columns[i] ?? new Struct({}), leaf, fileEnd);
    const stored = columns[i]?.struct(3)?.int(1);
    return chunk.refused === null &&
      stored !== undefined &&
      stored !== null &&
      PHYSICAL[stored] !== leaf.physical
      ? {
          ...chunk,
          refused: new ParquetDamage(
            `column ${leaf.path.join('.')} is stored as another type than its description says`,
          ),
        }
      : chunk;
  });
  return { rows: group.count(3), chunks, unpackedBytes: Math.max(0, group.int(2) ?? 0) };
}

/** Two chunks never share bytes: where they do, one of them is not where it belongs. */
function checkPlaces(groups: readonly RowGroup[]): void {
  const chunks = groups
    .flatMap((group) => group.chunks)
    .filter((chunk) => chunk.refused === null && chunk.end > chunk.start);
  chunks.sort((x, y) => x.start - y.start);
  for (let i = 1; i < chunks.length; i++)
    if ((chunks[i]?.start ?? 0) < (chunks[i - 1]?.end ?? 0))
      throw damaged('two columns lie at the same place');
}

/**
 * Reads what a Parquet file says of itself at its end: columns, row groups, and where their bytes are.
 * @param bytes of the file
 * @throws ParquetDamage where it is encrypted, cut off or contradicts itself
 */
export async function readFooter(read: ReadBytes, bytes: number): Promise<Footer> {
  const footer = await footerBytes(read, bytes);
  let struct: Struct;
  try {
    struct = readStruct(footer).struct;
  } catch {
    throw damaged('it ends too early, or is none');
  }
  const columns = readSchema(struct.structs(2));
  const leaves = columns.flatMap(leavesOf);
  const fileEnd = bytes - 8 - footer.length;
  const groups = struct.structs(4).map((group) => groupOf(group, leaves, fileEnd));
  checkPlaces(groups);
  const rows = struct.count(3);
  const counted = groups.reduce((sum, group) => sum + group.rows, 0);
  if (counted !== rows)
    throw damaged(`it claims ${String(rows)} rows, and its row groups ${String(counted)}`);
  if (rows > ROWS_OF_ANY_FILE && rows > bytes * MOST_ROWS_PER_BYTE)
    throw new ParquetDamage(`it claims ${String(rows)} rows in ${String(bytes)} bytes`);
  return { rows, columns, groups };
}
