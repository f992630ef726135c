import type { CustomSeriesOption } from 'echarts';
import type { MatchesView } from '../contract/matches';
import type { WeightModel } from '../contract/review';
import { TIERS, type Tier } from '../domain/lead-quality';
import { TIER_WORDS } from '../domain/words/lead-words';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCount, formatNumber, formatShare } from './format';
import { heightAxis, placeAxis, plotArea } from './axes';
import { baseOption, legend } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';
import { ratedBars, ratedBarsHeight } from './rated-bars';

/** One colour a tier, the same in every chart. */
export function tierColour(theme: ChartTheme, tier: Tier): string {
  if (tier === 'none') return theme.neutral;
  if (tier === 'conflict') return theme.danger;
  if (tier === 'both') return theme.accent;
  return categoryColour(theme, tier === 'email_only' ? 1 : 2);
}

/** Identities by the tier of their evidence. */
export function tierChart(theme: ChartTheme, tiers: MatchesView['tiers']): ChartSpec {
  const rows = TIERS.flatMap((tier) => tiers.filter((t) => t.tier === tier));
  const total = rows.reduce((sum, t) => sum + t.identities, 0);
  const share = (n: number): number | null => (total === 0 ? null : n / total);
  const bars = rows.map((t) => ({
    label: TIER_WORDS[t.tier].name,
    length: t.identities,
    count: t.identities,
    rate: { value: share(t.identities), low: null, high: null },
    whisker: null,
    colour: tierColour(theme, t.tier),
    tooltip: [
      { label: 'Identities', value: formatCount(t.identities), note: formatShare(share(t.identities)) },
      { label: 'CRM leads', value: formatCount(t.crmLeads) },
      { label: 'Delivered leads', value: formatCount(t.leads) },
    ],
  }));
  return {
    title: 'Identities by tier',
    subtitle: `${formatCount(total)} identities: distinct lead number, e-mail hash and phone hash`,
    option: ratedBars(theme, bars, { counts: 'identities' }),
    twin: {
      columns: [
        { label: 'Tier', kind: 'text' },
        { label: 'Identities', kind: 'count' },
        { label: 'Share', kind: 'share' },
        { label: 'CRM leads', kind: 'count' },
        { label: 'Delivered leads', kind: 'count' },
      ],
      rows: rows.map((t) => [
        TIER_WORDS[t.tier].name,
        t.identities,
        share(t.identities),
        t.crmLeads,
        t.leads,
      ]),
    },
    summary: rows.map((t) => `${TIER_WORDS[t.tier].name}: ${formatCount(t.identities)}`).join(', ') + '.',
    height: ratedBarsHeight(rows.length),
  };
}

/** More bins than this leave no room for a number over each. */
const LABELLED_BINS = 24;

/** A weight at which a link is as likely true as a share says. */
interface WeightMark {
  readonly bits: number;
  readonly label: string;
}

/**
 * The weights at which a link is as likely true as not, and at which it is true 99 times out of 100: prior and weight
 * together are the log2 of the odds.
 */
export function weightMarks({ prior }: Pick<WeightModel, 'prior'>): readonly WeightMark[] {
  if (!(prior > 0 && prior < 1)) return [];
  const even = -Math.log2(prior / (1 - prior));
  return [
    { bits: even, label: '50 % likely' },
    { bits: even + Math.log2(99), label: '99 % likely' },
  ];
}

/** Where the bars of links begin: below one link, so that one is a bar too. */
const FLOOR = 0.6;

