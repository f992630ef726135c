import type { GridCell, GridQuery } from '../contract/grid';
import { joinBytes } from '../domain/join-bytes';
import type { Workspace } from '../sql/workspace';
import { readPage } from './grid-page';

const PAGE_ROWS = 10_000;

/** What a spreadsheet would run as a formula when a text cell starts with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell of CSV (RFC 4180); text that a spreadsheet would run is given a leading apostrophe, numbers stay. */
export function csvCell(value: GridCell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** All rows of a grid query as CSV in UTF-8 with a header of column names. */
export async function exportCsv(
  workspace: Workspace,
  query: GridQuery & { readonly byteOrderMark: boolean },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = query.byteOrderMark ? [new Uint8Array([0xef, 0xbb, 0xbf])] : [];
  let total = 1;
  for (let offset = 0; offset === 0 || offset < total; offset += PAGE_ROWS) {
    const page = await readPage(workspace, { ...query, offset, limit: PAGE_ROWS }, signal);
    total = page.total;
    const lines = page.rows.map((row) => row.map(csvCell).join(','));
    if (offset === 0) lines.unshift(page.columns.map((column) => csvCell(column.name)).join(','));
    parts.push(encoder.encode(lines.map((line) => `${line}\r\n`).join('')));
  }
  return joinBytes(parts);
}
