import { afterEach, describe, expect, it } from 'vitest';
import { countryFault, wholeNumberFault } from '../../renderer/features/preferences/thresholds';
import { dismissNotice, notify, useNotices } from '../../renderer/state/notices';
import { oneAtATime } from '../../renderer/state/one-at-a-time';
import { changeInWords, reverseOf } from '../../renderer/state/settings-undo';
import { TOUR_STEPS } from '../../renderer/state/tour';
import {
  formatCell,
  formatDayOfYear,
  formatIsoDay,
  formatMoney,
  setLocale,
} from '../../shared/charts/format';
import { defaultProjectSettings } from '../../shared/contract/project';
import { LOCALES } from '../../shared/domain/locales';

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
      expect(wholeNumberFault(text, 1, 3650)).toBe('A whole number from 1 to 3650');
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
