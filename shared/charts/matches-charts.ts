import type { MatchesView } from '../contract/engine';
import { TIERS, type Tier } from '../domain/lead-quality';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCount, formatNumber, formatShare } from './format';
import {
  baseOption,
  categoryAxis,
  hoveredIndex,
  plotArea,
  tooltipBase,
  tooltipHtml,
  valueAxis,
} from './parts';
import { ratedBars, ratedBarsHeight } from './rated-bars';

export const TIER_WORDS: { readonly [T in Tier]: { readonly name: string; readonly meaning: string } } = {
  both: { name: 'Both keys', meaning: 'E-mail and phone point to the same delivered lead.' },
  email_only: { name: 'E-mail only', meaning: 'The e-mail hits a delivered lead, the phone hits none.' },
  phone_only: { name: 'Phone only', meaning: 'The phone hits a delivered lead, the e-mail hits none.' },
  conflict: {
    name: 'Conflict',
    meaning: 'The two keys point to different delivered leads; it counts for nobody until reviewed.',
  },
  none: { name: 'No match', meaning: 'Neither key hits a delivered lead.' },
};

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
    option: ratedBars(theme, bars, { name: 'identities', format: formatCount }),
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

/** Links by their weight in bits, stacked by tier: light links stand apart at the left. */
export function weightChart(theme: ChartTheme, weights: MatchesView['weights']): ChartSpec {
  const bins = allBins(weights);
  const tiers = TIERS.filter((tier) => weights.some((w) => w.tier === tier && w.links > 0));
  const links = (low: number, tier: Tier): number =>
    weights
      .filter((w) => Math.abs(w.low - low) < 1e-6 && w.tier === tier)
      .reduce((sum, w) => sum + w.links, 0);
  const label = ([low, high]: readonly [number, number]): string =>
    `${formatNumber(low)} to ${formatNumber(high)} bits`;
  const topTier = (low: number): Tier | undefined => tiers.findLast((tier) => links(low, tier) > 0);
  const total = weights.reduce((sum, w) => sum + w.links, 0);
  return {
    title: 'Links by weight',
    subtitle: `${formatCount(total)} links · the more bits, the less likely that the agreement is chance`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 8, bottom: 18, left: 4 }),
      legend: {
        top: 0,
        right: 4,
        itemWidth: 10,
        itemHeight: 10,
        icon: 'rect',
        selectedMode: false,
        textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
        data: tiers.map((t) => TIER_WORDS[t].name),
      },
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.accent, opacity: 0.06 } },
        formatter: (params: unknown) => {
          const bin = bins[hoveredIndex(params) ?? -1];
          return bin
            ? tooltipHtml(
                theme,
                label(bin),
                tiers.map((t) => ({ label: TIER_WORDS[t].name, value: formatCount(links(bin[0], t)) })),
              )
            : '';
        },
      },
      xAxis: {
        ...categoryAxis(
          theme,
          bins.map(([low]) => formatNumber(low)),
        ),
        name: 'bits, from',
        nameLocation: 'middle',
        nameGap: 22,
        nameTextStyle: { color: theme.textMuted, fontSize: 11 },
        axisLabel: { color: theme.textMuted, fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        ...valueAxis(theme, 'links', formatCount),
        nameTextStyle: { color: theme.textMuted, fontSize: 11, align: 'right' },
        nameGap: 12,
      },
      series: tiers.map((tier) => ({
        id: tier,
        name: TIER_WORDS[tier].name,
        type: 'bar' as const,
        stack: 'links',
        barCategoryGap: '12%',
        color: tierColour(theme, tier),
        // A handful of light links is lost to the eye beside thousands of heavy ones: each bin says its number.
        data: bins.map(([low]) => ({
          value: links(low, tier),
          label: {
            show: tier === topTier(low) && bins.length <= LABELLED_BINS,
            position: 'top' as const,
            distance: 4,
            color: theme.textMuted,
            fontSize: 11,
            formatter: formatCount(tiers.reduce((sum, t) => sum + links(low, t), 0)),
          },
        })),
      })),
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

/** Every bin from the lightest to the heaviest: the empty ones too, or the axis would lie about distances. */
function allBins(weights: MatchesView['weights']): readonly (readonly [low: number, high: number])[] {
  const lows = weights.map((w) => w.low);
  const width = weights[0] ? weights[0].high - weights[0].low : 0;
  if (width <= 0) return [];
  const first = Math.min(...lows);
  const count = Math.round((Math.max(...lows) - first) / width) + 1;
  const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
  return Array.from({ length: count }, (_, i) => [tidy(first + i * width), tidy(first + (i + 1) * width)]);
}
