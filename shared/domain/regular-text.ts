import { hasOpenQuote, PLAIN_QUOTING, splitText, type Quoting } from './split-text';

/** How a text differs from a header and records of comma-separated values with other delimiters. */
export interface TextForm extends Quoting {
  readonly delimiter: string;
  readonly preambleLines: number;
  readonly hasHeader: boolean;
  readonly unitLines: number;
  readonly headers: readonly string[];
}

/** A quoted field may go on over so many lines. */
const LONGEST_QUOTE_LINES = 50;
/** What is gathered before it is handed on. */
const BLOCK_CHARACTERS = 1 << 16;

/** Whether the text has no header, lines below it, or quotes that need to be written anew to be read as CSV. */
export const isIrregular = (form: TextForm): boolean =>
  !form.hasHeader ||
  form.unitLines > 0 ||
  form.quote !== PLAIN_QUOTING.quote ||
  form.isPadded ||
  form.hasBackslashes;

/** A byte a character: delimiters and quotes are ASCII, and what is no ASCII passes as it is, whatever it means. */
const toCharacters = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
};

const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The physical lines of a text, each with its line end. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + toCharacters(chunk);
    let from = 0;
    const end = /\r\n|\n|\r(?!$)/g;
    for (let found = end.exec(text); found !== null; found = end.exec(text)) {
      yield text.slice(from, end.lastIndex);
      from = end.lastIndex;
    }
    rest = text.slice(from);
  }
  if (rest !== '') yield rest;
}

const contentOf = (line: string): string => line.replace(/[\r\n]+$/, '');

/** Writes the quotes of records anew: double quotes around what needs them, doubled inside. */
class Rewriter {
  #open: string[] = [];

  constructor(private readonly form: TextForm) {}

  /** What can be written once this line is there; nothing while a quoted field goes on. */
  line(line: string): string {
    if (this.#open.length === 0 && !line.includes(this.form.quote)) return this.#plain(line);
    this.#open.push(line);
    const whole = this.#open.join('');
    if (!hasOpenQuote(contentOf(whole), this.form.delimiter, this.form)) {
      this.#open = [];
      return this.#record(whole);
    }
    if (this.#open.length <= LONGEST_QUOTE_LINES) return '';
    return this.finish();
  }

  /** What is left: a quote that never closes costs no more than its own line. */
  finish(): string {
    const [first, ...others] = this.#open;
    this.#open = [];
    if (first === undefined) return '';
    return this.#record(first) + others.map((line) => this.line(line)).join('') + this.finish();
  }

  /** A line without the text's own quotes may have the others. */
  #plain(line: string): string {
    return this.form.quote !== '"' && line.includes('"') ? this.#record(line) : line;
  }

  #split(text: string): readonly string[] {
    return splitText(text, this.form.delimiter, 1, this.form)[0]?.fields ?? [];
  }

  #record(text: string): string {
    const content = contentOf(text);
    if (content.trim() === '') return text;
    const written = this.#split(content).map((field) =>
      field.includes(this.form.delimiter) || /["\r\n]/.test(field)
        ? `"${field.replaceAll('"', '""')}"`
        : field,
    );
    return written.join(this.form.delimiter) + text.slice(content.length);
  }
}

/**
 * A text as a header and records in double quotes, and nothing else: without the lines above the header and those
 * with units, with a header of its own where it has none. Records keep their order and number; each is as it was but
 * for its quotes.
 * @param chunks UTF-8
 */
export async function* regularText(
  chunks: AsyncIterable<Uint8Array>,
  form: TextForm,
): AsyncGenerator<Uint8Array> {
  const rewriter = new Rewriter(form);
  let above = form.preambleLines;
  let below = form.hasHeader ? -1 : 0;
  let block = form.hasHeader
    ? ''
    : `${form.headers.map((_, i) => `column_${String(i + 1)}`).join(form.delimiter)}\n`;
  for await (const line of linesOf(chunks)) {
    if (above > 0) {
      above--;
      continue;
    }
    if (below > 0 && contentOf(line).trim() !== '') {
      below--;
      continue;
    }
    block += rewriter.line(line);
    // The first line that comes out whole is the header.
    if (below < 0 && block.trim() !== '') below = form.unitLines;
    if (block.length >= BLOCK_CHARACTERS) {
      yield toBytes(block);
      block = '';
    }
  }
  yield toBytes(block + rewriter.finish());
}
