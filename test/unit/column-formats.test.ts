import { describe, expect, test } from 'vitest';
import type { ColumnEvidence, FieldKinds } from '../../shared/stages/clean/values/column-evidence';
import { blankFieldsOf, dateFormsOf } from '../../shared/stages/clean/values/column-evidence';
import {
  decideFormats,
  decideTogether,
  fileCurrency,
  hasDecimals,
  type FileFormats,
  type ToldFormats,
} from '../../shared/stages/clean/values/column-formats';
import { findInFormats } from '../../shared/stages/clean/values/format-findings';
import { NUMBER_SHAPES as S } from '../../shared/stages/clean/values/number-text';
import { planDates, planReading } from '../../shared/stages/clean/values/plan-reading';
import { asRead } from '../support/findings-of-step';

/** Shapes of the numbers of columns, with how often each occurs. */
const shapesOf = (
  columns: Readonly<Record<string, Readonly<Record<number, number>>>>,
): ColumnEvidence['shapes'] =>
  new Map(
    Object.entries(columns).map(([field, counts]) => [
      field,
      new Map(Object.entries(counts).map(([shape, values]) => [Number(shape), values])),
    ]),
  );

const KINDS: FieldKinds = {
  fields: ['id', 'day', 'amount', 'fee', 'clicks', 'currency'],
  money: ['amount', 'fee'],
  counts: ['clicks'],
  date: 'day',
  ids: ['id'],
  key: null,
  hasCurrency: true,
};

const NOTHING: ColumnEvidence = {
  dates: { bothFit: 0, monthFirst: 0, dayFirst: 0 },
  hasSerialDates: false,
  hasOffsets: false,
  dateForms: new Set(),
  shapes: new Map(),
  writtenNumbers: new Map(),
  oddFields: new Set(),
  stated: new Map(),
  silentCurrencies: 0,
  unclearCurrencies: 0,
  currencies: new Map(),
  hasDamagedKeys: false,
  filledFields: new Set(KINDS.fields),
  damagedFields: new Set(),
  notes: [],
};

const TOLD: ToldFormats = {
  path: 'in/a.csv',
  source: 'stripe_invoices',
  columns: 'id,day',
  dateOrder: 'MDY',
  headerCurrency: null,
  inMicros: [],
};

const formats = (
  evidence: Partial<ColumnEvidence> = {},
  told: Partial<ToldFormats> = {},
  kinds: FieldKinds = KINDS,
): FileFormats => decideFormats(kinds, { ...TOLD, ...told }, { ...NOTHING, ...evidence });

const OPEN = { dates: { bothFit: 2, monthFirst: 0, dayFirst: 0 } };
const MONTH_FIRST = { dates: { bothFit: 2, monthFirst: 1, dayFirst: 0 } };
const DAY_FIRST = { dates: { bothFit: 2, monthFirst: 0, dayFirst: 1 } };

