import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LeadlensError } from '../../shared/domain/fault';
import { HeaderReader } from '../../shared/stages/clean/records/header-reader';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import { readRawRecord, scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { inChunks } from '../support/memory-files';
import { freshRows, freshText, plainLayout, scanText } from '../support/scan-text';

const three = plainLayout(3);
/** Records of an id, a day and a number, that say what the columns hold. */
const REGULAR = `id,day,cost\n${[1, 2, 3, 4, 5, 6].map((n) => `u${String(n)},2024-01-0${String(n)},${String(n)}.50\n`).join('')}`;

describe('Regular records', () => {
  it('come out as CSV with their index as id where there is no dictionary', async () => {
    const result = await scanText('a,b,c\n1,2,3\n4,5,6\n', three);
    expect(freshText(result)).toBe('0,1,2,3\n1,4,5,6\n');
    expect([...result.rawIds]).toEqual([0, 1]);
  });

  it('keep leading zeros and all their digits; white space around and inside them is folded', async () => {
    const result = await scanText('a,b,c\n007,12345678901234567890, x \u00a0 y\t\n', three);
    expect(freshText(result)).toBe('0,007,12345678901234567890,x y\n');
  });

  it('need no line end after the last of them', async () => {
    expect((await scanText('a,b,c\n1,2,3\n4,5,6', three)).records).toBe(2);
  });

  it('may end with LF, CRLF or CR, mixed in one file', async () => {
    const result = await scanText('a,b,c\r\n1,2,3\r4,5,6\n7,8,9\r\n', three);
    expect(freshText(result)).toBe('0,1,2,3\n1,4,5,6\n2,7,8,9\n');
  });

  it('are read with any delimiter, and quoted for commas of their own', async () => {
    const result = await scanText('a;b;c\n1,5;x;y\n', plainLayout(3, { delimiter: ';' }));
    expect(freshText(result)).toBe('0,"1,5",x,y\n');
  });

  it('are counted without blank lines', async () => {
    const result = await scanText('a,b,c\n\n1,2,3\n   \n\r\n4,5,6\n\n', three);
    expect(result).toMatchObject({ records: 2, blankLines: 4 });
  });

  it('of one empty field are records when that is quoted', async () => {
    expect(await scanText('a\n""\n\n1\n', plainLayout(1))).toMatchObject({ records: 2, blankLines: 1 });
  });

  it('begin below the preamble and the header', async () => {
    const result = await scanText('Report for X\n\na,b,c\n1,2,3\n', plainLayout(3, { preambleLines: 2 }));
    expect(freshText(result)).toBe('0,1,2,3\n');
  });

  it('give the mapped fields in the order asked for, empty where the file has none', async () => {
    const result = await scanText('a,b,c\n1,2,3\n', plainLayout(3, { fields: [2, -1, 0] }));
    expect(freshText(result)).toBe('0,3,,1\n');
  });

  it('are none in a file with a header only', async () => {
    expect(await scanText('a,b,c\n', three)).toMatchObject({ records: 0, freshCount: 0 });
    expect(await scanText('a,b,c', three)).toMatchObject({ records: 0, freshCount: 0 });
  });
});

describe('Quoted fields', () => {
  it('may hold delimiters, doubled quotes and line ends', async () => {
    const result = await scanText('a,b,c\n"1,1","say ""hi""","x\r\ny"\n4,5,6\n', three);
    expect(freshRows(result)).toEqual([
      ['0', '1,1', 'say "hi"', 'x y'],
      ['1', '4', '5', '6'],
    ]);
    expect(result.rejected).toEqual([]);
  });

  it('may stand in the header, with line ends too', async () => {
    expect(freshText(await scanText('a,"b\nb",c\n1,2,3\n', three))).toBe('0,1,2,3\n');
  });

  it('equal the same text without quotes', async () => {
    const result = await scanText('a,b,c\n1,2,3\n"1","2","3"\n', three, new RecordDictionary());
    expect([...result.rawIds]).toEqual([0, 0]);
  });
});

describe('Irregular records', () => {
  it('keep a quote inside an unquoted field as it is, and say so', async () => {
    const result = await scanText('a,b,c\n1,5" pipe,3\n', three);
    expect(freshRows(result)).toEqual([['0', '1', '5" pipe', '3']]);
    expect(result.remarks).toEqual([
      { record: 1, kind: 'quotes', text: '1,5" pipe,3', reason: 'a quote stands inside an unquoted field' },
    ]);
  });

  it('are read where quotes inside a quoted field are not doubled', async () => {
    const result = await scanText('a,b,c\n1,"a "big" one, yes",3\n4,5,6\n', three);
    expect(freshRows(result)).toEqual([
      ['0', '1', 'a "big" one, yes', '3'],
      ['1', '4', '5', '6'],
    ]);
    expect(result.quotedRecords).toBe(1);
  });

  it('are read where text follows a closing quote', async () => {
    expect(freshRows(await scanText('a,b,c\n1,"x, y" z,3\n', three))).toEqual([['0', '1', 'x, y z', '3']]);
  });

  it('are read where spaces stand before an opening quote', async () => {
    expect(freshRows(await scanText('a,b,c\n1, "x, y",3\n', three))).toEqual([['0', '1', 'x, y', '3']]);
  });

  it('with an unclosed quote cost their own line, not the rows after it', async () => {
    const result = await scanText('a,b,c\n1,"open,3\n4,5,6\n7,8,9\n', three);
    expect(result.rejected).toEqual([
      { record: 1, text: '1,"open,3', reason: 'A quoted field has no closing quote.' },
    ]);
    expect(freshText(result)).toBe('1,4,5,6\n2,7,8,9\n');
    expect([...result.rawIds]).toEqual([-2, 1, 2]);
  });

  it('with an unclosed quote do not swallow rows up to the next quote', async () => {
    const result = await scanText('a,b,c\n1,"open,3\n4,5,6\n7,"eight",9\n', three);
    expect(freshText(result)).toBe('1,4,5,6\n2,7,eight,9\n');
    expect(result.rejected).toHaveLength(1);
  });

  it.each([
    ['a line feed', '\n'],
    ['a carriage return and a line feed', '\r\n'],
  ])(
    'with a stray quote that a later row in the same column closes do not swallow the rows between, which end with %s',
    async (_, end) => {
      const written = `${REGULAR}"u7,2024-01-07,7.50\nu8,2024-01-08,8.50\nu9",2024-01-09,9.50\nu10,2024-01-10,1.50\n`;
      const result = await scanText(written.replaceAll('\n', end), three);
      expect(freshRows(result).slice(6)).toEqual([
        ['6', '"u7', '2024-01-07', '7.50'],
        ['7', 'u8', '2024-01-08', '8.50'],
        ['8', 'u9"', '2024-01-09', '9.50'],
        ['9', 'u10', '2024-01-10', '1.50'],
      ]);
      expect(result.quotedRecords).toBe(2);
    },
  );

  it('that begin or end with a delimiter and a line end are one field, also in a column that was empty until then', async () => {
    const regular = Array.from({ length: 5 }, () => 'x1;;c\n').join('');
    const text = `a;b;c\n${regular}x2;";\nx1;x";c\nx3;"x;\nx1;";c\nx4;""";\nx1;";c\n`;
    const result = await scanText(text, plainLayout(3, { delimiter: ';' }));
    expect(freshRows(result).slice(5)).toEqual([
      ['5', 'x2', '; x1;x', 'c'],
      ['6', 'x3', 'x; x1;', 'c'],
      ['7', 'x4', '"; x1;', 'c'],
    ]);
  });

  it('of several lines in quotes are one record where the lines are none of their own', async () => {
    const text = `${REGULAR}"u7,x,y\nlater",2024-01-07,7.50\n`;
    expect(freshRows(await scanText(text, three)).at(-1)).toEqual([
      '6',
      'u7,x,y later',
      '2024-01-07',
      '7.50',
    ]);
  });

  it('with an unclosed quote do not swallow a next row whose quote happens to close it', async () => {
    const result = await scanText('a,b,c\n1,"open\n4,5",6\n7,8,9\n10,"open,x\n4,5,",6\n', three);
    expect(result.records).toBe(result.freshCount + result.rejected.length);
    expect(freshRows(result)).toContainEqual(['1', '7', '8', '9']);
  });

  it('are reported each time they occur', async () => {
    const text = `${REGULAR}u9,2024-01-09\nu9,2024-01-09\nu1,2024-01-01,x"y\nu1,2024-01-01,x"y\n`;
    const result = await scanText(text, three, new RecordDictionary());
    expect(result.remarks.map(({ record, kind }) => [record, kind])).toEqual([
      [7, 'short'],
      [8, 'short'],
      [9, 'quotes'],
      [10, 'quotes'],
    ]);
    expect(result.rawIds[6]).toBe(result.rawIds[7]);
    expect(result.rawIds[8]).toBe(result.rawIds[9]);
  });
});

describe('Records of the wrong length', () => {
  const rowOf = async (line: string, regular = REGULAR): Promise<string[] | string> => {
    const result = await scanText(`${regular}${line}\n`, three);
    const record = regular.trim().split('\n').length;
    const row = freshRows(result).find(([id]) => id === String(record - 1));
    expect(row === undefined).toBe(result.shortRecords + result.longRecords === 0);
    return row?.slice(1) ?? result.rejected.find((r) => r.record === record)?.reason ?? 'left out';
  };

  it('are read where their fields fit the columns in one way only: at the end what is missing', async () => {
    expect(await rowOf('u7,2024-01-07')).toEqual(['u7', '2024-01-07', '']);
  });

  it('are read with a value in two parts, where the delimiter stands in it without quotes', async () => {
    expect(await rowOf('u7,2024-01-07,2,025')).toEqual(['u7', '2024-01-07', '2,025']);
  });

  it('are read without surplus empty fields, wherever they stand', async () => {
    expect(await rowOf('u7,2024-01-07,7.50,,')).toEqual(['u7', '2024-01-07', '7.50']);
    expect(await rowOf('u7,,2024-01-07,7.50')).toEqual(['u7', '2024-01-07', '7.50']);
  });

  it('are rejected with their text where no way fits, or where a column would lack what it never lacks', async () => {
    const reason = 'and they fit the columns in no way, or in more than one.';
    expect(await rowOf('u7,2024-01-07,7.50,8.50')).toContain(reason);
    expect(await rowOf('u7,7.50')).toContain(reason);
    expect(await rowOf('u7')).toContain(reason);
  });

  it('are rejected where two ways fit', async () => {
    const words = `a,b,c\n${['x,y,z', 'x,,z', 'p,q,'].map((line) => `${line}\n`.repeat(3)).join('')}`;
    expect(await rowOf('x,y', words)).toContain('in no way, or in more than one');
    expect(await rowOf('x,y,z,z', words)).toContain('in no way, or in more than one');
  });

  it('are rejected where too few regular records tell what the columns hold', async () => {
    const result = await scanText('a,b,c\n1,2\n4,5,6\n', three);
    expect(result.rejected).toMatchObject([{ record: 1, text: '1,2' }]);
  });

  it('are rejected where the file ends within them', async () => {
    const result = await scanText(`${REGULAR}u7,2024-01`, three);
    expect(result.rejected).toMatchObject([{ record: 7, text: 'u7,2024-01' }]);
    expect(result.rejected[0]?.reason).toContain('the file ends within it');
  });

  it('are judged by all regular records, also those below them', async () => {
    const [header = '', ...rows] = REGULAR.trim().split('\n');
    const result = await scanText([header, 'u0,2024-01-01', ...rows, ''].join('\n'), three);
    expect(freshRows(result)).toContainEqual(['0', 'u0', '2024-01-01', '']);
  });
});

describe('Lines that are no records', () => {
  it('drawn under the header are separator rows', async () => {
    const result = await scanText('a,b,c\n-----,-----,-----\n1,2,3\n======\n***, ,__\n', three);
    expect(result).toMatchObject({ records: 4, separatorRows: 3, totalRows: 0 });
    expect([...result.rawIds]).toEqual([-1, 1, -1, -1]);
  });

  it('with a single dash are records', async () => {
    expect((await scanText('a,b,c\n-,-,-\n', three)).separatorRows).toBe(0);
  });

  it('of nothing but empty fields are blank rows', async () => {
    const result = await scanText('a,b,c\n,,\n1,2,3\n"", ,""\n,,,,,\n', three);
    expect(result).toMatchObject({ records: 1, blankLines: 3, freshCount: 1 });
  });

  it.each([
    'Total: 2',
    'TOTAL,,2',
    'Grand Total,,12',
    '"Total: all",,',
    'Total: Account,,60.75',
    'Summe,,60.75',
    'Gesamtsumme,,60.75',
    ',,Zwischensumme',
    'Insgesamt,,1',
    'Total general,,1',
    'Total général,,1',
    'Sous-total,,1',
    'Totale,,1',
    'Totais,,1',
    'Soma,,1',
    'Total of 3 results,-,-',
    'Total - Search, --, --',
    'Account total,,9',
    '4,,Grand total',
  ])('such as %s are totals, wherever they stand', async (line) => {
    for (const text of [
      `a,b,c\n1,2,3\n4,5,6\n\n${line}\n`,
      `a,b,c\n${line}\n1,2,3\n4,5,6\n`,
      `a,b,c\n1,2,3\n${line}\n4,5,6\n`,
    ]) {
      const result = await scanText(text, plainLayout(3, { keys: [1] }));
      expect(result).toMatchObject({ records: 3, totalRows: 1, freshCount: 2, rejected: [] });
      expect(result.remarks).toMatchObject([{ kind: 'total', text: line }]);
    }
  });

  it.each(['Total Wine,2024-01-01,3', 'Summer Sale,,3', 'Totally new,,3', 'Sumatra,,3', 'Some,,1'])(
    'such as %s are records',
    async (line) => {
      const result = await scanText(`a,b,c\n1,2,3\n${line}\n`, plainLayout(3, { keys: [0, 1] }));
      expect(result).toMatchObject({ totalRows: 0, freshCount: 2 });
    },
  );

  it('that say total beside a day, a campaign or an id are records that may be totals', async () => {
    const text = 'day,campaign,cost\n2024-01-01,C1,3\n2024-01-01,Total,3\n';
    const result = await scanText(text, plainLayout(3, { keys: [0, 1] }));
    expect(result).toMatchObject({ totalRows: 0, freshCount: 2, perhapsTotals: [2] });
  });

  it.each([
    'Generated 2023-01-01',
    'End of report',
    'Rows: 2',
    'Generated By: John Smith',
    '"Copyright 2024 Acme, Inc. All rights reserved."',
    'Confidential Information - Do Not Distribute',
    '# ----------',
    'Report Name,Leads of May',
  ])('such as %s are footers, wherever they stand', async (line) => {
    for (const text of [`${REGULAR}${line}\n`, `${REGULAR}${line}\nu7,2024-01-07,7.50\n`]) {
      const result = await scanText(text, three);
      expect(result).toMatchObject({ footerRows: 1, rejected: [], totalRows: 0 });
      expect(result.remarks).toMatchObject([{ record: 7, kind: 'footer', text: line }]);
    }
  });

  it('of one text below the last record are footers; above a record they are rejected', async () => {
    expect(await scanText(`${REGULAR}\nAcme Corporation\nLeads of May\n`, three)).toMatchObject({
      footerRows: 2,
      rejected: [],
    });
    expect(await scanText(`${REGULAR}Acme Corporation\nu7,2024-01-07,7.50\n`, three)).toMatchObject({
      footerRows: 0,
      rejected: [{ record: 7, text: 'Acme Corporation' }],
    });
  });

  it('may be several at the end, a drawn line among them', async () => {
    const result = await scanText('a,b,c\n1,2,3\n-----\nTotal,1,\nGenerated today\n', three);
    expect(result).toMatchObject({ records: 4, separatorRows: 1, totalRows: 1, footerRows: 1 });
  });
});

describe('A header that comes again', () => {
  const names = ['day', 'campaign', 'cost'];
  const header = new HeaderReader({
    headers: names,
    aliases: ['spend'],
    columns: [
      { names: ['day'], isKey: true, isNeeded: true },
      { names: ['campaign'], isKey: true, isNeeded: true },
      { names: ['cost', 'spend'], isKey: false, isNeeded: true },
    ],
    keyOf: (name) => name.toLowerCase().trim(),
  });
  const layout = plainLayout(3, { header, keys: [0, 1] });
  const first = 'day,campaign,cost\n2024-01-01,C1,1.00\n';

  it('is no record', async () => {
    const result = await scanText(`${first}day,campaign,cost\n2024-01-02,C2,2.00\n`, layout);
    expect(result).toMatchObject({ records: 2, repeatedHeaders: 1, rejected: [] });
    expect(freshText(result)).toBe('0,2024-01-01,C1,1.00\n1,2024-01-02,C2,2.00\n');
  });

  it('reads the records below it: in another order, under other names, with more columns', async () => {
    const again = 'device,Spend,Campaign,Day\nmobile,2.00,C2,2024-01-02\n';
    const third = 'day,campaign,cost\n2024-01-03,C3,3.00\n';
    const result = await scanText(`${first}${again}${third}`, layout);
    expect(freshText(result)).toBe('0,2024-01-01,C1,1.00\n1,2024-01-02,C2,2.00\n2,2024-01-03,C3,3.00\n');
    expect(result).toMatchObject({ repeatedHeaders: 2, rejected: [], otherTables: [] });
  });

  it('may be wider than the first: the first records have as many fields as theirs names', async () => {
    const again = 'day,campaign,cost,device\n2024-01-02,C2,2.00,mobile\n';
    const result = await scanText(`${first}${again}`, { ...layout, fieldCount: 4 });
    expect(freshText(result)).toBe('0,2024-01-01,C1,1.00\n1,2024-01-02,C2,2.00\n');
    expect(result.rejected).toEqual([]);
  });

  it('takes the title above it along as a footer', async () => {
    const text = `${first}2024-01-02,C1,1.00\n\nCampaign report\nday,campaign,cost\n2024-01-03,C2,2.00\n`;
    const result = await scanText(text, layout);
    expect(result).toMatchObject({ records: 4, footerRows: 1, freshCount: 3 });
  });

  it('that names other columns begins another table, which is named and whose records are rejected', async () => {
    const other = 'keyword,match type\nshoes,exact\nboots,broad\n';
    const result = await scanText(`${first}\n${other}`, layout);
    expect(result.otherTables).toEqual(['keyword,match type']);
    expect(result.rejected.map((r) => r.text)).toEqual(['keyword,match type', 'shoes,exact', 'boots,broad']);
    expect(result.freshCount).toBe(1);
  });

  it('that lacks what records are about begins another table, also where it is as wide', async () => {
    const rows = [1, 2, 3].map((n) => `2024-01-0${String(n)},C1,1.00\n`).join('');
    const text = `day,campaign,cost\n${rows}\ndevice,network,cost\nmobile,search,2.00\n`;
    const result = await scanText(text, layout);
    expect(result.otherTables).toEqual(['device,network,cost']);
    expect(result).toMatchObject({ freshCount: 3, records: 5 });
  });

  it('begins another table below a title too, by what its columns lack or by the names of its columns', async () => {
    const rows = [1, 2, 3].map((n) => `2024-01-0${String(n)},C1,1.00\n`).join('');
    for (const other of ['day,device,cost', 'Gerät,Netzwerk,Kosten']) {
      for (const title of ['\nBy device\n', '\n"By device",,\n', 'By device\n']) {
        const text = `day,campaign,cost\n${rows}${title}${other}\n2024-01-01,mobile,2.00\n`;
        const result = await scanText(text, layout);
        expect(result.otherTables, text).toEqual([other]);
        expect(freshText(result), text).not.toContain('mobile');
        expect(result.freshCount, text).toBe(3);
      }
    }
  });

  it('that has the names of the table, but not what its records are about, begins another without a gap', async () => {
    const result = await scanText(`${first}day,device,cost\n2024-01-01,mobile,2.00\n${first}`, layout);
    expect(result.otherTables).toEqual(['day,device,cost']);
    expect(freshText(result)).toBe('0,2024-01-01,C1,1.00\n3,2024-01-01,C1,1.00\n');
    expect(result).toMatchObject({ repeatedHeaders: 1 });
  });

  it('is found by a dictionary that knows the lines', async () => {
    const dictionary = new RecordDictionary();
    const text = `${first}campaign,day,cost\nC1,2024-01-01,1.00\n`;
    for (let i = 0; i < 2; i++) {
      expect([...(await scanText(text, layout, dictionary)).rawIds]).toEqual([0, 0]);
    }
  });
});

describe('Records that are new', () => {
  it('all come out where they are more than a block of memory holds', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `lead ${String(i)},${'x'.repeat(40)},${String(i * 7)}`,
    );
    const result = await scanText(`a,b,c\n${rows.join('\n')}\n`, three);
    expect(result.fresh.length).toBeGreaterThan(1);
    expect(freshText(result)).toBe(rows.map((row, i) => `${String(i)},${row}\n`).join(''));
  });
});

