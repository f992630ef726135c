import type { RevenueSummary } from '../contract/revenue';
import type { ReviewQueue } from '../contract/review';
import type { Finding } from '../domain/finding';
import { together } from '../domain/together';
import { buildAttribution } from '../stages/attribute/attribute.stage';
import { readRevenue } from '../stages/attribute/read-revenue.step';
import { findLowCoverage } from '../stages/attribute/coverage-findings';
import { PROFILES } from '../stages/classify/profile';
import { buildDedup } from '../stages/dedup/dedup.stage';
import { findInMarketing } from '../stages/clean/marketing/marketing-findings';
import { findInPeople } from '../stages/dedup/dedup-findings';
import type { ReadContext } from './file-ledger';

export interface MeasuredRevenue {
  readonly revenue: RevenueSummary;
  readonly notApplied: ReviewQueue['notApplied'];
  readonly findings: readonly Finding[];
}

/** Dedup and attribute for the second question; clean has filled what they read, with no rows where there is no file. */
export async function measureRevenue(context: ReadContext): Promise<MeasuredRevenue> {
  const { workspace, settings, signal, progress } = context;
  // What the exports say for themselves is read while people are joined: neither waits for the other.
  const [{ emailSeries, pairs }, inMarketing] = await together([
    buildDedup(workspace, context.decisions, signal, (label, done, total) =>
      progress({ stage: 'dedup', label, file: null, done, total }),
    ),
    findInMarketing(workspace, PROFILES, signal),
  ]);
  const [, revenue] = await together([
    buildAttribution(
      workspace,
      { windowDays: settings.attributionWindowDays },
      signal,
      (label, done, total) => progress({ stage: 'attribute', label, file: null, done, total }),
    ),
    readRevenue(workspace, signal),
  ]);
  return {
    revenue,
    notApplied: pairs.unattached.map(({ id, subject }) => ({
      subject,
      decisionId: id,
      state: 'unattached' as const,
      evidenceNow: null,
    })),
    findings: [
      ...inMarketing,
      ...findLowCoverage(revenue),
      ...(await findInPeople(workspace, emailSeries, signal)),
    ],
  };
}
