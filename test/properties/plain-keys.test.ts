import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOBODY_EMAILS, NOBODY_WORDS, NO_CAMPAIGN_WORDS } from '../../shared/domain/placeholder-words';
import type { Database } from '../../shared/ports/database';
import { campaignKey } from '../../shared/sql/campaign-verbs';
import { defineTable } from '../../shared/sql/model';
import { emailKeyOfPerson, emailOf, personKey } from '../../shared/sql/person-verbs';
import { raw, sql, type Sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { isPlainKey, type KeyKind } from '../../shared/stages/clean/values/plain-keys';
import { freshDatabase } from '../support/reused-database';

const VALUE = raw('value');
const LONG: readonly (readonly [kind: KeyKind, what: string, long: Sql])[] = [
  ['campaign', 'campaignKey', campaignKey(VALUE)],
  ['person', 'personKey', personKey(VALUE)],
  ['lead', 'personKey of the first', personKey(sql`split_part(${VALUE}, ';', 1)`)],
  ['email', 'emailOf', emailOf(VALUE)],
  ['email', 'emailKeyOfPerson', emailKeyOfPerson(VALUE)],
];

/** Texts as columns of ids hold them, and all that the verbs treat in a way of their own. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NO_CAMPAIGN_WORDS, ...NOBODY_WORDS, ...NOBODY_EMAILS),
      fc.constantFrom(
        'not',
        'set',
        'provided',
        'data',
        'available',
        'CMP',
        'usr',
        '17',
        '0',
        'mailto:',
        'utm',
      ),
      fc.constantFrom(' ', '  ', '_', '__', '-', '.', '@', ';', ',', '|', ':', '<', '>', '#', '?', '*'),
      fc.constantFrom('%20', '+', '{', '}', '(', ')', '[', '$', '%%', 'é', 'É', 'ß', 'İ', '\u00a0', '\t'),
      fc.string({ maxLength: 6, unit: 'binary' }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((parts) => fc.constantFrom(parts.join(''), parts.join('').toUpperCase(), parts.join(' ')))
  .map((text) => text.replace(/^[\s\0]+|[\s\0]+$/gu, '').replaceAll('\0', ''))
  .filter((text) => text !== '');

describe('a key that is called plain', () => {
  let database: Database;
  let workspace: Workspace;
  const values = [
    ...new Set([
      ...NO_CAMPAIGN_WORDS,
      ...NOBODY_WORDS,
      ...NOBODY_EMAILS,
      'Not Set',
      'NOT PROVIDED',
      'data not available',
      '0000',
      'a;b',
      'Ann@Acme.com',
      ...fc.sample(texts, { seed: 11, numRuns: 6000 }),
    ]),
  ];
  const table = defineTable({
    name: 'src_values',
    title: 'Values',
    description: 'Values.',
    grain: 'one row per value',
    key: ['value'],
    columns: { value: { type: 'VARCHAR', description: 'A value.' } },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    workspace = new Workspace(database, 'test');
    workspace.begin();
    await workspace.fill(table, 'values', (into) => into.append({ value: { type: 'text', values } }));
  });
  afterAll(() => database.close());

  const isPlain = (kind: KeyKind, value: string): boolean => {
    const bytes = new TextEncoder().encode(value);
    return isPlainKey(kind, bytes, 0, bytes.length);
  };

  test.each(LONG)('of kind %s is what %s makes of it: its lower case', async (kind, _, long) => {
    const found = await workspace.query(sql`select value, lower(value), ${long} from ${table}`);
    const plain = found.rows().filter(([value]) => isPlain(kind, String(value)));
    expect(plain.length).toBeGreaterThan(50);
    expect(plain.filter(([, lower, key]) => key !== lower)).toEqual([]);
  });

  test('is what nearly all ids, campaigns and e-mails are', () => {
    for (const id of ['936b1718dc', 'USR_00123', '1A9F-77', '120210000000000001'])
      expect([id, isPlain('person', id), isPlain('lead', id), isPlain('campaign', id)]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    expect(isPlain('campaign', 'Spring Sale 2025 - US')).toBe(true);
    expect(isPlain('email', 'Ann.Lee@acme.example')).toBe(true);
  });
});
