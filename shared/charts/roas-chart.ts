import type { CustomSeriesOption } from 'echarts';
import type { CampaignRow } from '../contract/revenue';
import type { AttributionModel } from '../domain/attribution';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatRatio, formatWholeMoney } from './format';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { BAR_ROW, barNames, barNumbers, plotArea, valueAxis } from './axes';
import { baseOption } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

/** Thickness of the bars in pixels: of next to no spend, and of the campaign that spent the most. */
const THICKNESS = { least: 3, most: 20 };

/** Columns of the numbers at the right, pixels. */
const ROAS_WIDTH = 46;
const SPEND_WIDTH = 84;

export interface RoasChartInput {
  readonly campaigns: readonly CampaignRow[];
  readonly model: AttributionModel;
  readonly currency: string;
  /** Campaigns drawn at most; the table twin has them all. */
  readonly limit: number;
}

/** Campaigns by what they cost, the dearest first; those without spend come last, by revenue. */
export const orderBySpend = (
  campaigns: readonly CampaignRow[],
  model: AttributionModel,
): readonly CampaignRow[] =>
  [...campaigns].sort(
    (a, b) =>
      (b.spend ?? -1) - (a.spend ?? -1) ||
      b.models[model].revenue - a.models[model].revenue ||
      (a.campaign_id < b.campaign_id ? -1 : 1),
  );

/**
 * Campaigns as the chart has them, by return, the best first, those without one last; what it leaves out comes after what
 * it draws. Where not all are drawn, they are the best and those that cost most.
 */
export function orderByReturn(
  campaigns: readonly CampaignRow[],
  model: AttributionModel,
  limit: number,
): readonly CampaignRow[] {
  const dearest = orderBySpend(campaigns, model);
  const best = [...dearest].sort(
    (a, b) => (b.models[model].roas ?? -Infinity) - (a.models[model].roas ?? -Infinity) || 0,
  );
  const drawn = new Set(best.slice(0, Math.ceil(limit / 2)));
  for (const campaign of dearest) if (drawn.size < limit) drawn.add(campaign);
  return [...best.filter((c) => drawn.has(c)), ...best.filter((c) => !drawn.has(c))];
}

/**
 * ROAS by campaign as horizontal bars whose thickness is the spend, so that a high return on little money does not look
 * like a high return on much. The line stands at 1: what was spent came back. Without spend there is no bar.
 */
