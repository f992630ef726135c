import type { CustomSeriesOption } from 'echarts';
import type { KeyWeight, LinkEvidence } from '../contract/review';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatDecimals, formatNumber, formatShare } from './format';
import { categoryAxis, plotArea, valueAxis } from './axes';
import { baseOption } from './parts';
import { hoveredIndex, tooltipBase, tooltipHtml } from './tooltip';

interface Step {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly sentence: string;
  readonly isTotal: boolean;
}

const KEY_NAMES = { email: 'E-mail', phone: 'Phone' } as const;

/** `+12.3`, `−4.1`: bits with their sign and one decimal. */
const bits = (value: number): string => `${value < 0 ? '−' : '+'}${formatDecimals(Math.abs(value), 1)}`;

/** The parts of a link's weight, each beginning where the one before ends. */
function stepsOf(link: LinkEvidence): readonly Step[] {
  let at = 0;
  const step = (label: string, by: number, sentence: string): Step => {
    const from = at;
    at += by;
    return { label, from, to: at, sentence, isTotal: false };
  };
  const keySteps = (key: KeyWeight): readonly Step[] => {
    const name = KEY_NAMES[key.key];
    if (key.comparison !== 'agrees') return [step(name, key.weight, key.sentence)];
    const average = key.weight - key.termFrequency;
    return [
      step(name, average, `The ${name.toLowerCase()} agrees: so much for a value of average rarity.`),
      step(`${name}, this value`, key.termFrequency, key.sentence),
    ];
  };
  return [
    step('Before', link.prior, 'Two records drawn at random are hardly ever one person.'),
    ...link.keys.flatMap(keySteps),
    { label: 'Total', from: 0, to: link.total, sentence: '', isTotal: true },
  ];
}

const ROW = 26;

/** How much each key says about one link, as a waterfall in bits. */
export function linkWeightChart(theme: ChartTheme, link: LinkEvidence): ChartSpec {
  const steps = stepsOf(link);
  const colourOf = (s: Step): string =>
    s.isTotal ? theme.text : s.to >= s.from ? theme.accent : theme.danger;
  const bars: CustomSeriesOption = {
    id: 'steps',
    type: 'custom',
    encode: { x: [1, 2], y: 0 },
    data: steps.map((s, i) => [i, s.from, s.to]),
    renderItem: (_params, api) => {
      const index = Number(api.value(0));
      const [x1 = 0, y = 0] = api.coord([Number(api.value(1)), index]);
      const [x2 = 0] = api.coord([Number(api.value(2)), index]);
      const step = steps[index];
      if (!step) return { type: 'group', children: [] };
      const height = 12;
      const right = Math.max(x1, x2);
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x: Math.min(x1, x2), y: y - height / 2, width: Math.max(1, Math.abs(x2 - x1)), height },
            style: { fill: colourOf(step) },
          },
          {
            type: 'text',
            x: right + 6,
            y,
            style: {
              text: bits(step.isTotal ? step.to : step.to - step.from),
              fill: theme.text,
              font: `${step.isTotal ? '600' : '400'} 12px ${theme.fontFamily}`,
              verticalAlign: 'middle',
            },
          },
        ],
      };
    },
  };
  const ends = steps.flatMap((s) => [s.from, s.to]);
  const probability = formatShare(link.probability);
  return {
    title: 'What the keys say',
    subtitle: `bits · ${bits(link.total)} in total, probability ${probability}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 4, right: 52, bottom: 18, left: 4 }),
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'axis',
        axisPointer: { type: 'none' },
        formatter: (params: unknown) => {
          const step = steps[hoveredIndex(params) ?? -1];
          if (!step) return '';
          return tooltipHtml(theme, step.label, [
            { label: step.isTotal ? 'Sum' : 'Adds', value: `${bits(step.to - step.from)} bits` },
            ...(step.isTotal ? [{ label: 'Probability', value: probability }] : []),
          ]);
        },
      },
      xAxis: {
        ...valueAxis(theme, 'bits: to the right for one person, to the left against', formatNumber, 0),
        nameLocation: 'middle',
        nameGap: 22,
        // Whole tens, or the lines would stand at the ends of the bars too.
        min: Math.floor(Math.min(0, ...ends) / 10) * 10,
        max: Math.ceil(Math.max(0, ...ends) / 10) * 10,
        interval: 10,
      },
      yAxis: {
        ...categoryAxis(
          theme,
          steps.map((s) => s.label),
        ),
        inverse: true,
        axisLine: { show: false },
      },
      series: [bars],
    },
    twin: {
      columns: [
        { label: 'Part', kind: 'text' },
        { label: 'Bits', kind: 'number' },
        { label: 'In words', kind: 'text' },
      ],
      rows: steps.map((s) => [s.label, Math.round((s.to - s.from) * 10) / 10, s.sentence]),
    },
    summary: `${link.keys.map((key) => key.sentence).join(' ')} Together ${bits(link.total)} bits, probability ${probability}.`,
    height: steps.length * ROW + 40,
  };
}
