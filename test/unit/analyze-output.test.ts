import { describe, expect, it } from 'vitest';
import { analysisText } from '../../electron/headless/analysis-text';
import { exitCodeOfFault, exitCodeOfOutcome } from '../../electron/headless/exit-codes';
import { bug, cancelled } from '../../shared/domain/fault';
import { say } from '../../shared/domain/sentence';
import { fileReport } from '../support/file-report';
import { finding, leadQuality, outcome } from '../support/outcome';

describe('the exit code of analyze', () => {
  it('is 0 when it is done, with unusable files and findings too', () => {
    const files = [fileReport('a.csv'), fileReport('b.csv', { status: 'unusable' })];
    expect(exitCodeOfOutcome(outcome({ files, findings: [finding()] }), false)).toBe(0);
  });

  it('is 3 when no question could be answered or a file needs a mapping, before anything else', () => {
    const findings = [finding()];
    expect(exitCodeOfOutcome(outcome({ answered: [], findings }), true)).toBe(3);
    const files = [fileReport('a.csv', { status: 'needs_mapping' })];
    expect(exitCodeOfOutcome(outcome({ files, findings }), true)).toBe(3);
  });

  it('is 4 for findings of severity error only, and only when asked for', () => {
    expect(exitCodeOfOutcome(outcome({ findings: [finding()] }), true)).toBe(4);
    expect(exitCodeOfOutcome(outcome({ findings: [finding({ severity: 'warning' })] }), true)).toBe(0);
  });

  it('tells faults apart: cancelled 5, input 3, bad usage 2, the machine and ourselves 1', () => {
    const fault = (kind: 'input' | 'environment', code: string) => ({ kind, code, message: '' });
    expect(exitCodeOfFault(cancelled().details)).toBe(5);
    expect(exitCodeOfFault(fault('input', 'folder_unreadable'))).toBe(3);
    expect(exitCodeOfFault(fault('input', 'bad_usage'))).toBe(2);
    expect(exitCodeOfFault(fault('environment', 'write_failed'))).toBe(1);
    expect(exitCodeOfFault(bug('x').details)).toBe(1);
  });
});

