import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { LeadlensError } from '../../shared/domain/fault';
import { discover, type Discovery } from '../../shared/stages/discover/discover';
import { compareNatural } from '../../shared/domain/natural-order';
import type { SniffedFile, UnusableFile } from '../../shared/stages/discover/sniffed-file';
import { memoryFiles } from '../support/memory-files';

const look = (files: Readonly<Record<string, Uint8Array | string>>): Promise<Discovery> =>
  discover(memoryFiles(files), hyparquet);

async function sniffed(content: Uint8Array | string, name = 'report.csv'): Promise<SniffedFile> {
  const { files, unusable } = await look({ [name]: content });
  expect(unusable).toEqual([]);
  return files[0] as SniffedFile;
}

async function refused(content: Uint8Array | string, name = 'report.csv'): Promise<UnusableFile> {
  const { files, unusable } = await look({ [name]: content });
  expect(files).toEqual([]);
  expect(unusable[0]?.message).toContain(name);
  expect(unusable[0]?.hint).not.toBe('');
  return unusable[0] as UnusableFile;
}

const parquetBytes = hyparquet.encode([
  { name: 'lead_uuid', type: 'text', values: ['a', 'b'] },
  { name: 'email_hash', type: 'text', values: ['x', null] },
]);

const table = (delimiter: string): string =>
  [
    ['name', 'city', 'paid on', 'amount'],
    ['Ann', 'Elko, NV', '2023-01-01', '1.5'],
    ['Bob', 'Reno', '2023-01-02', '2'],
  ]
    .map((fields) => fields.map((f) => (f.includes(delimiter) ? `"${f}"` : f)).join(delimiter))
    .join('\n');

