import { codeInWords } from '../../../domain/words/code-words';
import { platformTitle } from '../../../domain/source';
import { MODEL_MEANINGS, MODEL_NAMES, SPEND_OF_NO_CAMPAIGN } from '../../../domain/words/revenue-words';
import { revenueTimeChart } from '../../../charts/revenue-time-chart';
import { orderBySpend, roasChart } from '../../../charts/roas-chart';
import { waterfallChart } from '../../../charts/waterfall-chart';
import type { ThingOf } from '../../../contract/thing';
import type { RevenueView } from '../../../contract/revenue';
import { platformsNote, returnOnSpend, spendOfNoCampaign, totalSpend } from '../../../charts/revenue-figures';
import { canCredit } from '../../../domain/can-credit';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../../domain/attribution';
import { METRICS } from '../../../domain/metrics';
import { PRINT_THEME } from '../print-theme';
import { revenueChartThing, revenueTableThing } from '../report-things';
import type { ReportBlock, ReportInput, ReportSection, ReportTable } from '../report-types';

/** Campaigns that a page shows. */
const MOST_CAMPAIGNS = 60;
const MOST_BARS = 20;
const TIME_HEIGHT = 240;

/** A sum of money of two decimals without the noise of floats. */
const sumMoney = (amounts: readonly (number | null)[]): number =>
  amounts.reduce<number>((cents, amount) => cents + Math.round((amount ?? 0) * 100), 0) / 100;

/** What a model credits to a campaign; null, not 0, where it has nothing to credit by. */
const credited = (view: RevenueView, model: AttributionModel, value: number | null): number | null =>
  canCredit(view.summary, model) ? value : null;

export function campaignsTable(view: RevenueView): ReportTable {
  const { campaigns, model, summary, unattributed } = view;
  const rows = orderBySpend(campaigns, model);
  const spend = totalSpend(summary);
  const ofNoCampaign = spendOfNoCampaign(view);
  return {
    id: 'Revenue by campaign',
    title: 'Revenue by campaign',
    note: `Model ${MODEL_NAMES[model]}; amounts in ${summary.currency}. Campaigns by spend, the most first.`,
    currency: summary.currency,
    columns: [
      { label: 'Campaign', kind: 'text' },
      { label: 'Invoices', kind: 'count' },
      { label: 'Revenue', kind: 'money' },
      { label: 'Spend', kind: 'money' },
      { label: METRICS.roas.name, kind: 'number' },
      { label: METRICS.campaign_leads.name, kind: 'count' },
      { label: METRICS.cost_per_lead.name, kind: 'money' },
      { label: METRICS.acquisition_cost.name, kind: 'money' },
    ],
    rows: [
      ...rows.map((row) => [
        row.campaign_id,
        credited(view, model, row.models[model].invoices),
        credited(view, model, row.models[model].revenue),
        row.spend,
        credited(view, model, row.models[model].roas),
        row.leads,
        row.costPerLead,
        row.models[model].acquisitionCost,
      ]),
      ...(ofNoCampaign === 0
        ? []
        : [[SPEND_OF_NO_CAMPAIGN, null, null, ofNoCampaign, null, null, null, null]]),
      ...unattributed
        .filter((row) => row.models[model].invoices > 0)
        .map((row) => [
          `Unattributed: ${row.label}`,
          row.models[model].invoices,
          row.models[model].amount,
          null,
          null,
          null,
          null,
          null,
        ]),
    ],
    total: [
      'All',
      summary.invoices,
      summary.invoiced,
      spend,
      returnOnSpend(view, model).all,
      rows.reduce((sum, row) => sum + row.leads, 0),
      null,
      null,
    ],
    most: MOST_CAMPAIGNS,
  };
}

export function platformsTable(view: RevenueView): ReportTable {
  const { platforms, summary } = view;
  const { rows } = platforms;
  const sum = (of: 'rows' | 'impressions' | 'clicks'): number => rows.reduce((all, row) => all + row[of], 0);
  return {
    id: 'Spend by platform',
    title: 'Spend by platform',
    note: platformsNote(view),
    currency: summary.currency,
    columns: [
      { label: 'Platform', kind: 'text' },
      { label: 'Rows', kind: 'count' },
      { label: `Spend (${summary.currency})`, kind: 'money' },
      { label: 'Impressions', kind: 'count' },
      { label: 'Clicks', kind: 'count' },
      { label: `Revenue (split, ${summary.currency})`, kind: 'money' },
      { label: 'ROAS (split)', kind: 'number' },
    ],
    rows: rows.map((row) => [
      platformTitle(row.platform),
      row.rows,
      row.spend,
      row.impressions,
      row.clicks,
      row.revenue,
      row.roas,
    ]),
    total: [
      'All',
      sum('rows'),
      sumMoney(rows.map((row) => row.spend)),
      sum('impressions'),
      sum('clicks'),
      rows.some((row) => row.revenue !== null) ? sumMoney(rows.map((row) => row.revenue)) : null,
      null,
    ],
    most: MOST_CAMPAIGNS,
  };
}

