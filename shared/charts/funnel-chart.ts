import type { FunnelView } from '../contract/funnel';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { shareOf, valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatRate, formatShare } from './format';
import { ratedBars, ratedBarsHeight, type RatedBar } from './rated-bars';

/** "ever · linked" from a funnel key. */
export const settingInWords = (key: FunnelView['key']): string => key.replace('_', ' · ');

/**
 * How many delivered leads reached each step. Bars in leads, whiskers: the Wilson 95 % interval of the share
 * of delivered leads, times the delivered leads.
 */
export function funnelChart(theme: ChartTheme, view: FunnelView): ChartSpec {
  const { counts } = view;
  const delivered = counts.delivered;
  const bars = FUNNEL_STEPS.map((step): RatedBar => {
    const count = counts[step];
    const rate = step === 'delivered' ? null : valueOf(shareOf(step, 'delivered'), counts);
    return {
      label: METRICS[step].name,
      length: count,
      count,
      rate,
      whisker:
        rate && rate.low !== null && rate.high !== null
          ? { low: rate.low * delivered, high: rate.high * delivered }
          : null,
      colour:
        step === 'delivered' || step === 'matched'
          ? theme.accentSoft
          : step === 'set_reported'
            ? theme.neutral
            : theme.accent,
      tooltip: [
        { label: 'Leads', value: formatCount(count) },
        ...(rate ? [{ label: 'Of delivered', value: formatRate(rate) }] : []),
      ],
    };
  });
  return {
    title: 'How far delivered leads got',
    subtitle: `${settingInWords(view.key)} · ${formatCount(delivered)} delivered leads · whiskers: 95 % interval of the share of delivered leads`,
    option: ratedBars(theme, bars, { counts: 'leads' }),
    twin: {
      columns: [
        { label: 'Step', kind: 'text' },
        { label: 'Leads', kind: 'count' },
        { label: 'Of delivered', kind: 'share' },
        { label: 'Low', kind: 'share' },
        { label: 'High', kind: 'share' },
      ],
      rows: bars.map((b) => [
        b.label,
        b.count,
        b.rate?.value ?? null,
        b.rate?.low ?? null,
        b.rate?.high ?? null,
      ]),
    },
    summary: `Of ${formatCount(delivered)} delivered leads, ${formatCount(counts.matched)} are matched, ${formatCount(counts.appointment)} (${formatShare(valueOf(METRICS.appointment_rate, counts).value)}) had an appointment, ${formatCount(counts.demo)} a demo and ${formatCount(counts.sale)} a sale.`,
    height: ratedBarsHeight(bars.length),
  };
}