describe('The data files of a folder', () => {
  it('are CSV, TSV, TXT, JSON lines, packed ones and Parquet, in natural order', async () => {
    const { files } = await look({
      'data_10.csv': 'a,b\n1,10',
      'data_2.csv': 'a,b\n1,2',
      'sub/x.tsv': 'a\tb\n1\t2',
      'notes.txt': 'a;b\n1;2;',
      'y.csv.gz': gzipSync('a,b\n5,6'),
      'leads.parquet': parquetBytes,
      'z.jsonl': '{"a":1}',
      'photo.png': 'no',
      Makefile: 'all:',
    });
    expect(files.map((f) => f.entry.path)).toEqual([
      'data_2.csv',
      'data_10.csv',
      'leads.parquet',
      'notes.txt',
      'sub/x.tsv',
      'y.csv.gz',
      'z.jsonl',
    ]);
  });

  it('are told from the others, which are named with the reason: data left out is unusable', async () => {
    const { files, unusable, notRead } = await look({
      'a.csv': 'a,b\n1,2\n',
      'photo.png': 'no',
      'config.json': '{"a": {"b": 1}}',
      Makefile: 'all:\n\techo hello, world\n',
      'report.xls': 'x',
      'all.zip': 'PK\x03\x04 leads.csv',
      'pictures.zip': 'PK\x03\x04 me.png',
      'old.7z': '7z',
      'leads.csv ': 'a,b\n1,2\n',
      'export.dat': 'id,cost,day\n1,2,2024-01-01\n2,3,2024-01-02\n',
      spend: 'id\tcost\n1\t2\n2\t3\n',
      'notes.weird': 'Dear all, see below.\nNothing else here\n',
      // What a sample of Leadlens has beside its exports.
      'truth.json': '{}',
      'truth-links.jsonl': '{"a":1}',
    });
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv']);
    expect(unusable.map((f) => f.message)).toEqual([
      'all.zip is a ZIP archive, which is not read.',
      'export.dat looks like a table, but its name ends in .dat.',
      'leads.csv  has a space at the end of its name.',
      'old.7z is an archive (.7z), which is not read.',
      'report.xls is an old Excel workbook (.xls), which is not read.',
      'spend looks like a table, but its name has no ending.',
    ]);
    expect(unusable.every((f) => f.code === 'not_read' && f.hint !== '')).toBe(true);
    expect(notRead).toEqual([
      { path: 'config.json', reason: 'is JSON, but neither one object a line nor a list of objects.' },
      { path: 'Makefile', reason: 'has no ending in its name.' },
      { path: 'notes.weird', reason: 'is a .weird file.' },
      { path: 'photo.png', reason: 'is a .png file.' },
      { path: 'pictures.zip', reason: 'is a ZIP archive, which is not read.' },
    ]);
  });

  it('with identical content count once: the first in natural order', async () => {
    const { files, duplicates } = await look({
      'data_10.csv': 'a,b\n1,2\n',
      'data_2.csv': 'a,b\n1,2\n',
      'data_3.csv': 'a,b\n1,3\n',
    });
    expect(files.map((f) => f.entry.path)).toEqual(['data_2.csv', 'data_3.csv']);
    expect(duplicates.map((d) => [d.file.entry.path, d.duplicateOf])).toEqual([
      ['data_10.csv', 'data_2.csv'],
    ]);
  });

  const accented = 'name,city\nAnn,Zürich\nBob,Málaga\n';
  const marked = Buffer.from(`\ufeff${accented}`);

  it.each([
    ['packed with gzip', gzipSync(accented)],
    ['packed from UTF-16', gzipSync(Buffer.from(`\ufeff${accented}`, 'utf16le'))],
    ['packed in two parts', Buffer.concat([gzipSync(accented), gzipSync('')])],
    ['with a byte-order mark', marked],
    ['in UTF-16, little end first', Buffer.from(`\ufeff${accented}`, 'utf16le')],
    ['in UTF-16, big end first', Buffer.from(`\ufeff${accented}`, 'utf16le').swap16()],
    ['in Windows-1252', Buffer.from(accented, 'latin1')],
  ])('count once also where the copy is stored otherwise: %s', async (_, copy) => {
    const { files, duplicates } = await look({
      'a.csv': accented,
      'b.csv': copy,
      'c.csv': 'name,city\nAnn,Rom\n',
    });
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv', 'c.csv']);
    expect(duplicates.map((d) => [d.file.entry.path, d.duplicateOf])).toEqual([['b.csv', 'a.csv']]);
  });

  it('count once in all the ways of storing them, and all copies name the first', async () => {
    const { files, duplicates } = await look({
      'a.csv': Buffer.from(accented, 'utf16le'),
      'b.csv': gzipSync(accented, { level: 1 }),
      'c.csv': gzipSync(accented, { level: 9 }),
      'd.csv': accented,
      'e.csv': accented,
    });
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv']);
    expect(duplicates.map((d) => d.duplicateOf)).toEqual(['a.csv', 'a.csv', 'a.csv', 'a.csv']);
  });

  it('count once also where they are longer than what is read at a time', async () => {
    const long = `${accented}${Array.from({ length: 30_000 }, (_, i) => `Zoë ${String(i)},Orléans\n`).join('')}`;
    const { files, duplicates } = await look({
      'a.csv': long,
      'b.csv.gz': gzipSync(long),
      'c.csv': Buffer.from(`\ufeff${long}`, 'utf16le'),
    });
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv']);
    expect(duplicates.map((d) => [d.file.entry.path, d.duplicateOf])).toEqual([
      ['b.csv.gz', 'a.csv'],
      ['c.csv', 'a.csv'],
    ]);
  });

  it('are two where one goes on behind the end of the other', async () => {
    const start = `a,b\n${'1,2\n'.repeat(300)}`;
    // Packed in two parts: its size is not known before it is read.
    const longer = Buffer.concat([gzipSync(start), gzipSync('3,4\n')]);
    expect((await look({ 'a.csv': start, 'b.csv': longer })).files).toHaveLength(2);
    const packed = Buffer.concat([gzipSync(start), gzipSync('')]);
    expect((await look({ 'a.csv': `${start}3,4\n`, 'b.csv': packed })).files).toHaveLength(2);
  });

  it('that differ in their last record are two, however they are stored', async () => {
    const long = `a,b\n${'1,2\n'.repeat(100_000)}`;
    const { files } = await look({
      'a.csv': `${long}1,3\n`,
      'b.csv.gz': gzipSync(`${long}1,4\n`),
      'c.csv': Buffer.from(`\ufeff${long}1,5\n`, 'utf16le'),
      'd.csv': Buffer.from(`\ufeff${long}1,6\n`),
    });
    expect(files).toHaveLength(4);
  });

  it('that break off are no copies: whoever reads them says why', async () => {
    const long = `a,b\n${Array.from({ length: 60_000 }, (_, i) => `${String(i)},${String(i * 7919)}\n`).join('')}`;
    const packed = gzipSync(long);
    const stated = packed.subarray(packed.length - 8);
    const damaged = Buffer.concat([packed.subarray(0, packed.length - 4000), stated]);
    const { files, duplicates } = await look({ 'a.csv': long, 'b.csv.gz': damaged });
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv', 'b.csv.gz']);
    expect(duplicates).toEqual([]);
  });

  it('are read as a whole only where start and size say that they may be copies', async () => {
    const start = `a,b\n${'1,2\n'.repeat(300)}`;
    const source = memoryFiles({
      'a.csv': start,
      'b.csv.gz': gzipSync(`${start}3,4\n`),
      'c.csv.gz': gzipSync(`${start}3,4\n5,6\n`),
      'd.csv': Buffer.from(`x,y\n${'1,2\n'.repeat(300)}`, 'utf16le'),
    });
    const streamed: string[] = [];
    const stream: typeof source.stream = (path, signal) => {
      streamed.push(path);
      return source.stream(path, signal);
    };
    const { files } = await discover({ ...source, stream }, hyparquet);
    expect(files).toHaveLength(4);
    // Once each, to look into what is packed.
    expect(streamed.sort()).toEqual(['b.csv.gz', 'c.csv.gz']);
  });

  it('that cannot be read do not keep the others from being read', async () => {
    const source = memoryFiles({ 'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,b\n1,2\n', 'c.csv': 'a,b\n1,2,\n' });
    const gone = new LeadlensError({
      kind: 'input',
      code: 'file_gone',
      message: 'b.csv is gone.',
      hint: 'Copy it.',
    });
    const read: typeof source.read = (path, start, end) =>
      path === 'b.csv' ? Promise.reject(gone) : source.read(path, start, end);
    const { files, unusable } = await discover({ ...source, read }, hyparquet);
    expect(files.map((f) => f.entry.path)).toEqual(['a.csv', 'c.csv']);
    expect(unusable).toMatchObject([{ code: 'unreadable', message: 'b.csv is gone.', hint: 'Copy it.' }]);
  });

  it('that the folder names but cannot open are unusable with the reason', async () => {
    const source = memoryFiles({});
    const list: typeof source.list = () =>
      Promise.resolve({
        folder: 'f',
        files: [],
        unreadable: [
          { path: 'x.csv', reason: 'no right to read it' },
          { path: 'closed', reason: 'no right to read it', isFolder: true },
          { path: 'me.png', reason: 'no right to read it' },
        ],
      });
    const { unusable, notRead } = await discover({ ...source, list }, hyparquet);
    expect(notRead).toEqual([{ path: 'me.png', reason: 'cannot be opened: no right to read it' }]);
    expect(unusable).toEqual([
      {
        entry: { path: 'closed', bytes: 0, modifiedAt: 0 },
        code: 'unreadable',
        message: 'closed cannot be opened: no right to read it',
        hint: 'Nothing in it is read. Check its rights, or copy it into the folder.',
      },
      {
        entry: { path: 'x.csv', bytes: 0, modifiedAt: 0 },
        code: 'unreadable',
        message: 'x.csv cannot be opened: no right to read it',
        hint: 'Check the rights of the file, or copy it into the folder.',
      },
    ]);
  });

  it('that go away before they are compared with one as long are unusable, and the other is read', async () => {
    const source = memoryFiles({ 'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,b\n3,4\n', 'c.csv': 'a,b\n3,4,5\n' });
    const asked: string[] = [];
    const sha256: typeof source.sha256 = (path, signal) => {
      asked.push(path);
      const gone = { kind: 'input', code: 'file_gone', message: 'a.csv is gone.' } as const;
      return path === 'a.csv' ? Promise.reject(new LeadlensError(gone)) : source.sha256(path, signal);
    };
    const { files, unusable } = await discover({ ...source, sha256 }, hyparquet);
    expect(files.map((f) => f.entry.path)).toEqual(['b.csv', 'c.csv']);
    expect(unusable).toEqual([
      {
        entry: { path: 'a.csv', bytes: 8, modifiedAt: 0 },
        code: 'unreadable',
        message: 'a.csv is gone.',
        hint: 'Copy or export the file again.',
      },
    ]);
    // No other file is as long as the last.
    expect(asked).toEqual(['a.csv', 'b.csv']);
  });

  it('that are none and cannot be looked into are unusable with the reason', async () => {
    const source = memoryFiles({ 'a.csv': 'a,b\n1,2\n', 'b.dat': 'x' });
    const gone = {
      kind: 'input',
      code: 'file_gone',
      message: 'b.dat is gone.',
      hint: 'Put it back.',
    } as const;
    const read: typeof source.read = (path, start, end) =>
      path === 'b.dat' ? Promise.reject(new LeadlensError(gone)) : source.read(path, start, end);
    const { unusable, notRead } = await discover({ ...source, read }, hyparquet);
    expect(unusable).toMatchObject([{ code: 'unreadable', message: 'b.dat is gone.', hint: 'Put it back.' }]);
    expect(notRead).toEqual([]);
  });

  it('are told one after the other, with how many there are', async () => {
    const told: unknown[] = [];
    await discover(
      memoryFiles({ 'b10.csv': 'a,b\n1,2\n', 'b9.csv': 'a,b\n1,2\n', 'me.png': '' }),
      hyparquet,
      undefined,
      ({ path }, done, total) => told.push([path, done, total]),
    );
    expect(told).toEqual([
      ['b9.csv', 0, 2],
      ['b10.csv', 1, 2],
    ]);
  });

  it('are not blamed for a mistake of ours', async () => {
    const source = memoryFiles({ 'a.csv': 'a,b\n1,2\n' });
    const bug = new TypeError('a mistake of ours');
    const read: typeof source.read = () => Promise.reject(bug);
    await expect(discover({ ...source, read }, hyparquet)).rejects.toBe(bug);
  });

  it('are no longer looked at after a cancel', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(discover(memoryFiles({ 'a.csv': 'a' }), hyparquet, controller.signal)).rejects.toMatchObject(
      {
        details: { kind: 'cancelled' },
      },
    );
  });
});

