import { describe, expect, test } from 'vitest';
import { changesText } from '../../electron/headless/changes-text';
import { filesInWords, runLine } from '../../electron/headless/run-line';
import { changesSince, runChanges } from '../../shared/charts/run-changes';
import { runLines } from '../../shared/charts/run-lines';
import { numbersOf } from '../../shared/contract/run-numbers';
import type { KeptRun, RunNumbers } from '../../shared/contract/kept-run';
import type { RevenueSummary } from '../../shared/contract/revenue';
import { fileReport } from '../support/file-report';
import { finding, outcome } from '../support/outcome';

const before = numbersOf(outcome(), 0);

/** The run before with other counts by linked links. */
function withCounts(counts: Partial<Record<'appointment' | 'demo' | 'matched', number>>): RunNumbers {
  const leads = before.leadQuality;
  if (!leads) throw new Error('The run counts leads.');
  const ever_linked = { ...leads.funnel.ever_linked, ...counts };
  return { ...before, leadQuality: { ...leads, funnel: { ...leads.funnel, ever_linked } } };
}

describe('what a run changed since the one that the project keeps', () => {
  test('is nothing where all was counted as before', () => {
    expect(runChanges([before], numbersOf(outcome(), 0), 'ever_linked')).toEqual({
      numbers: [],
      toLookAt: [],
      findings: { came: [], went: [] },
      files: { added: [], changed: [], gone: [] },
    });
  });

  test('is each number of the headline that is another one, with what it was', () => {
    const after = withCounts({ matched: 81, demo: 11 });
    expect(runChanges([before], after, 'ever_linked').numbers).toEqual([
      { name: 'Matched leads', before: '80', after: '81' },
      { name: 'Demos', before: '10', after: '11' },
    ]);
    expect(runChanges([before], after, 'ever_likely').numbers).toEqual([]);
  });

  test('is to be looked at where a rate lies outside of the interval that it had, below or above', () => {
    // 20 of 100 were appointments: 13.3 to 28.9 %.
    const lookedAt = (appointment: number): readonly string[] =>
      runChanges([before], withCounts({ appointment }), 'ever_linked').toLookAt.filter((sentence) =>
        sentence.startsWith('Appointments'),
      );
    expect(lookedAt(14)).toEqual([]);
    expect(lookedAt(28)).toEqual([]);
    expect(lookedAt(13)).toEqual([
      'Appointments: 13.0 % of delivered leads, below what it was: 20.0 % (13.3–28.9).',
    ]);
    expect(lookedAt(29)).toEqual([
      'Appointments: 29.0 % of delivered leads, above what it was: 20.0 % (13.3–28.9).',
    ]);
  });

  test('is to be looked at where an error is new, not where it stays or goes', () => {
    const damaged = numbersOf(outcome({ findings: [finding()] }), 0);
    expect(damaged.errors).toEqual(['Dead column, CRM, is_set']);
    expect(runChanges([before], damaged, 'ever_linked').toLookAt).toEqual([
      'New error: Dead column, CRM, is_set.',
    ]);
    expect(runChanges([damaged], damaged, 'ever_linked').toLookAt).toEqual([]);
    expect(runChanges([damaged], before, 'ever_linked').toLookAt).toEqual([]);
    const warned = outcome({ findings: [finding({ severity: 'warning' })] });
    expect(numbersOf(warned, 0).errors).toEqual([]);
  });

  test('is against the last run that counted: one while a file was missing hides nothing', () => {
    const missing = { ...before, leadQuality: null };
    const changes = runChanges([missing, before], withCounts({ appointment: 13 }), 'ever_linked');
    expect(changes.numbers).toEqual([{ name: 'Appointments', before: '20', after: '13' }]);
    expect(changes.toLookAt[0]).toMatch(/^Appointments: 13\.0 % of delivered leads, below /);
    expect(runChanges([missing, before], missing, 'ever_linked').toLookAt).toEqual([]);
  });

  test('is no new error where the run before is of a version that kept none', () => {
    const { errors, ...old } = before;
    expect(errors).toEqual([]);
    const damaged = numbersOf(outcome({ findings: [finding()] }), 0);
    expect(runChanges([old], damaged, 'ever_linked').toLookAt).toEqual([]);
  });

  test('is to be looked at where a question is not answered any more', () => {
    const none = { ...before, leadQuality: null };
    expect(runChanges([before], none, 'ever_linked')).toMatchObject({
      numbers: [],
      toLookAt: ['There are no numbers of leads any more.'],
    });
    expect(runChanges([none], before, 'ever_linked')).toMatchObject({ numbers: [], toLookAt: [] });
  });

  test('is told with the time of the run before', () => {
    const since = '2026-06-02T06:00:09.000Z';
    expect(changesText({ since, ...runChanges([before], withCounts({ demo: 11 }), 'ever_linked') })).toBe(
      'What changed since the run of 2026-06-02 06:00 UTC\n  Demos  11  was 10\n',
    );
    expect(changesText({ since, numbers: [], toLookAt: [], findings: null, files: null })).toContain(
      '\n  No number of the headline changed.\n',
    );
  });

  test('names the files and findings that came and went, not more than twenty of each', () => {
    const since = '2026-06-02T06:00:09.000Z';
    const many = Array.from({ length: 22 }, (_, at) => `day-${String(at)}.csv`);
    const text = changesText({
      since,
      numbers: [],
      toLookAt: [],
      files: { added: many, changed: [], gone: ['reports/data_9.csv'] },
      findings: { came: ['Dead column'], went: [] },
    });
    expect(text).toContain('\n  Files that came: day-0.csv, day-1.csv,');
    expect(text).toContain('day-19.csv and 2 more\n');
    expect(text).toContain('\n  Files that went: reports/data_9.csv\n  Findings that came: Dead column\n');
    expect(text).not.toContain('that changed');
  });
});

