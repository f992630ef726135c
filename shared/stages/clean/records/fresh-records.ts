import type { RecordFields } from './record-fields';

const BLOCK_BYTES = 1 << 20;
const COMMA = 0x2c;
const QUOTE = 0x22;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** The no-break space in UTF-8. */
const NO_BREAK_1 = 0xc2;
const NO_BREAK_2 = 0xa0;

/** Is shown the fields of each fresh record before they are written. */
export interface FieldReader {
  /**
   * It may write another text in the place of the field, up to twice as long.
   * @param column index of the output column
   * @param bytes holds the field from `start` to before `end`: UTF-8, white space folded, not empty
   * @returns where the value ends that now stands at `start`; `start` where the field has none: it is written empty
   */
  read(column: number, bytes: Uint8Array, start: number, end: number): number;
  /** @param id of the record that was read */
  endRecord(id: number): void;
}

/**
 * Collects records as regular CSV (UTF-8, comma, quotes doubled, `\n`, white space folded), in blocks that end
 * with a record.
 */
export class FreshRecords {
  readonly blocks: Uint8Array[] = [];
  count = 0;
  /** Bytes of the longest record. */
  longest = 0;
  readonly #reader: FieldReader | null;
  #block = new Uint8Array(BLOCK_BYTES);
  #end = 0;

  constructor(reader: FieldReader | null = null) {
    this.#reader = reader;
  }

  /** Writes one record: `id`, then the fields with the indexes `columns`; -1 and missing ones are empty. */
  write(id: number, fields: RecordFields, columns: readonly number[]): void {
    let bytes = 12;
    for (const column of columns) {
      if (column >= 0 && column < fields.count) {
        // Every byte doubled, two quotes and a comma.
        bytes += 2 * ((fields.ends[column] as number) - (fields.starts[column] as number)) + 3;
      } else {
        bytes++;
      }
    }
    if (this.#end + bytes > this.#block.length) {
      this.#flush();
      if (bytes > this.#block.length) this.#block = new Uint8Array(bytes);
    }
    const start = this.#end;
    this.#writeInteger(id);
    for (let to = 0; to < columns.length; to++) {
      const column = columns[to] as number;
      this.#block[this.#end++] = COMMA;
      if (column >= 0 && column < fields.count) this.#writeField(fields, column, to);
    }
    this.#reader?.endRecord(id);
    this.#block[this.#end++] = LF;
    this.longest = Math.max(this.longest, this.#end - start);
    this.count++;
  }

  /** Ends the last block. */
  finish(): readonly Uint8Array[] {
    this.#flush();
    return this.blocks;
  }

  #flush(): void {
    if (this.#end === 0) return;
    this.blocks.push(this.#block.slice(0, this.#end));
    this.#end = 0;
  }

  #writeInteger(value: number): void {
    const digits = String(value);
    for (let i = 0; i < digits.length; i++) this.#block[this.#end++] = digits.charCodeAt(i);
  }

  /**
   * Trims white space and folds each run of it (line ends and no-break spaces too) into one space:
   * byte by byte here it costs a tenth of what it costs in the database.
   */
  #writeField(fields: RecordFields, column: number, outputColumn: number): void {
    const { source } = fields;
    const block = this.#block;
    const end = fields.ends[column] as number;
    const from = this.#end;
    let to = from;
    let isPending = false;
    let needsQuotes = false;
    for (let i = fields.starts[column] as number; i < end; i++) {
      const byte = source[i] as number;
      if (byte === SPACE || (byte >= TAB && byte <= CR)) {
        isPending = to > from;
        continue;
      }
      if (byte === NO_BREAK_1 && i + 1 < end && source[i + 1] === NO_BREAK_2) {
        i++;
        isPending = to > from;
        continue;
      }
      if (isPending) {
        block[to++] = SPACE;
        isPending = false;
      }
      if (byte === COMMA || byte === QUOTE) needsQuotes = true;
      block[to++] = byte;
    }
    const reader = this.#reader;
    if (reader !== null && to > from) to = reader.read(outputColumn, block, from, to);
    if (to === from) return;
    this.#end = needsQuotes ? this.#quote(from, to) : to;
  }

  /** Puts what stands from `from` to before `to` in quotes, and doubles those inside; gives the new end. */
  #quote(from: number, to: number): number {
    const block = this.#block;
    const text = block.slice(from, to);
    let at = from;
    block[at++] = QUOTE;
    for (const byte of text) {
      if (byte === QUOTE) block[at++] = QUOTE;
      block[at++] = byte;
    }
    block[at++] = QUOTE;
    return at;
  }
}