describe('Text', () => {
  it.each([',', ';', '\t', '|'])('is split at %j when its records agree on that', async (delimiter) => {
    const file = await sniffed(table(delimiter));
    expect(file.delimiter).toBe(delimiter);
    expect(file.headers).toEqual(['name', 'city', 'paid on', 'amount']);
    expect(file.sample[0]).toEqual(['Ann', 'Elko, NV', '2023-01-01', '1.5']);
  });

  it('is split at semicolons though every row has a decimal comma', async () => {
    expect((await sniffed('a;b\n1,5;2\n2,5;3\n')).delimiter).toBe(';');
  });

  it('may say its delimiter in a first line', async () => {
    expect(await sniffed('sep=;\na;b\n1;2\n')).toMatchObject({
      delimiter: ';',
      preambleLines: 1,
      headers: ['a', 'b'],
    });
  });

  it('may have lines above its header, blank ones too', async () => {
    const file = await sniffed(
      'Report for Acme, Inc.\nPeriod: May\n\nid,city,zip\n1,Elko,89801\n2,Reno,89501\n',
    );
    expect(file).toMatchObject({ preambleLines: 3, headers: ['id', 'city', 'zip'] });
    expect(file.sample).toHaveLength(2);
  });

  it('has a header even where that is shorter than its records', async () => {
    const file = await sniffed('id,city\n1,Elko,x\n2,Reno,y\n3,Reno,y\n');
    expect(file).toMatchObject({ preambleLines: 0, headers: ['id', 'city', 'column_3'] });
  });

  it('gets unique names for its columns, and says which were double', async () => {
    const file = await sniffed('id,id,,__proto__,id (2), id \n1,2,3,4,5,6\n');
    expect(file.headers).toEqual(['id', 'id (3)', 'column_3', '__proto__', 'id (2)', 'id (4)']);
    expect(file.duplicateHeaders).toEqual(['id']);
  });

  it('may have a header and nothing else', async () => {
    expect(await sniffed('a,b,c\n')).toMatchObject({
      headerOnly: true,
      headers: ['a', 'b', 'c'],
      sample: [],
    });
    expect((await sniffed('a,b,c\n1,2,3')).headerOnly).toBe(false);
  });

  it('may hold quoted line ends and quotes that never close', async () => {
    const file = await sniffed('a,b\n"x\ny",2\n"open,4\n5,6\n');
    expect(file.sample).toEqual([
      ['x\ny', '2'],
      ['"open', '4'],
      ['5', '6'],
    ]);
  });

  it.each([
    ['utf-8', 0, Buffer.from(table(','))],
    ['utf-8', 3, Buffer.from(`\ufeff${table(',')}`)],
    ['utf-16le', 2, Buffer.from(`\ufeff${table(',')}`, 'utf16le')],
    ['utf-16be', 2, Buffer.from(`\ufeff${table(',')}`, 'utf16le').swap16()],
    ['utf-16le', 0, Buffer.from(table(','), 'utf16le')],
    ['windows-1252', 0, Buffer.from(table(',').replace('Ann', 'Zoë'), 'latin1')],
    // Zoë and Málaga as an old Macintosh writes them.
    ['macintosh', 0, Buffer.from(table(',').replace('Ann', 'Zo\x91').replace('Bob', 'M\x87laga'), 'latin1')],
    // The same from a spreadsheet's CSV (MS-DOS).
    ['ibm850', 0, Buffer.from(table(',').replace('Ann', 'Zo\x89').replace('Bob', 'M\xa0laga'), 'latin1')],
  ] as const)('in %s with a mark of %i bytes is known for that', async (encoding, bomBytes, bytes) => {
    const file = await sniffed(bytes);
    expect(file).toMatchObject({ encoding, bomBytes, delimiter: ',' });
    expect(file.headers[0]).toBe('name');
  });

  it('is looked at only at its start, cut after a whole line', async () => {
    const file = await sniffed(`a,b\n${'füñf,"x"\n'.repeat(60_000)}`);
    expect(file).toMatchObject({ encoding: 'utf-8', delimiter: ',', headerOnly: false });
    expect(file.sample).toHaveLength(200);
  });

  it('packed with gzip is found without the ending .gz', async () => {
    expect(await sniffed(gzipSync('a,b\n1,2\n'))).toMatchObject({ compression: 'gzip', headers: ['a', 'b'] });
  });
});

