import { codeInWords } from '../domain/words/code-words';
import type { ColumnKind } from '../contract/grid';
import type { Rate } from '../domain/rate';
import { write, type Notation, type Sentence } from '../domain/sentence';

/** What stands for a value that is not there. */
export const NOTHING = '–';

/** Each is made when it is first asked for: together they take a good part of the time to a first screen. */
function whenAsked<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T {
  const made = {} as T;
  for (const name of Object.keys(makers) as (keyof T)[]) {
    Object.defineProperty(made, name, {
      configurable: true,
      get: () => {
        const value = makers[name]();
        Object.defineProperty(made, name, { value });
        return value;
      },
    });
  }
  return made;
}

const numberFormats = (locale: string | undefined) => {
  const of = (options: Intl.NumberFormatOptions) => () => new Intl.NumberFormat(locale, options);
  return whenAsked({
    counts: of({ maximumFractionDigits: 0 }),
    any: of({ maximumFractionDigits: 2 }),
    money: of({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    figures: of({ maximumSignificantDigits: 3 }),
    tenths: of({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  });
};

const dateFormats = (locale: string | undefined) => {
  const of = (options: Intl.DateTimeFormatOptions) => () => new Intl.DateTimeFormat(locale, options);
  return whenAsked({
    day: of({ dateStyle: 'medium', timeZone: 'UTC' }),
    month: of({ year: 'numeric', month: 'short', timeZone: 'UTC' }),
    time: of({ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
    dayOfYear: of({ month: 'short', day: 'numeric', timeZone: 'UTC' }),
    moment: of({ dateStyle: 'medium', timeStyle: 'short' }),
  });
};

// What is written into files is the same on every machine; only a window sets the locale of its reader.
let numbers = numberFormats('en-US');
let dates = dateFormats('en-US');
let localised: { readonly locale: string | undefined } | null = null;

// Formatting a date takes as long as drawing its cell, and the dates of a table repeat.
const knownDates = new Map<string, string>();
const MOST_KNOWN = 5000;

function known(iso: string, format: (iso: string) => string): string {
  const found = knownDates.get(iso);
  if (found !== undefined) return found;
  const text = format(iso);
  if (knownDates.size >= MOST_KNOWN) knownDates.clear();
  knownDates.set(iso, text);
  return text;
}

/** Formats with a fixed number of decimals, made when they are asked for. */
const decimals = new Map<number, Intl.NumberFormat>();

function withDecimals(places: number): Intl.NumberFormat {
  const made =
    decimals.get(places) ??
    new Intl.NumberFormat(localised ? localised.locale : 'en-US', {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    });
  decimals.set(places, made);
  return made;
}

/**
 * From now on numbers and dates are written as in this locale; undefined is the one of the machine. For the window:
 * what is drawn already must be drawn anew.
 * @param locale a BCP 47 tag
 */
export function setLocale(locale: string | undefined): void {
  numbers = numberFormats(locale);
  dates = dateFormats(locale);
  localised = { locale };
  decimals.clear();
  knownDates.clear();
}

/** The marks of numbers where the reader is. */
export interface NumberMarks {
  readonly group: string;
  readonly decimal: string;
  /** The digits, from zero on. */
  readonly digits: readonly string[];
}

const readerLocale = (): string | undefined => (localised ? localised.locale : 'en-US');

/** What parts thousands and decimals where the reader is, and which digits are written there. */
export function numberMarks(): NumberMarks {
  const parts = new Intl.NumberFormat(readerLocale(), { useGrouping: 'always' }).formatToParts(1234567.8);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const digit = new Intl.NumberFormat(readerLocale(), { useGrouping: false });
  return {
    group: of('group'),
    decimal: of('decimal'),
    digits: Array.from({ length: 10 }, (_, n) => digit.format(n)),
  };
}

/** Digits of a whole number of any size, with its thousands parted. @param digits without a sign */
export const groupDigits = (digits: string): string =>
  new Intl.NumberFormat(readerLocale()).format(BigInt(digits));

/** `4,364` */
export const formatCount = (value: number | null): string =>
  value === null ? NOTHING : withMinus(numbers.counts.format(value));

/** `1 invoice`, `1,234 invoices` */
export const formatCountOf = (value: number, one: string, many = `${one}s`): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`;

/** At most two decimals: `12.35`, `7`. */
export const formatNumber = (value: number | null): string =>
  value === null ? NOTHING : withMinus(numbers.any.format(value));

/** With so many decimals, neither more nor fewer: `0.1` with one, `12.30` with two. */
export const formatDecimals = (value: number, places: number): string =>
  withMinus(withDecimals(places).format(value));

/** With the three figures that say something: `0.953`, `0.00021`. */
export const formatFigures = (value: number): string => withMinus(numbers.figures.format(value));

/** Always two decimals: `1,234.50`. */
export const formatMoney = (value: number | null): string =>
  value === null ? NOTHING : withMinus(numbers.money.format(value));

/** Whole units, for tiles and charts: `558,264`. Cents stand in tables only. */
export const formatWholeMoney = (value: number | null): string => formatCount(value);

/** A ratio such as ROAS, always with two decimals: `3.40`. */
export const formatRatio = (value: number | null): string => formatMoney(value);

/** A fraction of 1 as `21.6 %`, with one decimal. */
export const formatShare = (value: number | null): string =>
  value === null ? NOTHING : `${withMinus(numbers.tenths.format(value * 100))} %`;

/** The interval of a rate in percent, `20.4–22.8`; empty where there is none. */
export const formatInterval = (rate: Rate): string =>
  rate.low === null || rate.high === null
    ? ''
    : `${numbers.tenths.format(rate.low * 100)}–${numbers.tenths.format(rate.high * 100)}`;

/** `21.6 % (20.4–22.8)` */
export function formatRate(rate: Rate): string {
  const interval = formatInterval(rate);
  return interval === '' ? formatShare(rate.value) : `${formatShare(rate.value)} (${interval})`;
}

/** With a true minus, as wide as a plus, where the formats have a hyphen. */
const withMinus = (text: string): string => text.replace('-', '−');

/** With its sign, a true minus, and `±0` for no change. */
export function formatChange(value: number): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${numbers.counts.format(value)}` : `−${numbers.counts.format(-value)}`;
}

/** `12.3 kB`; decimal multiples, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${numbers.tenths.format(value)} ${units[unit] ?? ''}`;
}

/** `3b7c33…7ac4`: enough of a hash to tell it from others by eye. Short values stay whole. */
export const shortenHash = (hash: string): string =>
  hash.length <= 14 ? hash : `${hash.slice(0, 6)}…${hash.slice(-4)}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `2023-02` as `Feb 2023`, `2023-02-05` as `5 Feb 2023`, or as the locale has it that was set; anything else as it is.
 */
export function formatIsoDay(iso: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso);
  const month = parts ? MONTHS[Number(parts[2]) - 1] : undefined;
  if (!parts || month === undefined) return iso;
  if (localised) {
    const time = Date.parse(parts[0]);
    if (Number.isNaN(time)) return iso;
    return (parts[3] === undefined ? dates.month : dates.day).format(time);
  }
  return parts[3] === undefined
    ? `${month} ${parts[1] ?? ''}`
    : `${String(Number(parts[3]))} ${month} ${parts[1] ?? ''}`;
}

/** A day without its year, `5 Feb`, or as the locale has it that was set: where there is little room and the years are plain. */
export function formatDayOfYear(iso: string): string {
  if (!localised) return formatIsoDay(iso).replace(/ \d{4}$/, '');
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : dates.dayOfYear.format(time);
}

/** `2023-02-05 14:30:00`, without a time zone, so that none may shift it; anything else as it is. */
export function formatIsoTime(iso: string): string {
  const time = Date.parse(`${iso.replace(' ', 'T').replace(/Z$/, '')}Z`);
  return Number.isNaN(time) ? iso : dates.time.format(time);
}

/** `2023-02-05`, with or without a time of day: for the cells of long tables, where dates repeat. */
export const formatIsoDate = (iso: string): string =>
  known(iso, /T|\d{2}:\d{2}/.test(iso) ? formatIsoTime : formatIsoDay);

const READER: Notation = {
  count: formatCount,
  money: formatMoney,
  percent: (value) => `${formatDecimals(value, 1)} %`,
  date: formatIsoDate,
};

/** A sentence of the engine with its numbers, money, percents and dates as the reader has them; marks stay in it. */
export const formatSentence = (sentence: Sentence): string => write(sentence, READER);

/** A moment, in the time zone of the reader. @param iso with its time zone */
export const formatMoment = (iso: string): string => dates.moment.format(new Date(iso));

/** One cell as people read it, by the kind of its column. Hashes stay whole here. */
export function formatCell(value: string | number | boolean | null, kind: ColumnKind): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string')
    return kind === 'date' ? formatIsoDay(value) : kind === 'code' ? codeInWords(value) : value;
  switch (kind) {
    case 'count':
      return formatCount(value);
    case 'money':
      return formatMoney(value);
    case 'share':
      return formatShare(value);
    case 'text':
    case 'code':
    case 'hash':
      return String(value);
    case 'number':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return formatNumber(value);
  }
}
