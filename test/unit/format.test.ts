import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCell,
  formatChange,
  formatCount,
  formatIsoDay,
  formatMoney,
  formatRate,
  formatShare,
  NOTHING,
  shortenHash,
} from '../../shared/charts/format';
import { wilson } from '../../shared/domain/rate';

describe('numbers as people read them', () => {
  it('have thousands separators', () => {
    expect(formatCount(67680)).toBe('67,680');
    expect(formatMoney(1234.5)).toBe('1,234.50');
  });

  it('show a rate in percent with one decimal and its interval beside it', () => {
    expect(formatRate(wilson(900, 4364))).toBe('20.6 % (19.4–21.8)');
  });

  it('show a rate of nothing as a dash, without an interval', () => {
    expect(formatRate(wilson(0, 0))).toBe(NOTHING);
    expect(formatShare(null)).toBe(NOTHING);
  });

  it('show a change with its sign and a true minus', () => {
    expect([formatChange(12), formatChange(-1200), formatChange(0)]).toEqual(['+12', '−1,200', '±0']);
  });

  it('have a true minus where they are negative, as refunds are', () => {
    expect([
      formatMoney(-558.4),
      formatCount(-3),
      formatCell(-1234.5, 'money'),
      formatCell(-7, 'number'),
    ]).toEqual(['−558.40', '−3', '−1,234.50', '−7']);
    expect(formatShare(-0.125)).toBe('−12.5 %');
  });

  it('show sizes in decimal multiples and never as 1,000 of one', () => {
    expect([formatBytes(999), formatBytes(1000), formatBytes(999_960), formatBytes(556_000_000)]).toEqual([
      '999 B',
      '1.0 kB',
      '1.0 MB',
      '556.0 MB',
    ]);
  });
});

describe('values of cells', () => {
  it('are formatted by the kind of their column, not by what they look like', () => {
    expect(formatCell(289764, 'text')).toBe('289764');
    expect(formatCell(289764, 'count')).toBe('289,764');
    expect(formatCell(0.5, 'share')).toBe('50.0 %');
    expect(formatCell(true, 'boolean')).toBe('yes');
    expect(formatCell(null, 'money')).toBe(NOTHING);
    expect(formatCell('', 'text')).toBe('');
  });

  it('shorten a hash to its two ends and leave short values whole', () => {
    expect(shortenHash('3b7c33e84ea3ae8b249dc1e1578fc84cb4047ac4')).toBe('3b7c33…7ac4');
    expect(shortenHash('217893')).toBe('217893');
  });

  it('show days and months in words and leave what is no date alone', () => {
    expect([
      formatIsoDay('2023-02-05'),
      formatIsoDay('2022-12'),
      formatIsoDay('2022-13'),
      formatIsoDay('Data'),
    ]).toEqual(['5 Feb 2023', 'Dec 2022', '2022-13', 'Data']);
  });
});
