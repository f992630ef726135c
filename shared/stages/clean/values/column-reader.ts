import { PLACEHOLDER_DATES } from '../../../domain/placeholder-date';
import { CellIssues } from '../records/cell-issues';
import { unreadableReason } from '../records/unreadable-reason';
import type { ColumnEvidence, FieldKinds } from './column-evidence';
import { areSerialDates, DateReader, isSerialIn, orderIn, placeholderIn } from './date-reader';
import { fieldText, isDigit } from './field-text';
import type { FieldReader } from '../records/fresh-records';
import { IdReader, IdState } from './id-reader';
import { NullTokens } from './null-tokens';
import { currencyCode } from './currency-mark';
import { NUMBER_SHAPES, readNumberText, type NumberText } from './number-text';
import { isPlainKey, type KeyKind } from './plain-keys';
import { isSpreadsheetError } from '../../../domain/spreadsheet-error';
import { ValueNotes } from './value-notes';

const POINT = 0x2e;
const NUMBER_SIGN = 0x23;

/** The shape of digits, or of digits with a point and one or two decimals; null for what is written otherwise. */
export function plainNumberShape(bytes: Uint8Array, start: number, end: number): number | null {
  let at = start;
  while (at < end && isDigit(bytes[at] as number)) at++;
  if (at === start) return null;
  if (at === end) return NUMBER_SHAPES.plain;
  const decimals = end - at - 1;
  if (bytes[at] !== POINT || decimals < 1 || decimals > 2) return null;
  for (let i = at + 1; i < end; i++) if (!isDigit(bytes[i] as number)) return null;
  return NUMBER_SHAPES.point;
}

const addOne = <K>(to: Map<K, number>, key: K): void => {
  to.set(key, (to.get(key) ?? 0) + 1);
};

/** A column of numbers: how often which shape occurs. */
class NumberColumn {
  readonly shapes = new Map<number, number>();
  /** Shape → the first by text of its values. */
  readonly written = new Map<number, string>();
  isOdd = false;

  constructor(
    readonly field: string,
    readonly isMoney: boolean,
  ) {}
}

/**
 * Reads the columns of one file while its records are scanned: takes out the texts that mean "no value", and counts how
 * dates, numbers and currencies are written. Each distinct number text that is not written plainly is taken apart once,
 * for all columns: the database would ask a score of regular expressions of every value.
 */
export class ColumnReader implements FieldReader {
  /** The distinct number texts that are not written plainly, taken apart. */
  readonly oddNumbers = new Map<string, NumberText>();
  /** Ids that lost digits to an exponent, and what a spreadsheet wrote in place of a value: they are taken out. */
  readonly damaged = new CellIssues();
  readonly #tokens: readonly NullTokens[];
  readonly #numbers: readonly (NumberColumn | null)[];
  readonly #fields: readonly string[];
  /** By column: whether it is one of ids. */
  readonly #isId: readonly boolean[];
  readonly #keyColumn: number;
  /** By column: whether it is one of dates. */
  readonly #isDate: readonly boolean[];
  readonly #currencyColumn: number;
  readonly #dateReader = new DateReader();
  readonly #idReader = new IdReader();
  readonly #notes = new ValueNotes();
  /** By column: what it names; null where it is no key. */
  readonly #keys: readonly (KeyKind | null)[];
  /** By column: whether one of its keys is not plain. */
  readonly #isOddKey: boolean[];
  /** By column: whether a value was kept. */
  readonly #isFilled: boolean[];
  /** Values by the code of `dateEvidence`. */
  readonly #dates = [0, 0, 0, 0];
  #dateValues = 0;
  #serialDates = 0;
  #hasDamagedKeys = false;
  readonly #fieldsWithLostDigits = new Set<string>();
  /** Fields of the record that is being read whose value is damaged, with the text. */
  #damaged: (readonly [field: string, text: string])[] = [];
  readonly #currencies = new Map<string, string | null>();
  readonly #stated = new Map<string, number>();
  #unclear = 0;
  #silent = 0;
  /** Of the record that is being read: what its currency column holds, and what stands beside its first such amount. */
  #hasText = false;
  #hasAmount = false;
  #inColumn: string | null = null;
  #besideNumber: string | null = null;

