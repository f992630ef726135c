import { fieldText } from '../values/field-text';
import type { RecordFields } from './record-fields';

/** What a value looks like, as bits: a column has those that were seen in it. */
export const KIND = {
  empty: 1,
  whole: 2,
  number: 4,
  date: 8,
  hash: 16,
  email: 32,
  code: 64,
  words: 128,
  zeroLed: 256,
  comma: 512,
  grouped: 1024,
} as const;

const MONEY_SIGN = String.raw`(?:[$€£¥]|[A-Z]{1,3}\$|[A-Z]{3} )`;
const DIGITS = String.raw`(?:\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?|[.,]\d+`;
const NUMBER = new RegExp(
  `^[-+(−]?\\s*${MONEY_SIGN}?\\s*[-+−]?(?:${DIGITS})\\s*(?:[$€£¥%]| ?[A-Z]{3})?-?\\)?$`,
);
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}|(?:[A-Za-z]{3,9},? )?[A-Za-z]{3,9}\.? \d{1,2},? \d{4})(?:(?:T|,? ).*)?$/;
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
/** Cells of signs alone stand for no value: `--`. */
const NOTHING = /^[-–—.\s]*$/;

/** By its last separator: decimals behind a point or a comma; three digits behind it can be both, or a group. */
function numberKind(text: string): number {
  const digits = text.replace(/[^\d.,]/g, '');
  const last = /[.,](\d+)$/.exec(digits);
  if (last === null || last[1]?.length === 3) return KIND.grouped;
  return last[0].startsWith(',') ? KIND.comma : KIND.number;
}

/** The kind of one value. */
export function kindOf(value: string): number {
  const text = value.trim();
  if (NOTHING.test(text)) return KIND.empty;
  if (/^\d+$/.test(text)) {
    if (text.length === 8 && /^(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d$/.test(text))
      return KIND.date | KIND.whole;
    return text.length > 1 && text.startsWith('0') ? KIND.zeroLed : KIND.whole;
  }
  if (DATE.test(text)) return KIND.date;
  if (NUMBER.test(text)) return numberKind(text);
  if (HASH.test(text)) return KIND.hash;
  if (EMAIL.test(text)) return KIND.email;
  return /\d/.test(text) && /^[^\s,;|]+$/.test(text) ? KIND.code : KIND.words;
}

const NUMBERS = KIND.whole | KIND.number | KIND.comma | KIND.grouped;

/** Values of a column that has few of them. */
const FEW = 24;
/** Fewer records do not tell what a column holds. */
export const LEARNT_FROM = 5;
/** From so many values on a column's few values are all that it has. */
const ENOUGH = 30;
/** From so many records on a column that was never empty must not be. */
const REQUIRED_FROM = 20;

class ColumnType {
  kinds = 0;
  filled = 0;
  readonly values = new Set<string>();

  learn(text: string): void {
    if (this.values.has(text)) {
      this.filled++;
      return;
    }
    const kind = kindOf(text);
    this.kinds |= kind;
    if (kind === KIND.empty) return;
    this.filled++;
    if (this.values.size <= FEW) this.values.add(text);
  }

  fits(text: string): boolean {
    const kind = kindOf(text);
    if (kind === KIND.empty) return (this.kinds & KIND.empty) !== 0;
    if (this.values.size <= FEW && this.filled >= ENOUGH && this.values.size * 4 <= this.filled) {
      return this.values.has(text);
    }
    // A column of decimals has whole numbers too, and any number can be long enough for groups.
    const wanted = kind === KIND.whole || kind === KIND.grouped ? NUMBERS : kind;
    return (this.kinds & wanted) !== 0;
  }
}

/** What the columns below one header hold, learnt from regular records. */
export class ColumnTypes {
  /** Records that were learnt from. */
  records = 0;
  /** Fewest filled fields of a record. */
  fewestFilled = Infinity;
  readonly #columns: ColumnType[] = [];

  learn(fields: RecordFields): void {
    this.records++;
    let filled = 0;
    for (let f = 0; f < fields.count; f++) {
      const column = (this.#columns[f] ??= new ColumnType());
      const before = column.filled;
      column.learn(fieldText(fields.source, fields.starts[f] as number, fields.ends[f] as number));
      filled += column.filled - before;
    }
    this.fewestFilled = Math.min(this.fewestFilled, filled);
  }

  /** Whether a text can stand in a column. Of a column that was always empty, or never, few records do not tell. */
  fits(column: number, text: string): boolean {
    const type = this.#columns[column];
    if (type === undefined) return false;
    if (this.records < REQUIRED_FROM && (type.filled === 0 || kindOf(text) === KIND.empty)) return true;
    return type.fits(text);
  }

  /** Whether a record can lack its value in a column: another did, or too few are known to tell. */
  mayLack(column: number): boolean {
    return this.records < REQUIRED_FROM || this.hasLacked(column);
  }

  /** Whether a record was seen without a value in a column. */
  hasLacked(column: number): boolean {
    return ((this.#columns[column]?.kinds ?? 0) & KIND.empty) !== 0;
  }

  /** Whether a column holds numbers or dates, and never words. */
  isMeasured(column: number): boolean {
    const { kinds = 0, filled = 0 } = this.#columns[column] ?? {};
    return filled > 0 && (kinds & (KIND.words | KIND.code | KIND.email)) === 0;
  }
}