describe('How the columns of a file are read', () => {
  test('is decided from all its values, by field', () => {
    const decided = formats({
      ...DAY_FIRST,
      shapes: shapesOf({ amount: { [S.comma]: 2 }, clicks: { [S.oneDot]: 1 } }),
    });
    expect(decided).toMatchObject({
      path: 'in/a.csv',
      source: 'stripe_invoices',
      columns: 'id,day',
      date: { order: 'DMY', by: 'values' },
      dateField: 'day',
      header: null,
      inMicros: [],
      inMinor: [],
      notInMinor: [],
    });
    expect([...decided.numbers].map(([field, { format }]) => [field, format])).toEqual([
      ['amount', 'decimal comma (1.234,56)'],
      ['fee', null],
      ['clicks', 'whole numbers with separated thousands'],
    ]);
  });

  test('is without an order of dates where none of the columns holds dates', () => {
    expect(formats(OPEN, {}, { ...KINDS, date: null })).toMatchObject({ date: null, dateField: null });
  });

  test('takes the order that is usual where its values leave it open', () => {
    expect(formats(OPEN, { usualOrder: 'DMY' }).date).toEqual({ order: 'DMY', by: 'usage' });
    expect(formats(OPEN).date).toEqual({ order: 'MDY', by: 'default' });
  });

  test.each([
    ['Created (UTC)', true],
    ['created_utc', true],
    ['UTC', true],
    ['Time GMT', true],
    ['Start Date (in UTC)', true],
    ['utc time', true],
    ['Created', false],
    ['outcome', false],
    ['Dutch day', false],
    ['utcome', false],
    ['xutc', false],
  ])('knows that the header %s says that times are in UTC: %s', (dateHeader, isInUtc) => {
    expect(formats({}, { dateHeader }).isInUtc).toBe(isInUtc);
  });

  test('does not take times for UTC where there is no header', () => {
    expect(formats().isInUtc).toBe(false);
    expect(formats({}, { dateHeader: null }).isInUtc).toBe(false);
  });

  test('has amounts in the smallest unit as its layout says, unless they have decimals', () => {
    const whole = shapesOf({ amount: { [S.plain]: 5 }, fee: { [S.oneComma]: 1 } });
    const told = { inMinor: ['amount', 'fee'], inMicros: ['fee'], headerCurrency: 'EUR' };
    expect(formats({ shapes: whole }, told)).toMatchObject({
      inMinor: ['amount', 'fee'],
      notInMinor: [],
      inMicros: ['fee'],
      header: 'EUR',
    });
    for (const shape of [S.point, S.comma, S.dots, S.longPoint, S.longComma]) {
      const shapes = shapesOf({ amount: { [shape]: 1 } });
      expect(formats({ shapes }, told)).toMatchObject({ inMinor: ['fee'], notInMinor: ['amount'] });
    }
    expect(hasDecimals({ ...NOTHING, shapes: shapesOf({ amount: { [S.point]: 0 } }) }, 'amount')).toBe(false);
  });
});

describe('The order of day and month that one file of an export proves', () => {
  test('holds for those of the same source and columns that leave it open', () => {
    const [proof, open, usual] = [
      formats(DAY_FIRST),
      formats(OPEN, { path: 'b.csv' }),
      formats(OPEN, { path: 'c.csv', usualOrder: 'MDY' }),
    ];
    expect(decideTogether([proof, open, usual]).map(({ date }) => date)).toEqual([
      { order: 'DMY', by: 'values' },
      { order: 'DMY', by: 'siblings' },
      { order: 'DMY', by: 'siblings' },
    ]);
  });

  test('does not hold for others, where others contradict it, or where nothing is to be ordered', () => {
    const dates = (...files: readonly FileFormats[]) => decideTogether(files).map(({ date }) => date?.by);
    expect(dates(formats(DAY_FIRST), formats(OPEN, { source: 'hubspot_leads' }))).toEqual([
      'values',
      'default',
    ]);
    expect(dates(formats(DAY_FIRST), formats(OPEN, { columns: 'id' }))).toEqual(['values', 'default']);
    expect(dates(formats(DAY_FIRST), formats(MONTH_FIRST), formats(OPEN))).toEqual([
      'values',
      'values',
      'default',
    ]);
    expect(dates(formats(DAY_FIRST), formats())).toEqual(['values', 'none']);
    expect(dates(formats(DAY_FIRST), formats({}, {}, { ...KINDS, date: null }))).toEqual([
      'values',
      undefined,
    ]);
    expect(dates(formats(DAY_FIRST), formats(MONTH_FIRST))).toEqual(['values', 'values']);
  });
});

