import { ParquetDamage } from './damage';
import type { Chunk, ReadBytes, Reading } from './footer';
import { readStruct, type Struct } from './thrift';
import { crc32, unpackPage } from './unpack';

/** A page as it stands in a file, unpacked, with what its header says. */
export type Page =
  | {
      readonly is: 'dictionary';
      readonly count: number;
      readonly encoding: number;
      readonly data: Uint8Array;
    }
  | {
      readonly is: 'data';
      readonly count: number;
      readonly encoding: number;
      /** The bytes of the levels are apart, or null: they begin `data`, each with its own length. */
      readonly levels: { readonly repetition: Uint8Array; readonly definition: Uint8Array } | null;
      readonly levelEncodings: { readonly repetition: number; readonly definition: number };
      readonly data: Uint8Array;
      /** Where the header says them. */
      readonly nulls: number | null;
      readonly rows: number | null;
    };

/** What is read at once: one request to the host, and one of the few things that are held. */
const WINDOW_BYTES = 2 ** 20;
const HEADER_BYTES = 2 ** 14;
/** Headers hold the lowest and the highest value, which can be long. */
const MOST_HEADER_BYTES = 2 ** 25;

/** Reads the bytes of a chunk from its start to its end, a piece at a time. */
class ChunkBytes {
  readonly #read: ReadBytes;
  readonly #end: number;
  #from: number;
  #bytes: Uint8Array = new Uint8Array();
  constructor(read: ReadBytes, { start, end }: Chunk) {
    this.#read = read;
    this.#from = start;
    this.#end = end;
  }

  get left(): number {
    return this.#end - this.#from;
  }

  /** The next bytes, at most `most`, without going on. */
  async peek(most: number): Promise<Uint8Array> {
    const wanted = Math.min(most, this.left);
    if (this.#bytes.length < wanted) {
      const to = Math.min(this.#end, this.#from + Math.max(wanted, WINDOW_BYTES));
      this.#bytes = await this.#read(this.#from, to);
    }
    return this.#bytes.subarray(0, wanted);
  }

  skip(count: number): void {
    this.#from += count;
    this.#bytes = this.#bytes.subarray(count);
  }
}

/** Goes from page to page of a chunk: sizes within it, and each page as its check sum says where it has one. */
export class Pages {
  readonly #bytes: ChunkBytes;
  readonly #codec: number;
  readonly #goesOn: Reading['goesOn'];
  constructor(reading: Reading, chunk: Chunk) {
    this.#bytes = new ChunkBytes(reading.bytes, chunk);
    this.#goesOn = reading.goesOn;
    this.#codec = chunk.codec;
  }

  async #header(): Promise<Struct> {
    for (let size = HEADER_BYTES; ; size *= 16) {
      const bytes = await this.#bytes.peek(size);
      let header: ReturnType<typeof readStruct>;
      try {
        header = readStruct(bytes);
      } catch {
        if (bytes.length < this.#bytes.left && size < MOST_HEADER_BYTES) continue;
        throw new ParquetDamage('the header of a page is damaged');
      }
      this.#bytes.skip(header.length);
      return header.struct;
    }
  }

  /** The next page; null at the end of the chunk. @see https://parquet.apache.org/docs/file-format/data-pages/ */
  async next(): Promise<Page | null> {
    while (this.#bytes.left > 0) {
      const header = await this.#header();
      const { left } = this.#bytes;
      const [unpacked, packed] = [header.int(2) ?? -1, header.int(3) ?? -1];
      if (packed < 0 || packed > left || unpacked < 0)
        throw new ParquetDamage(
          `a page claims ${String(packed)} bytes, ${String(unpacked)} unpacked, of ${String(left)} that are there`,
        );
      this.#goesOn(packed);
      const bytes = await this.#bytes.peek(packed);
      this.#goesOn(unpacked);
      const sum = header.int(4);
      if (sum !== null && crc32(bytes) !== sum >>> 0)
        throw new ParquetDamage('a page does not fit its check sum');
      this.#bytes.skip(packed);
      const page = this.#page(header, bytes, unpacked);
      if (page !== null) return page;
    }
    return null;
  }

  #page(header: Struct, bytes: Uint8Array, unpacked: number): Page | null {
    const type = header.int(1);
    const [v1, dictionary, v2] = [header.struct(5), header.struct(7), header.struct(8)];
    if (type === 0 && v1)
      return {
        is: 'data',
        count: v1.count(1),
        encoding: v1.int(2) ?? -1,
        levels: null,
        levelEncodings: { definition: v1.int(3) ?? -1, repetition: v1.int(4) ?? -1 },
        data: unpackPage(this.#codec, bytes, unpacked),
        nulls: v1.struct(5)?.int(3) ?? null,
        rows: null,
      };
    if (type === 2 && dictionary) {
      const data = unpackPage(this.#codec, bytes, unpacked);
      return { is: 'dictionary', count: dictionary.count(1), encoding: dictionary.int(2) ?? -1, data };
    }
    if (type === 3 && v2) return this.#secondPage(v2, bytes, unpacked);
    // Index pages hold nothing that is read here.
    if (type === 1) return null;
    throw new ParquetDamage('a page is of no known kind');
  }

  #secondPage(v2: Struct, bytes: Uint8Array, unpacked: number): Page {
    const [definition, repetition] = [v2.count(5), v2.count(6)];
    const before = definition + repetition;
    if (before > bytes.length || before > unpacked)
      throw new ParquetDamage('the levels of a page are longer than itself');
    const rest = bytes.subarray(before);
    const isPacked = v2.flag(7) ?? true;
    if (!isPacked && rest.length !== unpacked - before)
      throw new ParquetDamage('a page is not as long as it says');
    return {
      is: 'data',
      count: v2.count(1),
      encoding: v2.int(4) ?? -1,
      levels: { repetition: bytes.subarray(0, repetition), definition: bytes.subarray(repetition, before) },
      levelEncodings: { repetition: 3, definition: 3 },
      data: isPacked ? unpackPage(this.#codec, rest, unpacked - before) : rest,
      nulls: v2.count(2),
      rows: v2.count(3),
    };
  }
}
