import { describe, expect, it } from 'vitest';
import { booleanWords, isBooleanWord } from '../../shared/domain/boolean-words';
import { clustersOf } from '../../shared/domain/clusters';
import { dateInName, datesInNames } from '../../shared/domain/date-in-name';
import { deadFor } from '../../shared/domain/dead-steps';
import { subjectKey } from '../../shared/domain/decision';
import { FINDING_CODES } from '../../shared/domain/finding';
import { findingName } from '../../shared/domain/finding-words';
import { LEAD_STATUS_GROUPS, QUALIFIED } from '../../shared/domain/lead-status-groups';
import { isTimeZone } from '../../shared/domain/time-zone';
import { currencyInHeader, withoutCurrency } from '../../shared/domain/currency';
import { isUtf8, singleByteEncoding, singleByteToUtf8 } from '../../shared/domain/encoding';
import { groupBytes, joinBytes } from '../../shared/domain/join-bytes';
import { evidenceOf, groupLeads } from '../../shared/domain/link-group';
import { compareNatural } from '../../shared/domain/natural-order';
import { placeholderCode, PLACEHOLDER_DATES } from '../../shared/domain/placeholder-date';
import { hasUnprintable, printable, printableName } from '../../shared/domain/printable';
import { isSpreadsheetError } from '../../shared/domain/spreadsheet-error';
import { foldWord, groupLabelOf, wordGroupOf } from '../../shared/domain/word-groups';
import { offsetOfZone } from '../../shared/domain/zone-words';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('Bytes that each stand for a character', () => {
  it('are read as Windows-1252 has them, also where Latin-1 has none', () => {
    expect(text(singleByteToUtf8(Uint8Array.of(0x41, 0x80, 0x9f, 0xe9, 0xff), 'windows-1252'))).toBe('A€Ÿéÿ');
  });

  it('are read as MacRoman has them', () => {
    expect(text(singleByteToUtf8(Uint8Array.of(0x41, 0x80, 0x8e, 0xdb, 0xff), 'macintosh'))).toBe('AÄé€ˇ');
  });

  it('are read as code page 850 has them', () => {
    expect(text(singleByteToUtf8(Uint8Array.of(0x41, 0x80, 0x82, 0xa4, 0xff), 'ibm850'))).toBe('AÇéñ\u00a0');
  });

  it.each([
    ['Málaga, León, Güell, Ñandú, Perú, Doña, CAÑÓN'],
    ['Zürich, Köln, Größe, Ärger, ÜBER'],
    ['São Paulo, Março, Conceição'],
    ['Hélène, Dupré, Besançon, Nîmes, Orléans'],
  ])('are told apart by the letters that fit into their words: %s', (words) => {
    for (const encoding of ['windows-1252', 'macintosh', 'ibm850'] as const) {
      const bytes = Uint8Array.from(words, (character) => {
        const byte = Array.from({ length: 256 }, (_, n) => n).find(
          (n) => text(singleByteToUtf8(Uint8Array.of(n), encoding)) === character,
        );
        if (byte === undefined) throw new Error(`${encoding} has no ${character}.`);
        return byte;
      });
      expect(singleByteEncoding(bytes)).toBe(encoding);
    }
  });

  it('are told apart by which makes letters of those beside letters', () => {
    const cafe = (e: number): Uint8Array => Uint8Array.of(0x63, 0x61, 0x66, e, 0x20);
    expect(singleByteEncoding(cafe(0xe9))).toBe('windows-1252');
    // An é of MacRoman is a Ž of Windows and an Ä of MS-DOS: no capital ends a word of small letters.
    expect(singleByteEncoding(cafe(0x8e))).toBe('macintosh');
    expect(singleByteEncoding(cafe(0x82))).toBe('ibm850');
    expect(singleByteEncoding(Uint8Array.of(0x61, 0x87, 0x61, 0x92, 0x61))).toBe('macintosh');
    expect(singleByteEncoding(Uint8Array.of(0x20, 0x87, 0x20, 0x92, 0x20))).toBe('windows-1252');
  });

  it('are no UTF-8 where a sequence is cut off or wrong', () => {
    expect(isUtf8(new TextEncoder().encode('é€🙂'))).toBe(true);
    expect(isUtf8(Uint8Array.of(0x61, 0xc3))).toBe(false);
    expect(isUtf8(Uint8Array.of(0xff))).toBe(false);
  });

  it('are joined in their order, and put together up to a limit', () => {
    const parts = [[1, 2], [3], [4, 5, 6, 7], [8]].map((part) => Uint8Array.from(part));
    expect([...joinBytes(parts)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...groupBytes(parts, 3)].map((group) => [...group])).toEqual([[1, 2, 3], [4, 5, 6, 7], [8]]);
    expect([...groupBytes([], 3)]).toEqual([]);
  });
});

