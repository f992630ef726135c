type Cell = string | number | boolean | null;

/** What a spreadsheet would run as a formula when a text cell starts with it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text that a spreadsheet leaves alone: what it would run is given a leading apostrophe. */
export const neutralised = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/**
 * A cell of CSV (RFC 4180). Numbers stay; null is empty, empty text is `""`.
 * @param raw leaves text as it is that a spreadsheet would run as a formula
 */
export function csvCell(value: Cell, raw: boolean): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = raw ? value : neutralised(value);
  return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of CSV that end with CR LF, as UTF-8. */
export const csvLines = (rows: readonly (readonly Cell[])[], raw: boolean): Uint8Array =>
  new TextEncoder().encode(
    rows.map((row) => `${row.map((cell) => csvCell(cell, raw)).join(',')}\r\n`).join(''),
  );
