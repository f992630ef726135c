import type { RecordFields } from './record-fields';

const BLOCK_BYTES = 1 << 20;
const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Collects records as regular CSV (UTF-8, comma, quotes doubled, `\n`), in blocks that end with a record. */
export class FreshRecords {
  readonly blocks: Uint8Array[] = [];
  count = 0;
  #block = new Uint8Array(BLOCK_BYTES);
  #end = 0;

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
    this.#writeInteger(id);
    for (const column of columns) {
      this.#block[this.#end++] = COMMA;
      if (column >= 0 && column < fields.count) this.#writeField(fields, column);
    }
    this.#block[this.#end++] = LF;
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

  #writeField(fields: RecordFields, column: number): void {
    const { source } = fields;
    const block = this.#block;
    const start = fields.starts[column] as number;
    const end = fields.ends[column] as number;
    const from = this.#end;
    let to = from;
    let plain = true;
    for (let i = start; i < end; i++) {
      const byte = source[i] as number;
      if (byte === COMMA || byte === QUOTE || byte === LF || byte === CR) {
        plain = false;
        break;
      }
      block[to++] = byte;
    }
    if (!plain) {
      to = from;
      block[to++] = QUOTE;
      for (let i = start; i < end; i++) {
        const byte = source[i] as number;
        if (byte === QUOTE) block[to++] = QUOTE;
        block[to++] = byte;
      }
      block[to++] = QUOTE;
    }
    this.#end = to;
  }
}
