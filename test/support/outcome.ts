import type { RunOutcome } from '../../shared/contract/run';
import { FUNNEL_KEYS, type LeadQualitySummary } from '../../shared/contract/summary';
import { expectedError } from '../../shared/domain/expected-error';
import type { Finding } from '../../shared/domain/finding';
import { finding as made } from '../../shared/domain/finding-builder';
import { MOVING_COUNTS, perCount } from '../../shared/domain/lead-quality';
import { wilson } from '../../shared/domain/rate';
import { say } from '../../shared/domain/sentence';
import { fileReport } from './file-report';

export const finding = (parts: Partial<Parameters<typeof made>[0]> = {}): Finding =>
  made({
    code: 'dead_column',
    severity: 'error',
    source: 'crm_report',
    column: 'is_set',
    files: ['b.csv'],
    message: say`The column is dead.`,
    ...parts,
  });

/** Numbers of a small run: 100 delivered, 80 matched, 20 appointments, 10 demos, 4 sales. */
export function leadQuality(): LeadQualitySummary {
  const stages = { set_reported: 12, appointment: 20, demo: 10, sale: 4, net_sale: 3 };
  const counts = { delivered: 100, matched: 80, ...stages };
  const rates = { appointment: wilson(20, 100), demo: wilson(10, 20), sale: wilson(4, 10) };
  const exactly = (value: number) => ({ low: value, high: value });
  return {
    delivered: 100,
    snapshots: 3,
    reportRows: 1234,
    crmLeads: 90,
    identities: { both: 70, email_only: 8, phone_only: 6, conflict: 2, none: 5 },
    people: counts,
    multiplied: { crmLeads: 0, deliveredLeads: 0 },
    matchedLeads: { strict: 70, linked: 80 },
    likely: {
      estimated: false,
      reason: 'Only 3 pairs agree on both keys; 50 are needed to estimate.',
      threshold: 0.9,
      links: 82,
      wrongLinks: 1.2,
      missedLinks: 0.4,
      expectedError: perCount(MOVING_COUNTS, (count) => expectedError(counts[count], 1, 0.4)),
    },
    funnel: {
      ...perCount(FUNNEL_KEYS, () => counts),
      snapshot_rows: { rows: 1234, ...stages },
    },
    rates: perCount(FUNNEL_KEYS, () => rates),
    span: {
      matched: { low: 70, high: 82 },
      set_reported: exactly(12),
      appointment: { low: 17, high: 21 },
      demo: exactly(10),
      sale: exactly(4),
      net_sale: exactly(3),
    },
    bySnapshot: [],
    breakdowns: { state: [], entry_month: [] },
    review: { open: 16, stale: 0, decided: 0 },
    toJudge: { items: 14, identities: 16 },
    prices: null,
  };
}

export function outcome(overrides: Partial<RunOutcome> = {}): RunOutcome {
  return {
    summary: {
      version: 1,
      engine: { name: 'leadlens', version: '0.0.0' },
      inputs: [],
      reconciliation: [],
      findings: [],
      leadQuality: leadQuality(),
      revenue: null,
    },
    files: [fileReport('a.csv')],
    reconciliation: [],
    findings: [],
    marked: null,
    answered: ['leadQuality'],
    missing: [],
    seconds: 1,
    ...overrides,
  };
}
