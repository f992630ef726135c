import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { parquetAsCsv } from '../../shared/adapters/parquet-csv';
import type { FieldMapping } from '../../shared/contract/sources';
import type { SourceId } from '../../shared/domain/source';
import type { Parquet } from '../../shared/ports/parquet';
import { PROFILES } from '../../shared/stages/classify/profile';
import { namesOfSource } from '../../shared/stages/clean/records/file-ledger';
import { nullTokensOf, openRecords } from '../../shared/stages/clean/records/open-records';
import { scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { discover } from '../../shared/stages/discover/discover';
import type { SniffedFile } from '../../shared/stages/discover/sniffed-file';
import { memoryFiles } from '../support/memory-files';
import { freshRows } from '../support/scan-text';

const signal = new AbortController().signal;

const mapped = (columns: Readonly<Record<string, string | null>>): readonly FieldMapping[] =>
  Object.entries(columns).map(([field, column]) => ({
    field,
    label: field,
    required: false,
    description: '',
    column,
    chosenBy: column === null ? 'none' : 'profile',
  }));

/** A text file, looked into and opened as one of a source; null: of none. */
async function opened(
  content: string | Uint8Array,
  columns: Readonly<Record<string, string | null>>,
  sourceId: SourceId | null = null,
) {
  const files = memoryFiles({ 'a.csv': content });
  const [file] = (await discover(files, hyparquet)).files;
  if (!file) throw new Error('a.csv is not read.');
  const records = openRecords(
    files,
    hyparquet,
    file,
    mapped(columns),
    Object.keys(columns),
    namesOfSource(sourceId),
  );
  const result = await scanRecords(records.chunks(signal), records.layout, null, { file: 'a.csv' });
  return { records, rows: freshRows(result).map(([, ...fields]) => fields), result };
}

describe('The records of a text file', () => {
  test('have the fields in the order that is asked for, and none where no column feeds it', async () => {
    const { rows, records } = await opened('Day,Cost,Name\n2026-01-01,5,x\n2026-01-02,7,y\n', {
      name: 'Name',
      clicks: null,
      day: 'Day',
    });
    expect(rows).toEqual([
      ['x', '', '2026-01-01'],
      ['y', '', '2026-01-02'],
    ]);
    expect(records.layout).toMatchObject({
      fields: [2, -1, 0],
      fieldCount: 3,
      delimiter: ',',
      encoding: 'utf-8',
      compression: null,
      header: null,
      keys: [],
      keepsBlankRows: false,
      isOfPeople: false,
    });
    expect(records).not.toHaveProperty('rawRecord');
  });

  test('come from text in any encoding and with any marks around fields', async () => {
    const latin = new Uint8Array([
      ...Buffer.from("Day;Name\n2026-01-01;'J"),
      0xf6,
      ...Buffer.from("rg; jr.'\n2026-01-02;'K'\n2026-01-03;'L'\n"),
    ]);
    const { rows } = await opened(latin, { day: 'Day', name: 'Name' });
    expect(rows[0]).toEqual(['2026-01-01', 'Jörg; jr.']);
  });

  test('are of people in a CRM report alone', async () => {
    const lines = 'Lead Number,Email\n1,a@b.co\n2,c@d.co\n';
    const columns = { lead_number: 'Lead Number', email_hash: 'Email' };
    expect((await opened(lines, columns, 'crm_report')).records.layout.isOfPeople).toBe(true);
    expect((await opened(lines, { user_uid: 'Email' }, 'hubspot_leads')).records.layout.isOfPeople).toBe(
      false,
    );
  });
});

describe('The columns that say what a record is about', () => {
  const keys = async (sourceId: SourceId, columns: Readonly<Record<string, string>>) => {
    const names = Object.values(columns);
    const lines = [names, names.map((_, i) => `v${String(i)}`), names.map((_, i) => `w${String(i)}`)];
    const { records } = await opened(lines.map((line) => line.join(',')).join('\n'), columns, sourceId);
    return records.layout.keys.map((at) => names[at]);
  };

  test('are ids, people, campaigns and days of marketing exports', async () => {
    expect(
      await keys('google_ads', { spend_on: 'Day', campaign_id: 'Campaign', cost: 'Cost', clicks: 'Clicks' }),
    ).toEqual(['Day', 'Campaign']);
  });

  test('are ids and people of CRM reports, neither days nor the post code', async () => {
    expect(
      await keys('crm_report', {
        lead_number: 'Lead',
        entry_on: 'Entry Date',
        email_hash: 'Email',
        phone_hash: 'Phone',
        zip: 'Zip',
        city: 'City',
      }),
    ).toEqual(['Lead', 'Email', 'Phone']);
  });
});

describe('A table without the columns that its records are about', () => {
  const otherTables = async (
    sourceId: SourceId,
    columns: Readonly<Record<string, string>>,
    other: string,
  ) => {
    const names = Object.values(columns);
    const rows = ['2026-01-01,A 1,5', '2026-01-02,B 2,6', '2026-01-03,C 3,7'].join('\n');
    const { result } = await opened(
      `${names.join(',')}\n${rows}\n${other}\n2026-01-04,D 4,8\n`,
      columns,
      sourceId,
    );
    return result.otherTables;
  };

  test('is another: without its day or campaign, and not without a measure', async () => {
    const ads = { spend_on: 'Day', campaign_id: 'Campaign', clicks: 'Clicks' };
    expect(await otherTables('google_ads', ads, 'Day,Device,Clicks')).toEqual(['Day,Device,Clicks']);
    expect(await otherTables('google_ads', ads, 'Device,Campaign,Clicks')).toEqual([
      'Device,Campaign,Clicks',
    ]);
    expect(await otherTables('google_ads', ads, 'Day,Campaign,Device')).toEqual([]);
  });
});

describe('The records of a Parquet file', () => {
  const file = {
    entry: { path: 'a.parquet', bytes: 1, modifiedAt: 0 },
    format: 'parquet',
    headers: ['a', 'b', 'c'],
  } as unknown as SniffedFile;
  /** Gives these groups of rows of the columns that are asked for. */
  const parquetOf = (
    asked: string[][],
    ...groups: readonly Readonly<Record<string, readonly (string | null)[]>>[]
  ): Parquet =>
    ({
      rows: (_source: unknown, path: string, columns: readonly string[]) => {
        asked.push([path, ...columns]);
        return parquetAsCsv(columns, Readable.from(groups) as AsyncIterable<(typeof groups)[number]>);
      },
    }) as unknown as Parquet;

  const read = async (
    columns: Readonly<Record<string, string | null>>,
    ...groups: readonly Readonly<Record<string, readonly (string | null)[]>>[]
  ) => {
    const asked: string[][] = [];
    const records = openRecords(
      memoryFiles({}),
      parquetOf(asked, ...groups),
      file,
      mapped(columns),
      Object.keys(columns),
      null,
    );
    const result = await scanRecords(records.chunks(signal), records.layout, null, { file: 'a.parquet' });
    return { asked, records, rows: freshRows(result).map(([, ...fields]) => fields), result };
  };

  test('have only the columns that are asked for, each read once', async () => {
    const { asked, rows, records } = await read(
      { two: 'b', none: null, one: 'a', again: 'b' },
      { b: ['1', '2'], a: ['x', null] },
      { b: ['3'], a: ['z'] },
    );
    expect(asked).toEqual([['a.parquet', 'b', 'a']]);
    expect(rows).toEqual([
      ['1', '', 'x', '1'],
      ['2', '', '', '2'],
      ['3', '', 'z', '3'],
    ]);
    expect(records.layout).toMatchObject({
      encoding: 'utf-8',
      compression: null,
      bomBytes: 0,
      delimiter: ',',
      preambleLines: 0,
      fieldCount: 2,
      fields: [0, -1, 1, 0],
      keys: [],
      header: null,
      keepsBlankRows: true,
    });
  });

  test('keep commas, quotes and line breaks in values', async () => {
    const { rows } = await read(
      { one: 'a', two: 'b' },
      { a: ['x, y', 'say "hi"', 'two\nlines', 'cr\rlf'], b: ['1', '2', '3', '4'] },
    );
    expect(rows.map(([first]) => first)).toEqual(['x, y', 'say "hi"', 'two lines', 'cr lf']);
  });

  test('are records where they are empty', async () => {
    const { result } = await read({ one: 'a' }, { a: [null, '', 'x'] });
    expect(result.records).toBe(3);
    const both = await read({ one: 'a', two: 'b' }, { a: [null, 'x'], b: ['', null] });
    expect(both.result.records).toBe(2);
  });
});

test('Texts that mean "no value" are those of the profile, and further ones of a field', () => {
  const profile = PROFILES.crm_report;
  const own = {
    ...profile,
    nullTokens: ['n/a'],
    fields: [{ field: 'zip', nullTokens: ['0'] }, { field: 'city' }],
  };
  expect(nullTokensOf(own as unknown as typeof profile, ['city', 'zip', 'state'])).toEqual({
    city: ['n/a'],
    zip: ['n/a', '0'],
    state: ['n/a'],
  });
});
