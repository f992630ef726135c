import { describe, expect, test } from 'vitest';
import { PLACEHOLDER_DATES } from '../../shared/domain/placeholder-date';
import {
  areSerialDates,
  DateReader,
  isSerialIn,
  isWrittenIn,
  orderIn,
  placeholderIn,
} from '../../shared/stages/clean/values/date-reader';

/** What a reader makes of a date that stands between other bytes. */
function read(text: string, reader = new DateReader()) {
  const bytes = new TextEncoder().encode(`1${text}${' '.repeat(20)}`);
  const end = reader.read(bytes, 1, 1 + new TextEncoder().encode(text).length);
  return {
    text: new TextDecoder().decode(bytes.subarray(1, end)),
    order: orderIn(reader.code),
    placeholder: PLACEHOLDER_DATES[placeholderIn(reader.code)],
    isSerial: isSerialIn(reader.code),
    forms: [...reader.forms],
    hasOffsets: reader.hasOffsets,
  };
}
const NOTHING = { order: 0, placeholder: null, isSerial: false, forms: [], hasOffsets: false };

describe('A date', () => {
  test.each([
    ['2026-01-31', 0, 'isoDate', false],
    ['31/12/2025', 3, 'dayAndMonth', false],
    ['12/31/2025', 2, 'dayAndMonth', false],
    ['1/2/2026', 1, 'dayAndMonth', false],
    ['1749600000', 0, 'seconds', true],
    ['1749600000000', 0, 'milliseconds', true],
    ['2026-01-31T10:00:00Z', 0, 'yearFirst', true],
    ['2026-01-31T10:00:00', 0, 'yearFirst', false],
    // The year alone can be that of a placeholder.
    ['1970-01-02', 0, 'isoDate', false],
    ['02/01/1970', 1, 'dayAndMonth', false],
    ['1970-01-02T10:00:00Z', 0, 'yearFirst', true],
  ] as const)('that the database reads stays as it is: %s', (text, order, form, hasOffsets) => {
    expect(read(text)).toEqual({ ...NOTHING, text, order, forms: [form], hasOffsets });
  });

  test.each([
    ['Mon, Jan 1, 2024', '2024-01-01', 0, 'isoDate', false],
    ['4-Jan-24', '2024-01-04', 0, 'isoDate', false],
    ['2024-01-04 08:20:00 UTC', '2024-01-04T08:20:00Z', 0, 'yearFirst', true],
  ] as const)('that is written otherwise is written plainly: %s', (text, plain, order, form, hasOffsets) => {
    expect(read(text)).toEqual({ ...NOTHING, text: plain, order, forms: [form], hasOffsets });
  });

  test.each([
    ['1970-01-01', '1970-01-01'],
    ['1/1/1900 12:00:00 AM', '1900-01-01'],
    ['Jan 1, 1970', '1970-01-01'],
    ['0000-00-00', '0000-00-00'],
    ['0', '0'],
    ['9999-12-31', '9999-12-31'],
  ])('that stands for nothing is none: %s', (text, placeholder) => {
    expect(read(text)).toEqual({ ...NOTHING, text: '', placeholder });
  });

  test.each(['32874', '55152', '45306', '45306.5', '45306,25'])(
    'can be a day as spreadsheets number them: %s',
    (text) => {
      expect(read(text)).toEqual({ ...NOTHING, text, isSerial: true });
    },
  );

  test.each(['32873', '55153', '4530', '453061', '45306.', '45306.x', 'soon', '2026'])(
    'cannot be read, and stays: %s',
    (text) => {
      expect(read(text)).toEqual({ ...NOTHING, text });
    },
  );

  test('says that it is one, whatever it says besides', () => {
    for (const text of ['2026-01-31', '1970-01-01', '45306', 'soon']) {
      const reader = new DateReader();
      read(text, reader);
      expect(isWrittenIn(reader.code), text).toBe(true);
    }
    expect(isWrittenIn(0)).toBe(false);
    expect(isWrittenIn(new DateReader().code)).toBe(false);
  });
});

describe('The dates of a column', () => {
  test('have the forms and offsets of all of them, and each the code of its own', () => {
    const reader = new DateReader();
    read('2026-01-31T10:00Z', reader);
    read('2026-01-31', reader);
    expect(read('31/12/2025', reader)).toEqual({
      ...NOTHING,
      text: '31/12/2025',
      order: 3,
      forms: ['yearFirst', 'isoDate', 'dayAndMonth'],
      hasOffsets: true,
    });
    expect(read('soon', reader).order).toBe(0);
  });

  test('are read the same the second time', () => {
    const reader = new DateReader();
    for (const text of ['Mon, Jan 1, 2024', '1970-01-01', '45306', 'soon', '2024-01-04 08:20:00 UTC'])
      expect(read(text, reader)).toEqual(read(text, reader));
  });

  test('are read the same when there are more odd ones than are remembered', () => {
    const reader = new DateReader();
    for (let i = 0; i < 20_010; i++) {
      const text = `x${String(i)}`;
      const bytes = new TextEncoder().encode(text);
      reader.read(bytes, 0, bytes.length);
    }
    expect(read('Mon, Jan 1, 2024', reader).text).toBe('2024-01-01');
    expect(read('x7', reader).text).toBe('x7');
  });

  test('are days of a spreadsheet where a tenth of them or more are such numbers', () => {
    expect([
      areSerialDates(1, 10),
      areSerialDates(1, 11),
      areSerialDates(0, 0),
      areSerialDates(3, 3),
    ]).toEqual([true, false, false, true]);
  });
});

test('A day at the end of a calendar is none where that is asked for, and a day elsewhere', () => {
  expect(read('12/31/2099', new DateReader(true))).toMatchObject({
    text: '',
    placeholder: '2099-12-31, 1901-01-01 and the like',
  });
  expect(read('12/31/2099')).toMatchObject({ text: '12/31/2099', placeholder: null, forms: ['dayAndMonth'] });
  expect(read('12/30/2099', new DateReader(true))).toMatchObject({ text: '12/30/2099', placeholder: null });
});
