/** What tools write where they have no date. The first is that of no code; the last stands for several. */
export const PLACEHOLDER_DATES = [
  null,
  '0',
  '00:00',
  '0000-00-00',
  '0001-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
  '1904-01-01',
  '1969-12-31',
  '1970-01-01',
  '2999-12-31',
  '9999-12-31',
  '2099-12-31, 1901-01-01 and the like',
] as const;

/** Dates of which each is too rare for a place of its own: a code has four bits. They have the last one together. */
const RARE = [
  '1901-01-01',
  '1980-01-01',
  '2079-06-06',
  '2099-01-01',
  '2099-12-31',
  '2100-01-01',
  '2199-12-31',
  '2999-01-01',
  '3000-01-01',
  '3000-12-31',
];

/** The place that the rare ones have together. */
export const RARE_PLACEHOLDER = PLACEHOLDER_DATES.length - 1;

const CODES: ReadonlyMap<string, number> = new Map([
  ...PLACEHOLDER_DATES.flatMap((date, code) => (date === null ? [] : [[date, code] as const])),
  ...RARE.map((date) => [date, RARE_PLACEHOLDER] as const),
]);

const NOTHING = /^0+(?:[.,]0+)?$/;
const MIDNIGHT = /^(?:0?0:00(?::00)?|12:00(?::00)? ?am)$/i;
const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,].*)?$/;
/** Two digits that stand for the years of the epochs. */
const YEARS: Readonly<Record<string, string>> = { '69': '1969', '70': '1970' };

/**
 * The place in `PLACEHOLDER_DATES` of a date that stands for nothing, whatever its time; 0 where it is none.
 * @param text as it was written, or as `readWrittenDate` gives it
 */
export function placeholderCode(text: string): number {
  if (NOTHING.test(text)) return CODES.get('0') ?? 0;
  if (MIDNIGHT.test(text)) return CODES.get('00:00') ?? 0;
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return CODES.get(`${year}-${month ?? ''}-${day ?? ''}`) ?? 0;
  const [, first = '', second = '', last] = YEAR_LAST.exec(text) ?? [];
  if (last === undefined) return 0;
  const [a, b] = [first.padStart(2, '0'), second.padStart(2, '0')];
  // The spreadsheet's day 0 is `1/0/00`.
  const whole = last === '00' && (a === '00' || b === '00') ? '1900' : (YEARS[last] ?? last);
  return CODES.get(`${whole}-${a}-${b}`) ?? CODES.get(`${whole}-${b}-${a}`) ?? 0;
}
