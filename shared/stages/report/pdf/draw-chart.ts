import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts';
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, setPlatformAPI, use as register } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartSpec } from '../../../charts/chart-spec';
import { textWidth } from './text-width';

register([
  BarChart,
  CustomChart,
  LineChart,
  SankeyChart,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
]);

setPlatformAPI({ measureText: (text: string, font?: string) => textWidth(text, font) });

/** The edge of letters that lie over marks: what sets the page would draw it over the letters themselves. */
const EDGE = / stroke="[^"]*" stroke-width="[^"]*" paint-order="stroke"(?: stroke-miterlimit="[^"]*")?/g;

/** Draws a chart without a window. @param width in the pixels of the chart @returns SVG text */
export function drawChart(spec: ChartSpec, width: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: spec.height });
  try {
    chart.setOption(spec.option);
    return chart.renderToSVGString().replace(EDGE, '');
  } finally {
    chart.dispose();
  }
}
