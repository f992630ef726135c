import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ENCODINGS } from './variants';
import { workbookBytes } from './workbook-bytes';

/** A record by its cells, or a line as it stands in the file. */
export type MessyRow = readonly string[] | string;

/** How a table is written. */
export type Form =
  | {
      readonly kind: 'text';
      readonly delimiter: string;
      readonly encoding: keyof typeof ENCODINGS;
      readonly quoted: boolean;
      readonly lineEnd: string;
      readonly packed: boolean;
    }
  | { readonly kind: 'workbook' | 'lines' | 'list' };

/** A table of one export: its header and its rows, and how they are written. */
export interface MessyTable {
  /** Without what its form adds. */
  readonly name: string;
  /** Title lines. */
  readonly above: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly MessyRow[];
  readonly form: Form;
}

export const PLAIN_FORM: Form = {
  kind: 'text',
  delimiter: ',',
  encoding: 'utf8',
  quoted: false,
  lineEnd: '\n',
  packed: false,
};

/** Ways in which an export may be written; plain text most often, since all mess can stand in it. */
export const form: fc.Arbitrary<Form> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(PLAIN_FORM) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      encoding: fc.constantFrom(...(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])),
      quoted: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      packed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Form>({ kind: 'workbook' }, { kind: 'lines' }, { kind: 'list' }) },
);

const SUFFIXES = { workbook: '.xlsx', lines: '.jsonl', list: '.json' } as const;

/** The name of the file that a table is written to. */
export const fileOf = ({ name, form: { kind, ...how } }: Pick<MessyTable, 'name' | 'form'>): string =>
  kind === 'text' ? `${name}.csv${'packed' in how && how.packed ? '.gz' : ''}` : `${name}${SUFFIXES[kind]}`;

/** As reports and findings name the table: a workbook of one sheet is named by its path alone. */
function textOf({ above, header, rows }: MessyTable, how: Extract<Form, { kind: 'text' }>): string {
  const line = (row: MessyRow): string =>
    typeof row === 'string'
      ? row
      : row
          .map((cell) =>
            how.quoted || cell.includes(how.delimiter) || /["\r\n]/.test(cell)
              ? `"${cell.replaceAll('"', '""')}"`
              : cell,
          )
          .join(how.delimiter);
  return [...above, line(header), ...rows.map(line), ''].join(how.lineEnd);
}

/** Objects as services write them: each field under its name, a line that is broken as it is. */
const objectsOf = ({ header, rows }: MessyTable): readonly string[] =>
  rows.map((row) =>
    typeof row === 'string'
      ? JSON.stringify({ [header[0] ?? '']: row })
      : JSON.stringify(Object.fromEntries(row.map((cell, i) => [header[i] ?? `more_${String(i)}`, cell]))),
  );

/** The bytes of a table as it is written. */
export function bytesOf(table: MessyTable): Uint8Array {
  const { form: how } = table;
  switch (how.kind) {
    case 'text': {
      const bytes = ENCODINGS[how.encoding](textOf(table, how));
      return how.packed ? new Uint8Array(gzipSync(bytes)) : bytes;
    }
    case 'workbook':
      return workbookBytes([
        ...table.above.map((line) => [line]),
        table.header,
        ...table.rows.map((row) => (typeof row === 'string' ? [row] : row)),
      ]);
    case 'lines':
      return new TextEncoder().encode(`${objectsOf(table).join('\n')}\n`);
    case 'list':
      return new TextEncoder().encode(`[${objectsOf(table).join(',\n')}]`);
  }
}

/** The files of a folder. */
export const filesOf = (tables: readonly MessyTable[]): Readonly<Record<string, Uint8Array>> =>
  Object.fromEntries(tables.map((table) => [fileOf(table), bytesOf(table)]));
