import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Database } from '../../shared/ports/database';
import {
  isoTimestamp,
  serialTimestampOf,
  timestampOf,
  uuid5,
  withoutTokens,
  type DateForm,
} from '../../shared/sql/dialect';
import { emailKey, keyForm, phoneKey } from '../../shared/sql/key-verbs';
import { lit, raw, render, sql, type Sql } from '../../shared/sql/sql';
import { DateReader } from '../../shared/stages/clean/values/date-reader';
import { freshDatabase } from '../support/reused-database';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});

const one = async (expression: Sql): Promise<Cell> => {
  const text = render(sql`select ${expression}`, () => '');
  return (await database.query(text)).rows()[0]?.[0] ?? null;
};

const read = (text: string, order: 'MDY' | 'DMY', written?: readonly DateForm[]): Promise<Cell> =>
  one(isoTimestamp(sql`(select ${timestampOf(raw('v'), order, written)} from (select ${lit(text)} as v))`));

/** A date as it comes out of the scanner, and the forms in which it can be. */
function scanned(text: string): { readonly plain: string; readonly forms: readonly DateForm[] } {
  const bytes = new Uint8Array(200);
  const { written } = new TextEncoder().encodeInto(text, bytes);
  const reader = new DateReader();
  const end = reader.read(bytes, 0, written);
  return { plain: new TextDecoder().decode(bytes.subarray(0, end)), forms: [...reader.forms] };
}

describe('A date', () => {
  it.each([
    ['2026-01-31', 'MDY', '2026-01-31T00:00:00'],
    ['2026-01-31T23:30:00-08:00', 'MDY', '2026-01-31T23:30:00'],
    ['2026-01-31T01:00:00Z', 'DMY', '2026-01-31T01:00:00'],
    ['20260131', 'MDY', '2026-01-31T00:00:00'],
    ['01/02/2026', 'MDY', '2026-01-02T00:00:00'],
    ['01/02/2026', 'DMY', '2026-02-01T00:00:00'],
    ['1/2/26', 'MDY', '2026-01-02T00:00:00'],
    ['31.12.2025', 'DMY', '2025-12-31T00:00:00'],
    ['31-12-2025 17:05', 'DMY', '2025-12-31T17:05:00'],
    ['01/02/2026 5:30PM', 'MDY', '2026-01-02T17:30:00'],
    ['01/02/2026 12:00AM', 'MDY', '2026-01-02T00:00:00'],
    ['1749600000', 'MDY', '2025-06-11T00:00:00'],
    ['1749600000000', 'MDY', '2025-06-11T00:00:00'],
  ] as const)('%s with %s is read as %s', async (text, order, expected) => {
    expect(await read(text, order)).toBe(expected);
  });

  it.each([
    ['Mon, Jan 1, 2024', 'DMY', '2024-01-01T00:00:00'],
    ['4-Jan-24', 'MDY', '2024-01-04T00:00:00'],
    ['1 de enero de 2024', 'MDY', '2024-01-01T00:00:00'],
    ['2024-01-04 08:20:00 UTC', 'MDY', '2024-01-04T08:20:00'],
    ['2024-01-04 08:20:00.123456', 'MDY', '2024-01-04T08:20:00'],
    ['2024/1/4 8:20', 'MDY', '2024-01-04T08:20:00'],
    ['1/4/2024, 8:20:05\u202fPM', 'MDY', '2024-01-04T20:20:05'],
    ['1/4/2024, 8:20:05\u202fPM', 'DMY', '2024-04-01T20:20:05'],
    ['04.01.24, 14:05', 'DMY', '2024-01-04T14:05:00'],
    ['2024011008', 'MDY', '2024-01-10T08:00:00'],
    ['1748736000.5', 'MDY', '2025-06-01T00:00:00'],
    ['174960000000', 'MDY', '1975-07-19T00:00:00'],
    ['1704270000123456', 'MDY', '2024-01-03T08:20:00'],
  ] as const)('%s with %s is read as %s once it has been scanned', async (text, order, expected) => {
    const { plain, forms } = scanned(text);
    expect(await read(plain, order, forms)).toBe(expected);
  });

  it.each(['12345678.9', '1.7043E+09', '12345678.901', '1.704270E+12'])(
    'that lost its digits is none: %s',
    async (text) => {
      const { plain } = scanned(text);
      expect(await read(plain, 'MDY')).toBeNull();
    },
  );

  it('of a spreadsheet is its number of days since 1899-12-30, to the second', async () => {
    const serial = (text: string): Promise<Cell> =>
      one(isoTimestamp(sql`(select ${serialTimestampOf(raw('v'))} from (select ${lit(text)} as v))`));
    expect(await serial('45321')).toBe('2024-01-30T00:00:00');
    expect(await serial('45321.5')).toBe('2024-01-30T12:00:00');
    expect(await serial('45311.4166666667')).toBe('2024-01-20T10:00:00');
    expect(await serial('45311,4166666667')).toBe('2024-01-20T10:00:00');
    for (const text of ['2024-01-30', '4532', '453211', 'x5321', '45321.'])
      expect(await serial(text), text).toBeNull();
  });

  it('is read the same by a statement that knows only the forms that occur', async () => {
    const texts = [
      ...['2026-01-31', '2026-1-31', '2026-01-31T23:30:00-08:00', '2026/01/31', '20260131', '99999999'],
      ...['01/02/2026', '31.12.2025', '1/2/26', '31-12-2025 17:05', '1-2-2026', '13/13/2026', '1/2'],
      ...['1749600000', '174960000', '1749600000000', '174960000000', '12345678901', '123'],
      ...['soon', 'x', '::::-::-::', '２026-01-31', 'é1/02/2026', '1é/02/2026', '2026-01-3é', '-', '0'],
    ];
    for (const text of texts) {
      const { plain, forms } = scanned(text);
      for (const order of ['MDY', 'DMY'] as const)
        expect(await read(plain, order, forms), `${text} as ${forms.join(', ')}`).toBe(
          await read(plain, order),
        );
    }
  });

  it.each([
    ['13/01/2026', 'MDY'],
    ['02/30/2026', 'MDY'],
    ['2026-13-01', 'MDY'],
    ['soon', 'MDY'],
    ['123', 'MDY'],
    ['12345678901', 'MDY'],
  ] as const)('that %s is not (%s) is null, and no other date', async (text, order) => {
    expect(await read(text, order)).toBeNull();
  });
});