describe('Names in their natural order', () => {
  it('have numbers as numbers, and case last', () => {
    const names = ['data_10', 'data_2', 'Data_2', 'data_002', 'data', 'b1', 'a', 'data_2a'];
    expect([...names].sort(compareNatural)).toEqual([
      'a',
      'b1',
      'data',
      'Data_2',
      'data_002',
      'data_2',
      'data_2a',
      'data_10',
    ]);
    expect(compareNatural('x', 'x')).toBe(0);
  });

  it('has what was fetched again behind the first, whatever the ending', () => {
    const fetched = ['report (10).csv', 'report (2).csv.gz', 'report.csv', 'report (1).csv'];
    expect(fetched.sort(compareNatural)).toEqual([
      'report.csv',
      'report (1).csv',
      'report (2).csv.gz',
      'report (10).csv',
    ]);
    expect(['b 12.03.2024', 'b 12.02.2024'].sort(compareNatural)).toEqual(['b 12.02.2024', 'b 12.03.2024']);
  });
});

describe('A name on a terminal', () => {
  it('shows what the terminal would obey as its code', () => {
    expect(printable('a\u001b[31mb\nc')).toBe('a\\u001b[31mb\nc');
    expect(printableName('a\u202eb\nc')).toBe('a\\u202eb\\u000ac');
    expect([hasUnprintable('a b'), hasUnprintable('a\nb'), hasUnprintable('a\u0007')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('The currency of a header', () => {
  it('is a code or a sign in parentheses', () => {
    expect(currencyInHeader('Amount spent (MXN)')).toBe('MXN');
    expect(currencyInHeader('Cost (all) ( € )')).toBe('EUR');
    expect(currencyInHeader('Cost (ALL)')).toBe('ALL');
    expect(currencyInHeader('Cost (mex$)')).toBe('MXN');
    expect(currencyInHeader('Cost ($)')).toBeNull();
    expect(currencyInHeader('MXN')).toBeNull();
  });

  it('is no part of its name', () => {
    expect(withoutCurrency(' Amount spent (MXN) ')).toBe('Amount spent');
    expect(withoutCurrency('CPC (all)')).toBe('CPC (all)');
    expect(withoutCurrency(' clicks ')).toBe('clicks');
  });
});

describe('The date in the name of a file', () => {
  it('has the month first where both numbers could be it, and the day first with dots', () => {
    expect(dateInName('report_12-05-2026.csv')).toBe('2026-12-05');
    expect(dateInName('report_12.05.2026.csv')).toBe('2026-05-12');
    expect(dateInName('report_13-05-2026.csv')).toBe('2026-05-13');
    expect(dateInName('report_05-13-2026.csv')).toBe('2026-05-13');
    expect(dateInName('13-13-2026.csv')).toBeNull();
    expect(dateInName('rapport 3 décembre 2025.csv')).toBe('2025-12-03');
    expect(dateInName('rapport 3 de\u0301cembre 2025.csv')).toBe('2025-12-03');
  });

  it('is read as the names beside it prove', () => {
    const [one, other] = ['a_05-06-2026.csv', 'a_13-06-2026.csv'];
    expect([...datesInNames([one, other]).values()]).toEqual(['2026-06-05', '2026-06-13']);
    expect([...datesInNames([one]).values()]).toEqual(['2026-05-06']);
    expect([...datesInNames([one, other, 'a_06-13-2026.csv']).values()]).toEqual([
      '2026-05-06',
      '2026-06-13',
      '2026-06-13',
    ]);
  });

  it('is the latest of several, with the time that follows it, and never that of its folder', () => {
    expect(dateInName('2027-01-01/a_2026-01-01_2026-01-31.csv')).toBe('2026-01-31');
    expect(dateInName('a 2026-01-31 0930.csv')).toBe('2026-01-31T09:30:00');
    expect(dateInName('a 2026-01-31 at 1.15.07 PM.csv')).toBe('2026-01-31T13:15:07');
    expect(dateInName('a 2026-01-31 12.15 am.csv')).toBe('2026-01-31T00:15:00');
    expect(dateInName('a 31 janvier 2026.csv')).toBe('2026-01-31');
    expect(dateInName('a Jan 31st, 2026.csv')).toBe('2026-01-31');
    expect(dateInName('a 31 lorem 2026.csv')).toBeNull();
    expect(dateInName('a 2026-02-30.csv')).toBeNull();
  });
});

describe('The zone of a time', () => {
  it('is one that this machine knows, or none', () => {
    expect(['UTC', 'Europe/Berlin', 'America/Bogota'].every(isTimeZone)).toBe(true);
    expect(['Mars/Base', '', 'Berlin'].some(isTimeZone)).toBe(false);
  });

  it.each([
    ['utc', 'Z'],
    ['+02:00', '+02:00'],
    ['gmt-0500 (est)', '-05:00'],
    ['+05', '+05:00'],
    ['est', '-05:00'],
    ['cest', '+02:00'],
    ['brt', '-03:00'],
    ['et', ''],
    ['', ''],
  ])('%j is %j ahead of UTC', (zone, offset) => {
    expect(offsetOfZone(zone)).toBe(offset);
  });
});

describe('A date that stands for nothing', () => {
  it.each([
    ['0', '0'],
    ['0.0', '0'],
    ['12:00 AM', '00:00'],
    ['1970-01-01 00:00:00', '1970-01-01'],
    ['01/01/1900', '1900-01-01'],
    ['31/12/1899', '1899-12-31'],
    ['12/31/1899', '1899-12-31'],
    ['1/0/00', '1900-01-00'],
    ['1/1/70', '1970-01-01'],
    ['12/31/2099', '2099-12-31, 1901-01-01 and the like'],
    ['2079-06-06T00:00:00', '2099-12-31, 1901-01-01 and the like'],
  ])('%s is one', (written, known) => {
    expect(PLACEHOLDER_DATES[placeholderCode(written)]).toBe(known);
  });

  it.each(['1970-01-02', '1/1/00', '1/1/71', '1/1/24', '2024-01-00', '2024-01-01', 'x', '08:00'])(
    '%s is none',
    (written) => {
      expect(placeholderCode(written)).toBe(0);
    },
  );
});

describe('What stands on screen in place of codes', () => {
  it('is a name of its own for each kind of finding, in words', () => {
    const names = FINDING_CODES.map(findingName);
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]*( [\w’-]+)*$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is whether a lead is qualified, by where its tool says that it stands', () => {
    const groupOf = (status: string): string | undefined => wordGroupOf(status, LEAD_STATUS_GROUPS)?.group;
    for (const status of [
      'Qualified',
      'MQL',
      'Sales Qualified Lead',
      'contractsent',
      'Closed-Won',
      'customer',
    ])
      expect(groupOf(status)).toBe(QUALIFIED);
    for (const status of [
      'New',
      'Open - Not Contacted',
      'Working',
      'Unqualified',
      'closed lost',
      'Appointment scheduled',
    ])
      expect(groupOf(status)).toBe('not_qualified');
    expect(groupOf('somewhere else')).toBeUndefined();
    for (const { label, codes } of LEAD_STATUS_GROUPS) {
      expect(label).not.toBe('');
      for (const code of codes) expect(code.trim()).not.toBe('');
    }
  });

  it('says of each step the dead columns that it rests on, with what they make of it, and no other', () => {
    const dead = (column: string) => ({ column, fromOrder: 2, toOrder: 3, reason: 'all false' });
    const all = ['is_set', 'appointment_at', 'is_demo', 'disposition', 'job_status'].map(dead);
    const columns = (step: Parameters<typeof deadFor>[0]) => deadFor(step, all).map(({ column }) => column);
    expect([columns('delivered'), columns('matched')]).toEqual([[], []]);
    expect([columns('set_reported'), columns('appointment'), columns('demo')]).toEqual([
      ['is_set'],
      // A set, a date or a demo: each is evidence of an appointment.
      ['is_set', 'appointment_at', 'is_demo'],
      ['is_demo'],
    ]);
    expect([columns('sale'), columns('net_sale')]).toEqual([['disposition'], ['disposition', 'job_status']]);
    expect(deadFor('net_sale', all).map(({ effect }) => effect)).toEqual(['may be wrong', 'may be too high']);
    expect(deadFor('demo', all).map(({ effect }) => effect)).toEqual(['too low']);
    expect(new Set(deadFor('appointment', all).map(({ effect }) => effect))).toEqual(
      new Set(['may be too low']),
    );
  });
});

describe('The subject of a decision as text', () => {
  const person = (leadId: string) => ({ source: 'hubspot_leads', leadId, userUid: null, email: null });
  const key = subjectKey;

  it('is equal for equal subjects alone', () => {
    const identity = { kind: 'identity', leadNumber: '1', emailKey: 'e', phoneKey: null } as const;
    const different = [
      identity,
      { ...identity, leadNumber: '2' },
      { ...identity, emailKey: null, phoneKey: 'e' },
      { kind: 'key', value: 'e' },
      { kind: 'key', value: 'f' },
      { kind: 'repair', code: 'e' },
      { kind: 'pair', left: person('1'), right: person('2') },
      { kind: 'pair', left: person('1'), right: person('3') },
      { kind: 'pair', left: { ...person('1'), email: '2' }, right: person('2') },
    ] as const;
    expect(new Set(different.map(key)).size).toBe(different.length);
    expect(key({ ...identity })).toBe(key(identity));
    expect(key({ kind: 'pair', left: person('2'), right: person('1') })).toBe(
      key({ kind: 'pair', left: person('1'), right: person('2') }),
    );
  });
});

describe('A word', () => {
  const GROUPS = [
    { group: 'set', label: 'Set', codes: ['set', 'appt*'] },
    { group: 'kept', label: 'Kept', codes: ['appt kept*', 'Show-Up'] },
  ];

  it('is compared without case and signs', () => {
    expect(foldWord('  Demo – No_Sale! ')).toBe('demo no sale');
  });

  it('is in the group that names it, else in that of the longest beginning', () => {
    expect(wordGroupOf('SET', GROUPS)?.group).toBe('set');
    expect(wordGroupOf('show up', GROUPS)?.group).toBe('kept');
    expect(wordGroupOf('Appt made', GROUPS)?.group).toBe('set');
    expect(wordGroupOf('Appt kept late', GROUPS)?.group).toBe('kept');
    expect(wordGroupOf('settled', GROUPS)).toBeNull();
  });

  it('is in none where a sale stands behind the beginning of what comes before one', () => {
    const groups = [
      { group: 'demo', label: 'Demo', codes: ['DEMO*'] },
      { group: 'cancelled', label: 'Cancelled', codes: ['CXL*'] },
      { group: 'sold', label: 'Sold', codes: ['SOLD', 'SALE'] },
    ];
    for (const word of ['Demo - Sold', 'DEMO/SALE', 'Demoed; sold'])
      expect(wordGroupOf(word, groups), word).toBeNull();
    for (const word of ['Demo, not sold', 'Demo no sale', 'Demo: soldier'])
      expect(wordGroupOf(word, groups)?.group, word).toBe('demo');
    expect(wordGroupOf('CXL sale', groups)?.group).toBe('cancelled');
    expect(wordGroupOf('Sale', groups)?.group).toBe('sold');
  });

  it('has the label that the project chose, else that of its group', () => {
    expect(groupLabelOf('set', GROUPS, {})).toBe('Set');
    expect(groupLabelOf('set', GROUPS, { SET: 'Mine' })).toBe('Mine');
    expect(groupLabelOf('other', GROUPS, { Other: 'Mine' })).toBe('Mine');
    expect(groupLabelOf('other', GROUPS, {})).toBeNull();
  });

  it('for yes or no is known whatever its case; those of a source hold against the others', () => {
    expect([isBooleanWord('YES'), isBooleanWord('nein'), isBooleanWord('maybe')]).toEqual([
      true,
      true,
      false,
    ]);
    const { yes, no } = booleanWords({ yes: ['Off'], no: ['X'] });
    expect([yes.includes('off'), no.includes('off'), yes.includes('x'), no.includes('x')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('of a spreadsheet in place of a value is an error', () => {
    expect(['#REF!', '#n/a', '#######', '#NAME?'].every(isSpreadsheetError)).toBe(true);
    expect(['#1', 'x #REF!', '#REF', ''].some(isSpreadsheetError)).toBe(false);
  });
});

describe('Groups', () => {
  it('are all that hangs together, named by their smallest member', () => {
    expect([...clustersOf(7, [5, 1, 6], [2, 3, 5])]).toEqual([0, 1, 2, 1, 4, 2, 2]);
    expect([...clustersOf(3, [2, 1], [1, 0])]).toEqual([0, 0, 0]);
  });

  it('of leads are those that an identity points to together', () => {
    // Identity 1 points to leads 4 and 2, identity 2 to 3, identity 3 to 2 and 1.
    expect([...groupLeads(5, [1, 1, 2, 3, 3], [4, 2, 3, 2, 1])]).toEqual([0, 1, 1, 3, 1, 5]);
  });

  it('say what a decision rests on, the same in whatever order', () => {
    const a = { leadUuid: 'a', isEmailEqual: true, isPhoneEqual: true };
    const b = { leadUuid: 'b', isEmailEqual: false, isPhoneEqual: true };
    expect(evidenceOf('conflict', [b, a], ['b', 'c', 'a'])).toBe(
      'conflict; a=email+phone b=phone; group a b c',
    );
    expect(evidenceOf('conflict', [a, b], ['a', 'b', 'c'])).toBe(
      evidenceOf('conflict', [b, a], ['c', 'b', 'a']),
    );
    const many = Array.from({ length: 41 }, (_, i) => `l${String(i)}`);
    expect(evidenceOf('email_only', [{ ...a, isPhoneEqual: false }], many)).toBe(
      'email_only; a=email; group many',
    );
    expect(evidenceOf('email_only', [a], many.slice(1))).not.toContain('many');
  });
});
