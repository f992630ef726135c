import { describe, expect, test } from 'vitest';
import { candidatePairs, type NearEmail } from '../../shared/stages/dedup/weights/candidate-pairs';
import {
  derive,
  foldDate,
  foldName,
  foldPeople,
  foldPhone,
  splitName,
  type PersonRecord,
} from '../../shared/stages/dedup/weights/compared-people';

const person = (known: Partial<PersonRecord>): PersonRecord => ({
  firstName: null,
  lastName: null,
  fullName: null,
  email: null,
  phone: null,
  city: null,
  company: null,
  country: null,
  bornOn: null,
  uid: null,
  ...known,
});
const pairsOf = async (
  people: readonly Partial<PersonRecord>[],
  near: readonly NearEmail[] = [],
): Promise<{ readonly pairs: readonly unknown[]; readonly leftOut: number }> => {
  const found = await candidatePairs(foldPeople(people.map(person)), near, () => Promise.resolve());
  return {
    pairs: Array.from(found.a, (record, at) => [record, found.b[at], found.isEmailed(at)]),
    leftOut: found.blocksLeftOut,
  };
};

describe('What is compared of a person', () => {
  test('is a name without case, accents, apostrophes and dots, words parted by one space', () => {
    expect(['  José-María ', 'O’Neil', 'St. Paul', 'ＡＢ', '…', '', null].map(foldName)).toEqual([
      'jose maria',
      'oneil',
      'st paul',
      'ab',
      null,
      null,
      null,
    ]);
  });

  test('is the last ten digits of a phone, of which six must be there, and not one alone', () => {
    expect(
      [
        '123456',
        '12345',
        '0012345',
        '00123456',
        '+49 (0)30 1234567',
        '111111',
        '1111112',
        '1e+9',
        '4,155E+09',
        null,
      ].map(foldPhone),
    ).toEqual(['123456', null, null, '123456', '0301234567', null, '1111112', null, null, null]);
  });

  test('is a date of birth with its year first, filled up with zeros', () => {
    expect(
      [
        '1980-3-1',
        '1/3/1980',
        '19800301',
        '1980-03',
        '1/3/80',
        '1980-003-01',
        '198003011',
        '19800301 x',
        null,
      ].map(foldDate),
    ).toEqual(['19800301', '19800103', '19800301', null, null, null, null, '19800301', null]);
  });

  test('is a first and a last name, also where both stand in one', () => {
    expect(splitName('Paz, ')).toEqual(['paz', null]);
    expect(splitName(', Ana')).toEqual(['ana', null]);
    expect(splitName('Prof. Dr. Ana')).toEqual(['ana', null]);
    expect(splitName('Dr. ')).toEqual([null, null]);
    expect(splitName(null)).toEqual([null, null]);
    const { first, last } = foldPeople([
      person({ fullName: 'Ann Archer' }),
      person({ firstName: 'Bob', fullName: 'Ann Archer' }),
      person({ lastName: 'Cole', fullName: 'Ann Archer' }),
    ]);
    expect([first.values, [...first.ids]]).toEqual([
      ['ann', 'bob'],
      [0, 1, -1],
    ]);
    expect([last.values, [...last.ids]]).toEqual([
      ['archer', 'cole'],
      [0, -1, 1],
    ]);
  });

  test('is each value once, with how many records have it', () => {
    const { city, names, first, last, born, uid } = foldPeople([
      person({ city: 'Rome', firstName: 'Kim', lastName: 'Lee', bornOn: '1980-03-01', uid: 'A' }),
      person({}),
      person({ city: 'ROME', firstName: 'Lee', lastName: 'Kim', bornOn: '-', uid: 'a' }),
      person({ city: 'Elko' }),
    ]);
    expect(city).toEqual({
      ids: Int32Array.of(0, -1, 0, 1),
      values: ['rome', 'elko'],
      counts: Int32Array.of(2, 1),
      filled: 3,
    });
    // First and last names are numbered together.
    expect(names).toEqual({
      values: ['kim', 'lee'],
      ofFirst: Int32Array.of(0, 1),
      ofLast: Int32Array.of(1, 0),
    });
    expect([first.filled, last.filled]).toEqual([2, 2]);
    expect([...born.ids]).toEqual([0, -1, -1, -1]);
    expect(uid.values).toEqual(['A', 'a']);
    expect([...derive(city, (name) => (name === 'elko' ? null : name.slice(0, 1)))]).toEqual([0, -1, 0, -1]);
  });

  test('is no e-mail or phone that more than sixty records have', () => {
    const many = (count: number) =>
      foldPeople([
        ...Array.from({ length: count }, () => person({ email: 'info@a.example', phone: '415 555 0101' })),
        person({ email: 'ann@a.example', phone: '415 555 0102' }),
      ]);
    expect(many(60).email.values).toEqual(['info@a.example', 'ann@a.example']);
    const { email, phone } = many(61);
    expect([email.values, email.filled, email.ids[0], email.ids[61]]).toEqual([['ann@a.example'], 1, -1, 0]);
    expect([phone.values, [...phone.counts]]).toEqual([['4155550102'], [1]]);
  });
});