describe('Parquet', () => {
  it('gives its columns and first rows, whatever the file is called', async () => {
    const file = await sniffed(parquetBytes, 'leads.csv');
    expect(file).toMatchObject({
      format: 'parquet',
      headers: ['lead_uuid', 'email_hash'],
      headerOnly: false,
    });
    expect(file.sample).toEqual([
      ['a', 'x'],
      ['b', ''],
    ]);
  });

  it('that is cut in half is unusable', async () => {
    const half = parquetBytes.slice(0, parquetBytes.length / 2);
    expect((await refused(half, 'leads.parquet')).code).toBe('bad_parquet');
  });

  it('with a damaged footer is unusable', async () => {
    const damaged = Uint8Array.from(parquetBytes).fill(
      0xff,
      parquetBytes.length - 40,
      parquetBytes.length - 8,
    );
    expect((await refused(damaged, 'leads.parquet')).code).toBe('bad_parquet');
  });

  it('that does not start like one is unusable', async () => {
    expect((await refused(Buffer.alloc(100, 1), 'leads.parquet')).code).toBe('bad_parquet');
  });
});

describe('A file is unusable, with the way out,', () => {
  it('when it has no bytes', async () => {
    expect((await refused('')).code).toBe('empty');
    expect((await refused(gzipSync(''))).code).toBe('empty');
  });

  it('when it has blank lines only', async () => {
    expect((await refused('\n  \r\n\n')).code).toBe('no_header');
  });

  it('when it is a ZIP archive or an Excel workbook that is called .csv', async () => {
    const zip = await refused(Buffer.from('PK\x03\x04....data_1.csv'));
    expect(zip).toMatchObject({ code: 'zip', hint: expect.stringContaining('Unpack') as string });
    const xlsx = await refused(Buffer.from('PK\x03\x04....[Content_Types].xml'));
    expect(xlsx).toMatchObject({ code: 'zip', hint: expect.stringContaining('save it as CSV') as string });
    expect((await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).code).toBe('old_excel');
    expect((await refused('%PDF-1.7')).code).toBe('pdf');
  });

  it('when it is not text', async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff);
    expect((await refused(noise)).code).toBe('not_text');
    expect((await refused(gzipSync(parquetBytes), 'a.csv.gz')).code).toBe('not_text');
  });

  it('when its gzip data is cut off or damaged', async () => {
    const packed = gzipSync(`a,b\n${'1,2\n'.repeat(100)}`);
    expect((await refused(packed.subarray(0, packed.length - 4))).code).toBe('truncated_gzip');
    expect((await refused(Buffer.concat([packed, Buffer.from('junk')]))).code).toBe('bad_gzip');
  });
});

