import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/universal';
import type { ColumnKind } from '../../contract/grid';
import { plainWords } from '../../domain/marked-words';
import type { Figure, ReportDocument, ReportNote, ReportTable, TableCell } from './report-types';
import { filters } from './workbook-filters';
import { numberedText } from './workbook-texts';

const HEAD = { fontWeight: 'bold', backgroundColor: '#eef0f8', textColor: '#1c1c22' } as const;

/** How Excel shows the numbers of a kind of column. */
const FORMATS: Partial<Record<ColumnKind, string>> = {
  count: '#,##0',
  money: '#,##0.00',
  number: '0.00',
  share: '0.0%',
};

const DAY_FORMAT = 'yyyy-mm-dd';

/** What Excel allows in the name of a sheet, and how long it may be. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** Excel holds so much text in a cell. */
const MOST_TEXT = 32_767;

const textCell = (value: string): CellObject => ({
  type: String,
  value: numberedText(value.slice(0, MOST_TEXT)),
});

/**
 * A cell of its own type. Text is written as text, so that a spreadsheet never takes it for a formula; a day becomes a
 * date at midnight, whatever zone this machine is in.
 */
function cellOf(value: TableCell, kind: ColumnKind): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number') {
    return { type: Number, value, ...(FORMATS[kind] === undefined ? {} : { format: FORMATS[kind] }) };
  }
  const day = kind === 'date' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
  if (day !== undefined) return { type: Date, value: new Date(`${day}T00:00:00Z`), format: DAY_FORMAT };
  return textCell(value);
}

const WIDTHS = { least: 9, most: 60 };

/** Wide enough for what is in the column, within reason. */
function widthOf(table: ReportTable, index: number): number {
  const shown = table.rows.map((row) => String(row[index] ?? '').length);
  const longest = Math.max(table.columns[index]?.label.length ?? 0, ...shown.slice(0, 2000)) + 2;
  return Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest));
}

/** What stands over a column, with the currency of its amounts where the table alone has it. */
const headOf = (label: string, kind: ColumnKind, currency: string | undefined): string =>
  kind !== 'money' || currency === undefined || label.includes(currency) ? label : `${label}, ${currency}`;

const sheetOf = (table: ReportTable) => ({
  sheet: sheetName(table.id),
  stickyRowsCount: 1,
  columns: table.columns.map((_, index) => ({ width: widthOf(table, index) })),
  data: [
    table.columns.map(({ label, kind }): CellObject => ({
      ...textCell(headOf(label, kind, table.currency)),
      align: kind === 'text' || kind === 'hash' || kind === 'date' ? 'left' : 'right',
      ...HEAD,
    })),
    ...table.rows.map((row) => row.map((value, i) => cellOf(value, table.columns[i]?.kind ?? 'text'))),
    ...(table.total
      ? [
          table.total.map((value, i) => {
            const cell = cellOf(value, table.columns[i]?.kind ?? 'text');
            return cell && { ...cell, fontWeight: 'bold' as const };
          }),
        ]
      : []),
  ] satisfies SheetData,
});

/** The numbers that most readers want, each a number of its own kind. */
const headlineSheet = (figures: readonly Figure[]) => ({
  sheet: 'Headline',
  stickyRowsCount: 1,
  columns: [{ width: 28 }, { width: 16 }, { width: 90 }],
  data: [
    ['Name', 'Value', 'To know'].map((value, i): CellObject => ({
      type: String,
      value,
      align: i === 1 ? 'right' : 'left',
      ...HEAD,
    })),
    ...figures.map(({ label, value, number, kind, note }) => [
      cellOf(label, 'text'),
      number === null ? cellOf(value, 'text') : cellOf(number, kind),
      cellOf(note, 'text'),
    ]),
  ] satisfies SheetData,
});

const pairs = (name: string, rows: readonly (readonly [string, string])[]) => ({
  sheet: sheetName(name),
  stickyRowsCount: 1,
  columns: [{ width: 28 }, { width: 90 }],
  data: [
    ['Name', 'Value'].map((value): CellObject => ({ type: String, value, ...HEAD })),
    ...rows.map((row) => row.map((value): CellObject => ({ ...textCell(value), wrap: true }))),
  ] satisfies SheetData,
});

const notesTable = (notes: readonly ReportNote[]): ReportTable => ({
  id: 'Notes',
  title: 'Notes',
  note: '',
  columns: [
    { label: 'No.', kind: 'count' },
    ...['On', 'Basis', 'Note', 'Since then', 'Author'].map((label) => ({ label, kind: 'text' as const })),
    { label: 'Written', kind: 'date' },
  ],
  rows: notes.map(({ number, title, basis, text, change, author, writtenAt }) => [
    number,
    title,
    basis,
    text,
    change,
    author,
    writtenAt,
  ]),
  total: null,
  most: notes.length,
});

/** The tables of a report as a workbook of Excel: typed cells, a header that stays and filters, one sheet a table, the manifest last. */
export async function workbook(
  report: ReportDocument,
  manifest: Readonly<Record<string, unknown>>,
): Promise<Uint8Array> {
  // What is pinned stands in the sheets of its own sections.
  const blocks = report.sections.filter(({ id }) => id !== 'board').flatMap((section) => section.blocks);
  const figures = blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : []));
  const findings = blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
  const findingsTable: ReportTable = {
    id: 'Findings',
    title: 'Findings',
    note: '',
    columns: ['Severity', 'Finding', 'Message', 'Files', 'Repair'].map((label) => ({ label, kind: 'text' })),
    rows: findings.map((f) => [
      f.severity,
      f.name,
      plainWords(f.message),
      f.files.join(', '),
      f.repair === null ? null : plainWords(f.repair),
    ]),
    total: null,
    most: findings.length,
  };
  const notes = blocks.flatMap((block) => (block.kind === 'notes' ? block.notes : []));
  const sheets = [
    ...(figures.length > 0 ? [headlineSheet(figures)] : []),
    ...blocks.flatMap((block) => (block.kind === 'table' ? [sheetOf(block.table)] : [])),
    ...(findings.length > 0 ? [sheetOf(findingsTable)] : []),
    ...(notes.length > 0 ? [sheetOf(notesTable(notes))] : []),
    pairs(
      'Manifest',
      Object.entries(manifest)
        .filter(([name]) => name !== 'inputs')
        .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const),
    ),
  ];
  // The types of this room know no Blob; all hosts have it.
  const sizes = sheets.map(({ data }) => ({ rows: data.length, columns: data[0]?.length ?? 0 }));
  const options = { fontFamily: 'Calibri', fontSize: 11, features: [filters(sizes)] };
  const blob = (await writeXlsxFile(sheets, options).toBlob()) as {
    arrayBuffer(): Promise<ArrayBuffer>;
  };
  return new Uint8Array(await blob.arrayBuffer());
}