describe('The currency of the records of a file that state none', () => {
  const of = (evidence: Partial<ColumnEvidence>, header: string | null = null): string | null =>
    fileCurrency(formats(evidence, { headerCurrency: header }));

  test('is that of the header, whatever the records say', () => {
    expect(of({ stated: new Map([['GBP', 5]]), unclearCurrencies: 1 }, 'EUR')).toBe('EUR');
  });

  test('is the one that all others state, where they are as many', () => {
    expect(of({ stated: new Map([['EUR', 5]]), silentCurrencies: 5 })).toBe('EUR');
    expect(of({ stated: new Map([['EUR', 5]]), silentCurrencies: 6 })).toBeNull();
  });

  test('is not known where the others state several, one of them is unclear, or none states any', () => {
    const stated = new Map([['EUR', 5]]);
    expect(of({ stated: new Map([...stated, ['GBP', 1]]) })).toBeNull();
    expect(of({ stated, unclearCurrencies: 1 })).toBeNull();
    expect(of({})).toBeNull();
  });

  test('is nothing to say where it is that of the project', () => {
    expect(of({ stated: new Map([['USD', 5]]) })).toBeNull();
  });
});

describe('Fields of several files', () => {
  test('are blank where no file has a value', () => {
    const files = [{ filledFields: new Set(['id']) }, { filledFields: new Set(['day', 'fee']) }];
    expect(blankFieldsOf(KINDS.fields, files)).toEqual(['amount', 'clicks', 'currency']);
    expect(blankFieldsOf(KINDS.fields, [])).toEqual(KINDS.fields);
  });

  test('have dates in the forms of any file', () => {
    expect(
      dateFormsOf([
        { dateForms: new Set(['seconds'] as const) },
        { dateForms: new Set(['isoDate'] as const) },
      ]),
    ).toEqual(['isoDate', 'seconds']);
  });
});

describe('The plan by which the files of one table are read', () => {
  const RATES = { USD: '1', EUR: '0.9', GBP: '0.8', MXN: '17' };

  test('says of dates what holds in which file', () => {
    const plan = planDates(
      [
        formats({
          ...DAY_FIRST,
          oddFields: new Set(['amount', 'id']),
          dateForms: new Set(['dayAndMonth']),
          filledFields: new Set(['id', 'day']),
        }),
        formats(
          {
            hasOffsets: true,
            hasSerialDates: true,
            oddFields: new Set(['amount', 'fee']),
            dateForms: new Set(['isoDate']),
            filledFields: new Set(['amount', 'fee', 'clicks']),
          },
          { path: 'b.csv', dateHeader: 'Day (UTC)' },
        ),
      ],
      KINDS,
    );
    expect(plan).toEqual({
      blankFields: ['currency'],
      oddFields: ['amount', 'id', 'fee'],
      dayFirst: ['in/a.csv'],
      dateForms: ['isoDate', 'dayAndMonth'],
      hasOffsets: true,
      inUtc: ['b.csv'],
      serialDates: ['b.csv'],
    });
    expect(planDates([formats()], KINDS)).toMatchObject({
      hasOffsets: false,
      dayFirst: [],
      inUtc: [],
      serialDates: [],
    });
  });

  test('says of amounts in which file which separator groups, and what is in millionths', () => {
    const shapes = (shape: number) => shapesOf({ amount: { [shape]: 1 } });
    const plan = planReading(
      [
        formats({ shapes: shapes(S.point) }),
        formats({ shapes: shapes(S.comma) }, { path: 'b.csv', inMicros: ['fee'] }),
      ],
      KINDS,
      RATES,
    );
    expect(plan).toMatchObject({
      dotGroups: { amount: ['b.csv'], fee: ['in/a.csv', 'b.csv'] },
      commaGroups: { amount: ['in/a.csv'], fee: ['in/a.csv', 'b.csv'] },
      inMicros: { amount: [], fee: ['b.csv'] },
      leftOut: [],
    });
    expect(Object.keys(plan.dotGroups)).toEqual(['amount', 'fee']);
  });

  test('has the rates of the currencies that occur, in billionths, by code', () => {
    const plan = planReading(
      [
        formats({
          stated: new Map([['GBP', 1]]),
          currencies: new Map([
            ['£', 'GBP'],
            ['euro', null],
          ]),
        }),
        formats({}, { path: 'b.csv', headerCurrency: 'EUR' }),
        formats({ stated: new Map([['CLP', 1]]) }, { path: 'c.csv' }),
      ],
      KINDS,
      RATES,
    );
    expect(plan.rates).toEqual([
      ['EUR', '900000000'],
      ['GBP', '800000000'],
      ['USD', '1000000000'],
    ]);
    expect(plan.currencies).toEqual([['£', 'GBP']]);
    expect(plan.hasCurrencyText).toBe(true);
    expect(plan.headerCurrency).toEqual([
      ['in/a.csv', 'GBP'],
      ['b.csv', 'EUR'],
      ['c.csv', 'CLP'],
    ]);
    expect(plan.severalCurrencies).toEqual([]);
  });

  test('knows no currency of silent records in files with several', () => {
    const of = (evidence: Partial<ColumnEvidence>) => planReading([formats(evidence)], KINDS, RATES);
    expect(
      of({
        stated: new Map([
          ['USD', 1],
          ['EUR', 1],
        ]),
      }).severalCurrencies,
    ).toEqual(['in/a.csv']);
    expect(of({ stated: new Map([['USD', 1]]), unclearCurrencies: 1 }).severalCurrencies).toEqual([
      'in/a.csv',
    ]);
    expect(of({ stated: new Map([['USD', 1]]) }).severalCurrencies).toEqual([]);
    expect(of({})).toMatchObject({
      severalCurrencies: [],
      headerCurrency: [],
      currencies: [],
      hasCurrencyText: false,
      rates: [['USD', '1000000000']],
    });
  });

  test('has no rate that cannot be read', () => {
    const { rates } = planReading([formats({ stated: new Map([['EUR', 1]]) })], KINDS, { EUR: 'much' });
    expect(rates).toEqual([]);
  });
});

