import { isUtf8, windows1252ToUtf8 } from '../../domain/encoding';
import type { Decoding } from '../../domain/decode-chunks';
import { FreshRecords } from './fresh-records';
import { isEmptyField, isSeparator, looksLikeTotal, splitTolerantly } from './irregular';
import { Hash64, LANE_A, LANE_B } from './line-hash';
import { mix32, type RecordDictionary } from './record-dictionary';
import { MAX_RECORD_BYTES, RecordFields, Split } from './record-fields';

/** How the records of one file lie in its bytes, and which of their fields are wanted. */
export interface ScanLayout extends Decoding {
  readonly delimiter: string;
  /** Lines above the header. */
  readonly preambleLines: number;
  /** Fields of a record, as the header has them. */
  readonly fieldCount: number;
  /** For each output column the index of the file's field; -1 where the file has none. */
  readonly fields: readonly number[];
}

export interface RejectedRecord {
  /** 1-based number of the data record. */
  readonly record: number;
  /** Raw text, cut after 10,000 bytes. */
  readonly text: string;
  readonly reason: string;
}

export interface ScanResult {
  /** Data records: without preamble, header and blank lines. */
  readonly records: number;
  /** Per record in file order: an id ≥ 0; -1 for a separator or total line; -2 for a rejected record. */
  readonly rawIds: Int32Array;
  /** Drawn lines and total lines. */
  readonly separatorRows: number;
  /** Lines at the end that sum up or close the report; counted in `separatorRows` too. */
  readonly totalLines: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  /** Records with too few fields: kept, the missing ones empty. */
  readonly padded: readonly { readonly record: number; readonly missing: number }[];
  /** Records with too many fields, all of the surplus empty: kept. */
  readonly surplus: readonly { readonly record: number; readonly extra: number }[];
  /** Records with misplaced quotes that could be read one way only: kept. */
  readonly tolerated: readonly { readonly record: number; readonly reason: string }[];
  /** Records in a UTF-8 file that were not UTF-8 and were read as Windows-1252. */
  readonly recodedRecords: number;
  /** NUL bytes, dropped. */
  readonly nulBytes: number;
  /** Fresh records as regular CSV without a header: id, then the output columns. Blocks end with a record. */
  readonly fresh: readonly Uint8Array[];
  readonly freshCount: number;
}

export const SEPARATOR_ID = -1;
export const REJECTED_ID = -2;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

const HAS_QUOTE = 1;
const HAS_NUL = 2;
const HAS_HIGH = 4;

/** What a miss answers instead of a position. */
const NEED_MORE = -1;
const RETRY = -2;

const SHOWN_BYTES = 10_000;
/** Room after the buffered bytes: a line end that stops the search, read four bytes at a time. */
const SENTINEL_BYTES = 8;
/** Masks for the first 0 … 3 bytes of a little-endian word. */
const PART = new Int32Array([0, 0xff, 0xffff, 0xffffff]);

function inspect(bytes: Uint8Array, start: number, end: number): number {
  let flags = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) flags |= HAS_QUOTE;
    else if (byte === 0) flags |= HAS_NUL;
    else if (byte >= 0x80) flags |= HAS_HIGH;
  }
  return flags;
}

/** The scan of one file: takes chunks of UTF-8, keeps what spans them, counts and collects. */
export class ScanState {
  /** Raw text of the record that was asked for. */
  captured: string | null = null;

  readonly #layout: ScanLayout;
  readonly #dictionary: RecordDictionary | null;
  readonly #capture: number;
  readonly #delimiter: number;
  readonly #seedA: number;
  readonly #seedB: number;
  readonly #hash = new Hash64();
  readonly #fields = new RecordFields();
  readonly #probe = new RecordFields();
  readonly #fresh = new FreshRecords();

  #bytes = new Uint8Array(SENTINEL_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #pos = 0;
  #end = 0;
  /** Bytes that must be buffered before an unfinished record is looked at again: keeps that linear. */
  #retryAt = 0;
  #preambleLeft: number;
  #headerLeft = true;
  /** Inside a line that is too long; it is rejected already. */
  #skippingLine = false;
  #dropsNuls = false;

