import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PLACEHOLDER_DATES, placeholderCode } from '../../shared/domain/placeholder-date';
import { readWrittenDate } from '../../shared/domain/written-date';

describe('A date is read as tools and spreadsheets write it:', () => {
  it.each([
    ['Mon, Jan 1, 2024', '2024-01-01'],
    ['Jan 1, 2024', '2024-01-01'],
    ['January 1st, 2024', '2024-01-01'],
    ['Jan. 1, 2024', '2024-01-01'],
    ['4-Jan-24', '2024-01-04'],
    ['04-JAN-2024', '2024-01-04'],
    ['4 Jan 2024', '2024-01-04'],
    ['04Jan2024', '2024-01-04'],
    ['2024-Jan-04', '2024-01-04'],
    ['Monday, 1 January 2024', '2024-01-01'],
    ['1 de enero de 2024', '2024-01-01'],
    ['lunes, 1 de enero de 2024', '2024-01-01'],
    ['mar, 2 ene 2024', '2024-01-02'],
    ['mar 5, 2024', '2024-03-05'],
    ['2 ene. 2024', '2024-01-02'],
    ['15-sept-23', '2023-09-15'],
    ['1. Januar 2024', '2024-01-01'],
    ['1. März 2024', '2024-03-01'],
    ['Mo., 4. Dez. 2023', '2023-12-04'],
    ['1er janvier 2024', '2024-01-01'],
    ['14 févr. 2024', '2024-02-14'],
    ['31 août 2024', '2024-08-31'],
    ['25 décembre 2023', '2023-12-25'],
    ['1º de março de 2024', '2024-03-01'],
    ['5 de out. de 2024', '2024-10-05'],
    ['qui., 4 de jan. de 2024', '2024-01-04'],
    ['2024.01.04', '2024-01-04'],
    ['2024/1/4 8:20', '2024-01-04T08:20:00'],
  ])('%s', (text, iso) => {
    expect(readWrittenDate(text)).toBe(iso);
  });

  it.each([
    ['2024-01-04 08:20:00 UTC', '2024-01-04T08:20:00Z'],
    ['2024-01-04 08:20:00.123456 UTC', '2024-01-04T08:20:00Z'],
    ['2024-01-04 08:20:00 +0000', '2024-01-04T08:20:00+00:00'],
    ['2024-01-04T08:20:00.123456789Z', '2024-01-04T08:20:00Z'],
    ['2024-01-04 08:20:00-05', '2024-01-04T08:20:00-05:00'],
    ['2024-01-04 8:20 PM', '2024-01-04T20:20:00'],
    ['Thu, 04 Jan 2024 08:20:00 GMT', '2024-01-04T08:20:00Z'],
    ['Thu Jan 04 2024 23:20:00 GMT+0100 (Central European Standard Time)', '2024-01-04T23:20:00+01:00'],
    ['2024-01-04 8:20 PM EST', '2024-01-04T20:20:00-05:00'],
    ['Jan 4, 2024 8:20 AM PDT', '2024-01-04T08:20:00-07:00'],
    ['Jan 4, 2024 8:20 AM ET', '2024-01-04T08:20:00'],
    ['Thu Jan 4 08:20:00 +0000 2024', '2024-01-04T08:20:00+00:00'],
    ['Jan 4, 2024, 8:20 AM', '2024-01-04T08:20:00'],
    ['Jan 4, 2024 at 8:20\u202fPM', '2024-01-04T20:20:00'],
    ['4 ene 2024 8:20 p. m.', '2024-01-04T20:20:00'],
    ['4 janv. 2024 à 14:05', '2024-01-04T14:05:00'],
    ['4. Januar 2024 um 14:05 Uhr', '2024-01-04T14:05:00'],
    ['Jan 4, 2024 12:00 AM', '2024-01-04T00:00:00'],
    ['Jan 4, 2024 8 PM', '2024-01-04T20:00:00'],
  ])('%s keeps the day and the time that stand there, and the offset if it is said', (text, iso) => {
    expect(readWrittenDate(text)).toBe(iso);
  });

  it.each([
    ['1/4/2024, 8:20:05 PM', '01/04/2024 20:20:05'],
    ['1/4/2024, 8:20\u202fAM', '01/04/2024 08:20:00'],
    ['Thu 01/04/2024', '01/04/2024'],
    ['04.01.24, 14:05', '04/01/24 14:05:00'],
    ['1/4/2024 12:00:00.000', '01/04/2024 12:00:00'],
  ])('%s keeps the order of day and month, which the column decides', (text, plain) => {
    expect(readWrittenDate(text)).toBe(plain);
  });

  it.each([
    ['2024011008', '2024-01-10T08:00:00'],
    ['202401100820', '2024-01-10T08:20:00'],
    ['20240110082059', '2024-01-10T08:20:59'],
    ['1748736000.5', '2025-06-01T00:00:00Z'],
    ['1748736000', '2025-06-01T00:00:00Z'],
    ['1748736000123.25', '2025-06-01T00:00:00Z'],
    ['1704270000123456', '2024-01-03T08:20:00Z'],
    ['1704270000123456789', '2024-01-03T08:20:00Z'],
  ])('%s, digits alone', (text, iso) => {
    expect(readWrittenDate(text)).toBe(iso);
  });

  it.each([
    ['2024-01-01 - 2024-01-31'],
    ['Jan 1, 2024 - Jan 31, 2024'],
    ['1–31 January 2024'],
    ['Jan 2024'],
    ['202401'],
    ['Feb 30, 2024'],
    ['Jan 4, 2024 25:00'],
    ['Jan Mar 2024'],
    ['Spring 4 Jan 2024'],
    ['2024-W01'],
    ['########'],
    ['45321'],
    ['1.7043E+09'],
    ['Q1'],
    ['12345678901'],
  ])('%s is no day', (text) => {
    expect(readWrittenDate(text)).toBeNull();
  });
});