describe('What the way values are written leaves open is said:', () => {
  const told = (...files: readonly FileFormats[]) => findInFormats(files).map(asRead);
  const OF = { source: 'stripe_invoices', files: ['in/a.csv'] };

  test('nothing, where nothing is open', () => {
    expect(told(formats(DAY_FIRST), formats({}, {}, { ...KINDS, date: null }))).toEqual([]);
    expect(told()).toEqual([]);
  });

  test('dates that can be read in two ways, once for the files of a source', () => {
    const message = (words: string) =>
      `Column day: every date can be read with the month or the day first. They were read ${words}`;
    expect(
      told(
        formats(OPEN),
        formats(DAY_FIRST, { path: 'proof.csv' }),
        formats(OPEN, { path: 'b.csv' }),
        formats(OPEN, { path: 'c.csv', usualOrder: 'DMY' }),
        formats(OPEN, { path: 'd.csv', source: 'google_ads', dateOrder: 'DMY' }),
      ),
    ).toEqual([
      {
        code: 'ambiguous_date',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'day',
        files: ['b.csv', 'in/a.csv'],
        message: message("month first (MM/DD/YYYY), the profile's default."),
      },
      {
        code: 'ambiguous_date',
        severity: 'info',
        source: 'stripe_invoices',
        column: 'day',
        files: ['c.csv'],
        message: message(
          'day first (DD/MM/YYYY), as is usual in the language of the header or for dates with dots.',
        ),
      },
      {
        code: 'ambiguous_date',
        severity: 'warning',
        source: 'google_ads',
        column: 'day',
        files: ['d.csv'],
        message: message("day first (DD/MM/YYYY), the profile's default."),
      },
    ]);
  });

  test.each([
    [
      'one dot',
      { [S.oneDot]: 2 },
      { [S.oneDot]: '1.234' },
      '2 values such as `1.234` can be thousands or decimals, and no other value of the column decides. They were read as thousands.',
    ],
    [
      'one comma',
      { [S.oneComma]: 1 },
      { [S.oneComma]: '$1,100' },
      '1 value (`$1,100`) can be thousands or decimals, and no other value of the column decides. It was read as thousands.',
    ],
    [
      'one comma and one dot',
      { [S.oneComma]: 1, [S.oneDot]: 2 },
      { [S.oneComma]: '1,100', [S.oneDot]: '1.234' },
      '3 values such as `1,100` or `1.234` can be thousands or decimals, and no other value of the column decides. They were read as thousands.',
    ],
    [
      'groups behind dots',
      { [S.dotGroups]: 2, [S.point]: 1 },
      { [S.dotGroups]: '1.234.567' },
      '2 values such as `1.234.567` with groups of three digits only were read as thousands; in the other values a dot can stand before decimals.',
    ],
    [
      'dots everywhere',
      { [S.dots]: 1, [S.oneDot]: 2 },
      { [S.dots]: '9.332.00', [S.oneDot]: '8.234' },
      '2 values such as `8.234` were read as thousands, since dots separate thousands in others (`9.332.00`).',
    ],
    [
      'three digits behind a point',
      { [S.point]: 1, [S.oneDot]: 2 },
      { [S.oneDot]: '7.234' },
      '2 values such as `7.234` were read with three decimals, as the others have a decimal separator there. If they are thousands, they are a thousand times too small.',
    ],
    [
      'three digits behind a comma',
      { [S.comma]: 2, [S.oneComma]: 1 },
      { [S.comma]: '1,50', [S.oneComma]: '7,234' },
      '1 value (`7,234`) was read with three decimals, as the others have a decimal separator there. If it is thousands, it is a thousand times too small.',
    ],
    [
      'points and commas',
      { [S.point]: 3, [S.comma]: 2 },
      { [S.comma]: '1,50' },
      '2 values such as `1,50` use the other decimal separator than the rest of the column. Each was read as its own separators say.',
    ],
    [
      'more commas than plain points',
      { [S.point]: 1, [S.comma]: 2 },
      { [S.comma]: '1,50' },
      '1 value uses the other decimal separator than the rest of the column. Each was read as its own separators say.',
    ],
  ])('numbers with %s, as they stand in the file', (_, counts, written, message) => {
    const shapes = shapesOf({ fee: counts });
    const writtenNumbers = new Map([
      ['fee', new Map(Object.entries(written).map(([shape, text]) => [Number(shape), text]))],
    ]);
    expect(told(formats({ shapes, writtenNumbers }))).toEqual([
      {
        code: 'ambiguous_number',
        severity: 'warning',
        column: 'fee',
        ...OF,
        message: `\`a.csv\`, column fee: ${message}`,
      },
    ]);
  });

  test('records that state no currency in a file whose others do', () => {
    expect(told(formats({ stated: new Map([['EUR', 5]]), silentCurrencies: 2 }))).toEqual([
      {
        code: 'currency_assumed',
        severity: 'info',
        column: 'currency',
        ...OF,
        message:
          '`a.csv`: 2 records state no currency. All others of the file state EUR, so theirs was taken to be EUR.',
      },
    ]);
    const [one] = told(formats({ stated: new Map([['EUR', 5]]), silentCurrencies: 1 }));
    expect(one?.['message']).toContain('1 record states no currency.');
    expect(told(formats({ stated: new Map([['EUR', 5]]) }))).toEqual([]);
    expect(told(formats({ stated: new Map([['USD', 5]]), silentCurrencies: 2 }))).toEqual([]);
    expect(told(formats({ silentCurrencies: 2 }, { headerCurrency: 'EUR' }))).toEqual([]);
  });

  test('a header that states another currency than the records', () => {
    const stated = new Map([
      ['MXN', 2],
      ['USD', 9],
      ['EUR', 3],
    ]);
    expect(told(formats({ stated }, { headerCurrency: 'USD' }))).toEqual([
      {
        code: 'currency_assumed',
        severity: 'warning',
        column: 'currency',
        ...OF,
        message:
          '`a.csv`: the header of the amounts says USD, but 5 records state EUR, MXN. The records were believed, and their amounts converted into USD. If the column holds converted amounts already, take the currency column out of the mapping on the Sources screen.',
      },
    ]);
    const [one] = told(formats({ stated: new Map([['EUR', 1]]) }, { headerCurrency: 'USD' }));
    expect(one?.['message']).toContain('but 1 record states EUR.');
    expect(told(formats({ stated: new Map([['USD', 9]]) }, { headerCurrency: 'USD' }))).toEqual([]);
  });
});
