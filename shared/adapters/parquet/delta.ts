import { BitReader, ByteReader, leftOver } from './bits';
import { ParquetDamage } from './damage';
import type { RawValues } from './raw-values';

const damaged = (): ParquetDamage => new ParquetDamage('a page of differences contradicts itself');

/** Bits of a number of more than 32. */
const wide = (bits: BitReader, width: number): bigint =>
  width <= 32 ? BigInt(bits.take(width)) : BigInt(bits.take(32)) + (BigInt(bits.take(width - 32)) << 32n);

/** Whole numbers as differences (`DELTA_BINARY_PACKED`), which wrap around at their width. */
export class DeltaNumbers implements RawValues {
  readonly #reader: ByteReader;
  readonly #isWide: boolean;
  readonly #perPart: number;
  readonly #parts: number;
  /** Values that were promised and not yet taken. */
  #left: number;
  #next: bigint;
  #isFirst = true;
  #least = 0n;
  #widths: Uint8Array = new Uint8Array();
  #part = 0;
  #bits: BitReader | null = null;
  #width = 0;
  #inPart = 0;
  #end: number;

  constructor(reader: ByteReader, count: number, physical: 'INT32' | 'INT64') {
    this.#reader = reader;
    this.#isWide = physical === 'INT64';
    if (count === 0 && reader.left === 0) {
      [this.#perPart, this.#parts, this.#left, this.#next, this.#end] = [8, 1, 0, 0n, reader.at];
      return;
    }
    const block = reader.varint();
    this.#parts = reader.varint();
    this.#left = reader.varint();
    this.#next = reader.zigZag();
    this.#perPart = block / this.#parts;
    this.#end = reader.at;
    if (
      this.#left !== count ||
      !Number.isInteger(this.#perPart) ||
      this.#perPart < 8 ||
      this.#perPart % 8 !== 0
    )
      throw damaged();
    this.#part = this.#parts;
  }

  next(): number | bigint {
    if (this.#left === 0) throw new ParquetDamage('a page ends before its values');
    this.#left--;
    if (this.#isFirst) this.#isFirst = false;
    else this.#next += this.#difference();
    this.#next = BigInt.asIntN(this.#isWide ? 64 : 32, this.#next);
    return this.#isWide ? this.#next : Number(this.#next);
  }

  #difference(): bigint {
    if (this.#inPart === 0) this.#open();
    this.#inPart--;
    return this.#least + (this.#bits === null ? 0n : wide(this.#bits, this.#width));
  }

  #open(): void {
    if (this.#part === this.#parts) {
      this.#reader.at = this.#end;
      this.#least = this.#reader.zigZag();
      this.#widths = this.#reader.take(this.#parts);
      this.#end = this.#reader.at;
      this.#part = 0;
    }
    this.#width = this.#widths[this.#part++] ?? 0;
    if (this.#width > 64) throw damaged();
    this.#reader.at = this.#end;
    const bytes = this.#reader.take((this.#perPart / 8) * this.#width);
    this.#end = this.#reader.at;
    this.#bits = this.#width === 0 ? null : new BitReader(new ByteReader(bytes));
    this.#inPart = this.#perPart;
  }

  /** Where what follows them begins: takes all that are left. */
  get end(): number {
    while (this.#left > 0) this.next();
    return this.#end;
  }

  /** Parts that no value needs may follow: some writers fill their last block up. */
  finish(): void {
    const filling = (this.#parts - this.#part) * this.#perPart * 8;
    if (this.#left > 0 || this.#reader.bytes.length - this.#end > filling) throw leftOver();
  }
}

/** Whole numbers that must not be below nothing, and where what follows them begins. */
function lengths(bytes: Uint8Array, at: number, count: number): { next(): number; readonly end: number } {
  const open = (): DeltaNumbers => new DeltaNumbers(new ByteReader(bytes, at), count, 'INT32');
  const numbers = open();
  return {
    next() {
      const length = Number(numbers.next());
      if (length < 0) throw damaged();
      return length;
    },
    end: open().end,
  };
}

/** Bytes with all their lengths before them (`DELTA_LENGTH_BYTE_ARRAY`). */
export class DeltaLengthBytes implements RawValues {
  readonly #lengths: { next(): number };
  readonly #reader: ByteReader;
  constructor(bytes: Uint8Array, count: number, at = 0) {
    const all = lengths(bytes, at, count);
    this.#lengths = all;
    this.#reader = new ByteReader(bytes, all.end);
  }

  next(): Uint8Array {
    return this.#reader.take(this.#lengths.next());
  }

  finish(): void {
    if (this.#reader.left > 0) throw leftOver();
  }
}

/** Bytes of which each says how many it has in common with the one before (`DELTA_BYTE_ARRAY`). */
export class DeltaBytes implements RawValues {
  readonly #common: { next(): number };
  readonly #rests: DeltaLengthBytes;
  readonly #length: number;
  #before: Uint8Array = new Uint8Array();
  /** @param length of all values; 0 where they differ */
  constructor(bytes: Uint8Array, count: number, length: number) {
    const common = lengths(bytes, 0, count);
    this.#common = common;
    this.#rests = new DeltaLengthBytes(bytes, count, common.end);
    this.#length = length;
  }

  next(): Uint8Array {
    const common = this.#common.next();
    const rest = this.#rests.next();
    if (common > this.#before.length) throw damaged();
    let value = rest;
    if (common > 0) {
      value = new Uint8Array(common + rest.length);
      value.set(this.#before.subarray(0, common));
      value.set(rest, common);
    }
    if (this.#length > 0 && value.length !== this.#length) throw damaged();
    this.#before = value;
    return value;
  }

  finish(): void {
    this.#rests.finish();
  }
}
