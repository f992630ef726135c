/** What a number format makes of a number. */
export type NumberUse = 'number' | 'date' | 'time';

/** The formats that need no definition (ECMA-376, 18.8.30), as far as they are of dates and times. */
const BUILT_IN: Readonly<Record<number, NumberUse>> = {
  ...Object.fromEntries([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36].map((id) => [id, 'date'])),
  ...Object.fromEntries([50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, 'date'])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33].map((id) => [id, 'time'])),
};

/**
 * What a format makes of the numbers of its cells.
 * @param code the format's definition, as `yyyy-mm-dd`; undefined for one that is built in
 */
export function useOfFormat(id: number, code: string | undefined): NumberUse {
  if (code === undefined) return BUILT_IN[id] ?? 'number';
  // Elapsed time is an amount, no time of a day.
  if (/\[[hms]+\]/i.test(code)) return 'number';
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/general|am\/pm|a\/p/gi, '');
  if (/[0#?]/.test(bare.replace(/\.0+/g, ''))) return 'number';
  if (/[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return 'date';
  return /[hs]/i.test(bare) ? 'time' : 'number';
}

const DAY = 86_400_000;
/** The day of the serial number 0, so that 61 is 1 March 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);
/** Excel has a 29 February 1900, which never was: serial numbers up to it are one day off. */
const NO_SUCH_DAY = 60;
/** 31 December 9999. */
const LAST_SERIAL = 2_958_466;

/**
 * A stored number as its format shows it: `2024-01-05`, `2024-01-05 14:30:00`, `14:30:00`.
 * @returns the number as it is stored where it is no date or time
 */
export function valueOfSerial(stored: string, use: NumberUse, is1904: boolean): string {
  const serial = Number(stored);
  if (use === 'number' || !Number.isFinite(serial) || serial < 0 || serial >= LAST_SERIAL) return stored;
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  const start = is1904 ? DAY_ZERO_1904 : DAY_ZERO + (days > 0 && days < NO_SUCH_DAY ? DAY : 0);
  const iso = new Date(start + days * DAY + seconds * 1000).toISOString();
  if (use === 'time' && days === 0) return iso.slice(11, 19);
  return seconds === 0 && use === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/**
 * A stored number as it was entered. Fractions are stored with more digits than a spreadsheet keeps of them:
 * `1234.5599999999999` is 1234.56. Whole numbers, and those too large to be exact, stay as they are stored.
 */
export function enteredNumber(stored: string): string {
  const digits = stored.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length;
  if (!/[.e]/i.test(stored) || (digits <= KEPT_DIGITS && !/e/i.test(stored))) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 1e-6))
    return stored;
  return String(Number(value.toPrecision(KEPT_DIGITS)));
}
