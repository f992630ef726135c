import { ParquetDamage } from './damage';

const ended = (): ParquetDamage => new ParquetDamage('a page ends before its values');

const FILLING_BYTES = 8;

/** Goes through the bytes of a page, and never beyond its end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Whether nothing is left but the few zero bytes that fastparquet fills its pages up with. */
  get isUsedUp(): boolean {
    return this.left <= FILLING_BYTES && this.bytes.subarray(this.at).every((byte) => byte === 0);
  }

  /** Goes on by `count` bytes; where they begin. @throws ParquetDamage where they are not there */
  skip(count: number): number {
    if (!(count >= 0) || count > this.left) throw ended();
    const from = this.at;
    this.at += count;
    return from;
  }

  take(count: number): Uint8Array {
    const from = this.skip(count);
    return this.bytes.subarray(from, from + count);
  }

  byte(): number {
    return this.view.getUint8(this.skip(1));
  }

  uint32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  /** ULEB128 of at most 64 bits. */
  bigVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new ParquetDamage('a page holds a number without an end');
  }

  /** ULEB128 of at most 32 bits. */
  varint(): number {
    const value = this.bigVarint();
    if (value > 0xffff_ffffn) throw new ParquetDamage('a page holds a count that is too large');
    return Number(value);
  }

  zigZag(): bigint {
    const value = this.bigVarint();
    return (value >> 1n) ^ -(value & 1n);
  }
}

/** Takes `width` bits, the lowest first, as values of at most 32 bits. */
export class BitReader {
  readonly #reader: ByteReader;
  #byte = 0;
  #bits = 0;
  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  take(width: number): number {
    let value = 0;
    let got = 0;
    while (got < width) {
      if (this.#bits === 0) {
        this.#byte = this.#reader.byte();
        this.#bits = 8;
      }
      const some = Math.min(this.#bits, width - got);
      value += (this.#byte & ((1 << some) - 1)) * 2 ** got;
      this.#byte >>>= some;
      this.#bits -= some;
      got += some;
    }
    return value;
  }
}

/**
 * The hybrid of runs and packed bits that levels, places in dictionaries and booleans are written in (`RLE`). It keeps
 * nothing but where it is, however many values a run claims.
 */
export class Runs {
  readonly #reader: ByteReader;
  readonly #width: number;
  #bits: BitReader | null = null;
  #value = 0;
  #left = 0;
  constructor(bytes: Uint8Array, width: number) {
    if (width > 32) throw new ParquetDamage(`a page claims numbers of ${String(width)} bits`);
    this.#reader = new ByteReader(bytes);
    this.#width = width;
  }

  next(): number {
    if (this.#width === 0) return 0;
    while (this.#left === 0) this.#open();
    this.#left--;
    return this.#bits === null ? this.#value : this.#bits.take(this.#width);
  }

  #open(): void {
    const header = this.#reader.varint();
    if (header % 2 === 1) {
      this.#left = (header >>> 1) * 8;
      this.#bits = new BitReader(this.#reader);
      return;
    }
    this.#left = header >>> 1;
    this.#bits = null;
    this.#value = 0;
    for (let i = 0; i < Math.ceil(this.#width / 8); i++) this.#value += this.#reader.byte() * 2 ** (8 * i);
  }

  /**
   * Packed bits may go on: writers fill their blocks up.
   * @throws ParquetDamage where values of a run are left over
   */
  finish(): void {
    if (this.#width > 0 && this.#bits === null && this.#left > 0) throw leftOver();
  }
}

export const leftOver = (): ParquetDamage => new ParquetDamage('a page holds more values than it says');

/** Levels of the first files (`BIT_PACKED`, given up since): packed bits, the highest first, without runs. */
export class PackedLevels {
  readonly #bytes: Uint8Array;
  readonly #width: number;
  #at = 0;
  constructor(bytes: Uint8Array, width: number) {
    this.#bytes = bytes;
    this.#width = width;
  }

  next(): number {
    let value = 0;
    for (let i = 0; i < this.#width; i++, this.#at++) {
      const byte = this.#bytes[this.#at >>> 3];
      if (byte === undefined) throw ended();
      value = value * 2 + ((byte >>> (7 - (this.#at & 7))) & 1);
    }
    return value;
  }

  finish(): void {
    if (this.#bytes.length > Math.ceil(this.#at / 8)) throw leftOver();
  }
}

/** Levels of one page, one after the other. */
export interface Levels {
  next(): number;
  finish(): void;
}
