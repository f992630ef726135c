import { describe, expect, it } from 'vitest';
import { HeaderReader } from '../../shared/stages/clean/records/header-reader';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import type { ScanLayout } from '../../shared/stages/clean/records/scan-result';
import { freshRows, freshText, plainLayout, scanText } from '../support/scan-text';

const three = plainLayout(3);
const keyed = plainLayout(3, { keys: [0, 1] });
const TOTAL = 'It says that it sums up, and names no day, campaign or id.';

describe('A row that sums others up', () => {
  it('is said with its text and why it is left out', async () => {
    const result = await scanText('a,b,c\n1,2,3\nTotal,,3\n', keyed);
    expect(result.remarks).toEqual([{ record: 2, kind: 'total', text: 'Total,,3', reason: TOTAL }]);
    expect([...result.rawIds]).toEqual([0, -1]);
    expect(result.perhapsTotals).toEqual([]);
  });

  it('may say how many records it sums up, in the column of a key', async () => {
    const of = async (count: string) => {
      const result = await scanText(`a,b,c\nx1,C1,3\nx2,C2,4\nTotal,${count},7\n`, keyed);
      return [result.totalRows, result.perhapsTotals];
    };
    expect(await of('2')).toEqual([1, []]);
    expect(await of(' 2 ')).toEqual([1, []]);
    expect(await of('3')).toEqual([0, [3]]);
    expect(await of('4')).toEqual([0, [3]]);
    expect(await of('C3')).toEqual([0, [3]]);
  });

  it('may say how many rows it sums up below other totals: all, or those since the last', async () => {
    const of = async (...lines: readonly string[]) => {
      const result = await scanText(`a,b,c\n${lines.join('\n')}\n`, keyed);
      return [result.totalRows, result.freshCount];
    };
    const [one, two, three] = ['x1,C1,3', 'x2,C2,4', 'x3,C3,5'];
    expect(await of(one, two, 'Subtotal,2,7', three, 'Subtotal,1,5', 'Grand total,3,12')).toEqual([3, 3]);
    expect(await of(one, two, three, 'Total,,12', 'Grand total,3,12')).toEqual([2, 3]);
    expect(await of(one, two, three, 'Total,,12', 'Grand total,2,12')).toEqual([1, 4]);
  });

  it('of people may count any part of them, with its thousands told apart', async () => {
    const people: ScanLayout = { ...keyed, isOfPeople: true };
    const of = async (line: string, rows = 3) => {
      const lines = Array.from({ length: rows }, (_, i) => `x${String(i)},C,3\n`).join('');
      return (await scanText(`a,b,c\n${lines}${line}\n`, people)).totalRows;
    };
    expect(await of('Grand total,2,7')).toBe(1);
    expect(await of('Grand total,4,7')).toBe(0);
    expect(await of('Grand total,"1,234",7', 1300)).toBe(1);
    expect(await of('Grand total,abc,7')).toBe(0);
  });

  it('names nothing where its keys say that they sum up, or nothing', async () => {
    const of = async (line: string) => (await scanText(`a,b,c\nx1,C1,3\n${line}\n`, keyed)).totalRows;
    expect(await of('Total,Total,7')).toBe(1);
    expect(await of('Total,-,7')).toBe(1);
    expect(await of('Total,All,7')).toBe(1);
    expect(await of('Total,C1,7')).toBe(0);
    expect(await of(',,Total')).toBe(1);
  });

  it('is none by words that may as well be a name', async () => {
    const result = await scanText('a,b,c\nx1,C1,3\nTotal Wine,,7\n,All,8\n', keyed);
    expect(result).toMatchObject({ totalRows: 0, perhapsTotals: [], freshCount: 3 });
  });

  it('may be one by such words, if few rows have them', async () => {
    const rows = ['x1,C1,3', 'x2,C1,3', 'x3,C1,3', 'x4,C1,3'];
    const of = async (...lines: readonly string[]) =>
      (await scanText(`a,b,c\n${lines.join('\n')}\n`, keyed)).perhapsTotals;
    expect(await of(...rows, 'All,C1,12')).toEqual([5]);
    expect(await of('x1,C1,3', 'All,C1,12')).toEqual([2]);
    expect(await of('x1,C1,3', 'All,C1,12', 'All,C2,12')).toEqual([]);
  });

  it('is one by “All” and the like where each row is a person, and by no name', async () => {
    const people: ScanLayout = { ...keyed, isOfPeople: true };
    const of = async (line: string, layout = people) =>
      (await scanText(`a,b,c\nx1,C1,3\n${line}\n`, layout)).totalRows;
    expect(await of('All,,12')).toBe(1);
    expect(await of('Todos,,12')).toBe(1);
    expect(await of('All,C1,12')).toBe(0);
    expect(await of('Austin Total,,12')).toBe(1);
    expect(await of('Totals for Acme,,12')).toBe(1);
    expect(await of('Average,,12')).toBe(1);
    expect(await of('Average,,12', keyed)).toBe(0);
    expect(await of('Total Wine,,12')).toBe(0);
    expect(await of('All,,12', keyed)).toBe(0);
  });

  it('by words in any column: strong ones count, whatever weak ones stand before or behind them', async () => {
    for (const line of ['All,Total,12', 'Total,All,12', ',Total,All'])
      expect((await scanText(`a,b,c\nx1,C1,3\n${line}\n`, keyed)).totalRows, line).toBe(1);
  });
});