describe('Bytes', () => {
  it('that are NUL are dropped and counted', async () => {
    const result = await scanText('a,b,c\n1,\0\x002,3\n"4\0\n",5,6\n\0\0', three);
    expect(freshRows(result)).toEqual([
      ['0', '1', '2', '3'],
      ['1', '4', '5', '6'],
    ]);
    expect(result.nulBytes).toBe(5);
  });

  it('that are NUL are dropped where the first of a file stands in the second line of a quoted field', async () => {
    const result = await scanText('a,b,c\n1,"x\ny\0z",3\n4,5,6\n', three);
    expect(freshRows(result)).toEqual([
      ['0', '1', 'x yz', '3'],
      ['1', '4', '5', '6'],
    ]);
    expect(result.nulBytes).toBe(1);
  });

  it('of UTF-16 with a mark, and of Windows-1252 with its euro sign, become UTF-8', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b,c\nMünchen,€,漢\n', 'utf16le')]);
    const wide = plainLayout(3, { encoding: 'utf-16le', bomBytes: 2 });
    expect(freshText(await scanText(utf16, wide, null, [1]))).toBe('0,München,€,漢\n');
    const ansi = Buffer.from([...Buffer.from('a,b,c\n'), 0x80, 0x2c, 0xfc, 0x2c, 0x93, 0x0a]);
    expect(freshText(await scanText(ansi, plainLayout(3, { encoding: 'windows-1252' })))).toBe('0,€,ü,“\n');
  });

  it('that are not UTF-8 in a UTF-8 file are read as Windows-1252 in their record alone', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b,c\nü,2,3\n'), Buffer.from([0xfc]), Buffer.from(',2,3\n')]);
    const result = await scanText(bytes, three);
    expect(freshText(result)).toBe('0,ü,2,3\n1,ü,2,3\n');
    expect(result.recodedRecords).toBe(1);
    expect(result.remarks).toMatchObject([{ record: 2, kind: 'encoding', text: 'ü,2,3' }]);
  });

  it('of a byte-order mark are no part of the header', async () => {
    expect((await scanText('\ufeff"a",b,c\n1,2,3\n', plainLayout(3, { bomBytes: 3 }))).records).toBe(1);
  });

  const packed = gzipSync(`a,b,c\n${'1,2,3\n'.repeat(5000)}`);
  const gzip = plainLayout(3, { compression: 'gzip' });

  it('packed with gzip are unpacked', async () => {
    expect((await scanText(packed, gzip, null, [100])).records).toBe(5000);
  });

  it('of a gzip file that is cut off are a fault that names the file, and leave the dictionary as it was', async () => {
    const dictionary = new RecordDictionary();
    await scanText('a,b,c\nx,y,z\n', three, dictionary);
    const cut = scanText(packed.subarray(0, packed.length - 6), gzip, dictionary);
    await expect(cut).rejects.toMatchObject({
      details: { code: 'truncated_gzip', kind: 'input', file: 'report.csv' },
    });
    expect(dictionary.size).toBe(1);
    const again = await scanText('a,b,c\nx,y,z\n1,2,3\n', three, dictionary);
    expect([...again.rawIds]).toEqual([0, 1]);
  });

  it('of a damaged gzip file are a fault', async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, 20, 40);
    await expect(scanText(damaged, gzip)).rejects.toBeInstanceOf(LeadlensError);
  });

  it('that cannot be read any more give the reader’s own fault', async () => {
    const gone = new LeadlensError({ kind: 'input', code: 'file_changed', message: 'report.csv changed.' });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 10);
      throw gone;
    }
    await expect(scanRecords(broken(), gzip, null, { file: 'report.csv' })).rejects.toBe(gone);
  });
});

