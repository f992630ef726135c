import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatRate,
  formatRatio,
  formatShare,
  formatWholeMoney,
  NOTHING,
} from '../../../charts/format';
import { grossParts, MODEL_NAMES } from '../../../domain/words/revenue-words';
import { headlineCounts, headlineReaches, leadFigures, type LeadFigure } from '../../../charts/lead-figures';
import { headlineKey, spanOf } from '../../../domain/headline';
import type { RevenueView } from '../../../contract/revenue';
import type { LeadQualitySummary } from '../../../contract/summary';
import { invoicedOf, returnOnSpend, spendOfNoCampaign, totalSpend } from '../../../charts/revenue-figures';
import { canCredit, hasPeople } from '../../../domain/can-credit';
import { linkWords, toJudgeWords } from '../../../charts/link-words';
import { valueOf } from '../../../domain/metric-value';
import { METRICS, type MetricId } from '../../../domain/metrics';
import { servicesInWords } from '../../../domain/source';
import { headlineSetting, revenueSetting } from '../report-things';
import type { Figure, ReportBlock, ReportInput, ReportSection } from '../report-types';

const figure = (
  metric: MetricId,
  value: string,
  number: number | null,
  kind: Figure['kind'],
  note = '',
): Figure => ({
  metric,
  label: METRICS[metric].name,
  value,
  number,
  kind,
  note,
});

const noteOf = ({ rate, per, span, expected, marks }: LeadFigure): string =>
  [
    ...(rate && rate.value.value !== null ? [`${formatRate(rate.value)} of ${rate.of}`] : []),
    ...(per === null ? [] : [`for each of the ${per}`]),
    ...(expected ? [`true number expected ${formatCount(expected.low)}–${formatCount(expected.high)}`] : []),
    ...(span ? [`${formatCount(span.low)}–${formatCount(span.high)} by open reviews`] : []),
    ...marks,
  ].join(' · ');

const leadFigureBlock = (quality: LeadQualitySummary, funnel: ReportInput['funnel']): readonly Figure[] =>
  leadFigures(headlineCounts(quality), headlineReaches(quality), 'headline', funnel).map((of) => ({
    ...figure(of.metric, of.value, of.number, of.kind, noteOf(of)),
    label: of.name,
    thing: { kind: 'leadFigure', metric: of.metric, ...headlineSetting(quality) },
  }));

/** What the open reviews can still make of the numbers that most readers want. */
export function movesWords(span: Pick<LeadQualitySummary['span'], 'appointment' | 'sale'>): string {
  const moves = [
    { name: 'appointments', ...span.appointment },
    { name: 'sales', ...span.sale },
  ].flatMap(({ name, low, high }) =>
    low === high ? [] : [`${name} between ${formatCount(low)} and ${formatCount(high)}`],
  );
  return moves.length === 0
    ? 'They can move neither appointments nor sales.'
    : `They can still move ${moves.join(', and ')}.`;
}

function leadWords(quality: LeadQualitySummary): string {
  const { toJudge, snapshots, reportRows, crmLeads } = quality;
  const key = headlineKey(quality);
  const counts = quality.funnel[key];
  const span = spanOf(quality, key) ?? quality.span;
  const rate = valueOf(METRICS.appointment_rate, counts);
  const open =
    toJudge.items === 0
      ? 'Nothing is left to review.'
      : `Left to review: ${toJudgeWords(toJudge)}. ${movesWords(span)}`;
  return `Of ${formatCountOf(counts.delivered, 'delivered lead')}, ${formatCount(counts.appointment)} had an appointment (${formatShare(rate.value)}, 95 % interval ${formatInterval(rate)}), ${formatCount(counts.demo)} a demo and ${formatCount(counts.sale)} a sale. Counted in any of ${formatCountOf(snapshots, 'snapshot')} with ${formatCountOf(reportRows, 'row')} of ${formatCountOf(crmLeads, 'CRM lead')}; a lead counts once. ${linkWords(quality)} ${open}`;
}

