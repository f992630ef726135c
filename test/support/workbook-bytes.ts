import { zipSync } from 'fflate';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Numbers that a spreadsheet would keep as numbers. */
const NUMBER = /^-?(?:0|[1-9]\d{0,11})(?:\.\d+)?$/;

const cellOf = (value: string): string => {
  if (value === '') return '<c/>';
  if (/^#(?:REF!|N\/A|DIV\/0!)$/.test(value)) return `<c t="e"><v>${value}</v></c>`;
  if (NUMBER.test(value)) return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
};

/** A workbook of one sheet, as a spreadsheet saves typed rows: numbers are numbers, errors are errors. */
export function workbookBytes(rows: readonly (readonly string[])[]): Uint8Array {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const data = rows.map((row) => `<row>${row.map(cellOf).join('')}</row>`).join('');
  return zipSync({
    '[Content_Types].xml': encoded('<Types/>'),
    'xl/workbook.xml': encoded(
      `<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': encoded(
      `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': encoded(`<worksheet><sheetData>${data}</sheetData></worksheet>`),
  });
}
