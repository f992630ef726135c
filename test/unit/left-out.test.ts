import { describe, expect, test } from 'vitest';
import { isOtherKind, whyLeftOut, type LeftOut } from '../../shared/stages/discover/left-out';
import { memoryFiles } from '../support/memory-files';

const LISTED =
  'Only .csv, .tsv, .txt, .jsonl, .json, .xlsx and .parquet files are read, the text ones also as .gz.';

async function leftOut(path: string, content: Uint8Array | string): Promise<LeftOut> {
  const files = memoryFiles({ [path]: content });
  return whyLeftOut(files, await files.stat(path));
}

const TABLE = 'id,cost\n1,2\n2,3\n';

describe('A file that is not read', () => {
  test.each([
    [
      'a.xls',
      'is an old Excel workbook (.xls), which is not read.',
      'Open it in Excel and save it as .xlsx or CSV (UTF-8).',
    ],
    [
      'a.XLSB',
      'is a binary Excel workbook (.xlsb), which is not read.',
      'Open it in Excel and save it as .xlsx or CSV (UTF-8).',
    ],
    [
      'a.ods',
      'is an OpenDocument spreadsheet (.ods), which is not read.',
      'Save it as .xlsx or CSV (UTF-8).',
    ],
    ['a.numbers', 'is a Numbers spreadsheet (.numbers), which is not read.', 'Export it as CSV (UTF-8).'],
    ['a.avro', 'is an Avro file, which is not read.', 'Export it as CSV or Parquet.'],
    ['a.db', 'is a database, which is not read.', 'Export its tables as CSV.'],
    [
      'a.tar',
      'is an archive (.tar), which is not read.',
      'Unpack it, and put the files in it into the folder.',
    ],
  ])('%s may hold data: it %s', async (path, reason, hint) => {
    expect(await leftOut(path, '\x01\x02\x03 no table')).toEqual({ reason, hint, looksLikeData: true });
  });

  test('is a table with another name where its text is one, also where it is called an old workbook', async () => {
    const told = { hint: `Rename it. ${LISTED}`, looksLikeData: true };
    expect(await leftOut('export.dat', TABLE)).toEqual({
      reason: 'looks like a table, but its name ends in .dat.',
      ...told,
    });
    expect(await leftOut('old.xls', TABLE)).toEqual({
      reason: 'looks like a table, but its name ends in .xls.',
      ...told,
    });
    expect(await leftOut('folder.d/spend', TABLE)).toEqual({
      reason: 'looks like a table, but its name has no ending.',
      ...told,
    });
    expect(await leftOut('leads.bin', 'PAR1 and so on')).toEqual({
      reason: 'looks like a table, but its name ends in .bin.',
      ...told,
    });
  });

  test('is no table without records, with one column, or where many lines have other fields', async () => {
    const none = { reason: 'is a .dat file.', hint: LISTED, looksLikeData: false };
    expect(await leftOut('a.dat', '')).toEqual(none);
    expect(await leftOut('a.dat', '\n \n')).toEqual(none);
    expect(await leftOut('a.dat', 'id,cost\n')).toEqual(none);
    expect(await leftOut('a.dat', 'one\ntwo\nthree\n')).toEqual(none);
    expect(await leftOut('a.dat', `${TABLE}Dear all,\nsee, below,\nnothing, else, here\n`)).toEqual(none);
    expect(
      await leftOut(
        'a.dat',
        Uint8Array.from({ length: 200 }, (_, i) => i % 32),
      ),
    ).toEqual(none);
  });

  test('that is cut within a record by what is looked at is still a table', async () => {
    expect(
      (await leftOut('a.dat', `id,cost\n${'1,2\n'.repeat(16_381)}33,4\n${'5,6\n'.repeat(9)}`)).reason,
    ).toBe('looks like a table, but its name ends in .dat.');
  });

  test('is of a kind that holds no table, whatever is in it', async () => {
    expect(await leftOut('notes.MD', TABLE)).toEqual({
      reason: 'is a .md file.',
      hint: LISTED,
      looksLikeData: false,
    });
    expect(await leftOut('README', 'Dear all')).toEqual({
      reason: 'has no ending in its name.',
      hint: LISTED,
      looksLikeData: false,
    });
    expect(['a/b.PDF', 'me.png', 'x.csv', 'README', 'pdf'].map(isOtherKind)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('is a ZIP archive, with data or without, by the names that stand in it', async () => {
    const reason = 'is a ZIP archive, which is not read.';
    const hint = 'Unpack it, and put the files in it into the folder.';
    expect(await leftOut('all.zip', 'PK\x03\x04 leads.csv')).toEqual({ reason, hint, looksLikeData: true });
    expect(await leftOut('all.bin', 'PK\x03\x04 leads.xlsx')).toEqual({ reason, hint, looksLikeData: true });
    expect(await leftOut('all.zip', 'PK\x03\x04 me.jpg')).toEqual({ reason, hint, looksLikeData: false });
    // Names stand at its end, too; what is between is not looked at.
    const long = (at: number): Uint8Array => {
      const bytes = new Uint8Array(200_000).fill(0x7f);
      bytes.set(Buffer.from('PK\x03\x04'));
      bytes.set(Buffer.from('leads.csv'), at);
      return bytes;
    };
    expect((await leftOut('all.zip', long(199_000))).looksLikeData).toBe(true);
    expect((await leftOut('all.zip', long(100_000))).looksLikeData).toBe(false);
    // A text document is an archive as well.
    expect(await leftOut('letter.docx', 'PK\x03\x04 word/data.txt')).toEqual({
      reason,
      hint,
      looksLikeData: false,
    });
  });

  test('has a space at the end of its name', async () => {
    expect(await leftOut('leads.csv ', TABLE)).toEqual({
      reason: 'has a space at the end of its name.',
      hint: 'Rename it without that space.',
      looksLikeData: true,
    });
  });
});
