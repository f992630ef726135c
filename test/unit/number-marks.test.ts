import { describe, expect, it } from 'vitest';
import { markWords } from '../../renderer/features/compare/compare-setting';
import { analysisText } from '../../electron/headless/analysis-text';
import { leadFigures } from '../../shared/charts/lead-figures';
import { FUNNEL_KEYS } from '../../shared/contract/summary';
import { perCount } from '../../shared/domain/lead-quality';
import { changeWords } from '../../shared/charts/change-words';
import { deadAt, marksOf, youngLeads } from '../../shared/charts/number-marks';
import { headlineKey } from '../../shared/domain/headline';
import { plainWords } from '../../shared/domain/marked-words';
import { leadQuality, outcome } from '../support/outcome';

const DEAD = [
  { column: 'is_demo', fromOrder: 3, toOrder: 4, reason: 'is_demo is false for everyone' },
  { column: 'is_set', fromOrder: 4, toOrder: 4, reason: 'is_set is false for everyone' },
];
const cohort = (week: string, leads: number, complete: boolean) => ({
  week,
  leads,
  complete,
  appointment: 0,
  demo: 0,
  sale: 0,
});
const COHORTS = [
  cohort('2026-01-05', 10, true),
  cohort('2026-01-12', 4, false),
  cohort('2026-01-19', 3, false),
];

describe('the cost of an appointment', () => {
  const marks = (priced: number): readonly string[] => {
    const counts = { ...leadQuality().funnel.ever_linked, price: 5000, priced };
    const figures = leadFigures(counts, { span: null, errors: null }, 'headline');
    return figures.find(({ metric }) => metric === 'cost_per_appointment')?.marks ?? [];
  };

  it('is marked as too low where leads have no known price', () => {
    expect(marks(98)).toEqual(['too low: the price of 2 of 100 leads is not known']);
    expect(marks(100)).toEqual([]);
  });

  it('is marked in the text of analyze too', () => {
    const { summary } = outcome();
    const prices = {
      currency: 'USD',
      total: 50,
      priced: 98,
      unpriced: 2,
      cost_per_appointment: perCount(FUNNEL_KEYS, () => 2.5),
    };
    const text = analysisText(
      'x',
      outcome({ summary: { ...summary, leadQuality: { ...leadQuality(), prices } } }),
    );
    expect(text).toMatch(
      /Cost per appointment, USD +2\.50 {2}.*; too low: the price of 2 of 100 leads is not known/,
    );
  });
});

describe('a number of the funnel', () => {
  it('is marked by the dead columns that it rests on, and by no other', () => {
    const marked = { deadStretches: DEAD, cohorts: [] };
    expect(marksOf('demo', marked)).toEqual(['too low: is_demo is false for everyone from report 3 on']);
    expect(marksOf('set_reported', marked)).toEqual([
      'too low: is_set is false for everyone from report 4 on',
    ]);
    expect(marksOf('sale', marked)).toEqual([]);
    expect(marksOf('matched', marked)).toEqual([]);
  });

  it('that has other evidence too may be too low; one that a cancellation takes from may be too high', () => {
    const words = 'is_set is false for everyone';
    const only = (column: string) => ({
      deadStretches: [{ column, fromOrder: 2, toOrder: 3, reason: words }],
      cohorts: [],
    });
    expect(marksOf('appointment', only('is_set'))).toEqual([`may be too low: ${words} from report 2 on`]);
    expect(marksOf('appointment', only('is_demo'))).toEqual([`may be too low: ${words} from report 2 on`]);
    expect(marksOf('net_sale', only('job_status'))).toEqual([`may be too high: ${words} from report 2 on`]);
    expect(marksOf('sale', only('disposition'))).toEqual([`may be wrong: ${words} from report 2 on`]);
  });

  it('says of appointments how many leads had no time yet', () => {
    expect(youngLeads(COHORTS)).toEqual({ leads: 7, from: '2026-01-12' });
    expect(marksOf('appointment', { deadStretches: [], cohorts: COHORTS })).toEqual([
      '7 leads from 12 Jan 2026 on too young to judge',
    ]);
    expect(marksOf('demo', { deadStretches: [], cohorts: COHORTS })).toEqual([]);
  });
});

describe('a comparison', () => {
  it('of snapshots is marked where one of both lies in a dead stretch', () => {
    expect(deadAt('demo', DEAD, [1, 2])).toEqual([]);
    expect(deadAt('demo', DEAD, [2, 3])).toEqual(['too low: is_demo is false for everyone from report 3 on']);
    const words = (a: number, b: number) =>
      markWords({ kind: 'snapshots', a, b }, { deadStretches: DEAD }, { items: 0, identities: 0 });
    expect(words(1, 2)).toEqual([]);
    expect(words(2, 3)).toEqual([
      'Appointments may be too low: is_demo is false for everyone from report 3 on.',
      'Demos too low: is_demo is false for everyone from report 3 on.',
    ]);
  });

  it('of anything else is marked by every dead column, and by what is left to review', () => {
    expect(
      markWords(
        { kind: 'links', a: 'strict', b: 'linked' },
        { deadStretches: DEAD },
        { items: 1, identities: 2 },
      ),
    ).toEqual([
      'Set (reported) too low: is_set is false for everyone from report 4 on.',
      'Appointments may be too low: is_demo is false for everyone from report 3 on.',
      'Appointments may be too low: is_set is false for everyone from report 4 on.',
      'Demos too low: is_demo is false for everyone from report 3 on.',
      'Left to review: 1 item (2 identities). What is decided about them can still move these counts.',
    ]);
  });
});

describe('a message without marks', () => {
  it('keeps its words, and stars and backquotes that mark nothing', () => {
    expect(plainWords('Column *Set* is empty from `a*b.csv` on')).toBe('Column Set is empty from a*b.csv on');
    expect(plainWords('2 * 3')).toBe('2 * 3');
  });
});

describe('what a run changed', () => {
  const before = outcome().summary;

  it('is said in the numbers of the headline, before and after', () => {
    const { leadQuality } = before;
    if (!leadQuality) throw new Error('It has lead quality.');
    const key = headlineKey(leadQuality);
    const funnel = {
      ...leadQuality.funnel,
      [key]: { ...leadQuality.funnel[key], demo: leadQuality.funnel[key].demo + 1200 },
    };
    expect(changeWords(before, { ...before, leadQuality: { ...leadQuality, funnel } })).toBe(
      'Demos 10 → 1,210.',
    );
  });

  it('is said where it is nothing', () => {
    expect(changeWords(before, before)).toBe('No number of the headline changed.');
  });
});
