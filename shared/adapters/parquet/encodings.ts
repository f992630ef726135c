import { BitReader, ByteReader, leftOver, Runs } from './bits';
import { ParquetDamage } from './damage';
import { DeltaBytes, DeltaLengthBytes, DeltaNumbers } from './delta';
import type { Raw, RawValues } from './raw-values';
import type { Leaf } from './schema';

/** Bytes of one value; 0 where values differ. */
function widthOf({ physical, length }: Leaf): number {
  switch (physical) {
    case 'INT32':
    case 'FLOAT':
      return 4;
    case 'INT64':
    case 'DOUBLE':
      return 8;
    case 'INT96':
      return 12;
    case 'FIXED_LEN_BYTE_ARRAY':
      if (length < 1) throw new ParquetDamage('its description is damaged: values of no bytes');
      return length;
    default:
      return 0;
  }
}

/** Reads one value that stands as it is. */
function plainReader(leaf: Leaf, reader: ByteReader): () => Raw {
  const { view } = reader;
  switch (leaf.physical) {
    case 'BOOLEAN': {
      const bits = new BitReader(reader);
      return () => bits.take(1) === 1;
    }
    case 'INT32':
      return () => view.getInt32(reader.skip(4), true);
    case 'INT64':
      return () => view.getBigInt64(reader.skip(8), true);
    case 'FLOAT':
      return () => view.getFloat32(reader.skip(4), true);
    case 'DOUBLE':
      return () => view.getFloat64(reader.skip(8), true);
    case 'BYTE_ARRAY':
      return () => reader.take(reader.uint32());
    case 'INT96':
    case 'FIXED_LEN_BYTE_ARRAY': {
      const width = widthOf(leaf);
      return () => reader.take(width);
    }
  }
}

/** Values as they are (`PLAIN`). */
class PlainValues implements RawValues {
  readonly #reader: ByteReader;
  readonly next: () => Raw;
  constructor(leaf: Leaf, bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
    this.next = plainReader(leaf, this.#reader);
  }

  finish(): void {
    if (!this.#reader.isUsedUp) throw leftOver();
  }
}

/** `BYTE_STREAM_SPLIT`: first bytes of all values, then all second ones, and so on. */
function joinedBytes(leaf: Leaf, bytes: Uint8Array, count: number): Uint8Array {
  const width = widthOf(leaf);
  if (width === 0 || leaf.physical === 'INT96' || bytes.length !== width * count)
    throw new ParquetDamage('a page holds another number of values than it says');
  const joined = new Uint8Array(bytes.length);
  for (let b = 0; b < width; b++)
    for (let i = 0; i < count; i++) joined[i * width + b] = bytes[b * count + i] ?? 0;
  return joined;
}

/** Booleans as runs, with their length before them. */
class RunBooleans implements RawValues {
  readonly #runs: Runs;
  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    this.#runs = new Runs(reader.take(reader.uint32()), 1);
    if (!reader.isUsedUp) throw leftOver();
  }

  next(): boolean {
    return this.#runs.next() === 1;
  }

  finish(): void {
    this.#runs.finish();
  }
}

/** `Encoding` of parquet.thrift. */
const PLAIN = 0;
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const DELTA_BINARY_PACKED = 5;
const DELTA_LENGTH_BYTE_ARRAY = 6;
const DELTA_BYTE_ARRAY = 7;
const RLE_DICTIONARY = 8;
const BYTE_STREAM_SPLIT = 9;

export const isDictionary = (encoding: number): boolean =>
  encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY;

/** The values of a dictionary page, each read when it is asked for: most are never, where only the first rows are. */
export class Dictionary {
  readonly count: number;
  readonly #reader: ByteReader;
  readonly #read: () => Raw;
  readonly #width: number;
  /** Where each begins, where they differ in length. */
  readonly #starts: Uint32Array;

  constructor(leaf: Leaf, bytes: Uint8Array, count: number, encoding: number) {
    if (encoding !== PLAIN && encoding !== PLAIN_DICTIONARY)
      throw new ParquetDamage(
        `a dictionary is written in a way that is not known here (number ${String(encoding)})`,
      );
    this.#width = widthOf(leaf);
    const least = count * (this.#width || 4);
    if (leaf.physical === 'BOOLEAN' || least > bytes.length)
      throw new ParquetDamage(`a dictionary claims ${String(count)} values in ${String(bytes.length)} bytes`);
    this.count = count;
    this.#reader = new ByteReader(bytes);
    this.#read = plainReader(leaf, this.#reader);
    this.#starts = new Uint32Array(this.#width === 0 ? count : 0);
    for (let i = 0; i < this.#starts.length; i++) {
      this.#starts[i] = this.#reader.at;
      this.#reader.skip(this.#reader.uint32());
    }
    if (this.#width > 0) this.#reader.skip(count * this.#width);
    if (!this.#reader.isUsedUp) throw leftOver();
  }

  /** @param place from 0, below `count` */
  raw(place: number): Raw {
    this.#reader.at = this.#width === 0 ? (this.#starts[place] ?? 0) : place * this.#width;
    return this.#read();
  }
}

/** Places in the dictionary. */
export function dictionaryPlaces(bytes: Uint8Array, count: number): Runs {
  // A page of nulls alone may have no byte here.
  if (bytes.length === 0 && count === 0) return new Runs(bytes, 0);
  const reader = new ByteReader(bytes);
  const width = reader.byte();
  return new Runs(reader.take(reader.left), width);
}

/**
 * The values of a data page that do not stand in a dictionary.
 * @param count of values that are not null
 */
export function pageValues(leaf: Leaf, encoding: number, bytes: Uint8Array, count: number): RawValues {
  const { physical } = leaf;
  const isBytes = physical === 'BYTE_ARRAY' || physical === 'FIXED_LEN_BYTE_ARRAY';
  if (encoding === PLAIN) return new PlainValues(leaf, bytes);
  if (encoding === RLE && physical === 'BOOLEAN') return new RunBooleans(bytes);
  if (encoding === DELTA_BINARY_PACKED && (physical === 'INT32' || physical === 'INT64'))
    return new DeltaNumbers(new ByteReader(bytes), count, physical);
  if (encoding === DELTA_LENGTH_BYTE_ARRAY && physical === 'BYTE_ARRAY')
    return new DeltaLengthBytes(bytes, count);
  if (encoding === DELTA_BYTE_ARRAY && isBytes) return new DeltaBytes(bytes, count, leaf.length);
  if (encoding === BYTE_STREAM_SPLIT) return new PlainValues(leaf, joinedBytes(leaf, bytes, count));
  throw new ParquetDamage(
    `its values are written in a way that is not known here for ${physical} (number ${String(encoding)})`,
  );
}