  /** @param tokens field → texts that mean "no value" */
  constructor(kinds: FieldKinds, tokens: Readonly<Record<string, readonly string[]>>) {
    const { fields, money, counts, date, otherDates = [], ids, keys = {}, key, hasCurrency } = kinds;
    this.#fields = fields;
    this.#isFilled = fields.map(() => false);
    this.#keys = fields.map((field) => keys[field] ?? null);
    this.#isOddKey = fields.map(() => false);
    this.#isId = fields.map((field) => ids.includes(field));
    this.#keyColumn = key === null ? -1 : fields.indexOf(key);
    this.#tokens = fields.map((field) => new NullTokens(tokens[field] ?? []));
    this.#numbers = fields.map((field) =>
      money.includes(field) || counts.includes(field) ? new NumberColumn(field, money.includes(field)) : null,
    );
    this.#isDate = fields.map((field) => field === date || otherDates.includes(field));
    this.#currencyColumn = hasCurrency ? fields.indexOf('currency') : -1;
  }

  read(column: number, bytes: Uint8Array, start: number, end: number): number {
    const after = this.#read(column, bytes, start, end);
    if (after === start) return after;
    this.#isFilled[column] = true;
    const kind = this.#keys[column] ?? null;
    if (kind !== null && this.#isOddKey[column] !== true)
      this.#isOddKey[column] = !isPlainKey(kind, bytes, start, after);
    return after;
  }

  #read(column: number, bytes: Uint8Array, start: number, end: number): number {
    const isNothing = this.#tokens[column]?.has(bytes, start, end) === true;
    if (bytes[start] === NUMBER_SIGN && (isNothing || !this.#isCast(column))) {
      const text = fieldText(bytes, start, end);
      if (isSpreadsheetError(text)) return this.#readError(column, text, start, end);
    }
    if (isNothing) return start;
    if (this.#isId[column] === true) return this.#readId(column, bytes, start, end);
    if (this.#isDate[column] === true) return this.#readDate(column, bytes, start, end);
    const number = this.#numbers[column];
    if (number) {
      this.#readNumber(number, bytes, start, end);
    } else if (column === this.#currencyColumn) {
      this.#readCurrency(fieldText(bytes, start, end));
    }
    return end;
  }

  endRecord(id: number): void {
    if (this.#damaged.length > 0) {
      for (const [field, text] of this.#damaged) {
        this.damaged.add(id + 1, field, text, unreadableReason(field, text));
        if (!isSpreadsheetError(text)) this.#fieldsWithLostDigits.add(field);
      }
      this.#damaged = [];
    }
    const hasAmount = this.#hasAmount;
    this.#hasAmount = false;
    const stated = this.#inColumn ?? this.#besideNumber;
    if (stated === null && !this.#hasText) {
      if (hasAmount) this.#silent++;
      return;
    }
    const isContradicted = this.#besideNumber !== null && this.#besideNumber !== stated;
    if (isContradicted || (this.#hasText && this.#inColumn === null)) this.#unclear++;
    else if (stated !== null) addOne(this.#stated, stated);
    this.#hasText = false;
    this.#inColumn = null;
    this.#besideNumber = null;
  }

  /** What the file's values said. */
  evidence(): ColumnEvidence {
    const numbers = this.#numbers.filter((number) => number !== null);
    const hasSerialDates = areSerialDates(this.#serialDates, this.#dateValues);
    const [, bothFit = 0, monthFirst = 0, dayFirst = 0] = this.#dates;
    return {
      dates: { bothFit, monthFirst, dayFirst },
      hasSerialDates,
      hasOffsets: this.#dateReader.hasOffsets,
      dateForms: this.#dateReader.forms,
      shapes: new Map(numbers.map(({ field, shapes }) => [field, shapes])),
      writtenNumbers: new Map(numbers.map(({ field, written }) => [field, written])),
      oddFields: new Set([
        ...numbers.filter(({ isOdd }) => isOdd).map(({ field }) => field),
        ...this.#fields.filter((_, column) => this.#isOddKey[column] === true),
      ]),
      stated: this.#stated,
      silentCurrencies: this.#silent,
      unclearCurrencies: this.#unclear,
      currencies: this.#currencies,
      hasDamagedKeys: this.#hasDamagedKeys,
      filledFields: new Set(this.#fields.filter((_, column) => this.#isFilled[column] === true)),
      damagedFields: this.#fieldsWithLostDigits,
      notes: this.#notes.list().filter(({ kind }) => kind !== 'serial' || hasSerialDates),
    };
  }

  /** Whether what cannot be read of a column is noted when it is cast. */
  #isCast(column: number): boolean {
    return this.#isDate[column] === true || (this.#numbers[column] ?? null) !== null;
  }

  /** What a spreadsheet wrote in place of a value is none: two of them name no person, campaign or invoice together. */
  #readError(column: number, text: string, start: number, end: number): number {
    this.#damaged.push([this.#fields[column] ?? '', text]);
    if (column !== this.#keyColumn) return start;
    this.#hasDamagedKeys = true;
    return end;
  }

  #readDate(column: number, bytes: Uint8Array, start: number, end: number): number {
    const after = this.#dateReader.read(bytes, start, end);
    const { code } = this.#dateReader;
    const placeholder = PLACEHOLDER_DATES[placeholderIn(code)] ?? null;
    if (placeholder !== null) {
      this.#notes.add(this.#fields[column] ?? '', 'placeholder', placeholder);
      return after;
    }
    this.#dateValues++;
    if (isSerialIn(code)) {
      this.#serialDates++;
      this.#notes.add(this.#fields[column] ?? '', 'serial', fieldText(bytes, start, end));
    } else {
      const order = orderIn(code);
      this.#dates[order] = (this.#dates[order] as number) + 1;
    }
    return after;
  }

  #readId(column: number, bytes: Uint8Array, start: number, end: number): number {
    const reader = this.#idReader;
    const after = reader.read(bytes, start, end);
    if (reader.state === IdState.Sound) return after;
    const field = this.#fields[column] ?? '';
    if (reader.state === IdState.Repaired) {
      this.#notes.add(field, 'repaired_id', reader.written);
      return after;
    }
    this.#damaged.push([field, reader.written]);
    if (column !== this.#keyColumn) return start;
    this.#hasDamagedKeys = true;
    return end;
  }

  #readNumber(number: NumberColumn, bytes: Uint8Array, start: number, end: number): void {
    if (number.isMoney) this.#hasAmount = true;
    const plain = plainNumberShape(bytes, start, end);
    if (plain !== null) {
      addOne(number.shapes, plain);
      return;
    }
    const text = fieldText(bytes, start, end);
    let odd = this.oddNumbers.get(text);
    if (!odd) {
      odd = readNumberText(text);
      this.oddNumbers.set(text, odd);
    }
    number.isOdd = true;
    addOne(number.shapes, odd.shape);
    const first = number.written.get(odd.shape);
    if (first === undefined || text < first) number.written.set(odd.shape, text);
    if (number.isMoney) this.#besideNumber ??= odd.currency;
  }

  #readCurrency(text: string): void {
    let code = this.#currencies.get(text);
    if (code === undefined) {
      code = currencyCode(text);
      this.#currencies.set(text, code);
    }
    this.#hasText = true;
    this.#inColumn = code;
  }
}