describe('Two records are compared', () => {
  const born = '1980-03-01';
  test.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    [
      'the name of an e-mail, of four characters at least',
      { email: 'anna@a.example' },
      { email: 'anna@b.example' },
    ],
    ['the last seven digits of a phone', { phone: '415 555 0101' }, { phone: '206 555 0101' }],
    [
      'both names, in any order',
      { firstName: 'Kim', lastName: 'Lee' },
      { firstName: 'Lee', lastName: 'Kim' },
    ],
    [
      'both names, one of them a nickname',
      { firstName: 'Bob', lastName: 'Lee' },
      { firstName: 'Robert', lastName: 'Lee' },
    ],
    ['last name and city', { lastName: 'Lee', city: 'Rome' }, { lastName: 'Lee', city: 'Rome' }],
    ['date of birth and city', { bornOn: born, city: 'Rome' }, { bornOn: born, city: 'Rome' }],
    [
      'date of birth and the first letter of the first name',
      { bornOn: born, firstName: 'Eva' },
      { bornOn: born, firstName: 'Emma' },
    ],
    [
      'date of birth and the first letter of the last name',
      { bornOn: born, lastName: 'Cole' },
      { bornOn: born, lastName: 'Cruz' },
    ],
    [
      'day, month and the sound of a name',
      { bornOn: born, lastName: 'Cole' },
      { bornOn: '1981-03-01', lastName: 'Coal' },
    ],
    [
      'year and the sound of the last name',
      { bornOn: born, lastName: 'Cole' },
      { bornOn: '1980-07-25', lastName: 'Coal' },
    ],
    [
      'first name, city and year',
      { firstName: 'Eva', city: 'Rome', bornOn: born },
      { firstName: 'Eva', city: 'Rome', bornOn: '1980-07-25' },
    ],
    [
      'three letters of the last name, city and year',
      { lastName: 'Martin', city: 'Rome', bornOn: born },
      { lastName: 'Marks', city: 'Rome', bornOn: '1980-07-25' },
    ],
  ])('where they share %s', async (_, one, other) => {
    const apart = { firstName: 'Zoe', lastName: 'Quill', city: 'Oslo', bornOn: '1955-11-30' };
    const { pairs } = await pairsOf([one, apart, other]);
    expect(pairs).toEqual([[0, 2, false]]);
  });

  test.each<[string, Partial<PersonRecord>, Partial<PersonRecord>]>([
    ['a short name of an e-mail', { email: 'ann@a.example' }, { email: 'ann@b.example' }],
    ['a city', { city: 'Rome' }, { city: 'Rome' }],
    ['a last name', { lastName: 'Lee' }, { lastName: 'Lee' }],
    ['a first name and a city', { firstName: 'Eva', city: 'Rome' }, { firstName: 'Eva', city: 'Rome' }],
    ['a date of birth', { bornOn: born }, { bornOn: born }],
    ['nothing at all', {}, {}],
  ])('but not where they share %s alone', async (_, one, other) => {
    expect((await pairsOf([one, other])).pairs).toEqual([]);
  });

  test('with word of whether their e-mails are the same, or nearly', async () => {
    const near: readonly NearEmail[] = [
      ['dora.dane@a.example', 'dora.dame@a.example'],
      // Of these no record has one.
      ['dora.dane@a.example', 'nobody@a.example'],
      ['dora.dane+x@a.example', 'dora.dane@a.example'],
    ];
    const known = { firstName: 'Dora', lastName: 'Dane' };
    const { pairs } = await pairsOf(
      [
        { ...known, email: 'dora.dane@a.example' },
        { ...known },
        { ...known, email: 'dora.dame@a.example' },
        { ...known, email: 'other@a.example' },
        { ...known },
      ],
      near,
    );
    expect(pairs).toEqual([
      [0, 1, false],
      [0, 2, true],
      [0, 3, false],
      [0, 4, false],
      [1, 2, false],
      [1, 3, false],
      [1, 4, false],
      [2, 3, false],
      [2, 4, false],
      [3, 4, false],
    ]);
  });

  test('not by e-mails of which too many records are near, and that is counted', async () => {
    const people = (count: number) => [
      ...Array.from({ length: count }, () => ({ email: 'dora.dane@a.example' })),
      ...Array.from({ length: 50 }, () => ({ email: 'dora.dame@a.example' })),
    ];
    const near: readonly NearEmail[] = [['dora.dane@a.example', 'dora.dame@a.example']];
    const within = (count: number): number => (count * (count - 1)) / 2;
    const few = await pairsOf(people(36), near);
    expect([few.pairs.length, few.leftOut]).toEqual([within(36) + within(50) + 36 * 50, 0]);
    const many = await pairsOf(people(37), near);
    expect([many.pairs.length, many.leftOut]).toEqual([within(37) + within(50), 1]);
  });
});
