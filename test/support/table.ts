import { hyparquet } from '../../shared/adapters/parquet';
import { memoryFiles } from './memory-files';

/** A file of exports as plain text cells, read without any of the engine's own code. */
export interface Table {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** Reads comma-separated UTF-8 without mistakes in it, letter by letter. */
export function parseCsv(bytes: Uint8Array): Table {
  const text = new TextDecoder().decode(bytes);
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (letter === '"' && isQuoted && text.charAt(i + 1) === '"') {
      cell += letter;
      i++;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted || (letter !== ',' && letter !== '\n' && letter !== '\r')) cell += letter;
    else if (letter === ',') endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    }
  }
  endCell();
  const [header = [], ...records] = rows.filter((row) => row.length > 1);
  return { header, records };
}

export interface Writing {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoted: boolean;
  /** Lines over the header. */
  readonly preamble: readonly string[];
  /** A closing line that counts the records. */
  readonly hasTotal: boolean;
  readonly encode: (text: string) => Uint8Array;
}

export const PLAIN: Writing = {
  delimiter: ',',
  lineEnd: '\n',
  quoted: false,
  preamble: [],
  hasTotal: false,
  encode: (text) => new Uint8Array(Buffer.from(text)),
};

/** Writes a table as a program would that has its own habits. */
export function writeCsv(table: Table, changes: Partial<Writing> = {}): Uint8Array {
  const writing = { ...PLAIN, ...changes };
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell) =>
        writing.quoted || cell.includes(writing.delimiter) || /["\r\n]/.test(cell)
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
      )
      .join(writing.delimiter);
  const total = table.header.map((_, i) => (i === 0 ? 'Total' : i === 1 ? String(table.records.length) : ''));
  return writing.encode(
    [
      ...writing.preamble,
      line(table.header),
      ...table.records.map(line),
      ...(writing.hasTotal ? [line(total)] : []),
      '',
    ].join(writing.lineEnd),
  );
}

/** Reads a Parquet file as text. */
export async function parseParquet(bytes: Uint8Array): Promise<Table> {
  const source = memoryFiles({ 'table.parquet': bytes });
  const { columns } = await hyparquet.shape(source, 'table.parquet');
  const header = columns.map((column) => column.name);
  const records: string[][] = [];
  for await (const group of hyparquet.read(source, 'table.parquet', header)) {
    const rows = group[header[0] ?? '']?.length ?? 0;
    for (let row = 0; row < rows; row++) records.push(header.map((name) => group[name]?.[row] ?? ''));
  }
  return { header, records };
}

/** Writes a table as Parquet, every column as text; empty cells are null. */
export const writeParquet = ({ header, records }: Table): Uint8Array =>
  hyparquet.encode(
    header.map((name, column) => ({
      name,
      type: 'text',
      values: records.map((record) => record[column] || null),
    })),
  );

export const mapCells = (table: Table, change: (cell: string) => string): Table => ({
  header: table.header,
  records: table.records.map((record) => record.map(change)),
});
