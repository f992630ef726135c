import { formatCell, formatCount } from '../../../charts/format';
import type { TwinColumn } from '../../../charts/chart-spec';
import type { Thing } from '../../../contract/thing';
import type { ReportTable, TableCell } from '../report-types';
import type { KeptTogether } from './pdf-keep';
import { LAYOUTS } from './pdf-layouts';
import type { Marks } from './pdf-marks';
import type { PdfNode } from './pdf-node';

/** Rows. */
const SHORT_TABLE = 14;

const isNumeric = ({ kind }: TwinColumn): boolean =>
  kind === 'count' || kind === 'number' || kind === 'money' || kind === 'share';

/** Lets a long name break where it is joined. */
export const breakable = (text: string): string => text.replace(/([/_.-])(?=[^\s])/g, '$1\u200b');

function cellText(value: TableCell, column: TwinColumn): string {
  const text = formatCell(value, column.kind);
  if (column.kind === 'number' && typeof value === 'number') return value.toFixed(2);
  // A number keeps its sign: a line may not break between them.
  return isNumeric(column) ? text.replaceAll(' ', '\u00a0') : breakable(text);
}

/** The place of the text column with the longest words in a cell: it takes the width that the others leave. */
function widestOf({ columns, rows, total }: ReportTable): number {
  const lengthAt = (at: number): number =>
    [...(total ? [total] : []), ...rows].reduce(
      (most, row) => Math.max(most, String(row[at] ?? '').length),
      0,
    );
  const texts = columns.flatMap(({ kind }, at) => (kind === 'text' ? [{ at, length: lengthAt(at) }] : []));
  return texts.reduce((widest, one) => (one.length > widest.length ? one : widest), { at: 0, length: -1 }).at;
}

/** Whether a table is so short that no page breaks it. */
export const isShortTable = ({ rows, most }: ReportTable): boolean =>
  Math.min(rows.length, most) <= SHORT_TABLE;

/** A table with its title, its head on every page, and what it says of itself under it. */
export function tableNodes(
  table: ReportTable,
  thing: Thing | undefined,
  { marks, kept }: { readonly marks: Marks; readonly kept: KeptTogether },
): PdfNode {
  const shown = table.rows.slice(0, table.most);
  const rest = table.rows.length - shown.length;
  const cell = (value: TableCell, index: number, bold = false): PdfNode => {
    const column = table.columns[index];
    if (!column) return '';
    return {
      text: cellText(value, column),
      ...(isNumeric(column) ? { alignment: 'right', fontFeatures: ['tnum'] } : {}),
      ...(bold ? { bold: true } : {}),
      ...(column.kind === 'date' ? { noWrap: true } : {}),
      ...(column.kind === 'hash' ? { fontSize: 5.6, margin: [0, 1.4, 0, 0] } : {}),
    };
  };
  // The sums come first: at the end they might stand alone on the next page.
  const body: PdfNode[][] = [
    table.columns.map((column) => ({
      text: column.label,
      style: 'tableHead',
      alignment: isNumeric(column) ? 'right' : 'left',
    })),
    ...(table.total ? [table.total.map((value, index) => cell(value, index, true))] : []),
    ...shown.map((row) => row.map((value, index) => cell(value, index))),
  ];
  const isShort = isShortTable(table);
  const isWide = table.columns.length > 7;
  const widest = widestOf(table);
  return {
    stack: [
      // A title that may move to the next page by itself, in a block that moves as one, loses the block.
      {
        text: [table.title, ...marks(thing)],
        style: 'tableTitle',
        ...(isShort ? {} : { headlineLevel: 3 }),
      },
      {
        style: isWide ? 'tableSmall' : 'table',
        table: {
          // What never breaks repeats no header; asked for both, the library draws nothing.
          ...(isShort ? {} : { headerRows: 1, keepWithHeaderRows: 2 }),
          dontBreakRows: true,
          widths: table.columns.map((_, index) => (index === widest ? '*' : 'auto')),
          // What never breaks needs no care.
          body: isShort ? body : kept.table(body),
        },
        layout: LAYOUTS.plain,
      },
      ...(rest > 0
        ? [{ text: `${formatCount(rest)} more rows are in the workbook and the CSV tables.`, style: 'note' }]
        : []),
      ...(table.note === '' ? [] : [{ text: table.note, style: 'note', margin: [0, 3, 0, 0] as const }]),
    ],
    margin: [0, 14, 0, 0],
  };
}