describe('Natural order', () => {
  it('counts numbers as numbers', () => {
    const names = ['data_10.csv', 'Data_2.csv', 'data_1.csv', 'data_02.csv', 'b', 'a10/x', 'a9/x'];
    expect(names.sort(compareNatural)).toEqual([
      'a9/x',
      'a10/x',
      'b',
      'data_1.csv',
      'Data_2.csv',
      'data_02.csv',
      'data_10.csv',
    ]);
  });
});

describe('All that is known of a file after its start was looked at', () => {
  it('of a CSV file with lines above its header and units below it', async () => {
    const text = [
      'Campaign report',
      '1 May 2026 - 31 May 2026',
      '',
      'Day;Cost;Cost;Clicks',
      ';EUR;EUR;',
      '2026-05-01;"1,50";2,50;10',
      '2026-05-02;"3,50";4,50;20',
      '',
    ].join('\r\n');
    expect(await sniffed(`\ufeff${text}`)).toEqual({
      agreement: 1,
      bomBytes: 3,
      compression: null,
      delimiter: ';',
      duplicateHeaders: ['Cost'],
      encoding: 'utf-8',
      entry: {
        bytes: 135,
        modifiedAt: 0,
        path: 'report.csv',
      },
      firstLines: [
        'Campaign report',
        '1 May 2026 - 31 May 2026',
        '',
        'Day;Cost;Cost;Clicks',
        ';EUR;EUR;',
        '2026-05-01;"1,50";2,50;10',
        '2026-05-02;"3,50";4,50;20',
        '',
      ],
      format: 'csv',
      hasBackslashes: false,
      hasHeader: true,
      headerOnly: false,
      headers: ['Day', 'Cost', 'Cost (2)', 'Clicks'],
      isPadded: false,
      jsonColumns: [],
      preamble: {
        currency: null,
        lines: ['Campaign report', '1 May 2026 - 31 May 2026'],
        range: {
          from: '2026-05-01',
          to: '2026-05-31',
        },
      },
      preambleLines: 3,
      quote: '"',
      sample: [
        ['2026-05-01', '1,50', '2,50', '10'],
        ['2026-05-02', '3,50', '4,50', '20'],
      ],
      sha256: null,
      unitLines: 1,
      unpackedBytes: 135,
    });
  });

  it('of one without a header, in an old encoding, with quotes that are escaped', async () => {
    const bytes = Buffer.from('1\t"Z\u00fcrich \\"West\\""\t2026-05-01\n2\t"Bern"\t2026-05-02\n', 'latin1');
    expect(await sniffed(bytes, 'a.tsv')).toEqual({
      agreement: 1,
      bomBytes: 0,
      compression: null,
      delimiter: '\t',
      duplicateHeaders: [],
      encoding: 'windows-1252',
      entry: {
        bytes: 51,
        modifiedAt: 0,
        path: 'a.tsv',
      },
      firstLines: ['1\t"Zürich \\"West\\""\t2026-05-01', '2\t"Bern"\t2026-05-02', ''],
      format: 'csv',
      hasBackslashes: false,
      hasHeader: false,
      headerOnly: false,
      headers: ['column_1', 'column_2', 'column_3'],
      isPadded: false,
      jsonColumns: [],
      preamble: {
        currency: null,
        lines: [],
        range: null,
      },
      preambleLines: 0,
      quote: '"',
      sample: [
        ['1', '"Zürich \\"West\\""', '2026-05-01'],
        ['2', 'Bern', '2026-05-02'],
      ],
      sha256: null,
      unitLines: 0,
      unpackedBytes: 51,
    });
  });

  it('of one that has its header alone', async () => {
    expect(await sniffed('name,city,paid on\n')).toEqual({
      agreement: 1,
      bomBytes: 0,
      compression: null,
      delimiter: ',',
      duplicateHeaders: [],
      encoding: 'utf-8',
      entry: {
        bytes: 18,
        modifiedAt: 0,
        path: 'report.csv',
      },
      firstLines: ['name,city,paid on', ''],
      format: 'csv',
      hasBackslashes: false,
      hasHeader: true,
      headerOnly: true,
      headers: ['name', 'city', 'paid on'],
      isPadded: false,
      jsonColumns: [],
      preamble: {
        currency: null,
        lines: [],
        range: null,
      },
      preambleLines: 0,
      quote: '"',
      sample: [],
      sha256: null,
      unitLines: 0,
      unpackedBytes: 18,
    });
  });

  it('of packed JSON lines, whose fields make its columns', async () => {
    expect(await sniffed(gzipSync('{"a":1,"b":{"c":"x"}}\n{"a":2,"d":[1,2]}\n'), 'z.jsonl.gz')).toEqual({
      bomBytes: 0,
      compression: 'gzip',
      delimiter: ',',
      duplicateHeaders: [],
      encoding: 'utf-8',
      entry: {
        bytes: 58,
        modifiedAt: 0,
        path: 'z.jsonl.gz',
      },
      firstLines: [],
      format: 'json',
      hasBackslashes: false,
      hasHeader: true,
      headerOnly: false,
      headers: ['a', 'c', 'd'],
      isPadded: false,
      jsonColumns: [
        {
          name: 'a',
          path: ['a'],
        },
        {
          name: 'c',
          path: ['b', 'c'],
        },
        {
          name: 'd',
          path: ['d'],
        },
      ],
      preamble: {
        currency: null,
        lines: [],
        range: null,
      },
      preambleLines: 0,
      quote: '"',
      sample: [
        ['1', 'x', ''],
        ['2', '', '[1,2]'],
      ],
      sha256: null,
      unitLines: 0,
      unpackedBytes: 40,
    });
  });

  it('of a Parquet file, whose cells are text', async () => {
    expect(await sniffed(parquetBytes, 'leads.parquet')).toEqual({
      bomBytes: 0,
      compression: null,
      delimiter: ',',
      duplicateHeaders: [],
      encoding: 'utf-8',
      entry: {
        bytes: 264,
        modifiedAt: 0,
        path: 'leads.parquet',
      },
      firstLines: [],
      format: 'parquet',
      hasBackslashes: false,
      hasHeader: true,
      headerOnly: false,
      headers: ['lead_uuid', 'email_hash'],
      isPadded: false,
      jsonColumns: [],
      preamble: {
        currency: null,
        lines: [],
        range: null,
      },
      preambleLines: 0,
      quote: '"',
      sample: [
        ['a', 'x'],
        ['b', ''],
      ],
      sha256: null,
      unitLines: 0,
      unpackedBytes: 264,
    });
  });

  it('is why it cannot be used, where it cannot, and what to do', async () => {
    const told = async (content: Uint8Array | string, name: string) => {
      const { unusable } = await look({ [name]: content });
      return unusable.map(({ code, message, hint }) => [code, message, hint]);
    };
    const nothing = new Uint8Array();
    const cut = parquetBytes.slice(0, parquetBytes.length - 6);
    expect([
      await told(nothing, 'empty.csv'),
      await told('\n\n', 'blank.csv'),
      await told(Buffer.from([0, 1, 2, 3, 0, 1, 2, 255, 254, 0, 7]), 'noise.csv'),
      await told(cut, 'cut.parquet'),
      await told('PAR1', 'short.parquet'),
      await told('no parquet at all', 'text.parquet'),
      await told(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), 'broken.csv.gz'),
      await told('{"a": {"b": 1}}', 'settings.json'),
      await told('just one line of prose', 'prose.txt'),
    ]).toEqual([
      [['empty', 'empty.csv is empty: it has no bytes.', 'Export it again, or take it out of the folder.']],
      [
        [
          'no_header',
          'blank.csv has nothing but blank lines.',
          'Export it again, or take it out of the folder.',
        ],
      ],
      [['not_text', 'noise.csv is not text.', 'Export it as CSV (UTF-8) or Parquet.']],
      [
        [
          'bad_parquet',
          'cut.parquet is a Parquet file whose end is missing: it was cut off.',
          'Copy or export the file again.',
        ],
      ],
      [
        [
          'bad_parquet',
          'short.parquet is a Parquet file whose end is missing: it was cut off.',
          'Copy or export the file again.',
        ],
      ],
      [],
      [
        [
          'truncated_gzip',
          'broken.csv.gz ends in the middle of its compressed data: rows are missing.',
          'Copy or download the file again.',
        ],
      ],
      [],
      [],
    ]);
  });
});