const kept = (day: number, numbers: RunNumbers): KeptRun => ({
  version: 1,
  id: `00000000-0000-4000-8000-00000000000${String(day)}`,
  finishedAt: `2026-06-0${String(day)}T06:00:00.000Z`,
  numbers,
});

describe('what the run that is shown changed', () => {
  const files = (...named: readonly string[]): NonNullable<RunNumbers['inputs']> =>
    named.map((name) => ({ file: name, sha256: name.toUpperCase() }));

  test('is against the last run that found something else, also where it is kept itself', () => {
    const now = withCounts({ demo: 11 });
    const changes = changesSince([kept(3, now), kept(2, before), kept(1, now)], now, 'ever_linked');
    expect(changes).toMatchObject({
      run: kept(2, before).id,
      since: '2026-06-02T06:00:00.000Z',
      numbers: [{ name: 'Demos', before: '10', after: '11' }],
    });
    expect(changesSince([kept(2, before)], now, 'ever_linked')?.run).toBe(kept(2, before).id);
    expect(changesSince([kept(3, now)], now, 'ever_linked')).toBeNull();
    expect(changesSince([], now, 'ever_linked')).toBeNull();
  });

  test('names the files and the findings that came and went, where both runs say which they had', () => {
    const was = { ...before, findings: ['Dead column', 'Old'], inputs: files('a.csv', 'b.csv', 'c.csv') };
    const inputs = [...files('a.csv', 'd.csv'), { file: 'b.csv', sha256: 'other' }];
    const is = { ...before, findings: ['Dead column', 'New'], inputs };
    expect(runChanges([was], is, 'ever_linked')).toMatchObject({
      findings: { came: ['New'], went: ['Old'] },
      files: { added: ['d.csv'], changed: ['b.csv'], gone: ['c.csv'] },
    });
    const { findings: _, inputs: __, ...earlier } = was;
    expect(runChanges([earlier], is, 'ever_linked')).toMatchObject({ findings: null, files: null });
  });
});