/** Links by their weight in bits and tier, on a scale on which a handful of light links is seen beside thousands of heavy ones. */
export function weightChart(
  theme: ChartTheme,
  weights: MatchesView['weights'],
  model: Pick<WeightModel, 'prior'> | null = null,
): ChartSpec {
  const bins = weightBins(weights);
  const marks = model ? weightMarks(model) : [];
  const tiers = TIERS.filter((tier) => weights.some((w) => w.tier === tier && w.links > 0));
  const links = (low: number, tier: Tier): number =>
    weights
      .filter((w) => Math.abs(w.low - low) < 1e-6 && w.tier === tier)
      .reduce((sum, w) => sum + w.links, 0);
  const label = ([low, high]: readonly [number, number]): string =>
    `${formatNumber(low)} to ${formatNumber(high)} bits`;
  const total = weights.reduce((sum, w) => sum + w.links, 0);
  return {
    title: 'Links by weight',
    subtitle: `${formatCount(total)} links · the more bits, the less likely that the agreement is chance${marks.length > 0 ? ' · lines: from here a link is 50 and 99 % likely true' : ''} · each step up is ten times as many`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 8, bottom: 18, left: 4 }),
      legend: legend(
        theme,
        tiers.map((t) => TIER_WORDS[t].name),
      ),
      tooltip: axisTooltip(theme, 'band', bins, (bin) =>
        tooltipHtml(
          theme,
          label(bin),
          tiers.map((t) => ({ label: TIER_WORDS[t].name, value: formatCount(links(bin[0], t)) })),
        ),
      ),
      xAxis: placeAxis(
        theme,
        bins.map(([low]) => formatNumber(low)),
        'bits, from',
      ),
      yAxis: {
        ...heightAxis(theme, 'links', (value) => (value < 1 ? '' : formatCount(value)), 0),
        type: 'log' as const,
        min: FLOOR,
      },
      series: [
        ...tiers.map((tier) => ({
          id: tier,
          name: TIER_WORDS[tier].name,
          type: 'bar' as const,
          barCategoryGap: '12%',
          barGap: '0%',
          barMinWidth: 2,
          color: tierColour(theme, tier),
          // A logarithm of nothing there is not.
          data: bins.map(([low]) => links(low, tier) || null),
          label: {
            show: tiers.length === 1 && bins.length <= LABELLED_BINS,
            position: 'top' as const,
            distance: 4,
            color: theme.textMuted,
            fontSize: 11,
            formatter: ({ value }: { readonly value?: unknown }) =>
              typeof value === 'number' ? formatCount(value) : '',
          },
        })),
        markSeries(theme, bins, marks),
      ],
    },
    twin: {
      columns: [
        { label: 'From (bits)', kind: 'number' },
        { label: 'To (bits)', kind: 'number' },
        ...tiers.map((t) => ({ label: TIER_WORDS[t].name, kind: 'count' as const })),
      ],
      rows: bins.map(([low, high]) => [low, high, ...tiers.map((t) => links(low, t))]),
    },
    summary: `${formatCount(total)} links with weights from ${formatNumber(bins[0]?.[0] ?? null)} to ${formatNumber(bins.at(-1)?.[1] ?? null)} bits.`,
    height: ratedBarsHeight(5),
  };
}

/** Room for the label of a mark, pixels. */
const MARK_LABEL = 70;

/** Lines where a weight makes a link this likely; a mark outside the bins is not drawn. */
function markSeries(
  theme: ChartTheme,
  bins: ReturnType<typeof weightBins>,
  marks: readonly WeightMark[],
): CustomSeriesOption {
  const [first = 0, end = 1] = bins[0] ?? [];
  const width = end - first;
  const inside = marks
    .map(({ bits, label }) => ({ at: (bits - first) / width, label }))
    .filter(({ at }) => at >= 0 && at <= bins.length);
  return {
    id: 'marks',
    type: 'custom',
    silent: true,
    z: 4,
    encode: { x: 0, y: 1 },
    data: bins.length === 0 ? [] : inside.map(() => [0, 0]),
    renderItem: (params) => {
      const mark = inside[params.dataIndex];
      const plot = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      if (!mark) return { type: 'group', children: [] };
      const x = plot.x + (mark.at / bins.length) * plot.width;
      // Between two lines that stand close together a label would lie across the second.
      const isLeft = params.dataIndex < inside.length - 1 && x - plot.x > MARK_LABEL;
      return {
        type: 'group',
        children: [
          {
            type: 'line',
            shape: { x1: x, y1: plot.y, x2: x, y2: plot.y + plot.height },
            style: { stroke: theme.text, lineWidth: 1, lineDash: [4, 3] },
          },
          {
            type: 'text',
            style: {
              text: mark.label,
              x: isLeft ? x - 4 : x + 4,
              align: isLeft ? 'right' : 'left',
              // One under the other: they can stand close together.
              y: plot.y + 2 + params.dataIndex * 14,
              fill: theme.textMuted,
              stroke: theme.surface,
              lineWidth: 3,
              fontSize: 11,
              fontFamily: theme.fontFamily,
              verticalAlign: 'top',
            },
          },
        ],
      };
    },
  };
}

/** Every bin from the lightest to the heaviest: the empty ones too, or the axis would lie about distances. */
export function weightBins(
  weights: MatchesView['weights'],
): readonly (readonly [low: number, high: number])[] {
  const lows = weights.map((w) => w.low);
  const width = weights[0] ? weights[0].high - weights[0].low : 0;
  if (width <= 0) return [];
  const first = Math.min(...lows);
  const count = Math.round((Math.max(...lows) - first) / width) + 1;
  const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
  return Array.from({ length: count }, (_, i) => [tidy(first + i * width), tidy(first + (i + 1) * width)]);
}
