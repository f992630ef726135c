import type { ChartSpec } from '../../shared/charts/chart-spec';
import type { ChartTheme } from '../../shared/charts/chart-theme';
import { TITLE_HEIGHT, withTitle } from '../../shared/charts/parts';
import { initChart } from './echarts-setup';

export type ImageKind = 'png' | 'svg';

/** Pixels to a CSS pixel in exported PNGs: sharp in print and on dense screens. */
const DENSITY = 2;

/** The chart as a picture of `width` CSS pixels, with its title and subtitle inside. */
export async function chartImage(
  spec: ChartSpec,
  theme: ChartTheme,
  width: number,
  kind: ImageKind,
): Promise<Uint8Array> {
  const host = document.createElement('div');
  const chart = initChart(host, null, {
    renderer: kind === 'png' ? 'canvas' : 'svg',
    width,
    height: spec.height + TITLE_HEIGHT,
    devicePixelRatio: DENSITY,
  });
  try {
    chart.setOption(withTitle(spec.option, spec.title, spec.subtitle, theme));
    if (kind === 'svg') return new TextEncoder().encode(chart.renderToSVGString());
    const canvas = chart.renderToCanvas({ backgroundColor: theme.surface });
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('The browser could not turn the chart into a PNG.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    chart.dispose();
  }
}
