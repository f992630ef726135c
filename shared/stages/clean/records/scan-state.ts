import { isUtf8, windows1252ToUtf8 } from '../../../domain/encoding';
import { REJECTED_LINE } from '../../../domain/json-table';
import type { FieldReader } from './fresh-records';
import { isEmptyField, isSeparator, looksLikeTotal, splitTolerantly } from './irregular';
import { Hash64, LANE_A, LANE_B } from './line-hash';
import { mix32, type RecordDictionary } from './record-dictionary';
import { MAX_RECORD_BYTES, RecordFields, Split } from './record-fields';
import { RecordLedger } from './record-ledger';
import { HAS_HIGH, HAS_NUL, HAS_QUOTE, ScanBuffer } from './scan-buffer';
import type { ScanLayout, ScanResult } from './scan-result';

const LF = 0x0a;
const CR = 0x0d;

/** What a miss answers instead of a position. */
const NEED_MORE = -1;
const RETRY = -2;

const SHOWN_BYTES = 10_000;
/** Masks for the first 0 … 3 bytes of a little-endian word. */
const PART = new Int32Array([0, 0xff, 0xffff, 0xffffff]);

/** One physical line, and the hash under which the dictionary may know it. */
interface Line {
  start: number;
  end: number;
  /** Where the next line starts. */
  next: number;
  a: number;
  b: number;
}

/** The scan of one file: takes chunks of UTF-8, keeps what spans them, and hands records to the ledger. */
export class ScanState {
  /** Raw text of the record that was asked for. */
  captured: string | null = null;

  readonly #layout: ScanLayout;
  readonly #dictionary: RecordDictionary | null;
  readonly #capture: number;
  readonly #delimiter: number;
  readonly #seed = new Hash64();
  readonly #buffer = new ScanBuffer();
  readonly #ledger: RecordLedger;
  readonly #fields = new RecordFields();
  readonly #probe = new RecordFields();
  readonly #line: Line = { start: 0, end: 0, next: 0, a: 0, b: 0 };

  /** Bytes that must be buffered before an unfinished record is looked at again: keeps that linear. */
  #retryAt = 0;
  #atEnd = false;
  #preambleLeft: number;
  #headerLeft = true;
  /** Inside a line that is too long; it is rejected already. */
  #skippingLine = false;

  /**
   * @param reader is shown the fields of fresh records
   * @param capture 1-based number of the record whose text is asked for; 0 for none
   */
  constructor(
    layout: ScanLayout,
    dictionary: RecordDictionary | null,
    reader: FieldReader | null,
    capture: number,
  ) {
    this.#layout = layout;
    this.#dictionary = dictionary;
    this.#capture = capture;
    this.#ledger = new RecordLedger(layout, dictionary, reader);
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#preambleLeft = layout.preambleLines;
    this.#seed.ofText(`${layout.delimiter}${String(layout.fieldCount)}:${layout.fields.join()}`);
  }

  /** Whether the record that was asked for has been found. */
  get isSatisfied(): boolean {
    return this.captured !== null;
  }

  push(chunk: Uint8Array): void {
    this.#buffer.append(chunk);
    if (this.#buffer.end - this.#buffer.pos >= this.#retryAt) this.#run();
  }

  finish(): void {
    this.#atEnd = true;
    this.#run();
  }

  /** What was found; call after `finish`. */
  result(): ScanResult {
    return this.#ledger.result(this.#buffer.nulBytes);
  }

  /**
   * Goes through the buffered bytes. The loop hashes a line four bytes at a time while it looks for the line's end,
   * and asks the dictionary: a known line costs nothing more.
   */
  #run(): void {
    const buffer = this.#buffer;
    const ledger = this.#ledger;
    const dictionary = this.#dictionary;
    const { a: seedA, b: seedB } = this.#seed;
    const { bytes, view } = buffer;
    const line = this.#line;
    let pos = buffer.pos;
    this.#retryAt = 0;
    while (pos < buffer.end && this.captured === null) {
      let a = seedA;
      let b = seedB;
      let at = pos;
      let word: number;
      let hit: number;
      for (;;) {
        word = view.getInt32(at, true);
        const n = word ^ 0x0a0a0a0a;
        const r = word ^ 0x0d0d0d0d;
        // The lowest set bit marks the first byte that is a line end.
        hit = (((n - 0x01010101) & ~n) | ((r - 0x01010101) & ~r)) & 0x80808080;
        if (hit !== 0) break;
        a = Math.imul(a ^ word, LANE_A);
        a ^= a >>> 15;
        b = Math.imul((b ^ word) + 0x3c6ef372, LANE_B);
        b ^= b >>> 13;
        at += 4;
      }
      const part = (31 - Math.clz32(hit & -hit)) >> 3;
      const lineEnd = at + part;
      const next = this.#nextLine(lineEnd);
      if (next < 0) {
        pos = this.#awaitLineEnd(pos);
        break;
      }
      if (dictionary !== null && !this.#headerLeft && lineEnd > pos) {
        const rest = word & (PART[part] as number);
        a = mix32(Math.imul(a ^ rest, LANE_A) ^ (lineEnd - pos));
        b = mix32(Math.imul((b ^ rest) + 0x3c6ef372, LANE_B) ^ (lineEnd - pos));
        const id = dictionary.find(a, b);
        if (id >= 0 && !this.#skippingLine) {
          ledger.addKnown(id);
          pos = next;
          continue;
        }
      }
      line.start = pos;
      line.end = Math.min(lineEnd, buffer.end);
      line.next = next;
      line.a = a;
      line.b = b;
      const after = this.#miss(bytes);
      if (after === NEED_MORE) {
        this.#retryAt = (buffer.end - pos) * 2;
        break;
      }
      if (after !== RETRY) pos = after;
    }
    buffer.pos = pos;
  }