describe('A record with one value alone', () => {
  const rows = Array.from({ length: 6 }, (_, i) => `u${String(i)},C,${String(i)}.50\n`).join('');

  it('is one in a table of two columns', async () => {
    const result = await scanText('a,b\nx,\n,y\nz,1\n', plainLayout(2));
    expect(freshRows(result)).toEqual([
      ['0', 'x', ''],
      ['1', '', 'y'],
      ['2', 'z', '1'],
    ]);
  });

  it('waits for what comes below it where the table has more columns', async () => {
    const result = await scanText(`a,b,c\n${rows}Acme,,\n`, three);
    expect(result).toMatchObject({ records: 7, footerRows: 1, freshCount: 6, rejected: [] });
    expect(result.remarks.map(({ record, text }) => [record, text])).toEqual([[7, 'Acme,,']]);
  });

  it('is one where blank rows count, unless it closes the report', async () => {
    const kept = { ...three, keepsBlankRows: true };
    const result = await scanText(`a,b,c\n${rows}Acme,,\n,,\nGenerated by Acme,,\n`, kept);
    expect(result).toMatchObject({ records: 9, footerRows: 1, freshCount: 8, blankLines: 0 });
    expect(result.remarks.map(({ record, kind, text }) => [record, kind, text])).toEqual([
      [9, 'footer', 'Generated by Acme,,'],
    ]);
    const two = await scanText(`a,b,c\n${rows}Generated by Acme,x,\n`, kept);
    expect(two).toMatchObject({ footerRows: 0, freshCount: 7 });
  });
});

describe('A record in which a spreadsheet wrote errors in place of all values', () => {
  const REASON = 'A spreadsheet wrote errors in place of all its values.';

  it.each(['#REF!,,', '#REF!,#REF!,#REF!', ' #N/A ,,#VALUE!', '#REF!,#REF!', '#REF!,,,', '"#REF!",,'])(
    'such as %s cannot be read, wherever it stands, and is no line of text',
    async (line) => {
      for (const text of [`a,b,c\nx,1,2\n${line}\n`, `a,b,c\n${line}\nx,1,2\n`]) {
        for (const layout of [three, keyed, { ...three, keepsBlankRows: true }]) {
          const result = await scanText(text, layout);
          expect(result).toMatchObject({ records: 2, freshCount: 1, footerRows: 0, remarks: [] });
          expect(result.rejected.map((one) => [one.text, one.reason])).toEqual([[line, REASON]]);
        }
      }
    },
  );

  it('is a row where it has a value beside them, and a line of signs alone is one of text', async () => {
    expect(await scanText('a,b,c\nx,1,2\n#REF!,#REF!,3\n', three)).toMatchObject({
      freshCount: 2,
      rejected: [],
    });
    expect(await scanText('a,b,c\nx,1,2\n########\n', three)).toMatchObject({ footerRows: 1, rejected: [] });
  });
});

describe('Records that cannot be read', () => {
  it('are told in their order, whenever they were judged', async () => {
    const words = `a,b,c\n${['x,y,z', 'x,,z', 'p,q,'].map((line) => `${line}\n`.repeat(3)).join('')}`;
    const result = await scanText(`${words}x,y\nx,y,z\nx,y,z,z\n"open\n`, three);
    const records = result.rejected.map(({ record }) => record);
    expect(records.length).toBeGreaterThan(1);
    expect(records).toEqual([...records].sort((a, b) => a - b));
  });
});

describe('A table', () => {
  it('can have any number of records', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `u${String(i)},C,${String(i)}.50`);
    const result = await scanText(`a,b,c\n${lines.join('\n')}\n`, three);
    expect(result.records).toBe(5000);
    expect(result.rawIds).toEqual(Int32Array.from(lines, (_, i) => i));
  });

  it('keeps the text of the first thousand of what is remarkable, and counts all', async () => {
    const totals = (count: number) => scanText(`a,b,c\n1,2,3\n${'Total,,3\n'.repeat(count)}`, keyed);
    const many = await totals(1001);
    expect([many.totalRows, many.remarks.length, many.remarks.at(-1)?.record]).toEqual([1001, 1000, 1001]);
    expect((await totals(1000)).remarks).toHaveLength(1000);
  });
});

