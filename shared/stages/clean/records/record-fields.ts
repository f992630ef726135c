const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** A quoted field that is still open after this many bytes is taken for one whose closing quote is missing. */
export const MAX_RECORD_BYTES = 16 * 2 ** 20;

/** What became of splitting one record. */
export enum Split {
  /** `next` and `count` hold. */
  Regular,
  /** As regular, but quotes stood inside unquoted fields; they were kept as they are. */
  StrayQuote,
  /** A quoted field has no end. */
  Unclosed,
  /** Text follows a closing quote. */
  TextAfterQuote,
  /** The buffer ends before the record does. */
  NeedMore,
}

/**
 * The fields of one record: ranges of `source`, quotes taken off and doubled quotes made single.
 * One instance serves all records of a file: nothing is allocated for a regular one.
 */
export class RecordFields {
  source: Uint8Array = new Uint8Array(0);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  count = 0;
  /** After a split: where the next record starts, and whether this one spans more than one line. */
  next = 0;
  spansLines = false;
  #scratch = new Uint8Array(1 << 16);
  #used = 0;

  /** Splits a line without quotes: the bytes from `start` to before `end`. */
  splitPlain(bytes: Uint8Array, start: number, end: number, delimiter: number): void {
    this.source = bytes;
    this.count = 0;
    let from = start;
    for (let i = start; i < end; i++) {
      if (bytes[i] === delimiter) {
        this.push(from, i);
        from = i + 1;
      }
    }
    this.push(from, end);
  }

  /**
   * Splits the record that starts at `start`, quoted fields with line ends included.
   * @param atEnd nothing follows `end`
   */
  splitQuoted(bytes: Uint8Array, start: number, end: number, delimiter: number, atEnd: boolean): Split {
    this.beginCopies();
    this.spansLines = false;
    let stray = false;
    let i = start;
    for (;;) {
      const from = this.#used;
      if (i < end && bytes[i] === QUOTE) {
        i++;
        for (;;) {
          if (i - start > MAX_RECORD_BYTES) return Split.Unclosed;
          if (i >= end) return atEnd ? Split.Unclosed : Split.NeedMore;
          const byte = bytes[i] as number;
          if (byte === QUOTE) {
            if (i + 1 >= end && !atEnd) return Split.NeedMore;
            if (i + 1 >= end || bytes[i + 1] !== QUOTE) break;
            i++;
          } else if (byte === LF || byte === CR) {
            this.spansLines = true;
          }
          this.copyByte(byte);
          i++;
        }
        i++;
      } else {
        for (; i < end; i++) {
          const byte = bytes[i] as number;
          if (byte === delimiter || byte === LF || byte === CR) break;
          if (byte === QUOTE) stray = true;
          this.copyByte(byte);
        }
        if (i - start > MAX_RECORD_BYTES) return Split.Unclosed;
        if (i >= end && !atEnd) return Split.NeedMore;
      }
      this.push(from, this.#used);
      if (i >= end) {
        this.next = end;
        return stray ? Split.StrayQuote : Split.Regular;
      }
      const after = bytes[i];
      if (after === delimiter) {
        i++;
      } else if (after === LF || after === CR) {
        if (after === CR && i + 1 >= end && !atEnd) return Split.NeedMore;
        this.next = after === CR && i + 1 < end && bytes[i + 1] === LF ? i + 2 : i + 1;
        return stray ? Split.StrayQuote : Split.Regular;
      } else {
        return Split.TextAfterQuote;
      }
    }
  }

  /** Starts a record whose field contents are copied with `copyByte` and closed with `push`. */
  beginCopies(): void {
    this.count = 0;
    this.#used = 0;
    this.source = this.#scratch;
  }

  /** Length of what was copied so far: the start of the next field. */
  get copied(): number {
    return this.#used;
  }

  copyByte(byte: number): void {
    if (this.#used === this.#scratch.length) {
      const wider = new Uint8Array(this.#scratch.length * 2);
      wider.set(this.#scratch);
      this.#scratch = wider;
      this.source = wider;
    }
    this.#scratch[this.#used++] = byte;
  }

  /** Ends a field that covers `start` to before `end` of `source`. */
  push(start: number, end: number): void {
    if (this.count === this.starts.length) {
      const starts = new Int32Array(this.count * 2);
      starts.set(this.starts);
      this.starts = starts;
      const ends = new Int32Array(this.count * 2);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  /** A copy that stays when the buffer moves on. */
  detached(): RecordFields {
    const copy = new RecordFields();
    const texts = Array.from({ length: this.count }, (_, i) =>
      this.source.slice(this.starts[i], this.ends[i]),
    );
    copy.replaceWith(texts);
    return copy;
  }

  /** Sets the fields to these contents. */
  replaceWith(contents: readonly Uint8Array[]): void {
    const all = new Uint8Array(contents.reduce((sum, content) => sum + content.length, 0));
    this.count = 0;
    let end = 0;
    for (const content of contents) {
      all.set(content, end);
      this.push(end, end + content.length);
      end += content.length;
    }
    this.source = all;
  }
}