describe('the text of analyze', () => {
  it('gives the headline with intervals and the span of open reviews', () => {
    const text = analysisText('exports', outcome());
    expect(text).toContain('Delivered leads  100\n');
    expect(text).toMatch(
      /Matched leads\s+80 {2}80\.0 % of delivered leads \(71\.1 % to 86\.7 %\); open reviews can make it 70 to 82/,
    );
    expect(text).toMatch(
      /Appointments\s+20 {2}20\.0 % of delivered leads \(.*\); open reviews can make it 17 to 21/,
    );
    expect(text).toMatch(/Demos\s+10 {2}50\.0 % of appointments \([^)]*\)\n/);
    expect(text).toMatch(/Sales\s+4 {2}40\.0 % of demos/);
    expect(text).toContain('3 CRM reports (1,234 rows, 90 CRM leads)');
    expect(text).toMatch(/Conflict\s+2\n/);
    expect(text).toContain('Left to review: 14 items (16 identities); decided: 0; stale: 0');
  });

  it('marks the counts that a dead column or leads without their time make too low', () => {
    const cohort = { leads: 30, appointment: 9, demo: 4, sale: 1 };
    const dead = {
      column: 'is_demo',
      reason: 'Demo is false for everyone',
      fromOrder: 2,
      toOrder: 3,
    };
    const text = analysisText(
      'exports',
      outcome({
        marked: {
          deadStretches: [dead],
          cohorts: [
            { ...cohort, week: '2026-01-05', complete: true },
            { ...cohort, week: '2026-01-12', complete: false },
          ],
        },
      }),
    );
    expect(text).toMatch(/Appointments .*; 30 leads from 12 Jan 2026 on too young to judge\n/);
    expect(text).toMatch(/Demos .*; too low: Demo is false for everyone from report 2 on\n/);
    expect(text).not.toMatch(/Matched leads .*too/);
  });

  it('counts by likely links where the weights were estimated, with the expected error and the other links beside it', () => {
    const quality = leadQuality();
    const funnel = { ...quality.funnel, ever_likely: { ...quality.funnel.ever_likely, matched: 78 } };
    const likely = { ...quality.likely, estimated: true, reason: null };
    const { summary } = outcome();
    const told = (of: typeof quality): string =>
      analysisText('exports', outcome({ summary: { ...summary, leadQuality: of } }));
    const text = told({ ...quality, funnel, likely });
    expect(text).toContain('by likely links');
    expect(text).toMatch(
      /Matched leads\s+78 .*; true number expected 77 to 82; open reviews can make it 70 to 82/,
    );
    expect(text).toContain(
      'of 82 likely links 1.2 are expected to be wrong, and 0.4 true ones to be missing.',
    );
    expect(text).toContain('By linked links: matched leads 80');
    expect(text).toContain('By strict links: matched leads 80');
    const guessed = told(quality);
    expect(guessed).toContain('by linked links');
    expect(guessed).not.toContain('true number expected');
    expect(guessed).toContain('Only 3 pairs agree on both keys; 50 are needed to estimate.');
  });

  it('lists findings by severity, with the effect of a repair', () => {
    const findings = [
      finding({ severity: 'info', code: 'schema_drift', message: say`Names change.` }),
      finding({ repair: { code: 'x', effect: say`12 becomes 20.` } }),
    ];
    const text = analysisText('exports', outcome({ findings }));
    expect(text.indexOf('dead_column: The column is dead.')).toBeLessThan(
      text.indexOf('schema_drift: Names change.'),
    );
    expect(text).toContain('12 becomes 20.');
  });

  it('names each file that was not read with the reason, and what is missing', () => {
    const files = [
      fileReport('a.csv'),
      fileReport('b.parquet', {
        status: 'unusable',
        statusReason: 'It ends in the middle. Export it again.',
      }),
    ];
    const missing = ['Without delivered leads there is no match rate.'];
    const summary = { ...outcome().summary, leadQuality: null };
    const text = analysisText('exports', outcome({ files, missing, summary, answered: [] }));
    expect(text).toContain('Files: 1 of 2 read\n  b.parquet: It ends in the middle. Export it again.');
    expect(text).toContain('Missing\n  Without delivered leads there is no match rate.\n');
    expect(text).not.toContain('Delivered ');
  });
});

describe('what became of the records', () => {
  const account = {
    source: 'google_ads',
    rows: 1204,
    counted: 1180,
    merged: 12,
    totals: 3,
    footers: 0,
    separators: 0,
    rejected: 5,
    notCounted: [{ reason: 'no_campaign', rows: 4, amount: 2.5 }],
    mergedBy: [{ reason: 'same_row', rows: 12, amount: 3 }],
    money: {
      currency: 'USD',
      all: 1005.5,
      counted: 1000,
      remainders: [
        { reason: 'no_campaign', amount: 2.5 },
        { reason: 'same_row', amount: 3 },
      ],
      unconverted: [{ currency: 'SEK', rows: 1, amount: 99 }],
    },
  } as const;

  it('is a line for each source that adds up, for records and for money', () => {
    const { summary } = outcome();
    const text = analysisText('exports', outcome({ summary: { ...summary, reconciliation: [account] } }));
    expect(text).toContain(
      '  Google: 1,204 records = 1,180 counted + 12 merged (same row) + 4 not counted (no campaign) + 3 totals + 5 rejected; ' +
        '1,005.50 USD = 1,000.00 counted + 2.50 no campaign + 3.00 same row; without a rate 99.00 SEK\n',
    );
  });

  it('is not said where all of it counts', () => {
    const { summary } = outcome();
    const whole = { ...account, rows: 1180, merged: 0, mergedBy: [], notCounted: [], totals: 0, rejected: 0 };
    const money = { ...account.money, all: 1000, remainders: [], unconverted: [] };
    const reconciliation = [{ ...whole, money }];
    expect(analysisText('exports', outcome({ summary: { ...summary, reconciliation } }))).not.toContain(
      'What became of the records',
    );
  });
});
