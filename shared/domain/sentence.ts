/** A value that stands in a sentence; whoever writes it down decides how. */
export type SentenceValue =
  /** A whole number, with separators of thousands. */
  | { readonly kind: 'count'; readonly count: number }
  /** In whole units of the currency of the project, with two decimals. */
  | { readonly kind: 'money'; readonly amount: number }
  /** Of a hundred, with one decimal. */
  | { readonly kind: 'percent'; readonly percent: number }
  /** ISO day or time. */
  | { readonly kind: 'date'; readonly date: string }
  /** Written as it is. */
  | { readonly kind: 'text'; readonly text: string }
  /** A path, or its last part. */
  | { readonly kind: 'file'; readonly file: string }
  /** What is written in data: a value, a hash. */
  | { readonly kind: 'code'; readonly code: string };

/**
 * A sentence, or a part of one, as a template and the values that belong in it: plain data, which crosses threads and is
 * written out in the locale of its reader.
 */
export interface Sentence {
  /** `{0} of {1} could not be read.` A number in braces is the place of a value. */
  readonly template: string;
  readonly values: readonly SentenceValue[];
}

/** How values are written. Names of files and code are marked with backquotes around them. */
export interface Notation {
  readonly count: (value: number) => string;
  readonly money: (amount: number) => string;
  /** @param percent of a hundred */
  readonly percent: (percent: number) => string;
  /** @param iso a day or a time */
  readonly date: (iso: string) => string;
}

const PLACE = /\{(\d+)\}/g;

const of = (value: SentenceValue): Sentence => ({ template: '{0}', values: [value] });

export const count = (value: number): Sentence => of({ kind: 'count', count: value });
export const money = (amount: number): Sentence => of({ kind: 'money', amount });
/** @param share of 1; kept with the one decimal that is written, so that all who write it round alike */
export const percent = (share: number): Sentence =>
  of({ kind: 'percent', percent: Number((share * 100).toFixed(1)) });
export const date = (iso: string): Sentence => of({ kind: 'date', date: iso });
export const file = (path: string): Sentence => of({ kind: 'file', file: path });
export const code = (text: string): Sentence => of({ kind: 'code', code: text });

/**
 * Puts a sentence together: what is literally in it is its template, strings are values that are written as they are, and
 * sentences become a part of it.
 */
export function say(literals: TemplateStringsArray, ...parts: readonly (Sentence | string)[]): Sentence {
  const values: SentenceValue[] = [];
  const template = literals.map((literal, i) => {
    const part = parts[i];
    if (part === undefined) return literal;
    const { template, values: own }: Sentence =
      typeof part === 'string' ? of({ kind: 'text', text: part }) : part;
    const first = values.length;
    values.push(...own);
    return literal + template.replace(PLACE, (_, place: string) => `{${String(first + Number(place))}}`);
  });
  return { template: template.join(''), values };
}

/** `1 record`, `1,234 records` */
export const plural = (n: number, one: string, many = `${one}s`): Sentence => {
  const { values } = count(n);
  return { template: `{0} ${n === 1 ? one : many}`, values };
};

/** The word that agrees with a number: `repeats`, `repeat`. */
export const agree = (n: number, one: string, many: string): Sentence => ({
  template: n === 1 ? one : many,
  values: [],
});

/** Parts with a word or a sign between them. */
export const joined = (parts: readonly (Sentence | string)[], between = ', '): Sentence => {
  const [first, ...others] = parts;
  const start = first === undefined ? say`` : say`${first}`;
  const sign: Sentence = { template: between, values: [] };
  return others.reduce<Sentence>((all, part) => say`${all}${sign}${part}`, start);
};

/** A sentence in a notation. */
export const write = ({ template, values }: Sentence, notation: Notation): string =>
  template.replace(PLACE, (place, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? place : writeValue(value, notation);
  });

function writeValue(value: SentenceValue, notation: Notation): string {
  switch (value.kind) {
    case 'count':
      return notation.count(value.count);
    case 'money':
      return notation.money(value.amount);
    case 'percent':
      return notation.percent(value.percent);
    case 'date':
      return notation.date(value.date);
    case 'text':
      return value.text;
    case 'file':
      return `\`${value.file}\``;
    case 'code':
      return `\`${value.code}\``;
  }
}

/** What makes numbers into texts is costly to make, and not every thread that knows sentences writes one. */
const lazily = (options: Intl.NumberFormatOptions): (() => Intl.NumberFormat) => {
  let made: Intl.NumberFormat | null = null;
  return () => (made ??= new Intl.NumberFormat('en-US', options));
};
const whole = lazily({});
const cents = lazily({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** As files and the command line have it on every machine: `1,234`, `12.50`, `21.6 %`, `2026-02-05`. */
export const EN_US: Notation = {
  count: (value) => whole().format(value),
  money: (amount) => cents().format(amount),
  percent: (value) => `${value.toFixed(1)} %`,
  date: (iso) => iso,
};
