import { useOfFormat, type NumberUse } from './xlsx-values';
import { readXml } from './xlsx-xml';

interface SheetPart {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

/** What a workbook says of its sheets. */
export interface WorkbookPart {
  readonly sheets: readonly SheetPart[];
  /** Whether its dates count from 1904, as old Macintoshes did. */
  readonly is1904: boolean;
}

/** `xl/workbook.xml` */
export function readWorkbookPart(xml: string): WorkbookPart {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'sheet') {
        const { name: called = '', id = '', state = 'visible' } = attributes;
        sheets.push({ name: called, relation: id, isHidden: state !== 'visible' });
      }
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    },
  });
  return { sheets, is1904 };
}

/** Where the parts of a workbook are. */
export interface Relations {
  /** Path of each sheet by the id under which the workbook names it. */
  readonly sheets: ReadonlyMap<string, string>;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

/** `xl/_rels/workbook.xml.rels` */
export function readRelations(xml: string): Relations {
  const sheets = new Map<string, string>();
  let sharedStrings: string | null = null;
  let styles: string | null = null;
  readXml(xml, {
    open(name, { Type: type = '', Target: target = '', Id: id = '' }) {
      if (name !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
      if (type.endsWith('/worksheet')) sheets.set(id, path);
      else if (type.endsWith('/sharedStrings')) sharedStrings = path;
      else if (type.endsWith('/styles')) styles = path;
    },
  });
  return { sheets, sharedStrings, styles };
}

/** What stands for characters that XML has not: `_x000D_`. */
export const withoutEscapes = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** `xl/sharedStrings.xml`: the texts that cells refer to by number. */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  // How a text is pronounced is no part of it.
  let phonetic = 0;
  readXml(xml, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      isText = name === 't' && phonetic === 0;
    },
    text(text) {
      if (isText) current += text;
    },
    close(name) {
      if (name === 'si') strings.push(withoutEscapes(current));
      else if (name === 'rPh') phonetic--;
      else if (name === 't') isText = false;
    },
  });
  return strings;
}

/** `xl/styles.xml`: what the format of each style makes of numbers. */
export function readStyles(xml: string): readonly NumberUse[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCell = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isCell = true;
      else if (name === 'xf' && isCell) formats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return formats.map((id) => useOfFormat(id, codes.get(id)));
}
