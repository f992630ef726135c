import { describe, expect, test } from 'vitest';
import {
  dateEvidence,
  mayBePlaceholder,
  plainDateForm,
  saysOffset,
} from '../../shared/stages/clean/values/date-evidence';
import {
  decideDateOrder,
  provenOrder,
  sumEvidence,
  type DateDecision,
  type DateEvidence,
} from '../../shared/stages/clean/values/date-order';
import type { DateForm } from '../../shared/sql/dialect';

/** Within other bytes, as a field stands in its record: nothing before or behind it may matter. */
const within = <T>(text: string, read: (bytes: Uint8Array, start: number, end: number) => T): T => {
  const bytes = new TextEncoder().encode(`1${text}1`);
  return read(bytes, 1, bytes.length - 1);
};

describe('A date that the database reads as it stands', () => {
  const FORMS: Readonly<Record<DateForm | 'none', readonly string[]>> = {
    isoDate: ['2026-01-31'],
    dayAndMonth: [
      '1/2/2026',
      '01.02.26',
      '31-12-2025',
      '01/02/2026 8:20',
      '01/02/2026 08:20:05',
      '1/2/26 8:20PM',
      '1/2/26 8:20 am',
    ],
    yearFirst: [
      '2026-1-31',
      '2026-01-3',
      '2026/01/31',
      '20260131',
      '19991231',
      '2026-01-31T10:00',
      '2026-01-31 10:00:00',
      '2026-01-31T10:00:00Z',
      '2026-01-31T10:00:00.5',
      '2026-01-31T10:00:00.123456+02:00',
      '2026-01-31T10:00-0500',
      '2026/01/31 10:00:00',
    ],
    seconds: ['174960000', '1749600000'],
    milliseconds: ['1749600000000'],
    none: [
      '',
      '2026',
      '18990131',
      '2749600000',
      '17496000000',
      '2026-01',
      '2026-01-',
      '2026.01.31',
      '2026-01/31',
      '2026-001-31',
      '2026-01-311',
      '2026/01/31 10:00',
      '2026/01/31T10:00:00',
      '2026-01-31x10:00',
      '2026-01-31T',
      '2026-01-31T1000',
      '2026-01-31T100:00',
      '2026-01-31T10:0',
      '2026-01-31T10:00:0',
      '2026-01-31T10:00:00.',
      '2026-01-31T10:00:00.1234567',
      '2026-01-31T10:00:00+2',
      '2026-01-31T10:00:00+02:0',
      '2026-01-31T10:00:00+02.00',
      '2026-01-31T10:00:00x',
      '2026-01-31T10:00:00Z1',
      '1/2/202',
      '001/2/2026',
      '1/2/2026 8',
      '1/2/2026 8:20 xm',
      '1/2/2026 8:20 pmx',
      '1/2/2026 8:20 px',
      '1/2/2026T8:20',
      'Jan 5, 2026',
    ],
  };
  test.each(Object.entries(FORMS).flatMap(([form, texts]) => texts.map((text) => [text, form] as const)))(
    'is %j in the form: %s',
    (text, form) => {
      expect(within(text, plainDateForm) ?? 'none').toBe(form);
    },
  );

  test('says how far its clock is ahead where it has an offset, a Z, or is Unix time', () => {
    const says = (text: string): boolean =>
      within(text, (bytes, start, end) =>
        saysOffset(bytes, start, end, plainDateForm(bytes, start, end) ?? 'isoDate'),
      );
    expect(
      [
        '1749600000',
        '1749600000000',
        '2026-01-31T10:00Z',
        '2026-01-31T10:00:00+02:00',
        '2026-01-31T10:00:00-0500',
      ].map(says),
    ).toEqual([true, true, true, true, true]);
    expect(
      ['2026-01-31', '2026-01-31T10:00', '2026-01-31T10:00:00', '20260131', '01/02/2026 08:20'].map(says),
    ).toEqual(Array(5).fill(false));
  });

  test('may stand for nothing where its year is none of this century', () => {
    const may = (text: string): boolean =>
      within(text, (bytes, start, end) =>
        mayBePlaceholder(bytes, start, end, plainDateForm(bytes, start, end) ?? 'isoDate'),
      );
    expect(
      ['1970-01-01', '1900-01-01', '01/01/1970', '1.1.00', '31/12/69', '1/1/70', '30-12-1899'].map(may),
    ).toEqual(Array(7).fill(true));
    expect(
      ['2026-01-31', '31/12/2025', '1/2/26', '1.1.68', '1.1.71', '1749600000', '1749600000000'].map(may),
    ).toEqual(Array(7).fill(false));
  });
});

describe('The order of day and month', () => {
  test('is said by parts that can be no month', () => {
    const said = [
      '13/12/2026',
      '12/13/2026',
      '12/12/2026',
      '13/13/2026',
      '0/1/2026',
      '1/0/2026',
      '32/1/2026',
      '1/32/2026',
      '31.12.',
      '1/2',
      '1',
      '123/1/26',
      'x/1/26',
      '1-2-26',
    ];
    expect(said.map((text) => within(text, dateEvidence))).toEqual([
      3, 2, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1,
    ]);
  });

  const evidence = (bothFit: number, monthFirst: number, dayFirst: number): DateEvidence => ({
    bothFit,
    monthFirst,
    dayFirst,
  });

  test('is decided by the values that fit one only, however few, and the more where both occur', () => {
    expect(decideDateOrder(evidence(90, 1, 0), 'DMY')).toEqual({ order: 'MDY', by: 'values' });
    expect(decideDateOrder(evidence(90, 0, 1), 'MDY')).toEqual({ order: 'DMY', by: 'values' });
    expect(decideDateOrder(evidence(0, 2, 1), 'DMY').order).toBe('MDY');
    expect(decideDateOrder(evidence(0, 1, 2), 'MDY').order).toBe('DMY');
  });

  test('is else that of other files, of usage, or the one that stands by default', () => {
    expect(decideDateOrder(evidence(3, 0, 0), 'MDY', 'DMY', 'MDY')).toEqual({ order: 'DMY', by: 'siblings' });
    expect(decideDateOrder(evidence(3, 0, 0), 'MDY', null, 'DMY')).toEqual({ order: 'DMY', by: 'usage' });
    expect(decideDateOrder(evidence(3, 0, 0), 'MDY')).toEqual({ order: 'MDY', by: 'default' });
    expect(decideDateOrder(evidence(0, 1, 1), 'MDY')).toEqual({ order: 'MDY', by: 'default', isMixed: true });
    expect(decideDateOrder(evidence(0, 0, 0), 'MDY', 'DMY', 'DMY')).toEqual({ order: 'MDY', by: 'none' });
  });

  test('is proven by files whose values decide, unless they contradict each other', () => {
    const by = (order: 'MDY' | 'DMY', how: DateDecision['by']): DateDecision => ({ order, by: how });
    expect(provenOrder([by('MDY', 'values'), by('DMY', 'default'), by('MDY', 'values')])).toBe('MDY');
    expect(provenOrder([by('MDY', 'values'), by('DMY', 'values')])).toBeNull();
    expect(provenOrder([by('DMY', 'usage')])).toBeNull();
    expect(sumEvidence([evidence(1, 2, 3), evidence(10, 20, 30)])).toEqual(evidence(11, 22, 33));
  });
});
