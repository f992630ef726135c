import { splitTolerantly } from './irregular';
import { RecordFields, Split } from './record-fields';
import { HAS_NUL, HAS_QUOTE, type ScanBuffer } from './scan-buffer';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** What is answered instead of a position: the buffer ends too early, or its bytes have moved. */
export const NEED_MORE = -1;
export const RETRY = -2;

/** One physical line. */
export interface Line {
  start: number;
  end: number;
  /** Where the next line starts. */
  next: number;
}

/** What the records around say of how a line is to be split. */
export interface LineJudge {
  readonly fieldCount: number;
  /** Whether fields read like those of the regular records, quotes aside; null where too few are known. */
  fitsColumns(fields: RecordFields): boolean | null;
  /** Whether fields are the names of the columns once more. */
  isHeader(fields: RecordFields): boolean;
}

/** Whether a quote that was never closed takes further records in. */
type Swallows = 'no' | 'yes' | 'unclear';

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;

/** Whether a field of a line that was split without regard to quotes is an odd number of quotes and nothing else. */
function hasLoneQuote({ source, starts, ends, count }: RecordFields): boolean {
  for (let f = 0; f < count; f++) {
    let quotes = 0;
    let i = starts[f] as number;
    const end = ends[f] as number;
    for (; i < end && (source[i] === QUOTE || isBlank(source[i])); i++) if (source[i] === QUOTE) quotes++;
    if (i === end && quotes % 2 === 1) return true;
  }
  return false;
}

/** Splits the line at hand into fields, and where quotes demand it the lines after it. */
export class LineSplitter {
  readonly fields = new RecordFields();
  /** What about the quotes had to be tolerated, or null. */
  tolerated: string | null = null;
  /** Why the line is no record, or null. */
  reason: string | null = null;
  /** What stands in the bytes of the record, as `ScanBuffer.inspect` says it. */
  flags = 0;
  readonly #probe = new RecordFields();
  readonly #delimiter: number;

  constructor(
    private readonly buffer: ScanBuffer,
    delimiter: string,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Splits a line that was a regular record before. */
  splitKnown(start: number, end: number): void {
    const { bytes } = this.buffer;
    if ((this.buffer.inspect(start, end) & HAS_QUOTE) === 0) {
      this.fields.splitPlain(bytes, start, end, this.#delimiter);
    } else {
      this.fields.splitQuoted(bytes, start, end, this.#delimiter, true);
    }
  }

  /**
   * Splits the record that begins with a line.
   * @param flags what `ScanBuffer.inspect` says of the line
   * @param atEnd nothing follows the buffer
   * @returns where the record after it starts, `NEED_MORE` or `RETRY`
   */
  split(line: Line, flags: number, judge: LineJudge, atEnd: boolean, isHeader: boolean): number {
    const { bytes } = this.buffer;
    this.tolerated = null;
    this.reason = null;
    this.flags = flags;
    if ((flags & HAS_QUOTE) !== 0) return this.#splitQuoted(line, judge, atEnd, isHeader);
    this.fields.splitPlain(bytes, line.start, line.end, this.#delimiter);
    return line.next;
  }

  #splitQuoted(line: Line, judge: LineJudge, atEnd: boolean, isHeader: boolean): number {
    const { fields } = this;
    const { bytes } = this.buffer;
    const { start, end, next } = line;
    const split = fields.splitQuoted(bytes, start, this.buffer.end, this.#delimiter, atEnd);
    if (split === Split.NeedMore) return NEED_MORE;
    const isWhole = split === Split.Regular || split === Split.StrayQuote;
    if (isHeader) return isWhole ? fields.next : next;
    const stray = split === Split.StrayQuote ? 'a quote stands inside an unquoted field' : null;
    if (isWhole && fields.spansLines) {
      const all = this.buffer.inspect(start, fields.next);
      if ((all & HAS_NUL) !== 0) {
        this.buffer.dropNuls(start);
        return RETRY;
      }
      const swallows = this.#swallows(line, fields.next, judge, atEnd);
      if (swallows === null) return NEED_MORE;
      if (swallows !== 'yes') {
        this.flags = all;
        const unclear = 'its quotes span lines that could be records of their own';
        return this.#read(fields.next, swallows === 'unclear' ? unclear : stray);
      }
      if (fields.count === judge.fieldCount) {
        fields.splitPlain(bytes, start, end, this.#delimiter);
        return this.#read(next, 'a quote has no other that closes it');
      }
    } else if (isWhole && (fields.count === judge.fieldCount || stray === null)) {
      return this.#read(next, stray);
    }
    const words = splitTolerantly(fields, bytes, start, end, this.#delimiter, judge.fieldCount);
    if (words !== null) return this.#read(next, words);
    if (stray !== null && !fields.spansLines) {
      fields.splitPlain(bytes, start, end, this.#delimiter);
      return this.#read(next, stray);
    }
    this.reason =
      split === Split.TextAfterQuote
        ? 'Text follows a closing quote, and the line has no reading with the right number of fields.'
        : 'A quoted field has no closing quote.';
    return next;
  }

  #read(next: number, tolerated: string | null): number {
    this.tolerated = tolerated;
    return next;
  }

  /**
   * Whether a record over several lines, whose fields are split, is one line with a quote that was never closed, and
   * the lines after it; null when the buffer ends too early to tell.
   * @param after where the record ends
   */
  #swallows({ start, end, next }: Line, after: number, judge: LineJudge, atEnd: boolean): Swallows | null {
    const { bytes } = this.buffer;
    const { fieldCount } = judge;
    const isWhole = this.fields.count === fieldCount;
    // A later stray quote in the same column makes the number of fields right again: then each line has it too.
    let from = start;
    let to = end;
    let isClear = isWhole && fieldCount > 1;
    let isPossible = false;
    for (;;) {
      this.#probe.splitPlain(bytes, from, to, this.#delimiter);
      const fits = this.#probe.count === fieldCount ? judge.fitsColumns(this.#probe) : false;
      // A stray quote stands at a value: one with nothing beside it opens or closes a field.
      isClear &&= !hasLoneQuote(this.#probe);
      if (from === start) {
        isClear &&= this.#probe.count === fieldCount;
      } else {
        // No value holds the names of the columns.
        if (judge.isHeader(this.#probe)) return 'yes';
        isClear &&= fits === true;
        isPossible ||= fits !== false;
      }
      from = to + (bytes[to] === CR && bytes[to + 1] === LF ? 2 : 1);
      if (from >= after) break;
      to = from;
      while (to < after && bytes[to] !== LF && bytes[to] !== CR) to++;
    }
    if (!isWhole) {
      // Where the next line is a record in its own right the quote was never closed, and must not swallow it.
      const isRecord = this.#isRecordAt(next, fieldCount, atEnd);
      return isRecord === null ? null : isRecord ? 'yes' : 'no';
    }
    if (isClear) return 'yes';
    return isPossible && fieldCount > 1 ? 'unclear' : 'no';
  }

  /** Whether one line at `start` is a record with the right number of fields; null when the buffer ends too early. */
  #isRecordAt(start: number, fieldCount: number, atEnd: boolean): boolean | null {
    const probe = this.#probe;
    const split = probe.splitQuoted(this.buffer.bytes, start, this.buffer.end, this.#delimiter, atEnd);
    if (split === Split.NeedMore) return null;
    const isWhole = split === Split.Regular || split === Split.StrayQuote;
    return isWhole && !probe.spansLines && probe.count === fieldCount;
  }
}
