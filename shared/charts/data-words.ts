import type { RunOutcome } from '../contract/run';
import type { FileReport } from '../contract/sources';
import { headlineKey, headlineLinks } from '../domain/headline';
import type { TopicId } from '../domain/help/topics';
import { inWords, kindOf, nameOfSource } from '../domain/source';
import type { SourceKind } from '../domain/source-registry';
import { TIER_WORDS } from '../domain/words/lead-words';
import { formatCount, formatCountOf, formatIsoDay, formatMoney, formatShare } from './format';

const listed = (words: readonly string[]): string => inWords(words, 'and');

const readAs = (outcome: RunOutcome, kind: SourceKind): readonly FileReport[] =>
  outcome.files.filter(
    ({ status, source }) => status === 'read' && source !== null && kindOf(source) === kind,
  );

/** "as month first (MM/DD/YYYY)", or what several files decided; empty where no date could be read in two ways. */
function dateWords(files: readonly FileReport[]): string {
  const orders = files.flatMap(({ decidedFormats }) =>
    decidedFormats.flatMap(({ format }) => /^(day|month) first/.exec(format)?.[0] ?? []),
  );
  const distinct = [...new Set(orders)].sort();
  return distinct.length === 0 ? '' : `dates read as ${listed(distinct)}`;
}

/** "18 snapshots from 2 Jan 2026 to 4 May 2026" */
function snapshotWords(files: readonly FileReport[], count: number): string {
  const days = files.flatMap(({ snapshot }) => snapshot?.asOf?.slice(0, 10) ?? []).sort();
  const [from, to] = [days[0], days.at(-1)];
  const span =
    from === undefined || to === undefined || from === to
      ? ''
      : ` from ${formatIsoDay(from)} to ${formatIsoDay(to)}`;
  return `${formatCountOf(count, 'snapshot')}${span}`;
}

/** The keys that both sides have, in words. */
function keyWords(delivered: readonly FileReport[]): string {
  const fields = new Set(
    delivered.flatMap(({ mapping }) =>
      mapping.flatMap(({ field, column }) => (column === null ? [] : [field])),
    ),
  );
  const has = (...names: readonly string[]): boolean => names.some((name) => fields.has(name));
  return listed([
    ...(has('phone_hash', 'phone') ? ['phone'] : []),
    ...(has('email_hash', 'email') ? ['e-mail'] : []),
  ]);
}

function leadWords(outcome: RunOutcome): string {
  const { leadQuality } = outcome.summary;
  if (!leadQuality) return '';
  const [delivered, reports] = [readAs(outcome, 'leads'), readAs(outcome, 'crm')];
  const dates = dateWords([...delivered, ...reports]);
  const keys = keyWords(delivered);
  return [
    `${formatCountOf(leadQuality.delivered, 'delivered lead')} of ${formatCountOf(delivered.length, 'file')}`,
    ...(keys === '' ? [] : [`linked by ${keys}`]),
    `to ${formatCountOf(leadQuality.crmLeads, 'CRM lead')} of ${snapshotWords(reports, leadQuality.snapshots)}`,
    ...(dates === '' ? [] : [dates]),
  ].join(', ');
}

function revenueWords(outcome: RunOutcome): string {
  const { revenue } = outcome.summary;
  if (!revenue) return '';
  const of = (kind: SourceKind): readonly string[] => [
    ...new Set(
      readAs(outcome, kind).flatMap(({ source }) => (source === null ? [] : [nameOfSource(source)])),
    ),
  ];
  const [touches, ads] = [of('touches'), of('ads')];
  return [
    `${formatCountOf(revenue.invoices, 'invoice')} of ${formatMoney(revenue.invoiced)} ${revenue.currency}`,
    `${formatCountOf(revenue.people, 'person', 'people')}${of('people').length > 0 ? ` of ${listed(of('people'))}` : ''}`,
    touches.length > 0 ? `touches of ${listed(touches)}` : 'no sessions or events',
    ads.length > 0 ? `spend of ${listed(ads)}` : 'no ad spend',
  ].join(', ');
}

