import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumberShape } from '../../shared/stages/clean/values/column-reader';
import { decimalText, readNumberText } from '../../shared/stages/clean/values/number-text';
import { decideNumberFormat } from '../../shared/stages/clean/values/number-format';

/** An amount to the cent, in cents. */
type Cents = bigint;

/** How a column of amounts is written. */
interface Notation {
  readonly name: string;
  readonly group: string;
  readonly decimal: string;
}

const NOTATIONS: readonly Notation[] = [
  { name: '1.234.567,89', group: '.', decimal: ',' },
  { name: '1,234,567.89', group: ',', decimal: '.' },
  { name: '451.332.00', group: '.', decimal: '.' },
  { name: '465528.00', group: '', decimal: '.' },
  { name: '465528,00', group: '', decimal: ',' },
  { name: '1 234,50', group: ' ', decimal: ',' },
  { name: '1\u00a0234,50', group: '\u00a0', decimal: ',' },
  { name: '1\u202f234,50', group: '\u202f', decimal: ',' },
  { name: '1\u2019234.50', group: '\u2019', decimal: '.' },
];

const SIGNS: readonly ((text: string) => string)[] = [
  (text) => `-${text}`,
  (text) => `−${text}`,
  (text) => `${text}-`,
  (text) => `(${text})`,
];
const CURRENCIES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `€${text}`,
  (text) => `${text} €`,
  (text) => `US$${text}`,
  (text) => `MXN ${text}`,
];

const grouped = (digits: string, group: string): string =>
  group === '' ? digits : digits.replace(/\B(?=(\d{3})+$)/g, group);

/** Two decimals always, as columns of amounts have them. */
function written(cents: Cents, { group, decimal }: Notation): string {
  const size = cents < 0n ? -cents : cents;
  return `${grouped((size / 100n).toString(), group)}${decimal}${(size % 100n).toString().padStart(2, '0')}`;
}

const exact = (cents: Cents): string => {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? '-' : ''}${(size / 100n).toString()}.${(size % 100n).toString().padStart(2, '0')}`;
};

interface Column {
  /** Decimal text of each value; null: refused. */
  readonly values: readonly (string | null)[];
  readonly doubts: readonly string[];
}

/** Reads a column as the stage does: looks at all its values, decides on its format, and takes each by that. */
function readColumn(texts: readonly string[]): Column {
  const numbers = texts.map(readNumberText);
  const shapes = new Map<number, number>();
  for (const { shape } of numbers) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  const decision = decideNumberFormat(shapes, 'money');
  return {
    values: numbers.map((number) => {
      const decimal = decimalText(number, decision.dotGroups, decision.commaGroups);
      return decimal === null ? null : `${number.isNegative ? '-' : ''}${decimal}`;
    }),
    doubts: decision.doubts.map(({ doubt }) => doubt),
  };
}

const amounts = fc.array(fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n }), {
  minLength: 1,
  maxLength: 12,
});

describe('a column of amounts', () => {
  it.each(NOTATIONS)('written as $name reads back to exactly the same amounts', (notation) => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom(...SIGNS),
        fc.constantFrom(...CURRENCIES),
        (column, sign, currency) => {
          const texts = column.map((cents) => {
            const text = currency(written(cents, notation));
            return cents < 0n ? sign(text) : text;
          });
          expect(readColumn(texts).values).toEqual(column.map(exact));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads whole amounts with separated thousands, and says so where they could be decimals as well', () => {
    const whole = fc
      .bigInt({ min: 1n, max: 999n })
      .chain((head) =>
        fc.integer({ min: 0, max: 999 }).map((tail) => ({ head, tail: String(tail).padStart(3, '0') })),
      );
    fc.assert(
      fc.property(
        fc.array(whole, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('.', ','),
        (column, separator) => {
          const texts = column.map(({ head, tail }) => `${String(head)}${separator}${tail}`);
          const { values, doubts } = readColumn(texts);
          expect(doubts).toContain('undecided');
          expect(values).toEqual(column.map(({ head, tail }) => `${String(head)}${tail}`));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that is written in two notations is said to be mixed, and no value becomes another amount', () => {
    fc.assert(
      fc.property(amounts, amounts, (first, second) => {
        const [european, american] = [NOTATIONS[0], NOTATIONS[1]] as [Notation, Notation];
        const column = [...first, ...second].map((cents) => (cents < 0n ? -cents : cents));
        const texts = column.map((cents, i) => written(cents, i < first.length ? european : american));
        const { values, doubts } = readColumn(texts);
        expect(doubts).toContain('mixed');
        expect(values).toEqual(column.map(exact));
      }),
      { numRuns: 200 },
    );
  });

  it('gives for any text a decimal number, or refuses it', () => {
    const text = fc.string({
      unit: fc.constantFrom(..."0123456789.,-−()€$ 'MXNe%"),
      minLength: 1,
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        const { values } = readColumn(texts.map((value) => value.trim() || '-'));
        for (const value of values) if (value !== null) expect(value).toMatch(/^-?\d+(\.\d+)?$/);
      }),
      { numRuns: 400 },
    );
  });

  it('is taken for plainly written only where taking its values apart would say the same', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.,-€ '), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), (texts) => {
        for (const text of texts) {
          const bytes = new TextEncoder().encode(`<${text}>`);
          const shape = plainNumberShape(bytes, 1, bytes.length - 1);
          if (shape !== null)
            expect(readNumberText(text)).toEqual({ core: text, shape, isNegative: false, currency: null });
        }
      }),
      { numRuns: 400 },
    );
  });
});
