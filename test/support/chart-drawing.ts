import { init, type EChartsOption } from 'echarts';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import type { ChartTheme } from '../../shared/charts/chart-theme';

/** Colours that can be told apart in a drawing. */
export const theme: ChartTheme = {
  fontFamily: 'Inter',
  surface: '#ffffff',
  text: '#111111',
  textMuted: '#666666',
  line: '#eeeeee',
  lineStrong: '#c0c0c0',
  accent: '#0000ff',
  accentSoft: '#ccccff',
  neutral: '#999999',
  danger: '#ff0000',
  categories: ['#0000ff', '#ff8800', '#008877', '#888888', '#aa44aa', '#2288cc', '#887700', '#775533'],
  animate: false,
};

/** The picture as SVG text, drawn without a window as in a report. */
export function draw(spec: ChartSpec, option: EChartsOption = spec.option, width = 720): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: spec.height + 56 });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The words in a drawing, in the order in which they were drawn. */
export const wordsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => (m[1] ?? '').trim());
