import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LeadlensError } from '../../shared/domain/fault';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import { readRawRecord, scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { inChunks } from '../support/memory-files';
import { freshRows, freshText, plainLayout, scanText } from '../support/scan-text';

const three = plainLayout(3);

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
    expect(result.tolerated).toEqual([{ record: 1, reason: 'a quote stands inside an unquoted field' }]);
  });

  it('are read where quotes inside a quoted field are not doubled', async () => {
    const result = await scanText('a,b,c\n1,"a "big" one, yes",3\n4,5,6\n', three);
    expect(freshRows(result)).toEqual([
      ['0', '1', 'a "big" one, yes', '3'],
      ['1', '4', '5', '6'],
    ]);
    expect(result.tolerated).toHaveLength(1);
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

  it('with an unclosed quote do not swallow a next row whose quote happens to close it', async () => {
    const result = await scanText('a,b,c\n1,"open\n4,5",6\n7,8,9\n10,"open,x\n4,5,",6\n', three);
    expect(result.records).toBe(result.freshCount + result.rejected.length);
    expect(freshRows(result)).toContainEqual(['1', '7', '8', '9']);
  });

  it('that are too short are padded, and named', async () => {
    const result = await scanText('a,b,c\n1,2\n4,5,6\n', three);
    expect(freshText(result)).toBe('0,1,2,\n1,4,5,6\n');
    expect(result.padded).toEqual([{ record: 1, missing: 1 }]);
  });

  it('that are too long are rejected with their text, unless the surplus is empty', async () => {
    const result = await scanText('a,b,c\n1,2,3,4\n5,6,7,,\n', three);
    expect(result.rejected).toEqual([
      { record: 1, text: '1,2,3,4', reason: 'It has 4 fields where the header has 3.' },
    ]);
    expect(result.surplus).toEqual([{ record: 2, extra: 2 }]);
    expect(freshText(result)).toBe('1,5,6,7\n');
  });

  it('are reported each time they occur', async () => {
    const result = await scanText('a,b,c\n1,2\n1,2\n1,x"y,3\n1,x"y,3\n', three, new RecordDictionary());
    expect(result.padded.map((p) => p.record)).toEqual([1, 2]);
    expect(result.tolerated.map((p) => p.record)).toEqual([3, 4]);
    expect([...result.rawIds]).toEqual([0, 0, 1, 1]);
  });

  it('longer than 16 MB are rejected and the next one is read', async () => {
    const long = `1,${'x'.repeat(17 * 2 ** 20)},3`;
    const text = Buffer.from(`a,b,c\n${long}\n4,5,6\n`);
    for (const size of [1 << 20, text.length]) {
      const result = await scanText(text, three, null, [size]);
      expect(result.rejected.map((r) => [r.record, r.text.length, r.reason])).toEqual([
        [1, 10_000, 'It is longer than 16 MB.'],
      ]);
      expect(freshText(result)).toBe('1,4,5,6\n');
    }
  });
});

describe('Lines that are no records', () => {
  it('drawn under the header are separator rows', async () => {
    const result = await scanText('a,b,c\n-----,-----,-----\n1,2,3\n======\n***, ,__\n', three);
    expect(result).toMatchObject({ records: 4, separatorRows: 3, totalLines: 0 });
    expect([...result.rawIds]).toEqual([-1, 1, -1, -1]);
  });

  it('with a single dash are records', async () => {
    expect((await scanText('a,b,c\n-,-,-\n', three)).separatorRows).toBe(0);
  });

  it.each([
    'Total: 2',
    'TOTAL,2,',
    'Grand Total,,12',
    'Rows: 2',
    'Generated 2023-01-01',
    'End of report',
    '"Total, all",,',
  ])('such as %s at the end are total lines', async (line) => {
    const result = await scanText(`a,b,c\n1,2,3\n4,5,6\n\n${line}\n`, three);
    expect(result).toMatchObject({ records: 3, separatorRows: 1, totalLines: 1, freshCount: 2 });
  });

  it('may be several at the end, a drawn line among them', async () => {
    const result = await scanText('a,b,c\n1,2,3\n-----\nTotal,1,\nGenerated today\n', three);
    expect(result).toMatchObject({ records: 4, separatorRows: 3, totalLines: 2 });
  });

  it('with such a word before further records are records', async () => {
    const result = await scanText('a,b,c\nTotal,,\n1,2,3\n', three);
    expect(result).toMatchObject({ records: 2, totalLines: 0 });
    expect([...result.rawIds].sort()).toEqual([0, 1]);
  });

  it('are not: a real record that is cut off', async () => {
    const result = await scanText('a,b,c\n1,2,3\n02/05/2023,28', three);
    expect(result).toMatchObject({ totalLines: 0, padded: [{ record: 2, missing: 1 }] });
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

  it('that unpack to a thousand times their size and more are refused', async () => {
    const bomb = gzipSync(Buffer.alloc(90 * 2 ** 20, 0x61));
    await expect(scanText(bomb, gzip, null, [4096])).rejects.toMatchObject({
      details: { code: 'unpacks_too_large' },
    });
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
