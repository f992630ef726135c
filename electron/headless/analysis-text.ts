import {
  headlineCounts,
  headlineReaches,
  leadFigures,
  type LeadFigure,
} from '../../shared/charts/lead-figures';
import { formatCountOf } from '../../shared/charts/format';
import { linkWords, toJudgeWords } from '../../shared/charts/link-words';
import { headlineLinks } from '../../shared/domain/headline';
import type { RunOutcome } from '../../shared/contract/run';
import type { FileReport } from '../../shared/contract/sources';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { SEVERITIES } from '../../shared/domain/finding';
import { LINK_SETTINGS, MOVING_COUNTS, TIERS, type LinkSetting } from '../../shared/domain/lead-quality';
import { METRICS } from '../../shared/domain/metrics';
import type { Rate } from '../../shared/domain/rate';
import { TIER_WORDS } from '../../shared/domain/words/lead-words';
import { VERSION } from '../services/version';
import { accountLines } from './account-text';
import { revenueLines } from './revenue-text';
import { columns } from './text-columns';

const number = (value: number): string => value.toLocaleString('en-US');
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

function note({ rate, per, span, expected, marks }: LeadFigure): string {
  return [
    ...(rate ? [rateText(rate.value, rate.of)] : []),
    ...(per === null ? [] : [`for each of the ${per}`]),
    ...(expected ? [`true number expected ${number(expected.low)} to ${number(expected.high)}`] : []),
    ...(span ? [`open reviews can make it ${number(span.low)} to ${number(span.high)}`] : []),
    ...marks,
  ].join('; ');
}

function rateText({ value, low, high }: Rate, of: string): string {
  if (value === null || low === null || high === null) return `no ${of}`;
  return `${percent(value)} of ${of} (${percent(low)} to ${percent(high)})`;
}

/** The same counts by other links, in a line. */
const otherLinks = ({ funnel }: LeadQualitySummary, links: LinkSetting): string =>
  `By ${links} links: ${MOVING_COUNTS.map((count) => `${METRICS[count].name.toLowerCase()} ${number(funnel[`ever_${links}`][count])}`).join(', ')}`;

function leadQualityLines(quality: LeadQualitySummary, marked: RunOutcome['marked']): string[] {
  const figures = leadFigures(headlineCounts(quality), headlineReaches(quality), 'all', marked);
  const links = headlineLinks(quality);
  return [
    `Lead quality (a lead counts once, in any snapshot, by ${links} links; intervals are 95 %)`,
    ...columns(figures.map((figure) => [figure.name, figure.value, note(figure)] as const)),
    `  ${linkWords(quality)}`,
    ...LINK_SETTINGS.filter((other) => other !== links).map((other) => `  ${otherLinks(quality, other)}`),
    '',
    `Identities of ${formatCountOf(quality.snapshots, 'CRM report')} (${formatCountOf(quality.reportRows, 'row')}, ` +
      `${formatCountOf(quality.crmLeads, 'CRM lead')})`,
    ...columns(TIERS.map((tier) => [TIER_WORDS[tier].name, number(quality.identities[tier]), ''] as const)),
    `  Left to review: ${toJudgeWords(quality.toJudge)}; decided: ${number(quality.review.decided)}; stale: ${number(quality.review.stale)}`,
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
  const { leadQuality, revenue, reconciliation } = outcome.summary;
  const accounts = accountLines(reconciliation);
  const blocks: string[][] = [
    [`Leadlens ${VERSION}: ${folder}`],
    ...(leadQuality === null ? [] : [leadQualityLines(leadQuality, outcome.marked)]),
    ...(revenue === null ? [] : [revenueLines(revenue)]),
    findingLines(outcome),
    fileLines(outcome.files),
    ...(accounts.length === 0 ? [] : [[...accounts]]),
    ...(outcome.missing.length === 0 ? [] : [['Missing', ...outcome.missing.map((line) => `  ${line}`)]]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