describe('A key', () => {
  const sha1 = 'A94A8FE5CCB19BA61C4C0873D391E987982FBBD3';

  it('that is a hash is folded to lower case, whatever its algorithm', async () => {
    expect(await one(emailKey(lit(sha1)))).toBe(sha1.toLowerCase());
    expect(await one(phoneKey(lit(sha1.slice(0, 32))))).toBe(sha1.slice(0, 32).toLowerCase());
    expect(await one(keyForm(lit('a'.repeat(64))))).toBe('sha256');
  });

  it('may be a raw e-mail or phone number', async () => {
    expect(await one(emailKey(lit('Ann@Example.com')))).toBe('ann@example.com');
    expect(await one(phoneKey(lit('+1 (415) 555-2671')))).toBe('+1 (415) 555-2671');
    expect(await one(keyForm(lit('ann@example.com')))).toBe('raw');
  });

  const digest = '7bdbe2fdf80781aa8d7ecdb00a16015a2de624687ce7bfce2bfe4ee5ea3f7061';
  const base64 = Buffer.from(digest, 'hex').toString('base64');
  it.each([
    `sha256:${digest}`,
    `SHA-256=${digest.toUpperCase()}`,
    `{SHA256}${digest}`,
    `0x${digest}`,
    `\\x${digest}`,
    base64,
    base64.replace('=', ''),
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ])('is the digest behind %s', async (text) => {
    expect(await one(emailKey(lit(text)))).toBe(digest);
    expect(await one(phoneKey(lit(text)))).toBe(digest);
  });

  it('is an MD5 or SHA-1 in Base64 too', async () => {
    for (const digits of ['d41d8cd98f00b204e9800998ecf8427e', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'])
      expect(await one(emailKey(lit(Buffer.from(digits, 'hex').toString('base64'))))).toBe(digits);
  });

  it.each([
    'x',
    'not a key',
    'g'.repeat(40),
    '12',
    `sha256:${digest.slice(1)}`,
    'sha256:',
    `${'a'.repeat(42)}*=`,
    '='.repeat(44),
  ])('is not %s', async (text) => {
    expect(await one(emailKey(lit(text)))).toBeNull();
    expect(await one(phoneKey(lit(text)))).toBeNull();
  });
});

describe('A null token', () => {
  it('means no value whatever its case, and nothing else does', async () => {
    const cleaned = (text: string): Promise<Cell> => one(withoutTokens(lit(text), ['N/A', 'né']));
    expect(await cleaned('n/a')).toBeNull();
    expect(await cleaned('NÉ')).toBeNull();
    expect(await cleaned('')).toBeNull();
    expect(await cleaned('N/Ab')).toBe('N/Ab');
    expect(await cleaned('0')).toBe('0');
  });
});

describe('A deterministic id', () => {
  it.each([
    ['', 'cd6b7717-5d0a-5407-bb3c-670dd5e16251'],
    ['abc', '8cb6e241-8e4a-5dd6-a1bc-341ed1d206d4'],
    ['Zürich · 7', 'be032ae6-5e0d-576d-a42e-d4839e804462'],
  ])('of %j is the UUID version 5 that other programs give', async (text, expected) => {
    expect(await one(uuid5(lit(text)))).toBe(expected);
  });
});