function fileWords({ files }: RunOutcome): string {
  const sum = (of: 'records' | 'rows' | 'rejectedRecords' | 'cellIssues'): number =>
    files.reduce((all, file) => all + file[of], 0);
  const notRead = files.filter(({ status }) => status !== 'read').length;
  return `${formatCountOf(files.length, 'file')} with ${formatCountOf(sum('records'), 'record')}: ${formatCountOf(sum('rows'), 'row')} kept, ${formatCount(sum('rejectedRecords'))} rejected, ${formatCountOf(sum('cellIssues'), 'value')} that could not be read${notRead > 0 ? `; ${formatCountOf(notRead, 'file')} not used` : ''}`;
}

function findingWords({ findings }: RunOutcome): string {
  const of = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return `${formatCountOf(findings.length, 'finding')} of the last run: ${formatCountOf(of('error'), 'error')}, ${formatCountOf(of('warning'), 'warning')}, ${formatCount(of('info'))} good to know; each counts rows that it opens`;
}

function matchWords({ summary }: RunOutcome): string {
  const { leadQuality } = summary;
  if (!leadQuality) return '';
  const { identities, likely, funnel } = leadQuality;
  const tiers = Object.entries(TIER_WORDS).map(
    ([tier, { name }]) => `${formatCount(identities[tier as keyof typeof identities])} ${name.toLowerCase()}`,
  );
  const key = headlineKey(leadQuality);
  return `identities by what their keys say: ${tiers.join(', ')}; ${formatCountOf(funnel[key].matched, 'delivered lead')} matched under ${headlineLinks(leadQuality)}; weights ${likely.estimated ? 'estimated from these data' : 'of the usual values, since these data are too few to estimate them'}`;
}

function reviewWords({ summary }: RunOutcome): string {
  const leads = summary.leadQuality?.review;
  const people = summary.revenue?.review;
  return [
    ...(leads
      ? [
          `${formatCountOf(leads.open, 'open identity', 'open identities')}, ${formatCount(leads.decided)} decided, ${formatCount(leads.stale)} stale`,
        ]
      : []),
    ...(people
      ? [`${formatCountOf(people.open, 'open pair')} of people, ${formatCount(people.decided)} decided`]
      : []),
  ].join('; ');
}

function headlineWords({ summary }: RunOutcome): string {
  const { leadQuality } = summary;
  if (!leadQuality) return '';
  const { appointment, delivered } = leadQuality.funnel[headlineKey(leadQuality)];
  return `${formatCountOf(appointment, 'appointment')} of ${formatCountOf(delivered, 'delivered lead')} (${formatShare(delivered === 0 ? null : appointment / delivered)}), counted ever under ${headlineLinks(leadQuality)}`;
}

const OF_TOPIC: { readonly [T in TopicId]: (outcome: RunOutcome) => readonly string[] } = {
  home: () => [],
  board: () => [],
  sources: (outcome) => [fileWords(outcome), dateWords(outcome.files)],
  findings: (outcome) => [findingWords(outcome)],
  matches: (outcome) => [leadWords(outcome), matchWords(outcome)],
  review: (outcome) => [reviewWords(outcome)],
  funnel: (outcome) => [leadWords(outcome), headlineWords(outcome)],
  compare: (outcome) => [leadWords(outcome)],
  trends: (outcome) => [leadWords(outcome)],
  revenue: (outcome) => [revenueWords(outcome)],
  explore: (outcome) => [fileWords(outcome)],
  sql: (outcome) => [fileWords(outcome)],
  report: (outcome) => [leadWords(outcome), revenueWords(outcome)],
  preferences: () => [],
};

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** From what the numbers of a screen were computed, with their numbers of this run; empty where it has none of the data. */
export function computedWords(topic: TopicId, outcome: RunOutcome | null): string {
  if (topic === 'home' || topic === 'preferences') return '';
  if (outcome === null) return 'Nothing was read yet: open a folder and run.';
  const parts = OF_TOPIC[topic](outcome).filter((part) => part !== '');
  if (parts.length === 0) return outcome.missing[0] ?? 'These data do not answer it.';
  return `${capitalised(parts.join('; '))}.`;
}
