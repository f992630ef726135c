import type { EChartsOption } from 'echarts';
import type { RevenueView, WaterfallStep } from '../contract/revenue';
import { notInvoicedLabel } from '../domain/words/revenue-words';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatShare, formatWholeMoney } from './format';
import { BAR_ROW, barNames, barNumbers, plotArea, valueAxis } from './axes';
import { baseOption } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

/** One bar of the waterfall: what is still followed after a step, or what a step lost. */
export interface WaterfallBar {
  readonly kind: 'kept' | 'lost';
  /** Code of the remainder; null for what is kept. */
  readonly remainder: string | null;
  /** Remainders that are still inside: lost at later steps. */
  readonly lostLater: readonly string[];
  readonly label: string;
  readonly invoices: number;
  readonly amount: number;
  /** What lies before the bar on the axis. */
  readonly offset: number;
}

/** The steps with what each lost between them, in the order in which they are drawn. */
export function waterfallBars(steps: readonly WaterfallStep[]): readonly WaterfallBar[] {
  return steps.flatMap((step, index): WaterfallBar[] => {
    const lostLater = steps.slice(index + 1).flatMap((later) => later.remainder?.code ?? []);
    const kept: WaterfallBar = {
      kind: 'kept',
      remainder: null,
      lostLater,
      label: step.label,
      invoices: step.invoices,
      amount: step.amount,
      offset: 0,
    };
    if (!step.remainder) return [kept];
    const { code, label, invoices, amount } = step.remainder;
    return [
      { kind: 'lost', remainder: code, lostLater: [], label, invoices, amount, offset: step.amount },
      kept,
    ];
  });
}

/** How far what was invoiced can be followed towards the spend, with every remainder named. */
export function waterfallChart(theme: ChartTheme, view: RevenueView): ChartSpec {
  const steps = view.waterfall;
  const { currency, notInvoiced } = view.summary;
  const bars = waterfallBars(steps);
  const invoiced = steps[0]?.amount ?? 0;
  const last = steps.at(-1);
  const share = (amount: number): number | null => (invoiced === 0 ? null : amount / invoiced);
  return {
    title: 'From the invoice to the spend',
    subtitle: `how far what was invoiced can be followed, ${currency}${notInvoicedWords(notInvoiced)}`,
    option: waterfallOption(theme, bars, share, currency),
    twin: {
      columns: [
        { label: 'Step', kind: 'text' },
        { label: 'Invoices', kind: 'count' },
        { label: `Amount, ${currency}`, kind: 'money' },
        { label: 'Of invoiced', kind: 'share' },
      ],
      rows: bars.map((bar) => [
        bar.kind === 'lost' ? `− ${bar.label}` : bar.label,
        bar.invoices,
        bar.kind === 'lost' ? -bar.amount : bar.amount,
        share(bar.amount),
      ]),
    },
    summary: last
      ? `Of ${formatWholeMoney(invoiced)} ${currency} invoiced, ${formatWholeMoney(last.amount)} (${formatShare(share(last.amount))}) can be followed to the spend.`
      : 'Nothing was invoiced.',
    height: bars.length * BAR_ROW + 58,
  };
}

/** Invoices that do not count, by why. */
const notInvoicedWords = (rows: RevenueView['summary']['notInvoiced']): string =>
  rows.length === 0
    ? ''
    : ` · not counted: ${rows
        .map(({ status, invoices }) => `${formatCount(invoices)} ${notInvoicedLabel(status)}`)
        .join(', ')}`;

function waterfallOption(
  theme: ChartTheme,
  bars: readonly WaterfallBar[],
  share: (amount: number) => number | null,
  currency: string,
): EChartsOption {
  const names = barNames(
    theme,
    bars.map((bar) => (bar.kind === 'lost' ? `{lost|− ${bar.label}}` : bar.label)),
    310,
  );
  return {
    ...baseOption(theme),
    grid: plotArea({ top: 4, right: 4, bottom: 34, left: 4 }),
    tooltip: axisTooltip(theme, 'band', bars, (bar) =>
      tooltipHtml(theme, bar.label, [
        {
          label: bar.kind === 'lost' ? 'Followed no further' : 'Followed so far',
          value: formatWholeMoney(bar.amount),
        },
        { label: 'Invoices', value: formatCount(bar.invoices) },
        { label: 'Of invoiced', value: formatShare(share(bar.amount)) },
      ]),
    ),
    // Few marks: amounts are long, and where some of their labels give way the scale looks uneven.
    xAxis: {
      ...valueAxis(theme, `invoiced, ${currency}`, formatWholeMoney, 1),
      splitNumber: 2,
      nameLocation: 'middle',
      nameGap: 24,
    },
    yAxis: [
      {
        ...names,
        axisLabel: { ...names.axisLabel, rich: { lost: { fontSize: 12, color: theme.textMuted } } },
      },
      barNumbers(
        theme,
        bars.map((bar) => {
          const style = bar.kind === 'lost' ? 'lost' : 'kept';
          const sign = bar.kind === 'lost' && bar.amount !== 0 ? '−' : '';
          return `{${style}|${sign}${formatWholeMoney(bar.amount)}}{share|${formatShare(share(bar.amount))}}`;
        }),
        {
          kept: { width: 76, color: theme.text, fontWeight: 600 },
          lost: { width: 76, color: theme.textMuted },
          share: { width: 60, color: theme.textMuted },
        },
      ),
    ],
    series: [
      {
        id: 'offset',
        type: 'bar',
        stack: 'waterfall',
        silent: true,
        barWidth: 14,
        itemStyle: { color: 'transparent' },
        data: bars.map((bar) => bar.offset),
      },
      {
        id: 'amount',
        type: 'bar',
        stack: 'waterfall',
        barWidth: 14,
        data: bars.map((bar, index) => ({
          value: bar.amount,
          itemStyle: {
            color:
              bar.kind === 'lost'
                ? theme.danger
                : index === bars.length - 1
                  ? theme.accent
                  : theme.accentSoft,
          },
        })),
      },
    ],
  };
}
