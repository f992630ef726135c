import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnEvidence, FieldKinds } from '../../shared/stages/clean/values/column-evidence';
import { ColumnReader, plainNumberShape } from '../../shared/stages/clean/values/column-reader';
import { dateEvidence } from '../../shared/stages/clean/values/date-evidence';
import { NullTokens } from '../../shared/stages/clean/values/null-tokens';
import { NUMBER_SHAPES } from '../../shared/stages/clean/values/number-text';
import { scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { inChunks } from '../support/memory-files';
import { freshText, plainLayout } from '../support/scan-text';

const INVOICES: FieldKinds = {
  fields: ['id', 'day', 'amount', 'currency', 'clicks'],
  money: ['amount'],
  counts: ['clicks'],
  date: 'day',
  ids: ['id'],
  key: null,
  hasCurrency: true,
};

interface ReadFile {
  readonly reader: ColumnReader;
  readonly evidence: ColumnEvidence;
  readonly text: string;
}

async function readFile(
  lines: readonly string[],
  tokens: Readonly<Record<string, readonly string[]>> = {},
  kinds: FieldKinds = INVOICES,
): Promise<ReadFile> {
  const reader = new ColumnReader(kinds, tokens);
  const content = [kinds.fields.join(','), ...lines].join('\n');
  const scan = await scanRecords(inChunks(content), plainLayout(kinds.fields.length), null, {
    file: 'x.csv',
    reader,
  });
  return { reader, evidence: reader.evidence(), text: freshText(scan) };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('The columns of a file, read while it is scanned,', () => {
  it('are written without the texts that mean "no value", each field by its own', async () => {
    const { text } = await readFile(['a,N/A,-,none,0', 'none, n/a ,12.50,USD,-'], {
      day: ['n/a'],
      amount: ['-'],
      currency: ['None'],
    });
    expect(text).toBe('0,a,,,,0\n1,none,,12.50,USD,-\n');
  });

  it('say which fields have a value, and which keys need more than their lower case', async () => {
    const kinds: FieldKinds = {
      fields: ['user_uid', 'campaign_id', 'email'],
      money: [],
      counts: [],
      date: null,
      ids: ['user_uid', 'campaign_id'],
      keys: { user_uid: 'person', campaign_id: 'campaign', email: 'email' },
      key: null,
      hasCurrency: false,
    };
    const of = async (lines: readonly string[]) => {
      const { evidence } = await readFile(lines, { email: ['n/a'] }, kinds);
      return { filled: [...evidence.filledFields], odd: [...evidence.oddFields] };
    };
    expect(await of(['u1,CMP 1,n/a', 'U2,,n/a'])).toEqual({ filled: ['user_uid', 'campaign_id'], odd: [] });
    expect((await of(['u1,CMP 1,a@b.co', 'unknown,utm%20x,Ann <a@b.co>'])).odd).toEqual([
      'user_uid',
      'campaign_id',
      'email',
    ]);
  });

  it('say how their dates are ordered and their numbers separated', async () => {
    const { evidence } = await readFile([
      '1,13/01/2026,"1,234.50",,"1,234"',
      '2,01/02/2026,99,,12',
      '3,01/31/2026,abc,,',
      '4,2026-01-01,1.5,,7.0',
    ]);
    expect(evidence.dates).toEqual({ bothFit: 1, monthFirst: 1, dayFirst: 1 });
    expect(Object.fromEntries(evidence.shapes.get('amount') ?? [])).toEqual({
      [NUMBER_SHAPES.point]: 2,
      [NUMBER_SHAPES.plain]: 1,
      [NUMBER_SHAPES.unreadable]: 1,
    });
    expect(Object.fromEntries(evidence.shapes.get('clicks') ?? [])).toEqual({
      [NUMBER_SHAPES.oneComma]: 1,
      [NUMBER_SHAPES.plain]: 1,
      [NUMBER_SHAPES.point]: 1,
    });
  });

  it('keep of each way to write a number one value as it stands, whatever the order of records', async () => {
    const lines = ['1,,"$2,500",,', '2,,"$1,100",,', '3,,99,,', '4,,"1,5",,'];
    for (const order of [lines, [...lines].reverse()]) {
      const { evidence } = await readFile(order);
      expect(Object.fromEntries(evidence.writtenNumbers.get('amount') ?? [])).toEqual({
        [NUMBER_SHAPES.oneComma]: '$1,100',
        [NUMBER_SHAPES.comma]: '1,5',
      });
    }
  });

  it('hand over each number that is not written plainly once, and name the fields that have such', async () => {
    const { reader, evidence } = await readFile(['1,,€5,,1', '2,,€5,,2', '3,,7,,3']);
    expect([...reader.oddNumbers.keys()]).toEqual(['€5']);
    expect([...evidence.oddFields]).toEqual(['amount']);
  });

  it('are read with every character that the database gets, a byte-order mark inside a field too', async () => {
    const { reader, text } = await readFile(['1,,\ufeff5.00,,1', '2,,"\ufeff1,50",\ufeffUSD,2']);
    expect([...reader.oddNumbers.keys()]).toEqual(['\ufeff5.00', '\ufeff1,50']);
    expect([...reader.evidence().currencies.keys()]).toEqual(['\ufeffUSD']);
    expect(text).toContain('\ufeff5.00');
  });

  it('state the currency in their own column first, then beside the number; where the two differ it is unclear', async () => {
    const { evidence } = await readFile([
      '1,,5,EUR,',
      '2,,€5,,',
      '3,,€5,eur,',
      '4,,5,,',
      '5,,€5,USD,',
      '6,,5,euro,',
      '7,,€5,euro,',
      '8,,MXN 5,,',
    ]);
    expect(Object.fromEntries(evidence.stated)).toEqual({ EUR: 3, MXN: 1 });
    expect(evidence.unclearCurrencies).toBe(3);
    expect([...evidence.currencies]).toEqual([
      ['EUR', 'EUR'],
      ['eur', 'EUR'],
      ['USD', 'USD'],
      ['euro', null],
    ]);
  });

  it('count a record with two amounts once, by the first currency beside one of them', async () => {
    const ads: FieldKinds = {
      fields: ['cost', 'per_click'],
      money: ['cost', 'per_click'],
      counts: [],
      date: null,
      ids: [],
      key: null,
      hasCurrency: false,
    };
    const { evidence } = await readFile(['€5,£1', '5,£1', '5,1'], {}, ads);
    expect(Object.fromEntries(evidence.stated)).toEqual({ EUR: 1, GBP: 1 });
    expect(evidence.unclearCurrencies).toBe(0);
  });

  it('have dates and ids as what they stand for, and say what was done', async () => {
    const { evidence, text, reader } = await readFile([
      '1001.0,"Mon, Jan 1, 2024",1,,',
      '"1,002",1970-01-01,1,,',
      '1.202E+17,0000-00-00,1,,',
      'CAMP-1.0,2024-01-04 08:20:00 UTC,1,,',
      '4.155550108E+09,45306,1,,',
    ]);
    expect(text.split('\n').slice(0, 5)).toEqual([
      '0,1001,"2024-01-01",1,,',
      '1,"1002",,1,,',
      '2,,,1,,',
      '3,CAMP-1.0,2024-01-04T08:20:00Z,1,,',
      '4,4155550108,45306,1,,',
    ]);
    expect(reader.damaged.kept).toMatchObject([{ record: 3, column: 'id', value: '1.202E+17' }]);
    expect([...evidence.dateForms].sort()).toEqual(['isoDate', 'yearFirst']);
    expect(evidence.hasSerialDates).toBe(true);
    expect(evidence.notes).toEqual([
      { field: 'id', kind: 'repaired_id', example: '1001.0', values: 3 },
      { field: 'day', kind: 'placeholder', example: '1970-01-01', values: 1 },
      { field: 'day', kind: 'placeholder', example: '0000-00-00', values: 1 },
      { field: 'day', kind: 'serial', example: '45306', values: 1 },
    ]);
  });

  it('keep an id without which a record belongs to nobody, though it lost digits', async () => {
    const kinds = { ...INVOICES, key: 'id' };
    const { evidence, text, reader } = await readFile(['1.202E+17,2024-01-01,1,,'], {}, kinds);
    expect(text).toBe('0,1.202E+17,2024-01-01,1,,\n');
    expect(reader.damaged.total).toBe(1);
    expect(evidence.hasDamagedKeys).toBe(true);
  });

  it('leave out what is no record: total lines, drawn lines, records that cannot be read', async () => {
    const { evidence } = await readFile([
      '1,,5,,1',
      '---,---,---,---,---',
      '2,,7,,1,surplus',
      'Total,,12,,2',
    ]);
    expect(Object.fromEntries(evidence.shapes.get('amount') ?? [])).toEqual({ [NUMBER_SHAPES.plain]: 1 });
  });
});

describe('What a spreadsheet wrote in place of a value', () => {
  it('is taken out of columns of ids and texts and noted, and stays where numbers and dates are cast', async () => {
    const { text, reader, evidence } = await readFile(['#REF!,#N/A,#VALUE!,#NAME?,3', '7,,1,,']);
    expect(text).toBe('0,,#N/A,#VALUE!,,3\n1,7,,1,,\n');
    expect(reader.damaged.kept).toEqual([
      {
        record: 1,
        column: 'currency',
        value: '#NAME?',
        reason: 'a spreadsheet could not compute the value',
      },
      { record: 1, column: 'id', value: '#REF!', reason: 'a spreadsheet could not compute the value' },
    ]);
    expect([...evidence.damagedFields]).toEqual([]);
    expect([...evidence.filledFields]).toEqual(['id', 'day', 'amount', 'clicks']);
  });

  it('is noted although it means "no value"', async () => {
    const { reader, text } = await readFile(['1,,#N/A,,', '2,,-,,'], { amount: ['#N/A', '-'] });
    expect(reader.damaged.kept.map(({ record, value }) => [record, value])).toEqual([[1, '#N/A']]);
    expect(text).toBe('0,1,,,,\n1,2,,,,\n');
  });

  it('stays where it is the id without which a record belongs to nobody', async () => {
    const { text, evidence } = await readFile(['#REF!,,1,,'], {}, { ...INVOICES, key: 'id' });
    expect(text).toBe('0,#REF!,,1,,\n');
    expect(evidence.hasDamagedKeys).toBe(true);
  });

  it('is no other text with its sign', async () => {
    const { text, reader } = await readFile(['#17,,1,,', '#REF,,1,,']);
    expect(text).toBe('0,#17,,1,,\n1,#REF,,1,,\n');
    expect(reader.damaged.total).toBe(0);
  });
});

describe('Of the records of a file', () => {
  it('those with an amount and no currency are silent, and those without an amount are not', async () => {
    const of = async (...lines: readonly string[]) => (await readFile(lines)).evidence;
    expect((await of('1,,5,,', '2,,,,7', '3,,,,', '4,,6.5,,', '5,,€5,,', '6,,5,EUR,')).silentCurrencies).toBe(
      2,
    );
    expect(await of('1,,,EUR,', '2,,,,€5')).toMatchObject({
      silentCurrencies: 0,
      unclearCurrencies: 0,
      stated: new Map([['EUR', 1]]),
    });
  });

  it('fields with ids that lost digits are named, and none that a spreadsheet broke', async () => {
    const { evidence } = await readFile(['1.2E+17,,1,,', '2,,1,#REF!,']);
    expect([...evidence.damagedFields]).toEqual(['id']);
    expect(evidence.hasDamagedKeys).toBe(false);
  });

  it('numbers in a column of dates are noted only where enough of them are', async () => {
    const days = (count: number) => Array.from({ length: count }, () => '1,2026-01-31,,,');
    const of = async (...lines: readonly string[]) => {
      const { hasSerialDates, notes } = (await readFile(lines)).evidence;
      return { hasSerialDates, notes };
    };
    expect(await of('1,45306,,,', ...days(10))).toEqual({ hasSerialDates: false, notes: [] });
    expect(await of('1,45306,,,', ...days(9))).toEqual({
      hasSerialDates: true,
      notes: [{ field: 'day', kind: 'serial', example: '45306', values: 1 }],
    });
  });

  it('further dates count as the first ones do', async () => {
    const kinds = { ...INVOICES, fields: ['id', 'day', 'until'], otherDates: ['until'], hasCurrency: false };
    const { evidence } = await readFile(['1,13/01/2026,14/01/2026'], {}, kinds);
    expect(evidence.dates).toEqual({ bothFit: 0, monthFirst: 0, dayFirst: 2 });
  });

  it('texts that state a currency are read only where there is a column of currencies', async () => {
    const { evidence } = await readFile(['1,,5,EUR,'], {}, { ...INVOICES, hasCurrency: false });
    expect([...evidence.currencies]).toEqual([]);
    expect(evidence.silentCurrencies).toBe(1);
  });
});

describe('A number that is written plainly', () => {
  const shape = (text: string): number | null => {
    const bytes = bytesOf(`9${text}9`);
    return plainNumberShape(bytes, 1, bytes.length - 1);
  };

  it('has digits alone, or a point and one or two decimals', () => {
    expect(['0', '7', '0012', '123456789012345678901234'].map(shape)).toEqual(
      Array(4).fill(NUMBER_SHAPES.plain),
    );
    expect(['1.5', '0.25', '1234.50'].map(shape)).toEqual(Array(3).fill(NUMBER_SHAPES.point));
  });

  it('has nothing else', () => {
    for (const text of [
      '',
      '.5',
      '1.',
      '1.234',
      '1,5',
      '1,50',
      '-5',
      '5-',
      '1.5x',
      '1.x',
      '1..5',
      '1 5',
      '€5',
      '5%',
    ])
      expect(shape(text), text).toBeNull();
  });
});

describe('A text that means "no value"', () => {
  it('is found whatever its case, and no other text is', () => {
    const tokens = new NullTokens(['N/A', 'né', '-', 'unknown', 'Äö']);
    const has = (text: string): boolean => tokens.has(bytesOf(`«${text}»`), 2, 2 + bytesOf(text).length);
    for (const text of ['n/a', 'N/a', 'NÉ', 'né', '-', 'UNKNOWN', 'äÖ']) expect(has(text), text).toBe(true);
    for (const text of ['N/Ab', 'n', '-5', '0', 'unknow', 'unknowns', 'äö ', 'é'])
      expect(has(text), text).toBe(false);
  });

  it('is any of the tokens, in any text', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aAnN/-éÉ0.'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), word, (tokens, text) => {
        const bytes = bytesOf(text);
        const isToken = tokens.some((token) => token.toLowerCase() === text.toLowerCase());
        expect(new NullTokens(tokens).has(bytes, 0, bytes.length)).toBe(isToken);
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['13/01/2026', 3],
  ['01/13/2026', 2],
  ['1/2/2026', 1],
  ['12/05/2026', 1],
  ['05/12/2026', 1],
  ['12/31/2026', 2],
  ['31/12/2026', 3],
  ['0/12/2026', 0],
  ['12/32/2026', 0],
  ['1/2/26 5:30PM', 1],
  ['31.12.2025', 3],
  ['31-12-2025', 3],
  ['2026-01-02', 0],
  ['2026/13/01', 0],
  ['1749600000', 0],
  ['13/13/2026', 0],
  ['45/01/2026', 0],
  ['00/12/2026', 0],
  ['1/2', 0],
] as const)('The date %s says %i about the order of day and month', (text, code) => {
  const bytes = bytesOf(text);
  expect(dateEvidence(bytes, 0, bytes.length)).toBe(code);
});