const MONTHS = {
  en: 'January February March April May June July August September October November December',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
};

test('Every day until 2068 is read back from its notations in five languages', () => {
  const day = fc.integer({ min: 1, max: 25_202 }).map((days) => {
    const iso = new Date(Date.UTC(2000, 0, days)).toISOString().slice(0, 10);
    const [year = '', month = '', of = ''] = iso.split('-');
    return { iso, year, month, day: of };
  });
  const language = fc.constantFrom(...(Object.keys(MONTHS) as (keyof typeof MONTHS)[]));
  fc.assert(
    fc.property(day, language, ({ iso, year, month, day: of }, lang) => {
      const name = MONTHS[lang].split(' ')[Number(month) - 1] ?? '';
      const short = name.slice(0, 3);
      const notations = [
        `${name} ${String(Number(of))}, ${year}`,
        `${String(Number(of))} de ${name} de ${year}`,
        `${of}. ${name} ${year}`,
        `${of}-${name.toUpperCase()}-${year}`,
        `${year}.${month}.${of}`,
        ...(lang === 'en' ? [`${short} ${of}, ${year}`, `${of}-${short}-${year.slice(2)}`] : []),
      ];
      for (const text of notations) {
        expect(readWrittenDate(text), text).toBe(iso);
        expect(readWrittenDate(`${text} 08:20:00 UTC`), text).toBe(`${iso}T08:20:00Z`);
      }
    }),
    { numRuns: 500 },
  );
});

test('A date that stands for nothing is known in every notation, whatever its time', () => {
  const placeholders = [
    '0',
    '0.0',
    '00:00',
    '12:00:00 AM',
    '1899-12-30',
    '12/30/1899',
    '30.12.1899 00:00',
    '1/0/1900',
    '1/0/00',
    '1/1/1900 12:00:00 AM',
    '01/01/1970 00:00',
    '12/31/1969 7:00 PM',
    '1970-01-01T00:00:00Z',
    '0000-00-00 00:00:00',
    '00/00/0000',
    '0001-01-01T00:00:00',
    '31.12.9999',
    '99991231',
  ];
  expect(placeholders.map((text) => PLACEHOLDER_DATES[placeholderCode(text)])).toEqual([
    '0',
    '0',
    '00:00',
    '00:00',
    '1899-12-30',
    '1899-12-30',
    '1899-12-30',
    '1900-01-00',
    '1900-01-00',
    '1900-01-01',
    '1970-01-01',
    '1969-12-31',
    '1970-01-01',
    '0000-00-00',
    '0000-00-00',
    '0001-01-01',
    '9999-12-31',
    '9999-12-31',
  ]);
  for (const text of ['2024-01-01', '01/01/2000', '1/1/00', '01/02/1970', '2024-01-31 00:00', '45321', '10'])
    expect(placeholderCode(text), text).toBe(0);
});

describe('A text with the name of a month is no date', () => {
  it.each([
    ['where there is no such day', 'Feb 30, 2024'],
    ['where the year has no leap day', 'Feb 29, 2023'],
    ['on a day before the first', 'Jan 0, 2024'],
    ['where a number is left over', 'Jan 1 2 2024'],
    ['where the day is missing', 'January 2024'],
    ['where a word stands for nothing', 'Quarter Jan 1, 2024'],
    ['where the year has three digits', 'Jan 1, 202'],
    ['where there is no such time of day', 'Jan 1, 2024 13:00 PM'],
    ['at hour 0 of twelve', 'Jan 1, 2024 0:30 AM'],
    ['at minute 60', 'Jan 1, 2024 10:60'],
    ['at hour 24', 'Jan 1, 2024 24:00'],
  ])('%s: %j', (_, text) => {
    expect(readWrittenDate(text)).toBeNull();
  });

  it('and is one on the last day of a leap year’s February', () => {
    expect(readWrittenDate('Feb 29, 2024')).toBe('2024-02-29');
    expect(readWrittenDate('Feb 29, 2024 1:59 AM')).toBe('2024-02-29T01:59:00');
    expect(readWrittenDate('Feb 29, 2024 12:00 AM')).toBe('2024-02-29T00:00:00');
    expect(readWrittenDate('Feb 29, 2024 23:59:59')).toBe('2024-02-29T23:59:59');
  });
});
