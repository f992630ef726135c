import { describe, expect, it } from 'vitest';
import { fileNames, finding, rowsOf } from '../../shared/domain/finding-builder';
import {
  agree,
  count,
  EN_US,
  joined,
  money,
  percent,
  plural,
  say,
  write,
} from '../../shared/domain/sentence';

const written = (sentence: Parameters<typeof write>[0]): string => write(sentence, EN_US);

describe('a sentence', () => {
  it('is a template and its values, those of its parts included', () => {
    const inner = say`${plural(1234, 'record')} of ${'HubSpot'}`;
    expect(say`Of ${count(5678)}, ${inner} ${agree(1234, 'was', 'were')} merged.`).toEqual({
      template: 'Of {0}, {1} records of {2} were merged.',
      values: [
        { kind: 'count', count: 5678 },
        { kind: 'count', count: 1234 },
        { kind: 'text', text: 'HubSpot' },
      ],
    });
  });

  it('never takes a value for a place: braces in data stay', () => {
    expect(written(say`Column ${'{1}'} has ${count(1)} of ${'$& {0}'}.`)).toBe('Column {1} has 1 of $& {0}.');
  });

  it('has a place for each value, also beyond ten, in the order of its parts', () => {
    const parts = Array.from({ length: 12 }, (_, i) => say`${count(1000 + i)}`);
    expect(written(joined(parts, ' < '))).toBe(
      '1,000 < 1,001 < 1,002 < 1,003 < 1,004 < 1,005 < 1,006 < 1,007 < 1,008 < 1,009 < 1,010 < 1,011',
    );
    expect(written(joined([]))).toBe('');
  });

  it('agrees with its numbers', () => {
    expect([0, 1, 2].map((n) => written(say`${plural(n, 'lead')} ${agree(n, 'is', 'are')} gone`))).toEqual([
      '0 leads are gone',
      '1 lead is gone',
      '2 leads are gone',
    ]);
    expect(written(plural(2, 'person', 'people'))).toBe('2 people');
  });

  it('rounds a share once, whoever writes it, and has money with two decimals', () => {
    expect(percent(0.2165).values).toEqual([{ kind: 'percent', percent: Number((0.2165 * 100).toFixed(1)) }]);
    expect(written(say`${percent(1)}, ${percent(0.0004)}, ${money(-1234.5)}`)).toBe(
      '100.0 %, 0.0 %, -1,234.50',
    );
  });
});

describe('a finding', () => {
  it('is written on every machine alike, beside what its reader needs to write it anew', () => {
    const message = say`${plural(1234, 'record')} ${agree(1234, 'is', 'are')} lost.`;
    const effect = say`Match rate ${percent(0)} → ${percent(0.5)}.`;
    const made = finding({
      code: 'hash_mismatch',
      severity: 'error',
      message,
      files: ['b.csv', 'a.csv', 'b.csv', 'B.csv'],
      repair: { code: 'rehash_email', effect },
      evidence: [
        { label: 'Records', value: count(1234) },
        { label: 'Kind', value: 'raw' },
      ],
      rows: rowsOf({ name: 'rpt_links' }, { tier: 'both', is_open: null }),
    });
    expect(made).toEqual({
      code: 'hash_mismatch',
      severity: 'error',
      source: null,
      column: null,
      files: ['B.csv', 'a.csv', 'b.csv'],
      message: '1,234 records are lost.',
      sentence: message,
      repair: {
        code: 'rehash_email',
        kind: 'repair',
        effect: 'Match rate 0.0 % → 50.0 %.',
        sentence: effect,
      },
      evidence: [
        { label: 'Records', value: count(1234) },
        { label: 'Kind', value: say`${'raw'}` },
      ],
      rows: {
        table: 'rpt_links',
        where: [
          { column: 'tier', value: 'both' },
          { column: 'is_open', value: null },
        ],
      },
    });
    // It crosses from the engine's thread to the window.
    expect(structuredClone(made)).toEqual(made);
  });

  it('names few files each, and of many the first and the last', () => {
    expect(written(fileNames(['x/a.csv', 'b.csv']))).toBe('`a.csv`, `b.csv`');
    expect(written(fileNames(['1.csv', '2.csv', '3.csv', 'x/4.csv']))).toBe('`1.csv` … `4.csv` (4 files)');
  });
});
