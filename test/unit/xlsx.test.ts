import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import { hyparquet } from '../../shared/adapters/parquet';
import { xlsx } from '../../shared/adapters/xlsx';
import { enteredNumber, useOfFormat, valueOfSerial } from '../../shared/adapters/xlsx-values';
import { withWorkbooks, WorkbookCache } from '../../shared/engine/workbook-files';
import type { FileSource } from '../../shared/ports/file-source';
import { discover } from '../../shared/stages/discover/discover';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { workbookBytes } from '../support/workbook-bytes';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Given {
  readonly sheets: Readonly<Record<string, string>>;
  /** Names of sheets that are not shown. */
  readonly hidden?: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  readonly is1904?: boolean;
}

/** A workbook by hand: the XML of the rows of each sheet. */
function workbook({ sheets, hidden = [], strings = '', styles = '', is1904 = false }: Given): Uint8Array {
  const names = Object.keys(sheets);
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipSync({
    '[Content_Types].xml': bytesOf('<Types/>'),
    'xl/workbook.xml': bytesOf(
      `<workbook xmlns:r="r"><workbookPr date1904="${is1904 ? '1' : '0'}"/><sheets>${names
        .map(
          (name, i) =>
            `<sheet name="${name}"${hidden.includes(name) ? ' state="veryHidden"' : ''} sheetId="${String(i + 1)}" r:id="rId${String(i)}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': bytesOf(
      `<Relationships>${names
        .map(
          (_, i) =>
            `<Relationship Id="rId${String(i)}" Type="${type}/worksheet" Target="worksheets/s${String(i)}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="a" Type="${type}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="b" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/sharedStrings.xml': bytesOf(`<sst>${strings}</sst>`),
    'xl/styles.xml': bytesOf(`<styleSheet>${styles}</styleSheet>`),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/s${String(i)}.xml`,
        bytesOf(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      ]),
    ),
  });
}

const inline = (...values: readonly string[]): string =>
  `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;

const rowsOf = async (given: Given): Promise<readonly (readonly string[])[]> =>
  (await xlsx.read(workbook(given), 'a.xlsx'))[0]?.rows ?? [];

describe('The cells of a workbook', () => {
  it('are texts as they are shown: shared, rich, in place, of formulas, with their spaces and errors', async () => {
    const rows = await rowsOf({
      strings:
        '<si><t>a &amp; b</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh><t>x</t></rPh></si>',
      sheets: {
        S: '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="str"><f>A1</f><v>x_x000D_y</v></c><c r="E2" t="e"><v>#REF!</v></c><c r="F2" t="b"><v>1</v></c><c r="G2"/></row>',
      },
    });
    expect(rows).toEqual([['a & b', '', 'rich ', 'x\ry', '#REF!', 'TRUE']]);
  });

  it('keep the digits of their numbers, but for what a spreadsheet adds to fractions', async () => {
    const rows = await rowsOf({
      sheets: {
        S: '<row><c><v>9007199254740993</v></c><c><v>1234.50</v></c><c><v>1234.5599999999999</v></c><c><v>5.0000000000000003E-2</v></c><c><v>1.23457E+17</v></c><c><v>00123</v></c></row>',
      },
    });
    expect(rows).toEqual([['9007199254740993', '1234.50', '1234.56', '0.05', '1.23457E+17', '00123']]);
    expect(enteredNumber('0.1')).toBe('0.1');
    expect(enteredNumber('0.30000000000000004')).toBe('0.3');
    expect(enteredNumber('123456789012345.67')).toBe('123456789012346');
  });

  it('are dates where their format says so', async () => {
    const rows = await rowsOf({
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>' +
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs>',
      sheets: {
        S: '<row><c s="1"><v>45292</v></c><c s="2"><v>45292.604166666664</v></c><c s="3"><v>1.5</v></c><c s="4"><v>0.5</v></c><c s="0"><v>45292</v></c><c s="1"><v>-3</v></c><c t="d"><v>2024-01-05T00:00:00</v></c></row>',
      },
    });
    expect(rows).toEqual([
      ['2024-01-01', '2024-01-01 14:30:00', '1.5', '12:00:00', '45292', '-3', '2024-01-05'],
    ]);
    expect(valueOfSerial('1', 'date', false)).toBe('1900-01-01');
    expect(valueOfSerial('61', 'date', false)).toBe('1900-03-01');
    expect(valueOfSerial('0', 'date', true)).toBe('1904-01-01');
  });

  it.each([
    ['General', 'number'],
    ['#,##0.00 "days"', 'number'],
    ['[Red]0.0%', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['[$-409]mmm d, yyyy;@', 'date'],
    ['mmm-yy', 'date'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss.0', 'time'],
    ['0.00E+00', 'number'],
  ] as const)('have the format %s, which is of a %s', (code, use) => {
    expect(useOfFormat(200, code)).toBe(use);
  });

  it('are read of a program that writes texts in place, and no list of texts and no formats', async () => {
    const bytes = workbookBytes([
      ['day', 'cost'],
      ['2026-01-02', '12.50'],
      ['2026-01-03', '#REF!'],
    ]);
    expect((await xlsx.read(bytes, 'a.xlsx'))[0]?.rows).toEqual([
      ['day', 'cost'],
      ['2026-01-02', '12.50'],
      ['2026-01-03', '#REF!'],
    ]);
  });

  it('that are not there are empty, and rows without any are none', async () => {
    const rows = await rowsOf({
      sheets: {
        S: `<row r="1"/>${inline('a', '', 'c')}<row r="9"><c r="B9"/></row><row r="10"><c r="B10"><v>2</v></c></row>`,
      },
    });
    expect(rows).toEqual([
      ['a', '', 'c'],
      ['', '2', ''],
    ]);
  });

  it('are those that a writer of workbooks has written', async () => {
    const blob = await writeXlsxFile([
      {
        sheet: 'Data',
        data: [
          ['id', 'day', 'cost'],
          [
            { value: '007', type: String },
            { value: new Date(Date.UTC(2024, 0, 5)), type: Date, format: 'yyyy-mm-dd' },
            { value: 12.34, type: Number },
          ],
        ],
      },
    ]).toBlob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const sheets = await xlsx.read(bytes, 'a.xlsx');
    expect(sheets[0]?.rows).toEqual([
      ['id', 'day', 'cost'],
      ['007', '2024-01-05', '12.34'],
    ]);
  });
});

describe('A workbook', () => {
  it('that is none, is damaged or old is refused with the way out', async () => {
    const whole = workbook({ sheets: { S: inline('a') } });
    for (const [bytes, reason] of [
      [bytesOf('a,b\n1,2\n'), /zip/i],
      [whole.subarray(0, whole.length - 30), /zip/i],
      [zipSync({ '[Content_Types].xml': bytesOf('<Types/>') }), /no list of sheets/],
      [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /password/],
      [workbook({ sheets: { S: '<row><c' } }), /./],
    ] as const) {
      await expect(xlsx.read(bytes, 'a.xlsx')).rejects.toMatchObject({
        details: {
          kind: 'input',
          code: 'bad_workbook',
          message: expect.stringMatching(reason) as string,
          hint: expect.stringContaining('CSV') as string,
        },
      });
    }
  });

  it('that would unpack to more than is read is refused before it does', async () => {
    const bomb = Buffer.from(workbook({ sheets: { S: inline('a') } }));
    // What the archive's list of contents says of the sheet's size.
    const listed = bomb.lastIndexOf('xl/worksheets/s0.xml') - 46;
    bomb.writeUInt32LE(300 * 2 ** 20, listed + 24);
    await expect(xlsx.read(bomb, 'a.xlsx')).rejects.toMatchObject({
      details: { code: 'workbook_too_large' },
    });
  });

  it('whose few cells lie at the far end of its rows is refused before its rows fill the memory', async () => {
    const far = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(2000);
    await expect(xlsx.read(workbook({ sheets: { S: far } }), 'a.xlsx')).rejects.toMatchObject({
      details: { code: 'workbook_too_large' },
    });
  });
});

const opened = (files: Readonly<Record<string, Uint8Array | string>>): FileSource =>
  withWorkbooks(memoryFiles(files), new WorkbookCache(xlsx));

const TABLE = inline('id', 'a, "b"') + inline('1', 'x') + inline('2', 'y');

describe('A folder with workbooks', () => {
  it('has one file for a workbook with one filled sheet, and one for each of several', async () => {
    const source = opened({
      'one.xlsx': workbook({ sheets: { Empty: '', Data: TABLE } }),
      'two.xlsm': workbook({ sheets: { First: TABLE, 'Q1 &amp; Q2': inline('n') + inline('3') } }),
      'a.csv': 'a,b\n1,2\n',
    });
    const { files } = await discover(source, hyparquet);
    expect(files.map((file) => [file.entry.path, file.headers, file.sample])).toEqual([
      ['a.csv', ['a', 'b'], [['1', '2']]],
      [
        'one.xlsx',
        ['id', 'a, "b"'],
        [
          ['1', 'x'],
          ['2', 'y'],
        ],
      ],
      [
        'two.xlsm#First',
        ['id', 'a, "b"'],
        [
          ['1', 'x'],
          ['2', 'y'],
        ],
      ],
      ['two.xlsm#Q1 & Q2', ['n'], [['3']]],
    ]);
    expect(await source.sha256('two.xlsm#First')).toBe(await source.sha256('two.xlsm#Q1 & Q2'));
  });

  it('reads a sheet that the workbook hides, and says so', async () => {
    const ads = (day: string, cost: string): string =>
      inline('Day', 'Campaign', 'Campaign ID', 'Currency code', 'Cost', 'Impr.', 'Clicks') +
      inline(day, 'Brand', '777', 'USD', cost, '100', '5');
    const outcome = await analyse(
      memoryFiles({
        'google_ads.xlsx': workbook({
          sheets: { Old: ads('2024-01-01', '10.50'), New: ads('2024-02-01', '20.25') },
          hidden: ['Old'],
        }),
      }),
    );
    expect(outcome.summary.revenue?.spend).toMatchObject([{ platform: 'google', spend: 30.75 }]);
    expect(outcome.findings.filter((f) => f.code === 'several_tables').map((f) => f.message)).toEqual([
      '`google_ads.xlsx#Old` is a sheet that its workbook hides: its 1 record is read all the same. Leave it out on the Sources screen if it should not count.',
    ]);
  });

  it('counts the same sheet of two equal workbooks once, and two sheets of equal size twice', async () => {
    const book = workbook({ sheets: { A: inline('id') + inline('1'), B: inline('id') + inline('2') } });
    const { files, duplicates } = await discover(opened({ 'x.xlsx': book, 'y.xlsx': book }), hyparquet);
    expect(files.map((file) => file.entry.path)).toEqual(['x.xlsx#A', 'x.xlsx#B']);
    expect(duplicates.map((copy) => [copy.file.entry.path, copy.duplicateOf])).toEqual([
      ['y.xlsx#A', 'x.xlsx#A'],
      ['y.xlsx#B', 'x.xlsx#B'],
    ]);
  });

  it('names a workbook that cannot be read with the reason, and reads the others', async () => {
    const { files, unusable } = await discover(
      opened({
        'bad.xlsx': 'PK\x03\x04',
        'good.xlsx': workbook({ sheets: { S: TABLE } }),
        'blank.xlsx': workbook({ sheets: { S: '' } }),
      }),
      hyparquet,
    );
    expect(files.map((file) => file.entry.path)).toEqual(['good.xlsx']);
    expect(unusable.map((file) => file.entry.path)).toEqual(['bad.xlsx', 'blank.xlsx']);
    expect(unusable[0]).toMatchObject({
      message: expect.stringContaining('bad.xlsx cannot be read as an Excel workbook') as string,
    });
  });

  it('reads a sheet by its path without a listing, as one that asks for a record does', async () => {
    const source = opened({ 'two.xlsx': workbook({ sheets: { A: TABLE, B: inline('n') + inline('3') } }) });
    const parts: Uint8Array[] = [];
    for await (const part of source.stream('two.xlsx#B')) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('n\n3\n');
    await expect(source.read('two.xlsx#C', 0, 1)).rejects.toMatchObject({ details: { code: 'file_gone' } });
  });
});
