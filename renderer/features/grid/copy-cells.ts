import { formatCount } from '../../../shared/charts/format';
import type { GridCell, GridPage, GridQuery } from '../../../shared/contract/grid';
import { faultOf, LeadlensError } from '../../../shared/domain/fault';
import { notify, notifyFault } from '../../state/notices';
import { services } from '../../state/services';
import type { CellRange } from '../../ui/grid/cells';

/** More than this is a file, not a clipboard. */
const MOST_CELLS = 200_000;
const PAGE = 10_000;

/** A cell of tab-separated text, as spreadsheets take it in; values are whole and unformatted. */
function tsvCell(value: GridCell): string {
  if (value === null) return '';
  const text = String(value);
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface CopiedPart {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Names of columns, from left to right. */
  readonly columns: readonly string[];
  readonly withHeader: boolean;
}

/**
 * Puts a rectangle of a table on the clipboard as tab-separated text, also the rows that are out of sight.
 * @returns how many cells
 * @throws LeadlensError `too_much_to_copy`
 */
async function copyCells(query: GridQuery, { from, to, columns, withHeader }: CopiedPart): Promise<number> {
  const cells = (to - from + 1) * columns.length;
  if (cells > MOST_CELLS) {
    throw new LeadlensError({
      kind: 'input',
      code: 'too_much_to_copy',
      message: `${formatCount(cells)} cells are too much for the clipboard.`,
      hint: 'Save them as CSV.',
    });
  }
  const lines: string[] = [];
  for (let offset = from; offset <= to; offset += PAGE) {
    const page: GridPage = await services().engine.call('page', {
      query,
      offset,
      limit: Math.min(PAGE, to - offset + 1),
    });
    const at = columns.map((name) => page.columns.findIndex((column) => column.name === name));
    if (withHeader && offset === from) {
      lines.push(at.map((index) => tsvCell(page.columns[index]?.label ?? '')).join('\t'));
    }
    for (const row of page.rows) lines.push(at.map((index) => tsvCell(row[index] ?? null)).join('\t'));
  }
  await navigator.clipboard.writeText(lines.join('\n'));
  return cells;
}

/**
 * Copies the chosen cells of a grid, and says so, or why not.
 * @param shown columns from left to right
 * @param whole all shown columns of the chosen rows, with their names
 */
export async function copyRange(
  query: GridQuery,
  range: CellRange,
  shown: readonly string[],
  whole: boolean,
): Promise<void> {
  const ends = [range.anchor, range.head];
  const at = ends.map(({ column }) => shown.indexOf(column));
  try {
    const cells = await copyCells(query, {
      from: Math.min(...ends.map(({ row }) => row)),
      to: Math.max(...ends.map(({ row }) => row)),
      columns: whole ? shown : shown.slice(Math.min(...at), Math.max(...at) + 1),
      withHeader: whole,
    });
    notify({ kind: 'copy', text: cells === 1 ? 'Copied.' : `Copied ${formatCount(cells)} cells.` });
  } catch (error) {
    notifyFault('copy', faultOf(error));
  }
}
