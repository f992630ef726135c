import { isCurrencyCode } from '../../domain/currency-codes';
import { statedRange, type DayRange } from '../../domain/stated-range';

/** What the lines above a header say about the table. */
export interface Preamble {
  /** The lines as they are read: cells parted by spaces, without comment signs; no blank and no drawn ones. */
  readonly lines: readonly string[];
  /** The days that the report is about. */
  readonly range: DayRange | null;
  /** The one currency that the lines name, by its code. */
  readonly currency: string | null;
}

export const NO_PREAMBLE: Preamble = { lines: [], range: null, currency: null };

/** A comment: its sign stands alone, or before a space or a line. */
const COMMENT = /^\s*(?:#(?:\s|$|[-=*#])|\/\/)/;

/**
 * The text with its comment lines emptied: they are no part of the table, and the numbers of the other lines stay.
 * Only lines before the first that is none.
 */
export function withoutComments(text: string): {
  readonly text: string;
  readonly comments: readonly string[];
} {
  const comments: string[] = [];
  let at = 0;
  let kept = '';
  while (at < text.length) {
    const end = /\r\n|\n|\r/g;
    end.lastIndex = at;
    const found = end.exec(text);
    const lineEnd = found?.index ?? text.length;
    const line = text.slice(at, lineEnd);
    if (!COMMENT.test(line) && line.trim() !== '') break;
    if (line.trim() !== '') comments.push(line);
    kept += found?.[0] ?? '';
    at = lineEnd + (found?.[0].length ?? 0);
  }
  return { text: kept + text.slice(at), comments };
}

const SIGN_OF: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR' };

function currencyIn(lines: readonly string[]): string | null {
  const codes = new Set<string>();
  for (const line of lines) {
    for (const [word] of line.matchAll(/(?<![\p{L}\d])[A-Z]{3}(?![\p{L}\d])/gu)) {
      // Three capitals are a currency where the line speaks of one, or puts it into brackets.
      const isMeant =
        /curren|währung|moneda|devise|moeda/i.test(line) ||
        line.includes(`(${word})`) ||
        line.includes(`[${word}]`);
      if (isMeant && isCurrencyCode(word)) codes.add(word);
    }
    for (const [sign, code] of Object.entries(SIGN_OF)) if (line.includes(sign)) codes.add(code);
  }
  const [first, second] = codes;
  return second === undefined ? (first ?? null) : null;
}

/**
 * Reads what stands above a header.
 * @param records the lines, split into their cells
 */
export function readPreamble(records: readonly (readonly string[])[]): Preamble {
  const lines = records
    .map((fields) =>
      fields
        .map((field) => field.trim())
        .filter((field) => field !== '')
        .join(' ')
        .replace(/^(?:#|\/\/)+\s*/, '')
        .trim(),
    )
    .filter((line) => /[\p{L}\d]/u.test(line));
  return { lines, range: statedRange(lines), currency: currencyIn(lines) };
}
