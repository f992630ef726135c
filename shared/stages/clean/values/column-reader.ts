import type { DateForm } from '../../../sql/dialect';
import type { ColumnEvidence, FieldKinds } from './column-evidence';
import { dateEvidence, dateForms } from './date-evidence';
import { fieldText, isDigit } from './field-text';
import type { FieldReader } from '../records/fresh-records';
import { NullTokens } from './null-tokens';
import { currencyCode, NUMBER_SHAPES, readNumberText, type NumberText } from './number-text';

const POINT = 0x2e;

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
  readonly #tokens: readonly NullTokens[];
  readonly #numbers: readonly (NumberColumn | null)[];
  readonly #dateColumn: number;
  readonly #currencyColumn: number;
  /** Values by the code of `dateEvidence`. */
  readonly #dates = [0, 0, 0, 0];
  readonly #dateForms = new Set<DateForm>();
  readonly #currencies = new Map<string, string | null>();
  readonly #stated = new Map<string, number>();
  #unclear = 0;
  /** Of the record that is being read: what its currency column holds, and what stands beside its first such amount. */
  #hasText = false;
  #inColumn: string | null = null;
  #besideNumber: string | null = null;

  /** @param tokens field → texts that mean "no value" */
  constructor(kinds: FieldKinds, tokens: Readonly<Record<string, readonly string[]>>) {
    const { fields, money, counts, date, hasCurrency } = kinds;
    this.#tokens = fields.map((field) => new NullTokens(tokens[field] ?? []));
    this.#numbers = fields.map((field) =>
      money.includes(field) || counts.includes(field) ? new NumberColumn(field, money.includes(field)) : null,
    );
    this.#dateColumn = date === null ? -1 : fields.indexOf(date);
    this.#currencyColumn = hasCurrency ? fields.indexOf('currency') : -1;
  }

  hasValue(column: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#tokens[column]?.has(bytes, start, end) === true) return false;
    const number = this.#numbers[column];
    if (number) {
      this.#readNumber(number, bytes, start, end);
    } else if (column === this.#dateColumn) {
      const code = dateEvidence(bytes, start, end);
      this.#dates[code] = (this.#dates[code] as number) + 1;
      for (const form of dateForms(bytes, start, end)) this.#dateForms.add(form);
    } else if (column === this.#currencyColumn) {
      this.#readCurrency(fieldText(bytes, start, end));
    }
    return true;
  }

  endRecord(): void {
    const stated = this.#inColumn ?? this.#besideNumber;
    if (stated === null && !this.#hasText) return;
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
    const [, bothFit = 0, monthFirst = 0, dayFirst = 0] = this.#dates;
    return {
      dates: { bothFit, monthFirst, dayFirst },
      dateForms: this.#dateForms,
      shapes: new Map(numbers.map(({ field, shapes }) => [field, shapes])),
      oddFields: new Set(numbers.filter(({ isOdd }) => isOdd).map(({ field }) => field)),
      stated: this.#stated,
      unclearCurrencies: this.#unclear,
      currencies: this.#currencies,
    };
  }

  #readNumber(number: NumberColumn, bytes: Uint8Array, start: number, end: number): void {
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
