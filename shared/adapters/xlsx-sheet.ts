import { withoutEscapes } from './xlsx-parts';
import { enteredNumber, valueOfSerial, type NumberUse } from './xlsx-values';
import { readXml } from './xlsx-xml';

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly styles: readonly NumberUse[];
  readonly is1904: boolean;
}

/** Columns that a sheet can have. */
const MOST_COLUMNS = 16_384;

/** The column of a place such as `AB12`, from 0. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}

function valueOf(type: string, style: string, stored: string, context: CellContext): string {
  switch (type) {
    case 's':
      return context.strings[Number(stored)] ?? '';
    case 'str':
    case 'inlineStr':
      return withoutEscapes(stored);
    case 'b':
      return stored === '1' ? 'TRUE' : stored === '0' ? 'FALSE' : stored;
    case 'e':
      return stored;
    case 'd':
      return stored.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    default: {
      const use = context.styles[Number(style)] ?? 'number';
      return stored === ''
        ? ''
        : use === 'number'
          ? enteredNumber(stored)
          : valueOfSerial(stored, use, context.is1904);
    }
  }
}

/**
 * The rows of a sheet, blank ones left out, as far as their last cell with a text.
 * @param onCell called for each cell with the number of its column, from 0, and by how many cells its row grows; may
 *   throw to end the reading
 */
export function readSheet(
  xml: string,
  context: CellContext,
  onCell: (column: number, growth: number) => void,
): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = { column: 0, type: 'n', style: '0' };
  let stored = '';
  let isValue = false;
  let phonetic = 0;
  let next = 0;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = [];
        next = 0;
      } else if (name === 'c') {
        const column = attributes['r'] === undefined ? next : columnOf(attributes['r']);
        cell = { column, type: attributes['t'] ?? 'n', style: attributes['s'] ?? '0' };
        next = column + 1;
        stored = '';
      } else if (name === 'rPh') {
        phonetic++;
      }
      isValue = name === 'v' || (name === 't' && phonetic === 0);
    },
    text(text) {
      if (isValue) stored += text;
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'c') {
        const value = valueOf(cell.type, cell.style, stored, context);
        if (value.trim() === '' || cell.column < 0 || cell.column >= MOST_COLUMNS) return;
        onCell(cell.column, cell.column - row.length + 1);
        while (row.length < cell.column) row.push('');
        row[cell.column] = value;
      } else if (name === 'row' && row.length > 0) {
        rows.push(row);
      }
    },
  });
  return rows;
}
