import { describe, expect, it } from 'vitest';
import { mapColumns, unlikeKeys, type Column } from '../../shared/stages/classify/map-columns';
import { PROFILES } from '../../shared/stages/classify/profile';
import { fieldSchema, type FieldType, type Profile } from '../../shared/stages/classify/profile-schema';
import { isDigest, isEmail, isPhone, shapeShare } from '../../shared/stages/classify/value-shape';

type Own = Partial<Pick<Profile['fields'][number], 'spare' | 'aside' | 'nullTokens'>>;
const field = (name: string, type: FieldType, aliases: readonly string[], own: Own = {}) =>
  fieldSchema.parse({ field: name, label: name, description: name, type, aliases, ...own });
const profileOf = (...fields: Profile['fields']): Profile => ({
  ...PROFILES.crm_report,
  nullTokens: ['-'],
  fields,
});
const column = (header: string, ...values: readonly string[]): Column => ({ header, values });
const SHA1 = 'a'.repeat(40);

const found = (profile: Profile, ...columns: readonly Column[]) =>
  mapColumns(profile, columns).map(({ field: { field: name }, header, shape, rivals }) => [
    name,
    header,
    shape,
    ...rivals,
  ]);

describe('Which column feeds a field', () => {
  const AMOUNT = field('amount', 'number', ['amount', 'total', 'sum']);

  it('is the one with the earlier alias, and one that says something else is its rival', () => {
    const columns = [column('Sum', '1'), column('Total', '2'), column('Amount')];
    expect(found(profileOf(AMOUNT), ...columns)).toEqual([['amount', 'Total', 1, 'Sum']]);
    expect(found(profileOf(AMOUNT), column('Sum', '1'), column('Total', '1'))).toEqual([
      ['amount', 'Total', 1],
    ]);
    expect(found(profileOf(AMOUNT), column('Sum'), column('Total'))).toEqual([['amount', 'Total', null]]);
  });

  it('is the one whose values fit, however late its alias', () => {
    expect(found(profileOf(AMOUNT), column('Amount', 'x', 'y'), column('Sum', '1', '2'))).toEqual([
      ['amount', 'Sum', 1, 'Amount'],
    ]);
    // Half of the values say nothing for it or against it.
    expect(found(profileOf(AMOUNT), column('Amount'), column('Sum', '1', 'x'))).toEqual([
      ['amount', 'Amount', null, 'Sum'],
    ]);
    expect(found(profileOf(AMOUNT), column('Amount', '1', '1', 'x'), column('Sum', '1', 'x', 'x'))).toEqual([
      ['amount', 'Amount', 2 / 3, 'Sum'],
    ]);
  });

  it('is judged without empty values, those of the profile and those of the field', () => {
    const known = field('amount', 'number', ['amount'], { nullTokens: ['none'] });
    expect(found(profileOf(known), column('Amount', ' 1 ', '', ' ', '-', 'none', 'x'))).toEqual([
      ['amount', 'Amount', 0.5],
    ]);
    expect(found(profileOf(known), column('Amount', '', '-', 'none'))).toEqual([['amount', 'Amount', null]]);
  });

  it('feeds no other one: the surer pair has it, of equal ones the earlier field', () => {
    const [one, other] = [field('one', 'text', ['a', 'x']), field('other', 'text', ['x', 'b'])];
    expect(found(profileOf(one, other), column('X'))).toEqual([['other', 'X', null]]);
    expect(found(profileOf(one, field('same', 'text', ['a'])), column('A'))).toEqual([['one', 'A', null]]);
    expect(found(profileOf(one, other), column('X'), column('A'), column('B'))).toEqual([
      ['one', 'A', null],
      ['other', 'X', null],
    ]);
  });

  it('is the first by its name of equal ones, whatever their order', () => {
    const columns = [column('x_', 'b'), column('X', 'a')];
    const expected = [['one', 'X', null, 'x_']];
    const one = profileOf(field('one', 'text', ['x']));
    expect(found(one, ...columns)).toEqual(expected);
    expect(found(one, ...columns.toReversed())).toEqual(expected);
  });

  it('is a leftover where it is spare or aside, whatever its values', () => {
    const numbers = column('X', '1');
    for (const own of [{ spare: true }, { aside: true }])
      expect(
        found(profileOf(field('late', 'number', ['x'], own), field('own', 'text', ['y', 'x'])), numbers),
      ).toEqual([['own', 'X', null]]);
    expect(found(profileOf(field('late', 'number', ['x'], { spare: true })), numbers)).toEqual([
      ['late', 'X', 1],
    ]);
  });

  it('has no rival among columns that feed other fields, or that hold nothing', () => {
    const [one, other] = [field('one', 'text', ['x', 'y', 'z']), field('other', 'text', ['y'])];
    expect(found(profileOf(one, other), column('X', 'a'), column('Y', 'b'), column('Z', '', ' '))).toEqual([
      ['one', 'X', null],
      ['other', 'Y', null],
    ]);
  });

  it('is none for a key where fewer than three in ten values fit', () => {
    for (const type of ['hash', 'email', 'phone'] as const) {
      const good = { hash: SHA1, email: 'a@b.c', phone: '702 555 0100' }[type];
      const key = profileOf(
        field('key', type, ['key']),
        field('more', type === 'email' ? 'phone' : 'email', ['more']),
      );
      const of = (fitting: number) =>
        column('Key', ...Array.from({ length: 10 }, (_, i) => (i < fitting ? good : 'yes')));
      expect(found(key, of(3))).toEqual([['key', 'Key', 0.3]]);
      expect(found(key, of(2))).toEqual([]);
      expect(found(key, column('Key'))).toEqual([['key', 'Key', null]]);
    }
    expect(found(profileOf(AMOUNT), column('Amount', 'x', 'y'))).toEqual([['amount', 'Amount', 0]]);
  });

  it('may hold raw e-mails and phones where these have no field of their own', () => {
    const hash = field('email_hash', 'hash', ['email']);
    expect(found(profileOf(hash), column('Email', 'a@b.c'))).toEqual([['email_hash', 'Email', 1]]);
    expect(found(profileOf(hash, field('raw', 'email', ['raw'])), column('Email', 'a@b.c'))).toEqual([]);
    // A field for phones is none for e-mails.
    expect(found(profileOf(hash, field('raw', 'phone', ['raw'])), column('Email', 'a@b.c'))).toHaveLength(1);
    const phone = field('phone_hash', 'hash', ['phone']);
    expect(
      found(profileOf(phone, field('raw', 'email', ['raw'])), column('Phone', '702 555 0100')),
    ).toHaveLength(1);
    expect(found(profileOf(phone, field('raw', 'phone', ['raw'])), column('Phone', '702 555 0100'))).toEqual(
      [],
    );
  });

  it('may hold e-mails where it is the person of sessions and events, and nowhere else', () => {
    const touches = (name: string): Profile => ({
      ...PROFILES.ga4_sessions,
      fields: [field(name, 'id', ['user'])],
    });
    const user = column('User', 'a@b.c');
    expect(found(touches('user_uid'), user)).toEqual([['user_uid', 'User', 1]]);
    expect(found(touches('session_id'), user)).toEqual([['session_id', 'User', 0]]);
    expect(found(profileOf(field('user_uid', 'id', ['user'])), user)).toEqual([['user_uid', 'User', 0]]);
  });
});

