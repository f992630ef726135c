import { monthOf } from './month-words';

const two = (n: number): string => String(n).padStart(2, '0');

/** What follows a day, unless it is the next one of a range. */
const TIME =
  /^(?:[-_.\s]*at(?=[-_.\s])|[-_. T]*)[-_.\s]*(?!(?:19|20)\d{2}[-_. ]?\d{2}[-_. ]?\d{2})([01]\d|2[0-3])[-_.:h ]?([0-5]\d)(?:[-_.: ]?([0-5]\d))?(?!\d)/;

/** The same on a clock of twelve hours: `9.30 AM`, `at 1.15.07 PM`, `0930pm`, `9AM`. */
const TIME_OF_TWELVE =
  /^(?:[-_.,\s]*at(?=[-_.\s])|[-_. T]*)[-_.,\s]*(0?[1-9]|1[0-2])(?:[-_.:h\s]?([0-5]\d))?(?:[-_.:\s]?([0-5]\d))?[-_.\s]?([ap])\.?m(?!\p{L})/iu;

/** `HH:MM:SS` at the beginning of what follows a day; null where no time does. */
export function timeOf(rest: string): string | null {
  const [, hour, minute = '00', second = '00', half] = TIME_OF_TWELVE.exec(rest) ?? TIME.exec(rest) ?? [];
  if (hour === undefined) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${two(hours)}:${minute}:${second}`;
}

/** ISO 8601, with the time that follows in the name; null where there is no such day. */
export function isoOf(year: number, month: number, day: number, rest: string): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const time = timeOf(rest);
  const on = `${String(year)}-${two(month)}-${two(day)}`;
  return time === null ? on : `${on}T${time}`;
}

/** The month, 1 to 12, that a word of a name states; undefined where it states none. */
export const monthNamed = (word = ''): number | undefined =>
  monthOf(word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase());