function revenueFigures(view: RevenueView): readonly Figure[] {
  const { summary, model } = view;
  const [invoiced, spend] = [invoicedOf(summary), totalSpend(summary)];
  const [people, customers] = hasPeople(summary) ? [summary.people, view.funnel.invoiced] : [null, null];
  const nobody = `no export of ${servicesInWords('people', 'or')}`;
  const ofNoCampaign = spendOfNoCampaign(view);
  const { attributed, unattributed } = summary.models[model];
  const back = returnOnSpend(view, model);
  const setting = revenueSetting(view);
  const figures = [
    figure(
      'invoiced',
      formatWholeMoney(invoiced),
      invoiced,
      'money',
      invoiced === null
        ? 'no invoices export'
        : [
            summary.currency,
            formatCountOf(summary.invoices, 'invoice'),
            ...grossParts(summary).map(({ name, amount }) => `${name} ${formatWholeMoney(amount)}`),
          ].join(' · '),
    ),
    figure(
      'attributed',
      canCredit(summary, model) ? formatWholeMoney(attributed) : NOTHING,
      canCredit(summary, model) ? attributed : null,
      'money',
      `${MODEL_NAMES[model]} · ${formatWholeMoney(unattributed)} unattributed`,
    ),
    figure(
      'spend',
      formatWholeMoney(spend),
      spend,
      'money',
      spend === null
        ? 'no ads export'
        : [
            `${summary.currency} on ${formatCountOf(summary.spend.length, 'platform')}`,
            ...(ofNoCampaign === 0 ? [] : [`of no campaign ${formatWholeMoney(ofNoCampaign)}`]),
          ].join(' · '),
    ),
    figure(
      'roas',
      formatRatio(back.all),
      back.all,
      'number',
      back.all !== null && back.ofSpending !== back.all
        ? `attributed / spend; of campaigns with spend ${formatRatio(back.ofSpending)}`
        : 'attributed / spend',
    ),
    figure('people', formatCount(people), people, 'count', people === null ? nobody : ''),
    figure(
      'customers',
      formatCount(customers),
      customers,
      'count',
      people === null ? nobody : `of ${formatCount(people)} people`,
    ),
  ];
  return figures.map((of) =>
    of.metric === null ? of : { ...of, thing: { kind: 'revenueFigure', metric: of.metric, ...setting } },
  );
}

function revenueWords(view: RevenueView): string {
  const { summary, model } = view;
  if (invoicedOf(summary) === null) return 'No invoice was read: what was invoiced is not known.';
  const { attributed, unattributed } = summary.models[model];
  const share = summary.invoiced === 0 ? null : attributed / summary.invoiced;
  const made = `${formatCountOf(summary.invoices, 'invoice')} ${summary.invoices === 1 ? 'makes' : 'make'} ${formatWholeMoney(summary.invoiced)} ${summary.currency}.`;
  return canCredit(summary, model)
    ? `${made} The model ${MODEL_NAMES[model]} credits ${formatWholeMoney(attributed)} (${formatShare(share)}) to campaigns; ${formatWholeMoney(unattributed)} stay unattributed.`
    : `${made} The model ${MODEL_NAMES[model]} has nothing to credit by, so no campaign is credited.`;
}

/** The numbers that most readers want, in a block and in a sentence. */
export function headlineSection({ outcome, funnel, revenue }: ReportInput): ReportSection | null {
  const { leadQuality } = outcome.summary;
  const groups: readonly (readonly ReportBlock[])[] = [
    leadQuality
      ? [
          { kind: 'figures', figures: leadFigureBlock(leadQuality, funnel) },
          { kind: 'text', text: leadWords(leadQuality) },
        ]
      : [],
    revenue
      ? [
          { kind: 'figures', figures: revenueFigures(revenue) },
          { kind: 'text', text: revenueWords(revenue) },
        ]
      : [],
  ];
  const blocks = groups.flat();
  if (blocks.length === 0) return null;
  return {
    id: 'headline',
    title: 'Headline',
    blocks,
    metrics: blocks.flatMap((block) =>
      block.kind === 'figures' ? block.figures.flatMap((f) => f.metric ?? []) : [],
    ),
  };
}
