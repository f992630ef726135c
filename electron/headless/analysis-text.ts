import type { RunOutcome } from '../../shared/contract/run';
import type { FileReport } from '../../shared/contract/sources';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Severity } from '../../shared/domain/finding';
import { TIERS, type Tier } from '../../shared/domain/lead-quality';
import { wilson, type Rate } from '../../shared/domain/rate';
import { VERSION } from '../services/version';
import { revenueLines } from './revenue-text';
import { columns } from './text-columns';

const TIER_LABELS: Readonly<Record<Tier, string>> = {
  both: 'both keys, same lead',
  email_only: 'e-mail only',
  phone_only: 'phone only',
  conflict: 'keys point to different leads',
  none: 'no delivered lead',
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const number = (value: number): string => value.toLocaleString('en-US');
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

function share({ value, low, high }: Rate, of: string): string {
  if (value === null || low === null || high === null) return `no ${of}`;
  return `${percent(value)} of ${of} (${percent(low)} to ${percent(high)})`;
}

function leadQualityLines(quality: LeadQualitySummary): string[] {
  const counts = quality.funnel.ever_linked;
  const rates = quality.rates.ever_linked;
  const span = (stage: keyof LeadQualitySummary['span']): string => {
    const { low, high } = quality.span[stage];
    return low === high ? '' : `; open reviews can make it ${number(low)} to ${number(high)}`;
  };
  return [
    'Lead quality (a lead counts once, in any snapshot, by all links; intervals are 95 %)',
    ...columns([
      ['Delivered', number(counts.delivered), ''],
      [
        'Matched',
        number(counts.matched),
        share(wilson(counts.matched, counts.delivered), 'delivered') + span('matched'),
      ],
      ['Set as reported', number(counts.set_reported), span('set_reported').replace(/^; /, '')],
      [
        'Appointment',
        number(counts.appointment),
        share(rates.appointment, 'delivered') + span('appointment'),
      ],
      ['Demo', number(counts.demo), share(rates.demo, 'appointments') + span('demo')],
      ['Sale', number(counts.sale), share(rates.sale, 'demos') + span('sale')],
      ['Net sale', number(counts.net_sale), span('net_sale').replace(/^; /, '')],
    ]),
    '',
    `Identities of the ${number(quality.snapshots)} CRM reports (${number(quality.reportRows)} rows, ` +
      `${number(quality.crmLeads)} CRM leads)`,
    ...columns(TIERS.map((tier) => [TIER_LABELS[tier], number(quality.identities[tier]), ''] as const)),
    `  Reviews: ${number(quality.review.open)} open, ${number(quality.review.stale)} stale, ${number(quality.review.decided)} decided`,
  ];
}

function findingLines(outcome: RunOutcome): string[] {
  const lines = SEVERITIES.flatMap((severity) =>
    outcome.findings
      .filter((finding) => finding.severity === severity)
      .flatMap((finding) => [
        `  ${severity.padEnd(7)}  ${finding.code}: ${finding.message}`,
        ...(finding.repair === null ? [] : [`           ${finding.repair.effect}`]),
      ]),
  );
  return ['Findings', ...(lines.length > 0 ? lines : ['  none'])];
}

const wasRead = (file: FileReport): boolean => file.status === 'read' || file.status === 'needs_mapping';

function fileLines(files: readonly FileReport[]): string[] {
  const read = files.filter(wasRead);
  return [
    `Files: ${number(read.length)} of ${number(files.length)} read`,
    ...files
      .filter((file) => file.status !== 'read')
      .map((file) => `  ${file.file}: ${file.statusReason ?? file.status}`),
  ];
}

/** What a run found, for people: headline with intervals and spans, tiers, findings, files, what is missing. */
export function analysisText(folder: string, outcome: RunOutcome): string {
  const { leadQuality, revenue } = outcome.summary;
  const blocks: string[][] = [
    [`Leadlens ${VERSION}: ${folder}`],
    ...(leadQuality === null ? [] : [leadQualityLines(leadQuality)]),
    ...(revenue === null ? [] : [revenueLines(revenue)]),
    findingLines(outcome),
    fileLines(outcome.files),
    ...(outcome.missing.length === 0 ? [] : [['Missing', ...outcome.missing.map((line) => `  ${line}`)]]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
