import { isUtf8, singleByteToUtf8 } from '../../../domain/encoding';
import { REJECTED_LINE } from '../../../domain/json-table';
import type { FieldReader } from './fresh-records';
import { Hash64, LANE_A, LANE_B } from './line-hash';
import { RecordJudge, type RecordNotes } from './record-judge';
import { LineSplitter, NEED_MORE, RETRY, type Line } from './line-splitter';
import { mix32, type RecordDictionary } from './record-dictionary';
import { MAX_RECORD_BYTES, type RecordFields } from './record-fields';
import { RecordLedger } from './record-ledger';
import { HAS_HIGH, HAS_NUL, HAS_QUOTE, ScanBuffer } from './scan-buffer';
import type { ScanLayout, ScanResult } from './scan-result';

const LF = 0x0a;
const CR = 0x0d;

const SHOWN_BYTES = 10_000;
/** Masks for the first 0 … 3 bytes of a little-endian word. */
const PART = new Int32Array([0, 0xff, 0xffff, 0xffffff]);

/** A physical line, and the hash under which the dictionary may know it. */
interface HashedLine extends Line {
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
  readonly #seed = new Hash64();
  readonly #buffer = new ScanBuffer();
  readonly #ledger: RecordLedger;
  readonly #judge: RecordJudge;
  readonly #notes: RecordNotes = { tolerated: null, isRecoded: false, isQuoted: false, isCut: false };
  readonly #splitter: LineSplitter;
  readonly #fields: RecordFields;
  readonly #line: HashedLine = { start: 0, end: 0, next: 0, a: 0, b: 0 };
  /** Where the record after the one that is judged starts. */
  #after = 0;
  #epoch = 0;

  /** Bytes that must be buffered before an unfinished record is looked at again: keeps that linear. */
  #retryAt = 0;
  #atEnd = false;
  #preambleLeft: number;
  #headerLeft = true;
  /** Inside a line that is too long; it is rejected already. */
  #skippingLine = false;

  /**
   * @param file relative path, for faults
   * @param reader is shown the fields of fresh records
   * @param capture 1-based number of the record whose text is asked for; 0 for none
   */
  constructor(
    file: string,
    layout: ScanLayout,
    dictionary: RecordDictionary | null,
    reader: FieldReader | null,
    capture: number,
  ) {
    this.#layout = layout;
    this.#dictionary = dictionary;
    this.#capture = capture;
    this.#ledger = new RecordLedger(file, dictionary, reader);
    this.#judge = new RecordJudge(layout, this.#ledger, () =>
      this.#buffer.text(this.#line.start, this.#after, SHOWN_BYTES),
    );
    this.#splitter = new LineSplitter(this.#buffer, layout.delimiter);
    this.#fields = this.#splitter.fields;
    this.#preambleLeft = layout.preambleLines;
    this.#seed.ofText(this.#judge.seed);
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
    if (this.captured === null) this.#judge.finish();
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
    const judge = this.#judge;
    const seed = this.#seed;
    const { view } = buffer;
    const line = this.#line;
    let pos = buffer.pos;
    this.#retryAt = 0;
    while (pos < buffer.end && this.captured === null) {
      let a = seed.a;
      let b = seed.b;
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
          if (ledger.records + 1 >= judge.learnAt) this.#learn(pos, lineEnd);
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
      const after = this.#miss();
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
  #miss(): number {
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
    if (
      this.#layout.hasRejectedLines === true &&
      this.#buffer.bytes[line.start] === REJECTED_LINE.charCodeAt(0)
    ) {
      return this.#endRejected();
    }
    const flags = this.#buffer.inspect(line.start, line.end);
    if ((flags & HAS_NUL) !== 0) {
      this.#buffer.dropNuls(line.start);
      return RETRY;
    }
    const splitter = this.#splitter;
    const next = splitter.split(line, flags, this.#judge, this.#atEnd, this.#headerLeft);
    if (next < 0) return next;
    if (this.#headerLeft) return this.#endHeader(next, this.#fields.count);
    if (splitter.reason === null) return this.#evaluate(next, splitter.flags, splitter.tolerated);
    this.#reject(line.start, next, splitter.reason);
    return next;
  }

  /** A line that says of itself that it is no record, and why. */
  #endRejected(): number {
    const { start, end, next } = this.#line;
    const [, reason = '', ...text] = this.#buffer.text(start, end, SHOWN_BYTES).split(REJECTED_LINE);
    this.#judge.reject(text.join(REJECTED_LINE), reason);
    return next;
  }

  #endHeader(next: number, names: number): number {
    this.#headerLeft = false;
    this.#judge.beginHeader(names);
    return next;
  }

  /** Lets a line that is known teach what the columns hold. */
  #learn(start: number, end: number): void {
    this.#splitter.splitKnown(start, end);
    this.#judge.learn(this.#fields, this.#ledger.records + 1);
  }

  /**
   * Has the split record judged.
   * @param next where the record after it starts
   */
  #evaluate(next: number, flags: number, tolerated: string | null): number {
    const fields = this.#fields;
    const notes = this.#notes;
    const line = this.#line;
    const before = this.#ledger.records;
    this.#after = next;
    notes.isRecoded = (flags & HAS_HIGH) !== 0 && this.#recodeIfNeeded(next);
    notes.tolerated = tolerated;
    notes.isQuoted = (flags & HAS_QUOTE) !== 0;
    notes.isCut = this.#atEnd && next === this.#buffer.end && !this.#isLineEnd(next - 1);
    const id = this.#judge.judge(fields, notes);
    if (this.#judge.epoch !== this.#epoch) {
      this.#epoch = this.#judge.epoch;
      this.#seed.ofText(this.#judge.seed);
    } else if (this.#dictionary !== null && id >= 0 && next === line.next) {
      // What was reported must be reported each time, so only records without a remark are known by their line.
      this.#dictionary.alias(line.a, line.b, id);
    }
    if (this.#ledger.records > before) this.#captureIfAsked(line.start, next);
    return next;
  }

  #isLineEnd(at: number): boolean {
    const byte = this.#buffer.bytes[at];
    return byte === LF || byte === CR;
  }

  /** In a file that should be UTF-8, a record that is not is read as Windows-1252. */
  #recodeIfNeeded(next: number): boolean {
    if (this.#layout.encoding !== 'utf-8' || isUtf8(this.#buffer.bytes.subarray(this.#line.start, next))) {
      return false;
    }
    const fields = this.#fields;
    const contents = Array.from({ length: fields.count }, (_, i) =>
      singleByteToUtf8(fields.source.subarray(fields.starts[i], fields.ends[i]), 'windows-1252'),
    );
    fields.replaceWith(contents);
    return true;
  }

  #rejectLong(start: number, end: number): void {
    this.#reject(start, end, `It is longer than ${String(MAX_RECORD_BYTES / 2 ** 20)} MB.`);
  }

  #reject(start: number, end: number, reason: string): void {
    this.#judge.reject(this.#buffer.text(start, end, SHOWN_BYTES), reason);
    this.#captureIfAsked(start, end);
  }

  #captureIfAsked(start: number, end: number): void {
    if (this.#ledger.records === this.#capture)
      this.captured = this.#buffer.text(start, end, MAX_RECORD_BYTES);
  }
}
