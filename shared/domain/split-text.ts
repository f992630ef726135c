/** One record of a text, and the physical line (0-based) on which it starts. */
export interface TextRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** The character around fields that hold delimiters. */
export type QuoteMark = '"' | "'";

/** How fields are set apart from each other. */
export interface Quoting {
  readonly quote: QuoteMark;
  /** Spaces stand between a delimiter and the quote that opens or closes a field. */
  readonly isPadded: boolean;
  /** A quote inside a quoted field stands behind a backslash, in place of being doubled. */
  readonly hasBackslashes: boolean;
}

export const PLAIN_QUOTING: Quoting = { quote: '"', isPadded: false, hasBackslashes: false };

/** A quoted field that is not closed within so many lines is taken for a stray quote. */
const LONGEST_QUOTE_LINES = 50;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const LINE_END = /\r\n|\n|\r/g;

/** A split of a text at one delimiter, from record to record. */
class Splitter {
  readonly records: TextRecord[] = [];
  /** Whether a field began with a quote that no quote closes. */
  hasOpenQuote = false;
  #at = 0;
  #line = 0;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly quoting: Quoting,
  ) {}

  run(limit: number): TextRecord[] {
    const { text, delimiter } = this;
    while (this.#at < text.length && this.records.length < limit) {
      const line = this.#line;
      const fields = [this.#field()];
      while (text[this.#at] === delimiter) {
        this.#at++;
        fields.push(this.#field());
      }
      if (text[this.#at] === '\r' && text[this.#at + 1] === '\n') this.#at++;
      this.#at++;
      this.#line++;
      if (fields.length > 1 || (fields[0] ?? '').trim() !== '') this.records.push({ fields, line });
    }
    return this.records;
  }

  /** Where spaces that may stand beside a quote end. */
  #afterPadding(from: number): number {
    if (!this.quoting.isPadded) return from;
    let at = from;
    while (this.text[at] === ' ' && this.delimiter !== ' ') at++;
    return at;
  }

  /** Where the quoted field that opens at `from - 1` closes; -1 where its quote is a stray one. */
  #closingQuote(from: number): number {
    const { text } = this;
    const { quote, hasBackslashes } = this.quoting;
    let at = from;
    for (;;) {
      at = text.indexOf(quote, at);
      if (at < 0) {
        this.hasOpenQuote = true;
        return -1;
      }
      const next = text[this.#afterPadding(at + 1)];
      const closes = next === undefined || next === this.delimiter || next === '\n' || next === '\r';
      if (text[at + 1] === quote) {
        at += 2;
        continue;
      }
      if (hasBackslashes && text[at - 1] === '\\' && at > from) {
        at++;
        continue;
      }
      if (!closes || (text.slice(from, at).match(LINE_END)?.length ?? 0) > LONGEST_QUOTE_LINES) return -1;
      return at;
    }
  }

  #field(): string {
    const { text, delimiter } = this;
    const { quote, hasBackslashes } = this.quoting;
    let value = '';
    const opens = this.#afterPadding(this.#at);
    if (text[opens] === quote) {
      const close = this.#closingQuote(opens + 1);
      if (close >= 0) {
        const content = text.slice(opens + 1, close);
        this.#line += content.match(LINE_END)?.length ?? 0;
        value = content.replaceAll(quote + quote, quote);
        if (hasBackslashes) value = value.replace(/\\(["'\\])/g, '$1');
        this.#at = this.#afterPadding(close + 1);
      }
    }
    const from = this.#at;
    const delimiterCode = delimiter.charCodeAt(0);
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiterCode || code === NEWLINE || code === CARRIAGE_RETURN) break;
    }
    this.#at = at;
    return value + text.slice(from, at);
  }
}

/**
 * Splits the start of a text into records, to find out how it is made. Blank lines give no record. Tolerant:
 * what it misreads is read again, and reported, when the whole file is cleaned.
 * @param limit most records to return
 */
export function splitText(
  text: string,
  delimiter: string,
  limit: number,
  quoting: Quoting = PLAIN_QUOTING,
): TextRecord[] {
  return new Splitter(text, delimiter, quoting).run(limit);
}

/** Whether the last record of a text goes on: a field of it began with a quote that the text does not close. */
export function hasOpenQuote(text: string, delimiter: string, quoting: Quoting): boolean {
  const splitter = new Splitter(text, delimiter, quoting);
  splitter.run(1);
  return splitter.hasOpenQuote;
}