const tableBlock = (
  name: ThingOf<'revenueTable'>['table'],
  table: ReportTable,
  view: RevenueView,
): ReportBlock => ({ kind: 'table', table, thing: revenueTableThing(name, view) });

/** What was invoiced and spent, by campaign and over time, and how far each invoice can be followed. */
export function revenueSection({ revenue }: ReportInput): ReportSection | null {
  if (!revenue) return null;
  const { campaigns, model, summary, platforms } = revenue;
  const hasReturns = campaigns.some((row) => row.models[model].roas !== null);
  return {
    id: 'revenue',
    title: 'Revenue',
    blocks: [
      {
        kind: 'chart',
        chart: waterfallChart(PRINT_THEME, revenue),
        thing: revenueChartThing('waterfall', revenue),
      },
      ...(revenue.weeks.length > 1
        ? [
            {
              kind: 'chart' as const,
              chart: revenueTimeChart(PRINT_THEME, revenue, 'week', TIME_HEIGHT),
              thing: revenueChartThing('revenue_by_week', revenue),
            },
          ]
        : []),
      ...(hasReturns
        ? [
            {
              kind: 'chart' as const,
              chart: roasChart(PRINT_THEME, {
                campaigns,
                model,
                currency: summary.currency,
                limit: MOST_BARS,
              }),
              thing: revenueChartThing('roas', revenue),
            },
          ]
        : []),
      ...(campaigns.length > 0 ? [tableBlock('campaigns', campaignsTable(revenue), revenue)] : []),
      ...(platforms.rows.length > 0 ? [tableBlock('platforms', platformsTable(revenue), revenue)] : []),
    ],
    metrics: ['invoiced', 'attributed', 'spend', 'roas', 'cost_per_lead', 'acquisition_cost'],
  };
}

export function modelsTable(view: RevenueView): ReportTable {
  const { campaigns, unattributed, summary, model } = view;
  const rows = orderBySpend(campaigns, model);
  return {
    id: 'Revenue by model',
    title: 'Revenue by campaign under each model',
    note: `Amounts in ${summary.currency}. Every model adds up to what was invoiced.`,
    currency: summary.currency,
    columns: [
      { label: 'Campaign', kind: 'text' },
      ...ATTRIBUTION_MODELS.map((name) => ({ label: MODEL_NAMES[name], kind: 'money' as const })),
    ],
    rows: [
      ...rows.map((row) => [
        row.campaign_id,
        ...ATTRIBUTION_MODELS.map((name) => credited(view, name, row.models[name].revenue)),
      ]),
      ...unattributed.map((row) => [
        `Unattributed: ${row.label}`,
        ...ATTRIBUTION_MODELS.map((name) => row.models[name].amount),
      ]),
    ],
    total: [
      'All',
      ...ATTRIBUTION_MODELS.map((name) =>
        sumMoney([summary.models[name].attributed, summary.models[name].unattributed]),
      ),
    ],
    most: MOST_CAMPAIGNS,
  };
}

export const coverageTable = ({ coverage }: RevenueView): ReportTable => ({
  id: 'Join coverage',
  title: 'How far records join',
  note: 'Records that look for a partner, and those that find one.',
  columns: [
    { label: 'From and to', kind: 'text' },
    { label: 'Key', kind: 'text' },
    { label: 'Records', kind: 'count' },
    { label: 'Joined', kind: 'count' },
    { label: 'Share', kind: 'share' },
  ],
  rows: coverage.map((hop) => [hop.label, codeInWords(hop.key), hop.rows, hop.matched, hop.rate]),
  total: null,
  most: MOST_CAMPAIGNS,
});

/** The models side by side, and how far records join at all. */
export function attributionSection({ revenue }: ReportInput): ReportSection | null {
  if (!revenue) return null;
  return {
    id: 'attribution',
    title: 'Attribution',
    blocks: [
      tableBlock('models', modelsTable(revenue), revenue),
      {
        kind: 'terms',
        terms: ATTRIBUTION_MODELS.map((name) => ({
          term: MODEL_NAMES[name],
          meaning: MODEL_MEANINGS[name],
        })),
      },
      tableBlock('coverage', coverageTable(revenue), revenue),
    ],
    metrics: [],
  };
}