  /** Where the line after the one that ends at `lineEnd` starts; -1 when the buffer ends too early to tell. */
  #nextLine(lineEnd: number): number {
    const { bytes, end } = this.#buffer;
    if (lineEnd >= end) return this.#atEnd ? end : -1;
    if (bytes[lineEnd] === LF) return lineEnd + 1;
    if (lineEnd + 1 === end) return this.#atEnd ? end : -1;
    return bytes[lineEnd + 1] === LF ? lineEnd + 2 : lineEnd + 1;
  }

  /** The buffer holds no whole line. A line that is too long is rejected, and its bytes are let go. */
  #awaitLineEnd(pos: number): number {
    const { bytes, end } = this.#buffer;
    if (bytes[end - 1] === CR || (end - pos <= MAX_RECORD_BYTES && !this.#skippingLine)) {
      this.#retryAt = this.#skippingLine ? 0 : (end - pos) * 2;
      return pos;
    }
    if (!this.#skippingLine) this.#rejectLong(pos, end);
    this.#skippingLine = true;
    return end;
  }

  /** A line that the dictionary does not know: splits it, and where quotes demand it the lines after it. */
  #miss(bytes: Uint8Array): number {
    const line = this.#line;
    if (this.#skippingLine) {
      this.#skippingLine = false;
      return line.next;
    }
    if (this.#preambleLeft > 0) {
      this.#preambleLeft--;
      return line.next;
    }
    if (line.end - line.start > MAX_RECORD_BYTES) {
      this.#rejectLong(line.start, line.end);
      return line.next;
    }
    if (this.#layout.hasRejectedLines === true && bytes[line.start] === REJECTED_LINE.charCodeAt(0)) {
      return this.#endRejected();
    }
    const flags = this.#buffer.inspect(line.start, line.end);
    if ((flags & HAS_NUL) !== 0) {
      this.#buffer.dropNuls(line.start);
      return RETRY;
    }
    if ((flags & HAS_QUOTE) !== 0) return this.#missQuoted(bytes, flags);
    if (this.#headerLeft) return this.#endHeader(line.next);
    this.#fields.splitPlain(bytes, line.start, line.end, this.#delimiter);
    return this.#evaluate(line.next, flags, null);
  }

  #missQuoted(bytes: Uint8Array, flags: number): number {
    const { start, end, next } = this.#line;
    const fields = this.#fields;
    const { fieldCount } = this.#layout;
    const split = fields.splitQuoted(bytes, start, this.#buffer.end, this.#delimiter, this.#atEnd);
    if (split === Split.NeedMore) return NEED_MORE;
    const isWhole = split === Split.Regular || split === Split.StrayQuote;
    if (this.#headerLeft) return this.#endHeader(isWhole ? fields.next : next);
    const stray = split === Split.StrayQuote ? 'a quote stands inside an unquoted field' : null;
    if (isWhole && fields.spansLines) {
      const all = this.#buffer.inspect(start, fields.next);
      if ((all & HAS_NUL) !== 0) {
        this.#buffer.dropNuls(start);
        return RETRY;
      }
      // Where the next line is a record in its own right the quote was never closed, and must not swallow it.
      const swallows = fields.count === fieldCount ? false : this.#isRecordAt(bytes, next);
      if (swallows === null) return NEED_MORE;
      if (!swallows) return this.#evaluate(fields.next, all, stray);
    } else if (isWhole && (fields.count === fieldCount || stray === null)) {
      return this.#evaluate(next, flags, stray);
    }
    const words = splitTolerantly(fields, bytes, start, end, this.#delimiter, fieldCount);
    if (words !== null) return this.#evaluate(next, flags, words);
    if (stray !== null && !fields.spansLines) {
      fields.splitPlain(bytes, start, end, this.#delimiter);
      return this.#evaluate(next, flags, stray);
    }
    this.#reject(
      start,
      end,
      split === Split.TextAfterQuote
        ? 'Text follows a closing quote, and the line has no reading with the right number of fields.'
        : 'A quoted field has no closing quote.',
    );
    return next;
  }

  /** Whether one line at `start` is a record with the right number of fields; null when the buffer ends too early. */
  #isRecordAt(bytes: Uint8Array, start: number): boolean | null {
    const probe = this.#probe;
    const split = probe.splitQuoted(bytes, start, this.#buffer.end, this.#delimiter, this.#atEnd);
    if (split === Split.NeedMore) return null;
    const isWhole = split === Split.Regular || split === Split.StrayQuote;
    return isWhole && !probe.spansLines && probe.count === this.#layout.fieldCount;
  }

  /** A line that says of itself that it is no record, and why. */
  #endRejected(): number {
    const { start, end, next } = this.#line;
    const [, reason = '', ...text] = this.#text(start, end, SHOWN_BYTES).split(REJECTED_LINE);
    this.#ledger.addRejected(text.join(REJECTED_LINE), reason);
    return next;
  }

  #endHeader(next: number): number {
    this.#headerLeft = false;
    return next;
  }

  /**
   * Decides what the split record is: nothing, a drawn line, perhaps a total line, or a row.
   * @param next where the record after it starts
   */
  #evaluate(next: number, flags: number, tolerated: string | null): number {
    const fields = this.#fields;
    const ledger = this.#ledger;
    const line = this.#line;
    const { fieldCount } = this.#layout;
    if (fields.count === 1 && (flags & HAS_QUOTE) === 0 && isEmptyField(fields, 0)) {
      ledger.blankLines++;
      return next;
    }
    if (isSeparator(fields)) {
      ledger.addSeparator();
    } else if (looksLikeTotal(fields, fieldCount)) {
      ledger.addPossibleTotal(fields);
    } else if (fields.count > fieldCount && !this.#surplusIsEmpty()) {
      this.#reject(
        line.start,
        next,
        `It has ${String(fields.count)} fields where the header has ${String(fieldCount)}.`,
      );
      return next;
    } else {
      const recoded = (flags & HAS_HIGH) !== 0 && this.#recodeIfNeeded(next);
      const id = ledger.addRow(fields, tolerated);
      // What was reported must be reported each time, so only records without a remark are known by their line.
      const isPlain = next === line.next && !recoded && tolerated === null && fields.count === fieldCount;
      if (this.#dictionary !== null && isPlain) this.#dictionary.alias(line.a, line.b, id);
    }
    this.#captureIfAsked(line.start, next);
    return next;
  }

  /** In a file that should be UTF-8, a record that is not is read as Windows-1252. */
  #recodeIfNeeded(next: number): boolean {
    if (this.#layout.encoding !== 'utf-8' || isUtf8(this.#buffer.bytes.subarray(this.#line.start, next))) {
      return false;
    }
    const fields = this.#fields;
    const contents = Array.from({ length: fields.count }, (_, i) =>
      windows1252ToUtf8(fields.source.subarray(fields.starts[i], fields.ends[i])),
    );
    fields.replaceWith(contents);
    this.#ledger.recodedRecords++;
    return true;
  }

  #surplusIsEmpty(): boolean {
    for (let f = this.#layout.fieldCount; f < this.#fields.count; f++) {
      if (!isEmptyField(this.#fields, f)) return false;
    }
    return true;
  }

  #rejectLong(start: number, end: number): void {
    this.#reject(start, end, `It is longer than ${String(MAX_RECORD_BYTES / 2 ** 20)} MB.`);
  }

  #reject(start: number, end: number, reason: string): void {
    this.#ledger.addRejected(this.#text(start, end, SHOWN_BYTES), reason);
    this.#captureIfAsked(start, end);
  }

  #captureIfAsked(start: number, end: number): void {
    if (this.#ledger.records === this.#capture) this.captured = this.#text(start, end, MAX_RECORD_BYTES);
  }

  #text(start: number, end: number, limit: number): string {
    const { bytes } = this.#buffer;
    let last = end;
    while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) last--;
    const shown = bytes.subarray(start, Math.min(last, start + limit));
    return new TextDecoder().decode(isUtf8(shown) || last - start > limit ? shown : windows1252ToUtf8(shown));
  }
}