describe('Another table in the file', () => {
  const header = new HeaderReader({
    headers: ['day', 'campaign', 'cost'],
    aliases: [],
    columns: [
      { names: ['day'], isKey: true, isNeeded: true },
      { names: ['campaign'], isKey: true, isNeeded: true },
      { names: ['cost'], isKey: false, isNeeded: true },
    ],
    keyOf: (name) => name.toLowerCase().trim(),
  });
  const layout = plainLayout(3, { header, keys: [0, 1] });
  const FIRST = 'day,campaign,cost\n2024-01-01,C1,1.00\n2024-01-02,C1,2.00\n2024-01-03,C1,3.00\n';

  it('is rejected with its header and why, up to where the first one goes on', async () => {
    const result = await scanText(`${FIRST}\nkeyword,match\nshoes,exact\n2024-01-04,C1,4.00\n`, layout);
    expect(result.rejected).toEqual([
      {
        record: 4,
        text: 'keyword,match',
        reason: 'It belongs to another table in the file: it is its header.',
      },
      {
        record: 5,
        text: 'shoes,exact',
        reason: 'It belongs to another table in the file, below the header “keyword,match”.',
      },
    ]);
    expect(freshRows(result).at(-1)).toEqual(['5', '2024-01-04', 'C1', '4.00']);
    expect(result.otherTables).toEqual(['keyword,match']);
  });

  it('is named once, however often its header comes', async () => {
    const other = 'keyword,match\nshoes,exact\n';
    const result = await scanText(`${FIRST}\n${other}${FIRST}\n${other}`, layout);
    expect(result.otherTables).toEqual(['keyword,match']);
    expect(result.rejected).toHaveLength(4);
    expect(result.freshCount).toBe(6);
  });

  it('of as many columns begins where two or more names stand over measures, below a gap', async () => {
    const of = async (lines: string) => (await scanText(`${FIRST}${lines}`, layout)).otherTables;
    expect(await of('\nGerät,Netzwerk,Kosten\nmobile,search,2.00\n')).toEqual(['Gerät,Netzwerk,Kosten']);
    expect(await of('Gerät,Netzwerk,Kosten\nmobile,search,2.00\n')).toEqual([]);
    expect(await of('\nGerät,C1,2.00\n')).toEqual([]);
    expect(await of('\nGerät,Gerät,Kosten\n')).toEqual([]);
  });

  it('ends where the names of the first one come again, and that is said', async () => {
    const again = 'campaign,day,cost\nC9,2024-01-09,9.00\n';
    const result = await scanText(`${FIRST}\nkeyword,match\nshoes,exact\n${again}`, layout);
    expect(freshRows(result).at(-1)).toEqual(['5', '2024-01-09', 'C9', '9.00']);
    expect(result.remarks).toEqual([
      {
        record: 6,
        kind: 'header',
        text: 'campaign,day,cost',
        reason: 'The records below are read by this header.',
      },
    ]);
  });

  it('is not taken for the first one by a dictionary that knows its lines', async () => {
    const dictionary = new RecordDictionary();
    const lines = '2024-01-01,C1,1.00\n';
    const other = 'Gerät,Netzwerk,Kosten\n';
    const text = `${FIRST}\n${other}${lines}`;
    for (let i = 0; i < 2; i++) {
      const result = await scanText(text, layout, dictionary);
      expect(result.rejected.map((rejected) => rejected.text)).toEqual([
        'Gerät,Netzwerk,Kosten',
        '2024-01-01,C1,1.00',
      ]);
      expect([...result.rawIds]).toEqual([0, 1, 2, -2, -2]);
    }
  });

  it('with the columns in another order teaches anew what they hold', async () => {
    const again = [1, 2, 3, 4, 5, 6].map((n) => `C${String(n)},${String(n)}.00,2024-02-0${String(n)}\n`);
    const result = await scanText(`${FIRST}campaign,cost,day\n${again.join('')}C7,7.00\n`, layout);
    expect(result.rejected).toEqual([]);
    expect(freshRows(result).at(-1)).toEqual(['9', '', 'C7', '7.00']);
  });
});

describe('A header that names fewer columns than most records have', () => {
  const wide = plainLayout(4, { fields: [0, 1, 2] });

  it('is right where the first record has as many fields as it names, and wrong where it has more', async () => {
    const narrow = await scanText('a,b,c\n1,2,3\n4,5,6\n', wide);
    expect(freshText(narrow)).toBe('0,1,2,3\n1,4,5,6\n');
    const broad = await scanText('a,b,c\n1,2,3,x\n4,5,6,x\n', wide);
    expect(freshText(broad)).toBe('0,1,2,3\n1,4,5,6\n');
    expect(broad.rejected).toEqual([]);
  });
});
