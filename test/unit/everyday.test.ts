import { afterEach, describe, expect, it } from 'vitest';
import { countryFault, wholeNumberFault } from '../../renderer/features/preferences/thresholds';
import { dismissNotice, notify, useNotices } from '../../renderer/state/notices';
import { oneAtATime } from '../../renderer/state/one-at-a-time';
import { changeInWords, reverseOf } from '../../renderer/state/settings-undo';
import { TOUR_STEPS } from '../../renderer/state/tour';
import { cellText } from '../../renderer/ui/grid/cells';
import {
  formatBytes,
  formatCell,
  formatChange,
  formatCount,
  formatDayOfYear,
  formatDecimals,
  formatFigures,
  formatIsoDay,
  formatIsoTime,
  formatMoney,
  formatRate,
  formatRatio,
  formatShare,
  formatSentence,
  setLocale,
} from '../../shared/charts/format';
import { defaultProjectSettings } from '../../shared/contract/project';
import { LOCALES } from '../../shared/domain/locales';
import { wilson } from '../../shared/domain/rate';
import { code, date, EN_US, file, money, percent, plural, say, write } from '../../shared/domain/sentence';

const texts = (): readonly string[] => useNotices.getState().notices.map(({ text }) => text);

describe('notices', () => {
  afterEach(() => useNotices.setState({ notices: [] }));

  it('replace the one of their kind', () => {
    notify({ kind: 'save', text: 'first' });
    notify({ kind: 'run', text: 'other' });
    notify({ kind: 'save', text: 'second' });
    expect(texts()).toEqual(['other', 'second']);
  });

  it('are three at most: the oldest goes', () => {
    for (const kind of ['a', 'b', 'c', 'd']) notify({ kind, text: kind });
    expect(texts()).toEqual(['b', 'c', 'd']);
  });

  it('go one by one', () => {
    notify({ kind: 'a', text: 'a' });
    notify({ kind: 'b', text: 'b' });
    dismissNotice(useNotices.getState().notices[0]?.id ?? -1);
    expect(texts()).toEqual(['b']);
  });
});

describe('one work of a kind at a time', () => {
  afterEach(() => useNotices.setState({ notices: [] }));

  it('is done; another meanwhile is refused with a reason, and afterwards done again', async () => {
    let finish = (): void => undefined;
    const first = oneAtATime('save', 'One file at a time.', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return 'first';
    });
    expect(await oneAtATime('save', 'One file at a time.', () => Promise.resolve('second'))).toBeNull();
    expect(texts()).toEqual(['One file at a time.']);
    expect(await oneAtATime('open', '', () => Promise.resolve('of another kind'))).toBe('of another kind');
    finish();
    expect(await first).toBe('first');
    expect(await oneAtATime('save', '', () => Promise.resolve('third'))).toBe('third');
  });

  it('is free again after it failed', async () => {
    await expect(oneAtATime('save', '', () => Promise.reject(new Error('disk full')))).rejects.toThrow(
      'disk full',
    );
    expect(await oneAtATime('save', '', () => Promise.resolve('again'))).toBe('again');
  });
});

describe('a change of settings', () => {
  it('is taken back by the fields that it touched, and by no others', () => {
    const before = { ...defaultProjectSettings(), phoneCountry: 'MX' };
    const change = { phoneCountry: 'CO', notAKey: ['x'] };
    const since = { ...before, ...change, attributionWindowDays: 30 };
    expect({ ...since, ...reverseOf(change, before) }).toEqual({ ...before, attributionWindowDays: 30 });
  });

  it('is said in words', () => {
    expect(changeInWords({ rates: {}, snapshotOrder: null })).toBe('currency rates, order of snapshots');
  });
});

