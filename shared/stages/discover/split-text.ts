/** One record of a text, and the physical line (0-based) on which it starts. */
export interface TextRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** A quoted field that is not closed within so many lines is taken for a stray quote. */
const LONGEST_QUOTE_LINES = 50;

const LINE_END = /\r\n|\n|\r/g;

/** Where the quoted field that opens at `from - 1` closes, or -1. */
function closingQuote(text: string, from: number, delimiter: string): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    if (text[at + 1] === '"') {
      at += 2;
      continue;
    }
    const next = text[at + 1];
    const closes = next === undefined || next === delimiter || next === '\n' || next === '\r';
    if (!closes || (text.slice(from, at).match(LINE_END)?.length ?? 0) > LONGEST_QUOTE_LINES) return -1;
    return at;
  }
}

/**
 * Splits the start of a text into records, to find out how it is made. Blank lines give no record. Tolerant:
 * what it misreads is read again, and reported, when the whole file is cleaned.
 * @param limit most records to return
 */
export function splitText(text: string, delimiter: string, limit: number): TextRecord[] {
  const records: TextRecord[] = [];
  let line = 0;
  let at = 0;
  while (at < text.length && records.length < limit) {
    const startLine = line;
    const fields: string[] = [];
    for (;;) {
      let value = '';
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1, delimiter);
        if (close >= 0) {
          const content = text.slice(at + 1, close);
          line += content.match(LINE_END)?.length ?? 0;
          value = content.replaceAll('""', '"');
          at = close + 1;
        }
      }
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      fields.push(value + text.slice(from, at));
      if (text[at] !== delimiter) break;
      at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (fields.length > 1 || (fields[0] ?? '').trim() !== '') records.push({ fields, line: startLine });
  }
  return records;
}