export function roasChart(theme: ChartTheme, input: RoasChartInput): ChartSpec {
  const { model, currency, limit } = input;
  const campaigns = orderByReturn(input.campaigns, model, limit);
  const shown = campaigns.slice(0, limit);
  const most = Math.max(0, ...shown.map((c) => c.spend ?? 0));
  const thickness = (spend: number | null): number =>
    most === 0
      ? THICKNESS.least
      : THICKNESS.least + ((THICKNESS.most - THICKNESS.least) * Math.max(0, spend ?? 0)) / most;
  const heading = { align: 'right' as const, fontSize: 11, color: theme.textMuted };
  const some =
    shown.length < campaigns.length
      ? ` · the best and the dearest, ${formatCount(shown.length)} of ${formatCount(campaigns.length)}`
      : '';
  return {
    title: 'ROAS by campaign',
    subtitle: `${MODEL_NAMES[model]} · thickness: spend · line at 1: the spend came back${some}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 22, right: 4, bottom: 20, left: 4 }),
      tooltip: axisTooltip(theme, 'band', shown, (campaign) => {
        const { revenue, roas, invoices } = campaign.models[model];
        return tooltipHtml(theme, campaign.campaign_id, [
          { label: 'ROAS', value: roas === null ? 'none: no spend' : formatRatio(roas) },
          { label: `Revenue, ${currency}`, value: formatWholeMoney(revenue) },
          { label: `Spend, ${currency}`, value: formatWholeMoney(campaign.spend) },
          { label: 'Invoices', value: formatCount(invoices) },
        ]);
      }),
      xAxis: {
        ...valueAxis(theme, '', (v) => formatRatio(v), 0.01),
        max: ({ max }: { max: number }) => Math.max(1.2, max * 1.05),
        axisLabel: {
          color: theme.textMuted,
          fontSize: 11,
          hideOverlap: true,
          showMaxLabel: false,
          formatter: (v: number) => formatRatio(v),
        },
      },
      yAxis: [
        barNames(
          theme,
          shown.map((c) => c.campaign_id),
        ),
        {
          ...barNumbers(
            theme,
            shown.map(
              (c) => `{roas|${formatRatio(c.models[model].roas)}}{spend|${formatWholeMoney(c.spend)}}`,
            ),
            {
              roas: { width: ROAS_WIDTH, color: theme.text, fontWeight: 600 },
              spend: { width: SPEND_WIDTH, color: theme.textMuted },
            },
          ),
          name: `{roas|ROAS}{spend|spend, ${currency}}`,
          nameLocation: 'start',
          nameGap: 6,
          nameTextStyle: {
            align: 'left',
            padding: [0, 0, 0, 12],
            rich: {
              roas: { ...heading, width: ROAS_WIDTH },
              spend: { ...heading, width: SPEND_WIDTH },
            },
          },
        },
      ],
      series: [
        thickBars(
          theme,
          shown.map((c) => ({ length: c.models[model].roas, thickness: thickness(c.spend) })),
        ),
        breakEven(theme, shown.length),
      ],
    },
    twin: {
      columns: [
        { label: 'Campaign', kind: 'text' },
        { label: 'ROAS', kind: 'number' },
        { label: `Revenue, ${currency}`, kind: 'money' },
        { label: `Spend, ${currency}`, kind: 'money' },
        { label: 'Invoices', kind: 'count' },
      ],
      rows: campaigns.map((c) => [
        c.campaign_id,
        c.models[model].roas,
        c.models[model].revenue,
        c.spend,
        c.models[model].invoices,
      ]),
    },
    summary: inWords(campaigns, model),
    height: Math.max(shown.length, 1) * BAR_ROW + 60,
  };
}

function thickBars(
  theme: ChartTheme,
  bars: readonly { readonly length: number | null; readonly thickness: number }[],
): CustomSeriesOption {
  return {
    id: 'bars',
    type: 'custom',
    encode: { x: 1, y: 0 },
    data: bars.map(({ length }, index) => [index, length ?? 0]),
    renderItem: (_params, api) => {
      const index = Number(api.value(0));
      const bar = bars[index];
      const [from = 0, y = 0] = api.coord([0, index]);
      const [to = 0] = api.coord([Number(api.value(1)), index]);
      if (!bar || bar.length === null) return { type: 'group', children: [] };
      const shape = {
        x: Math.min(from, to),
        y: y - bar.thickness / 2,
        width: Math.abs(to - from),
        height: bar.thickness,
      };
      return { type: 'rect', shape, style: { fill: bar.length < 0 ? theme.danger : theme.accent } };
    },
  };
}

/** A line at 1 over all bars. */
const breakEven = (theme: ChartTheme, bars: number): CustomSeriesOption => ({
  id: 'break-even',
  type: 'custom',
  silent: true,
  z: 4,
  encode: { x: 1, y: 0 },
  data: bars === 0 ? [] : [[0, 1]],
  renderItem: (params, api) => {
    const plot = params.coordSys as unknown as { y: number; height: number };
    const [x = 0] = api.coord([1, 0]);
    const shape = { x1: x, y1: plot.y, x2: x, y2: plot.y + plot.height };
    const line = (stroke: string, lineWidth: number) => ({
      type: 'line' as const,
      shape,
      style: { stroke, lineWidth },
    });
    // The line runs over bars and over the page: its edge keeps it apart from both.
    return { type: 'group', children: [line(theme.surface, 4), line(theme.text, 1.5)] };
  },
});

function inWords(campaigns: readonly CampaignRow[], model: AttributionModel): string {
  const rated = campaigns
    .flatMap((c) => {
      const { roas } = c.models[model];
      return roas === null ? [] : [{ id: c.campaign_id, roas }];
    })
    .sort((a, b) => b.roas - a.roas);
  const best = rated[0];
  const worst = rated.at(-1);
  if (!best || !worst) return 'ROAS by campaign: no campaign has spend, so there is none.';
  return `ROAS by campaign under ${MODEL_NAMES[model]}: from ${formatRatio(worst.roas)} (${worst.id}) to ${formatRatio(best.roas)} (${best.id}).`;
}