describe('thresholds', () => {
  it('are whole numbers within their bounds', () => {
    expect(['1', '90', '3650'].map((text) => wholeNumberFault(text, 1, 3650))).toEqual([null, null, null]);
    for (const text of ['', '0', '3651', '1.5', '-3', 'x', '1e3']) {
      expect(wholeNumberFault(text, 1, 3650)).toBe('A whole number from 1 to 3,650');
    }
  });

  it('take a country by its code', () => {
    expect(['US', 'mx', 'DE'].map(countryFault)).toEqual([null, null, null]);
    for (const text of ['', 'U', 'XQ', '12']) expect(countryFault(text)).toMatch(/two letters/);
  });
});

describe('the tour', () => {
  it('has at most six steps', () => {
    expect(TOUR_STEPS.length).toBeLessThanOrEqual(6);
  });
});

describe('numbers and dates in the locale of the reader', () => {
  afterEach(() => setLocale('en-US'));

  it('are written as there', () => {
    setLocale('de-DE');
    expect(formatMoney(1_234_567.5)).toBe('1.234.567,50');
    expect(formatIsoDay('2026-02-05')).toBe('05.02.2026');
    setLocale('en-GB');
    expect(formatIsoDay('2026-02-05')).toBe('5 Feb 2026');
    expect(formatIsoDay('2026-02')).toBe('Feb 2026');
    expect(formatDayOfYear('2026-02-05')).toBe('5 Feb');
  });

  it('are written so in every place: counts, money, shares, ratios, sizes, cells and weights', () => {
    setLocale('de-DE');
    expect([
      formatCount(4364),
      formatChange(-1200),
      formatShare(0.216),
      formatRate(wilson(900, 4364)),
      formatRatio(3.4),
      formatBytes(556_400_000),
      formatDecimals(-12.345, 1),
      formatFigures(0.00021),
      cellText(1234.5, 'money'),
      cellText('2026-02-05', 'date'),
      cellText('2026-02-05 14:30:00', 'timestamp'),
      cellText('12345678', 'text'),
      formatIsoTime('2026-02-05T14:30:59.123Z'),
    ]).toEqual([
      '4.364',
      '−1.200',
      '21,6 %',
      '20,6 % (19,4–21,8)',
      '3,40',
      '556,4 MB',
      '−12,3',
      '0,00021',
      '1.234,50',
      '05.02.2026',
      '05.02.2026, 14:30',
      '12345678',
      '05.02.2026, 14:30',
    ]);
  });

  it('change in the cells of tables too when another locale is chosen, dates included', () => {
    setLocale('de-DE');
    expect(cellText('2026-02-05', 'date')).toBe('05.02.2026');
    setLocale('en-GB');
    expect(cellText('2026-02-05', 'date')).toBe('5 Feb 2026');
  });

  it('are written so in the sentences of findings, and names, values and constants stay', () => {
    setLocale('de-DE');
    const sentence = say`${file('data_1,234.csv')} has ${plural(1234, 'row')} (${percent(0.216)}) since ${date('2026-02-05')}, the value “${'1,234.50'}” is ${money(1234567.89)} USD; ${code('451,332.00')} and 1,000 stay.`;
    expect(formatSentence(sentence)).toBe(
      '`data_1,234.csv` has 1.234 rows (21,6 %) since 05.02.2026, the value “1,234.50” is 1.234.567,89 USD; `451,332.00` and 1,000 stay.',
    );
    expect(write(sentence, EN_US)).toBe(
      '`data_1,234.csv` has 1,234 rows (21.6 %) since 2026-02-05, the value “1,234.50” is 1,234,567.89 USD; `451,332.00` and 1,000 stay.',
    );
  });

  it('keep what is no date as it is', () => {
    setLocale('de-DE');
    expect(formatIsoDay('unknown')).toBe('unknown');
    expect(formatIsoDay('2026-13-45')).toBe('2026-13-45');
    expect(formatCell('2026-02-30x', 'text')).toBe('2026-02-30x');
  });

  it('can be chosen among locales that this machine knows', () => {
    for (const locale of LOCALES.slice(1))
      expect(Intl.NumberFormat.supportedLocalesOf(locale)).toEqual([locale]);
  });
});