describe('Columns that are a key by their header and hold something else', () => {
  const profile = profileOf(
    field('email_hash', 'hash', ['email', 'mail']),
    field('phone_hash', 'hash', ['phone', 'mail']),
    field('city', 'text', ['city']),
  );
  const unlike = (...columns: readonly Column[]): unknown =>
    Object.fromEntries(unlikeKeys(profile, columns, mapColumns(profile, columns)));

  it('are named by the key, each for one alone', () => {
    expect(unlike(column('Email', 'yes'), column('Mail', 'no'), column('Phone', 'mobile'))).toEqual({
      email_hash: ['Email', 'Mail'],
      phone_hash: ['Phone'],
    });
  });

  it('are none where the key has a column, where they hold nothing, or where they are no key', () => {
    expect(unlike(column('Email', SHA1), column('Mail', 'yes'))).toEqual({ phone_hash: ['Mail'] });
    expect(unlike(column('Phone', SHA1), column('Email', '', '-'))).toEqual({});
    expect(unlike(column('City', 'x'), column('Other', 'y'))).toEqual({});
  });
});

describe('Whether values look as their type says', () => {
  const share = (type: FieldType, value: string, context = { acceptsRaw: false }) =>
    shapeShare(type, [value], context);

  it.each([
    [
      'hash',
      [
        SHA1,
        SHA1.toUpperCase(),
        'sha1:' + SHA1,
        '0x' + 'b'.repeat(32),
        'c'.repeat(64),
        'e9vi/fgHgaqNfs2wChYBWi3mJGh857/OK/5O5eo/cGE=',
        'e'.repeat(22) + '==',
      ],
      ['a'.repeat(41), 'a'.repeat(31), 'g'.repeat(40), 'a@b.c', '702 555 0100'],
    ],
    ['email', ['a@b.c', 'Ann <a@b.c>', 'a@b.c; d@e.f', 'mailto:a@b.c'], ['a@b', 'ab.c', '@b.c']],
    [
      'phone',
      ['702 555 0100', '+1 (702) 555-0100', 'p:+17025550100', '7025550', '1.41556E+10', '123456789012345'],
      ['702555', '1234567890123456', '2026-05-01', 'call 7025550100', ''],
    ],
    [
      'date',
      [
        '2026-05-01',
        '2026-5-1',
        '2026-05-01T10:00',
        '2026-05-01 10:00',
        '2026/05/01',
        '1/5/26',
        '01.05.2026',
        '01-05-2026, 10:00',
        '1747000000',
        '1747000000000',
        '20260501',
        'May 1, 2026',
      ],
      ['2026', '5', 'May', 'x2026-05-01', '12345', '2026-05-01x'],
    ],
    ['timestamp', ['2026-05-01 10:00:00'], ['soon']],
    ['boolean', ['1', 'True', 'ja', 'NO'], ['2', 'maybe']],
    [
      'money',
      ['1', '-1.50', '(1.50)', '$ 1,000.00', '1.000,00 €', 'USD 5', '5 USD', '+3'],
      ['x', 'USD', '1 000 dollars', '--1'],
    ],
    ['number', ['12.5 %', '3'], ['three']],
    ['integer', ['12', '-12', '1,000', "1'000"], ['x', '$1']],
    ['currency', ['USD', 'eur'], ['US', 'USDT', 'U$D']],
    ['json', ['{"a":1}', '[1]'], ['a{', '']],
    ['id', ['L-1', 'L 1', '12'], ['a b c', 'a@b.c']],
  ] as const)('%s', (type, good, bad) => {
    for (const value of good) expect([value, share(type, value)]).toEqual([value, 1]);
    for (const value of bad) expect([value, share(type, value)]).toEqual([value, 0]);
  });

  it('is the share of those that do, and nothing where there is none, or any text is right', () => {
    expect(shapeShare('number', ['1', '2', 'x', 'y'], { acceptsRaw: false })).toBe(0.5);
    expect(shapeShare('number', [], { acceptsRaw: false })).toBeNull();
    expect([share('text', '1'), share('category', '1')]).toEqual([null, null]);
  });

  it('lets raw values be keys and e-mails be ids where the context says so', () => {
    for (const value of ['a@b.c', '702 555 0100', '1.41556E+10', '1,4e+9'])
      expect([share('hash', value, { acceptsRaw: true }), share('hash', value)]).toEqual([1, 0]);
    expect(share('hash', 'yes', { acceptsRaw: true })).toBe(0);
    expect(shapeShare('id', ['a@b.c'], { acceptsRaw: false, acceptsEmail: true })).toBe(1);
    expect(shapeShare('id', ['a b c'], { acceptsRaw: false, acceptsEmail: true })).toBe(0);
    expect(shapeShare('id', ['a@b.c'], { acceptsRaw: true, acceptsEmail: false })).toBe(0);
  });

  it('knows a digest, an e-mail and a phone by themselves', () => {
    expect([isDigest(SHA1), isDigest('x'), isEmail('a@b.c'), isEmail('a@b@c.d'), isEmail('a@b.c ')]).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect([isPhone('7025550'), isPhone('702555'), isPhone('2026-05-01'), isPhone('2026-05-011')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
