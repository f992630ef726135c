import { isWeekday, monthOf } from './month-words';
import { ANY_ZONE, offsetOfZone } from './zone-words';

/**
 * Dates as tools and spreadsheets write them, brought into the forms that the database reads: ISO 8601 where the text
 * leaves one reading, else day and month with slashes, whose order the column decides.
 */

/** Words that stand in written dates and say nothing. */
const FILLERS = new Set('de del of the le el den dem der am a at o st nd rd th er ero um las kl'.split(' '));

/** Hour, minute, second and half of the day; a lone hour needs its half. */
const CLOCK = String.raw`(\d{1,2})(?:[:h](\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?: ?([ap])m)?|(?: ?([ap])m))`;
const WITH_TIME = new RegExp(
  String.raw`^(.*\d|.*[a-z])(?:,? ?(?:at|a las|um|a|as)? |, ?|t)${CLOCK}(?: ?h| uhr)?(?: ?(${ANY_ZONE}))?( \d{4})?$`,
);

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
const DATE_HOUR = /^(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?$/;
const UNIX = /^(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:[.,]\d*)?$/;

const NAMED_DAY = /^([a-z]+),? (?=\d)/;
const END_ZONE = new RegExp(String.raw` ?(?:${ANY_ZONE})$`);

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** How far it is ahead of UTC: `Z`, `+02:00`; empty where that is not said. */
  readonly offset: string;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** 1969 to 2068, as `strptime` has it. */
const fullYear = (year: number, digits: number): number =>
  digits > 2 ? year : year + (year >= 69 ? 1900 : 2000);

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

const clockText = ({ hour, minute, second, offset }: Clock): string =>
  `${pad(hour)}:${pad(minute)}:${pad(second)}${offset}`;

function isoText(year: number, month: number, day: number, clock: Clock | null): string | null {
  if (!isDay(year, month, day)) return null;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return clock === null ? date : `${date}T${clockText(clock)}`;
}

/** Lower case, no accents, no dots behind words, any space one space, halves of the day as am and pm. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/\b([ap])\. ?m\b\.?/g, '$1m')
    .replace(/([a-z])\./g, '$1')
    .replace(/^ | $/g, '');
}

/** @returns undefined where there is no such time of day */
function readClock(parts: readonly (string | undefined)[]): Clock | undefined {
  const [hours = '', minute = '0', second = '0', , half, loneHalf, zone = ''] = parts;
  const of = half ?? loneHalf;
  const written = Number(hours);
  if (of !== undefined && (written < 1 || written > 12)) return undefined;
  const hour = of === undefined ? written : (written % 12) + (of === 'p' ? 12 : 0);
  const clock = { hour, minute: Number(minute), second: Number(second), offset: offsetOfZone(zone) };
  return clock.hour > 23 || clock.minute > 59 || clock.second > 59 ? undefined : clock;
}

/** A day whose month is a word: `Mon, Jan 1, 2024`, `4-Jan-24`, `1 de enero de 2024`. */
function readWords(date: string, clock: Clock | null): string | null {
  const words = (date.match(/\d+|[a-z]+/g) ?? []).filter((word) => !FILLERS.has(word));
  // The last one: in `mar, 2 ene 2024` the first is a day of the week.
  const at = words.map((word) => monthOf(word) !== undefined).lastIndexOf(true);
  const month = monthOf(words[at] ?? '');
  if (month === undefined) return null;
  const isNumber = (word: string): boolean => /\d/.test(word);
  if (words.some((word, i) => i !== at && !isNumber(word) && !isWeekday(word))) return null;
  const [first, second, ...more] = words.filter(isNumber);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const [year, day] = isNumber(words[at - 1] ?? '') && first.length === 4 ? [first, second] : [second, first];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return isoText(fullYear(Number(year), year.length), month, Number(day), clock);
}

/** Digits alone: `2024011008`, or Unix time in seconds, thousandths, millionths or less. */
function readDigits(date: string): string | null {
  const hour = DATE_HOUR.exec(date);
  if (hour) {
    const [year = 0, month = 0, day = 0, ...rest] = hour.slice(1).map((part) => (part ? Number(part) : 0));
    const [h = 0, minute = 0, second = 0] = rest;
    if (h < 24 && minute < 60 && second < 60) {
      const iso = isoText(year, month, day, { hour: h, minute, second, offset: '' });
      if (iso !== null) return iso;
    }
  }
  const unix = UNIX.exec(date)?.[1];
  if (unix === undefined) return null;
  const perSecond = Math.floor((unix.length - 9) / 3) * 3;
  const seconds = Number(unix.slice(0, unix.length - perSecond));
  const time = new Date(seconds * 1000);
  return `${time.toISOString().slice(0, 19)}Z`;
}

function readNumbers(written: string, clock: Clock | null): string | null {
  const date = written.replace(NAMED_DAY, (all: string, word: string) => (isWeekday(word) ? '' : all));
  const [, year, yearMonth, yearDay] = YEAR_FIRST.exec(date) ?? [];
  if (year !== undefined) return isoText(Number(year), Number(yearMonth), Number(yearDay), clock);
  const [, first, second, last] = YEAR_LAST.exec(date) ?? [];
  if (first === undefined || second === undefined || last === undefined) return null;
  // Two digits stay two: the column's reader knows what year they mean.
  const numbers = `${pad(Number(first))}/${pad(Number(second))}/${last}`;
  return clock === null ? numbers : `${numbers} ${clockText({ ...clock, offset: '' })}`;
}

const readDay = (date: string): string | null => readNumbers(date, null) ?? readWords(date, null);

/**
 * A written date in a form that the database reads: `2024-01-31`, `2024-01-31T08:20:00`, or `01/31/2024 08:20:00` in the
 * order in which it was written. A time keeps the date that it was written with; its offset stands behind it where the text
 * says it and the form has a place for it. Parts of a second are left out. Unix times are UTC.
 * @param text white space folded
 * @returns null where the text is no one day: a month, a range, anything else
 */
export function readWrittenDate(text: string): string | null {
  if (!/\d/.test(text)) return null;
  if (/^[\d.,]+$/.test(text)) {
    const digits = readDigits(text);
    if (digits !== null) return digits;
  }
  const plain = plainText(text);
  const timed = WITH_TIME.exec(plain);
  if (timed) {
    const clock = readClock(timed.slice(2, 9));
    if (clock === undefined) return null;
    const date = `${timed[1] ?? ''}${timed[9] ?? ''}`;
    const read = readNumbers(date, clock) ?? readWords(date, clock);
    if (read !== null) return read;
  }
  // As it stands first: the last part of `4-Jan-24` would be an offset.
  return readDay(plain) ?? readDay(plain.replace(END_ZONE, ''));
}