describe('A dictionary', () => {
  it('lets only records through that it does not know', async () => {
    const dictionary = new RecordDictionary();
    await scanText('a,b,c\n1,2,3\n4,5,6\n', three, dictionary);
    const second = await scanText('a,b,c\n4,5,6\n7,8,9\n4,5,6\n', three, dictionary);
    expect(freshText(second)).toBe('2,7,8,9\n');
    expect([...second.rawIds]).toEqual([1, 2, 1]);
  });

  it('knows a record in another layout: other order, delimiter, encoding, absent columns', async () => {
    const dictionary = new RecordDictionary();
    await scanText('a,b,c\n1,,3\n', three, dictionary);
    const turned = plainLayout(3, { delimiter: ';', fields: [1, -1, 0] });
    expect([...(await scanText('c;a;x\n3;1;noise\n', turned, dictionary)).rawIds]).toEqual([0]);
  });

  it('tells ("ab", "c") from ("a", "bc")', async () => {
    const result = await scanText('a,b\nab,c\na,bc\n,abc\nabc,\n', plainLayout(2), new RecordDictionary());
    expect(result.freshCount).toBe(4);
  });

  it('holds many records and forgets those of a failed file', () => {
    const dictionary = new RecordDictionary();
    for (let i = 0; i < 50_000; i++) dictionary.add(Math.imul(i, 0x9e3779b1), i);
    dictionary.rollback(20_000);
    expect(dictionary.size).toBe(20_000);
    expect(dictionary.find(Math.imul(19_999, 0x9e3779b1), 19_999)).toBe(19_999);
    expect(dictionary.find(Math.imul(20_000, 0x9e3779b1), 20_000)).toBe(-1);
  });
});

describe('The raw text of a record', () => {
  const text = 'Report\na,b,c\n1,2,3\n"x\ny","""",3\n-----\n1,"open,3\r\n7,8,9';
  const layout = plainLayout(3, { preambleLines: 1 });
  it.each([
    [1, '1,2,3'],
    [3, '-----'],
    [4, '1,"open,3'],
    [5, '7,8,9'],
    [6, null],
  ])('%i is what stands in the file', async (record, expected) => {
    expect(await readRawRecord(inChunks(text, 3), layout, record, { file: 'report.csv' })).toBe(expected);
  });
});

describe('A cancel', () => {
  it('stops the scan and leaves the dictionary as it was', async () => {
    const controller = new AbortController();
    const dictionary = new RecordDictionary();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        if (i === 20) controller.abort();
        yield Buffer.from(`${String(i)},2,3\n`);
      }
    }
    const scan = scanRecords(endless(), three, dictionary, { file: 'report.csv', signal: controller.signal });
    await expect(scan).rejects.toMatchObject({ details: { kind: 'cancelled' } });
    expect(dictionary.size).toBe(0);
  });
});
