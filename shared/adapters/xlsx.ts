import { unzipSync } from 'fflate';
import { LeadlensError } from '../domain/fault';
import type { Sheet, Workbooks } from '../ports/workbooks';
import { readRelations, readSharedStrings, readStyles, readWorkbookPart } from './xlsx-parts';
import { readSheet, type CellContext } from './xlsx-sheet';

/** What is unpacked of one workbook at most. */
const MOST_UNPACKED_BYTES = 400 * 2 ** 20;
/** What one part may unpack to: it is one text. */
const MOST_PART_BYTES = 256 * 2 ** 20;
/** Cells that the rows of one sheet may have, empty ones between others too. */
const MOST_CELLS = 20_000_000;

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

const tooLarge = (path: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'workbook_too_large',
    message: `${path} holds more than is read of an Excel workbook.`,
    hint: 'Save its sheets as CSV (UTF-8): those are read whatever their size.',
    file: path,
  });

const damaged = (path: string, reason: string, cause?: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'bad_workbook',
      message: `${path} cannot be read as an Excel workbook: ${reason}.`,
      hint: 'Open it in Excel and save it again, or save its sheets as CSV (UTF-8).',
      file: path,
    },
    { cause },
  );

/** The named parts of a packed workbook as texts, of those that are there. */
class Parts {
  #unpacked = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly path: string,
  ) {}

  read(names: readonly string[]): ReadonlyMap<string, string> {
    const found = unzipSync(this.bytes, {
      filter: ({ name, originalSize }) => {
        if (!names.includes(name)) return false;
        // Memory is taken by what the archive states; more than that is never written.
        this.#unpacked += originalSize;
        if (this.#unpacked > MOST_UNPACKED_BYTES || originalSize > MOST_PART_BYTES) throw tooLarge(this.path);
        return true;
      },
    });
    const decoder = new TextDecoder();
    return new Map(Object.entries(found).map(([name, part]) => [name, decoder.decode(part)]));
  }
}

function sheetsOf(bytes: Uint8Array, path: string): readonly Sheet[] {
  const parts = new Parts(bytes, path);
  const start = parts.read([WORKBOOK, RELATIONS]);
  const [workbook, relations] = [start.get(WORKBOOK), start.get(RELATIONS)];
  if (workbook === undefined || relations === undefined) throw damaged(path, 'it has no list of sheets');
  const { sheets, is1904 } = readWorkbookPart(workbook);
  const places = readRelations(relations);
  const common = parts.read([places.sharedStrings, places.styles].filter((name) => name !== null));
  const context: CellContext = {
    // Programs that write each text in its cell, or no formats, leave these parts out.
    strings: readSharedStrings(common.get(places.sharedStrings ?? '') ?? '<sst/>'),
    styles: readStyles(common.get(places.styles ?? '') ?? '<styleSheet/>'),
    is1904,
  };
  return sheets.flatMap(({ name, relation, isHidden }) => {
    const place = places.sheets.get(relation);
    // A sheet that is a chart has no cells.
    if (place === undefined) return [];
    const xml = parts.read([place]).get(place);
    if (xml === undefined) throw damaged(path, `its sheet “${name}” is missing`);
    return [{ name, isHidden, rows: paddedRows(xml, context, path) }];
  });
}

function paddedRows(xml: string, context: CellContext, path: string): readonly (readonly string[])[] {
  let width = 0;
  let cells = 0;
  const rows = readSheet(xml, context, (column, growth) => {
    width = Math.max(width, column + 1);
    cells += Math.max(0, growth);
    if (cells > MOST_CELLS) throw tooLarge(path);
  });
  if (rows.length * width > MOST_CELLS) throw tooLarge(path);
  for (const row of rows) while (row.length < width) row.push('');
  return rows;
}

/** Excel workbooks, read in memory. */
export const xlsx: Workbooks = {
  read: async (bytes, path) => {
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
      throw damaged(path, 'it is an old workbook (.xls), or protected with a password');
    }
    try {
      return await Promise.resolve(sheetsOf(bytes, path));
    } catch (error) {
      if (error instanceof LeadlensError) throw error;
      throw damaged(path, error instanceof Error ? error.message.replace(/\.$/, '') : 'it is damaged', error);
    }
  },
};
