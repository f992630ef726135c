/** The days that a report is about, both included, as ISO dates. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The first letters of the months in English, Spanish, French, German and Portuguese, without accents. */
const MONTH_STARTS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'janv', 'januar'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mrz', 'marz', 'mars', 'maerz'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'maio', 'mayo'],
  ['jun', 'juin', 'juni'],
  ['jul', 'juil', 'juli'],
  ['aug', 'ago', 'aou'],
  ['sep', 'set', 'sept'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'dic', 'dez'],
];

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function monthOf(name: string): number | null {
  const folded = plain(name);
  const at = MONTH_STARTS.findIndex((starts) => starts.some((start) => folded.startsWith(start)));
  return at < 0 ? null : at + 1;
}

const two = (n: number): string => String(n).padStart(2, '0');

function isoDay(year: number, month: number | null, day: number): string | null {
  const full = year < 100 ? 2000 + year : year;
  if (month === null || full < 1990 || full > 2100) return null;
  const date = new Date(Date.UTC(full, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? `${String(full)}-${two(month)}-${two(day)}` : null;
}

const LETTERS = '\\p{L}{3,10}';
/** One date in any of the forms that reports state. */
const DATES = new RegExp(
  [
    '(?<!\\d)(?<isoYear>\\d{4})[-/._](?<isoMonth>\\d{1,2})[-/._](?<isoDay>\\d{1,2})(?!\\d)',
    '(?<!\\d)(?<year8>20\\d{2})(?<month8>\\d{2})(?<day8>\\d{2})(?!\\d)',
    '(?<!\\d)(?<first>\\d{1,2})(?<mark>[/.])(?<second>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})(?!\\d)',
    `(?<name>${LETTERS})\\.?[\\s_-]+(?<nameDay>\\d{1,2})(?:st|nd|rd|th)?,?[\\s_-]+(?<nameYear>\\d{4})(?!\\d)`,
    `(?<!\\d)(?<turnedDay>\\d{1,2})\\.?[\\s_-]+(?:de\\s+)?(?<turnedName>${LETTERS})\\.?(?:\\s+de)?,?[\\s_-]+(?<turnedYear>\\d{4})(?!\\d)`,
  ].join('|'),
  'gu',
);

/** `Jan 1 - Jan 31, 2024`: the year stands once. */
const ONE_YEAR = new RegExp(
  `(${LETTERS}\\.? \\d{1,2})(\\s*[-–—]\\s*(?:${LETTERS}\\.? )?\\d{1,2},?\\s+(\\d{4})(?!\\d))`,
  'gu',
);

/** Days as `slashed` writes them; which number is the day may be open. */
interface Slashed {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  readonly isDotted: boolean;
}

function readSlashed(dates: readonly Slashed[]): readonly (string | null)[] {
  const isDayFirst =
    dates.some(({ first, isDotted }) => first > 12 || isDotted) && !dates.some(({ second }) => second > 12);
  return dates.map(({ first, second, year }) =>
    isDayFirst ? isoDay(year, second, first) : isoDay(year, first, second),
  );
}

/** All dates in a text, as ISO dates in the order in which they stand. Month and day are told apart by all of them. */
function datesIn(text: string): readonly string[] {
  const found: (string | Slashed | null)[] = [];
  for (const { groups: g } of text.replace(ONE_YEAR, '$1, $3$2').matchAll(DATES)) {
    if (g === undefined) continue;
    if (g['isoYear'] !== undefined)
      found.push(isoDay(+g['isoYear'], Number(g['isoMonth']), Number(g['isoDay'])));
    else if (g['year8'] !== undefined)
      found.push(isoDay(+g['year8'], Number(g['month8']), Number(g['day8'])));
    else if (g['year'] !== undefined) {
      found.push({
        first: Number(g['first']),
        second: Number(g['second']),
        year: Number(g['year']),
        isDotted: g['mark'] === '.',
      });
    } else if (g['name'] !== undefined) {
      found.push(isoDay(Number(g['nameYear']), monthOf(g['name']), Number(g['nameDay'])));
    } else {
      found.push(isoDay(Number(g['turnedYear']), monthOf(g['turnedName'] ?? ''), Number(g['turnedDay'])));
    }
  }
  const slashed = readSlashed(found.filter((date) => date !== null && typeof date !== 'string'));
  let next = 0;
  return found
    .map((date) => (date === null || typeof date === 'string' ? date : (slashed[next++] ?? null)))
    .filter((date) => date !== null);
}

const START = /\b(?:start|from|begin\w*|desde|inicio|de|du|von|ab|debut)\b/;
const END = /\b(?:end|to|until|hasta|fin|fim|ate|au|bis|ende)\b/;

/**
 * The range of days that the lines above a table state: two dates in one line, or one in each of two lines that speak
 * of a start and an end. One day alone is a range of that day where its line speaks of a date or a period.
 * @returns null where the lines state none
 */
export function statedRange(lines: readonly string[]): DayRange | null {
  let from: string | null = null;
  let to: string | null = null;
  for (const line of lines) {
    const dates = datesIn(line);
    const [first, second] = dates;
    if (first === undefined) continue;
    if (second !== undefined && dates.length === 2)
      return first <= second ? { from: first, to: second } : null;
    const words = plain(line);
    if (START.test(words)) from ??= first;
    else if (END.test(words)) to ??= first;
    else if (/\b(?:date range|period|day|zeitraum|periode|periodo)\b/.test(words))
      return { from: first, to: first };
  }
  return from !== null && to !== null && from <= to ? { from, to } : null;
}

/** A file's own name, without its folder. */
const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1).normalize();

/**
 * The days that a file says it is about: as the lines above its header have it, else as its own name does.
 * @param above what those lines state
 */
export const statedPeriod = (path: string, above: DayRange | null): DayRange | null =>
  above ?? statedRange([nameIn(path)]);