  #records = 0;
  #rawIds = new Int32Array(1024);
  #separatorRows = 0;
  #blankLines = 0;
  #recodedRecords = 0;
  #nulBytes = 0;
  readonly #rejected: RejectedRecord[] = [];
  readonly #padded: { record: number; missing: number }[] = [];
  readonly #surplus: { record: number; extra: number }[] = [];
  readonly #tolerated: { record: number; reason: string }[] = [];
  /** Lines that are total lines if nothing but such lines, drawn lines and blank lines follows. */
  #pendingTotals: { record: number; fields: RecordFields }[] = [];

  constructor(layout: ScanLayout, dictionary: RecordDictionary | null, capture: number) {
    this.#layout = layout;
    this.#dictionary = dictionary;
    this.#capture = capture;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#preambleLeft = layout.preambleLines;
    this.#hash.ofText(`${layout.delimiter}${String(layout.fieldCount)}:${layout.fields.join()}`);
    this.#seedA = this.#hash.a;
    this.#seedB = this.#hash.b;
  }

  /** Whether the record that was asked for has been found. */
  get isSatisfied(): boolean {
    return this.captured !== null;
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    if (this.#end - this.#pos >= this.#retryAt) this.#run(false);
  }

  finish(): void {
    this.#run(true);
  }

  /** What was found; call after `finish`. */
  result(): ScanResult {
    const totalLines = this.#pendingTotals.length;
    return {
      records: this.#records,
      rawIds: this.#rawIds.slice(0, this.#records),
      separatorRows: this.#separatorRows + totalLines,
      totalLines,
      blankLines: this.#blankLines,
      rejected: this.#rejected,
      padded: this.#padded,
      surplus: this.#surplus,
      tolerated: this.#tolerated,
      recodedRecords: this.#recodedRecords,
      nulBytes: this.#nulBytes,
      fresh: this.#fresh.finish(),
      freshCount: this.#fresh.count,
    };
  }

  #append(chunk: Uint8Array): void {
    const kept = this.#end - this.#pos;
    const needed = kept + chunk.length + SENTINEL_BYTES;
    if (needed > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      wider.set(this.#bytes.subarray(this.#pos, this.#end));
      this.#bytes = wider;
      this.#view = new DataView(wider.buffer);
    } else if (this.#pos > 0) {
      this.#bytes.copyWithin(0, this.#pos, this.#end);
    }
    this.#bytes.set(chunk, kept);
    this.#pos = 0;
    this.#end = kept + chunk.length;
    if (this.#dropsNuls) this.#dropNuls(kept);
    this.#bytes.fill(LF, this.#end, this.#end + SENTINEL_BYTES);
  }

  #dropNuls(from: number): void {
    const bytes = this.#bytes;
    let to = from;
    for (let i = from; i < this.#end; i++) {
      const byte = bytes[i] as number;
      if (byte !== 0) bytes[to++] = byte;
    }
    this.#nulBytes += this.#end - to;
    this.#end = to;
    this.#dropsNuls = true;
    bytes.fill(LF, to, to + SENTINEL_BYTES);
  }

  /**
   * Goes through the buffered bytes. The loop hashes a line four bytes at a time while it looks for the line's end,
   * and asks the dictionary: a known line costs nothing more.
   */
  #run(atEnd: boolean): void {
    const dictionary = this.#dictionary;
    const seedA = this.#seedA;
    const seedB = this.#seedB;
    let pos = this.#pos;
    this.#retryAt = 0;
    while (pos < this.#end && this.captured === null) {
      const view = this.#view;
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
      const bytes = this.#bytes;
      const end = this.#end;
      if (lineEnd >= end && !atEnd) {
        if (end - pos <= MAX_RECORD_BYTES && !this.#skippingLine) {
          this.#retryAt = (end - pos) * 2;
          break;
        }
        if (!this.#skippingLine) this.#rejectLong(pos, end);
        this.#skippingLine = true;
        pos = end;
        break;
      }
      let next = lineEnd < end ? lineEnd + 1 : end;
      if (lineEnd < end && bytes[lineEnd] === CR) {
        if (next < end) {
          if (bytes[next] === LF) next++;
        } else if (!atEnd) {
          break;
        }
      }
      if (dictionary !== null && !this.#headerLeft && lineEnd > pos) {
        const rest = word & (PART[part] as number);
        a = mix32(Math.imul(a ^ rest, LANE_A) ^ (lineEnd - pos));
        b = mix32(Math.imul((b ^ rest) + 0x3c6ef372, LANE_B) ^ (lineEnd - pos));
        const id = dictionary.find(a, b);
        if (id >= 0 && !this.#skippingLine) {
          if (this.#pendingTotals.length > 0) this.#flushPending();
          if (this.#records === this.#rawIds.length) this.#widen();
          this.#rawIds[this.#records++] = id;
          pos = next;
          continue;
        }
      }
      const after = this.#skippingLine ? this.#endSkip(next) : this.#miss(pos, lineEnd, next, a, b, atEnd);
      if (after === NEED_MORE) {
        this.#retryAt = (end - pos) * 2;
        break;
      }
      if (after !== RETRY) pos = after;
    }
    this.#pos = pos;
  }

  #endSkip(next: number): number {
    this.#skippingLine = false;
    return next;
  }

  #widen(): void {
    const wider = new Int32Array(this.#rawIds.length * 2);
    wider.set(this.#rawIds);
    this.#rawIds = wider;
  }

  /** A line that the dictionary does not know: splits it, and where quotes demand it the lines after it. */
  #miss(pos: number, lineEnd: number, next: number, a: number, b: number, atEnd: boolean): number {
    const bytes = this.#bytes;
    if (this.#preambleLeft > 0) {
      this.#preambleLeft--;
      return next;
    }
    if (lineEnd - pos > MAX_RECORD_BYTES) {
      this.#rejectLong(pos, lineEnd);
      return next;
    }
    const flags = inspect(bytes, pos, lineEnd);
    if ((flags & HAS_NUL) !== 0) {
      this.#dropNuls(pos);
      return RETRY;
    }
    const fields = this.#fields;
    if ((flags & HAS_QUOTE) === 0) {
      fields.splitPlain(bytes, pos, lineEnd, this.#delimiter);
      return this.#headerLeft ? this.#endHeader(next) : this.#evaluate(pos, next, flags, null, a, b, true);
    }
    const split = fields.splitQuoted(bytes, pos, this.#end, this.#delimiter, atEnd);
    if (split === Split.NeedMore) return NEED_MORE;
    if (this.#headerLeft) {
      return this.#endHeader(split === Split.Regular || split === Split.StrayQuote ? fields.next : next);
    }
    const fits = fields.count === this.#layout.fieldCount;
    const isWhole = split === Split.Regular || split === Split.StrayQuote;
    if (isWhole && fields.spansLines) {
      const all = inspect(bytes, pos, fields.next);
      if ((all & HAS_NUL) !== 0) {
        this.#dropNuls(pos);
        return RETRY;
      }
      if (fits) return this.#evaluate(pos, fields.next, all, this.#strayWords(split), a, b, false);
      const alone = this.#probe.splitQuoted(bytes, next, this.#end, this.#delimiter, atEnd);
      if (alone === Split.NeedMore) return NEED_MORE;
      const isAlone = alone === Split.Regular || alone === Split.StrayQuote;
      // The next line is a record in its own right: then the quote was never closed, and must not swallow it.
      if (!isAlone || this.#probe.spansLines || this.#probe.count !== this.#layout.fieldCount) {
        return this.#evaluate(pos, fields.next, all, this.#strayWords(split), a, b, false);
      }
    } else if (isWhole && (fits || split === Split.Regular)) {
      return this.#evaluate(pos, next, flags, this.#strayWords(split), a, b, true);
    }
    const words = splitTolerantly(fields, bytes, pos, lineEnd, this.#delimiter, this.#layout.fieldCount);
    if (words !== null) return this.#evaluate(pos, next, flags, words, a, b, true);
    if (split === Split.StrayQuote && !fields.spansLines) {
      fields.splitPlain(bytes, pos, lineEnd, this.#delimiter);
      return this.#evaluate(pos, next, flags, this.#strayWords(split), a, b, true);
    }
    this.#settlePending();
    this.#reject(
      pos,
      lineEnd,
      split === Split.TextAfterQuote
        ? 'Text follows a closing quote, and the line has no reading with the right number of fields.'
        : 'A quoted field has no closing quote.',
    );
    return next;
  }

  #strayWords(split: Split): string | null {
    return split === Split.StrayQuote ? 'a quote stands inside an unquoted field' : null;
  }

  #endHeader(next: number): number {
    this.#headerLeft = false;
    return next;
  }

  /** Decides what the split record is: nothing, a drawn line, perhaps a total line, or a row. */
  #evaluate(
    pos: number,
    next: number,
    flags: number,
    tolerated: string | null,
    a: number,
    b: number,
    isOneLine: boolean,
  ): number {
    const fields = this.#fields;
    const { fieldCount } = this.#layout;
    if (fields.count === 1 && (flags & HAS_QUOTE) === 0 && isEmptyField(fields, 0)) {
      this.#blankLines++;
      return next;
    }
    if (isSeparator(fields)) {
      this.#number(pos, next, SEPARATOR_ID);
      this.#separatorRows++;
      return next;
    }
    if (looksLikeTotal(fields, fieldCount)) {
      const record = this.#number(pos, next, SEPARATOR_ID);
      this.#pendingTotals.push({ record, fields: fields.detached() });
      return next;
    }
    this.#settlePending();
    if (fields.count > fieldCount && !this.#surplusIsEmpty()) {
      this.#reject(
        pos,
        next,
        `It has ${String(fields.count)} fields where the header has ${String(fieldCount)}.`,
      );
      return next;
    }
    let recoded = false;
    if (
      (flags & HAS_HIGH) !== 0 &&
      this.#layout.encoding === 'utf-8' &&
      !isUtf8(this.#bytes.subarray(pos, next))
    ) {
      this.#recode();
      recoded = true;
    }
    const record = this.#number(pos, next, REJECTED_ID);
    if (tolerated !== null) this.#tolerated.push({ record, reason: tolerated });
    const id = this.#keep(record, fields);
    // What was reported must be reported each time, so only records without a remark are known by their line.
    const isRemarkable = !isOneLine || recoded || tolerated !== null || fields.count !== fieldCount;
    if (this.#dictionary !== null && !isRemarkable) this.#dictionary.alias(a, b, id);
    return next;
  }

  #recode(): void {
    const fields = this.#fields;
    const contents = Array.from({ length: fields.count }, (_, i) =>
      windows1252ToUtf8(fields.source.subarray(fields.starts[i], fields.ends[i])),
    );
    fields.replaceWith(contents);
    this.#recodedRecords++;
  }

  /** Gives the record its place and, where it is the one asked for, keeps its text. */
  #number(pos: number, next: number, id: number): number {
    if (this.#records === this.#rawIds.length) this.#widen();
    this.#rawIds[this.#records++] = id;
    if (this.#records === this.#capture) this.captured = this.#text(pos, next, MAX_RECORD_BYTES);
    return this.#records;
  }

  #keep(record: number, fields: RecordFields): number {
    const { fieldCount, fields: columns } = this.#layout;
    if (fields.count < fieldCount) this.#padded.push({ record, missing: fieldCount - fields.count });
    if (fields.count > fieldCount) this.#surplus.push({ record, extra: fields.count - fieldCount });
    let id = record - 1;
    let isFresh = true;
    if (this.#dictionary !== null) {
      this.#hash.ofFields(fields, columns);
      id = this.#dictionary.find(this.#hash.a, this.#hash.b);
      isFresh = id < 0;
      if (isFresh) id = this.#dictionary.add(this.#hash.a, this.#hash.b);
    }
    this.#rawIds[record - 1] = id;
    if (isFresh && this.#capture === 0) this.#fresh.write(id, fields, columns);
    return id;
  }

  #surplusIsEmpty(): boolean {
    for (let f = this.#layout.fieldCount; f < this.#fields.count; f++) {
      if (!isEmptyField(this.#fields, f)) return false;
    }
    return true;
  }

  #settlePending(): void {
    if (this.#pendingTotals.length > 0) this.#flushPending();
  }

  /** A record follows: what looked like total lines were rows. */
  #flushPending(): void {
    const pending = this.#pendingTotals;
    this.#pendingTotals = [];
    for (const { record, fields } of pending) this.#keep(record, fields);
  }

  #rejectLong(pos: number, end: number): void {
    this.#settlePending();
    this.#reject(pos, end, `It is longer than ${String(MAX_RECORD_BYTES / 2 ** 20)} MB.`);
  }

  #reject(pos: number, next: number, reason: string): void {
    const record = this.#number(pos, next, REJECTED_ID);
    this.#rejected.push({ record, text: this.#text(pos, next, SHOWN_BYTES), reason });
  }

  #text(pos: number, next: number, limit: number): string {
    let end = next;
    while (end > pos && (this.#bytes[end - 1] === LF || this.#bytes[end - 1] === CR)) end--;
    const shown = this.#bytes.subarray(pos, Math.min(end, pos + limit));
    return new TextDecoder().decode(isUtf8(shown) || end - pos > limit ? shown : windows1252ToUtf8(shown));
  }
}
