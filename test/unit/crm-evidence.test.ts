import { describe, expect, test } from 'vitest';
import {
  CRM_PLACE_FIELDS,
  crmEvidence,
  dateCode,
  digitsCode,
  hasDamagedNumber,
  idCode,
  placeCode,
} from '../../shared/stages/clean/crm/crm-evidence';
import { DateReader } from '../../shared/stages/clean/values/date-reader';
import { IdState } from '../../shared/stages/clean/values/id-reader';

const evidenceOf = (...codes: readonly number[]) => crmEvidence(Int32Array.from(codes));

/** The code of a record with such an entry date. */
function entered(text: string): number {
  const bytes = new TextEncoder().encode(`${text}      `);
  const reader = new DateReader();
  reader.read(bytes, 0, text.length);
  return dateCode('entry_on', reader.code);
}

describe('Of the lead numbers of a file', () => {
  const numbers = (...codes: readonly number[]) => evidenceOf(...codes).leadNumbers;

  test('the fewest and the most digits are known, and whether zeros stand before others', () => {
    expect(numbers(digitsCode(4, false), digitsCode(6, false), digitsCode(5, false))).toEqual({
      fewest: 4,
      most: 6,
      hasLeadingZeros: false,
    });
    expect(numbers(digitsCode(5, false), digitsCode(5, true), digitsCode(5, false))).toEqual({
      fewest: 5,
      most: 5,
      hasLeadingZeros: true,
    });
  });

  test('a lone zero has none before it', () => {
    expect(numbers(digitsCode(1, true))).toEqual({ fewest: 1, most: 1, hasLeadingZeros: false });
    expect(numbers(digitsCode(2, true)).hasLeadingZeros).toBe(true);
  });

  test('more digits than can be noted are as many as can', () => {
    expect(numbers(digitsCode(40, false))).toEqual({ fewest: 31, most: 31, hasLeadingZeros: false });
  });

  test('one that is not of digits alone makes the fewest none, and what is no record counts as nothing', () => {
    const other = idCode('zip', IdState.Repaired);
    expect(numbers(digitsCode(5, false), other)).toEqual({ fewest: 0, most: 5, hasLeadingZeros: false });
    expect(numbers(0, digitsCode(5, false), 0)).toEqual({ fewest: 5, most: 5, hasLeadingZeros: false });
    expect(numbers(0)).toEqual({ fewest: 0, most: 0, hasLeadingZeros: false });
    expect(numbers()).toEqual({ fewest: 0, most: 0, hasLeadingZeros: false });
  });

  test('those that lost digits are told from those that were given back', () => {
    expect(hasDamagedNumber(idCode('lead_number', IdState.Damaged))).toBe(true);
    expect(hasDamagedNumber(idCode('lead_number', IdState.Repaired))).toBe(false);
    expect(hasDamagedNumber(idCode('zip', IdState.Damaged))).toBe(false);
  });
});

test('Fields of the place are filled where any record has a value of its own in them', () => {
  expect(CRM_PLACE_FIELDS).toEqual(['city', 'state']);
  expect(evidenceOf(0, placeCode('city'), 0).filledPlaces).toEqual(['city']);
  expect(evidenceOf(placeCode('state'), digitsCode(5, true)).filledPlaces).toEqual(['state']);
  expect(evidenceOf(placeCode('state') | placeCode('city')).filledPlaces).toEqual(['city', 'state']);
  expect(evidenceOf(0, digitsCode(31, true), entered('13/01/2026')).filledPlaces).toEqual([]);
});

describe('Of the dates of a file', () => {
  test('each counts by what it says of the order of day and month, placeholders and blanks not', () => {
    const { dates, notes, serialDates } = evidenceOf(
      entered('13/01/2026'),
      entered('14/01/2026'),
      entered('01/13/2026'),
      entered('1/2/2026'),
      entered('2026-01-13'),
      entered('1900-01-01'),
      entered('1900-01-01'),
      entered('9999-12-31'),
      0,
    );
    expect(dates.entry_on).toEqual({ bothFit: 1, monthFirst: 1, dayFirst: 2 });
    expect(dates.appointment_at).toEqual({ bothFit: 0, monthFirst: 0, dayFirst: 0 });
    expect(notes).toEqual([
      { field: 'entry_on', kind: 'placeholder', example: '1900-01-01', values: 2 },
      { field: 'entry_on', kind: 'placeholder', example: '9999-12-31', values: 1 },
    ]);
    expect(serialDates).toEqual({ entry_on: false, appointment_at: false });
  });

  test('numbers are days of a spreadsheet where they are a tenth or more of what is filled', () => {
    const dates = (count: number) => Array<number>(count).fill(entered('2026-01-13'));
    const blanks = Array<number>(50).fill(0);
    expect(evidenceOf(entered('45306'), ...dates(9), ...blanks)).toMatchObject({
      serialDates: { entry_on: true },
      notes: [{ field: 'entry_on', kind: 'serial', example: null, values: 1 }],
    });
    expect(evidenceOf(entered('45306'), ...dates(10))).toMatchObject({
      serialDates: { entry_on: false },
      notes: [],
    });
    expect(evidenceOf(...blanks)).toMatchObject({ serialDates: { entry_on: false }, notes: [] });
  });
});