describe('the numbers of the headline over the runs', () => {
  test('stand from the oldest run to the newest, with the change against the one before', () => {
    const none: RunNumbers = { ...before, leadQuality: null };
    const runs = [kept(3, withCounts({ demo: 12, matched: 79 })), kept(2, none), kept(1, before)];
    const lines = new Map(runLines(runs, 'ever_linked').map((line) => [line.name, line]));
    expect(lines.get('Demos')).toEqual({ name: 'Demos', values: [10, 12], last: '12', change: '+2' });
    expect(lines.get('Matched leads')).toMatchObject({ last: '79', change: '−1' });
    expect(lines.get('Sales')).toMatchObject({ values: [4, 4], change: '' });
    expect(runLines([kept(1, before)], 'ever_linked')[0]).toMatchObject({ values: [100], change: '' });
    expect(runLines([kept(2, none), kept(1, before)], 'ever_linked')).toEqual([]);
    expect(runLines([], 'ever_linked')).toEqual([]);
  });

  test('have the amounts of the currency that the newest run counts in', () => {
    const revenue = (currency: string, invoiced: number): RunNumbers => ({
      ...before,
      leadQuality: null,
      revenue: {
        currency,
        invoices: 1,
        invoiced,
        spend: 1,
        attributed: {} as NonNullable<RunNumbers['revenue']>['attributed'],
      },
    });
    const runs = [kept(3, revenue('USD', 20.5)), kept(2, revenue('EUR', 999)), kept(1, revenue('USD', 10))];
    expect(runLines(runs, 'ever_linked')[0]).toEqual({
      name: 'Invoiced, USD',
      values: [10, 20.5],
      last: '20.50',
      change: '+10.50',
    });
  });
});

describe('the line of a run in a log', () => {
  const files = [fileReport('a.csv'), fileReport('b.csv')];

  test('counts the files that came, changed and went', () => {
    expect(filesInWords(files, files)).toBeNull();
    expect(filesInWords(files, [...files, fileReport('c.csv')])).toBe('1 new file');
    expect(filesInWords(files, [{ ...fileReport('a.csv'), sha256: 'other' }])).toBe('1 changed file, 1 gone');
    expect(filesInWords([], files)).toBe('2 new files');
  });

  test('has the counts of the headline, the files, the errors, and what changed', () => {
    const run = outcome({ files, findings: [finding()] });
    expect(runLine(run, null, null)).toBe(
      'delivered leads 100, matched leads 80, appointments 20, sales 4; 2 files; 1 error',
    );
    expect(
      runLine(run, files, {
        since: '2026-06-02T06:00:00.000Z',
        numbers: [{ name: 'Demos', before: '9', after: '10' }],
        toLookAt: ['New error: Dead column, CRM, is_set.'],
        findings: null,
        files: null,
      }),
    ).toBe(
      'delivered leads 100, matched leads 80, appointments 20, sales 4; the same files; 1 error; Demos 9 → 10; to look at: New error: Dead column, CRM, is_set',
    );
  });

  test('has no amount where no invoice was read', () => {
    const { summary } = outcome();
    const revenue = {
      currency: 'USD',
      invoices: 0,
      invoiced: 0,
      notInvoiced: [],
    } as unknown as RevenueSummary;
    expect(runLine(outcome({ summary: { ...summary, revenue } }), null, null)).not.toContain('invoiced');
    const invoiced = { ...revenue, invoices: 2, invoiced: 30.5 };
    expect(runLine(outcome({ summary: { ...summary, revenue: invoiced } }), null, null)).toContain(
      'invoiced 30.50 USD',
    );
  });

  test('says so where nothing can be answered', () => {
    const { summary } = outcome();
    const none = outcome({ answered: [], files: [], summary: { ...summary, leadQuality: null } });
    expect(runLine(none, null, null)).toBe('nothing can be answered; 0 files; 0 errors');
  });
});
