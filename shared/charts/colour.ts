import { color as colourTool } from 'echarts/core';
import type { ChartTheme } from './chart-theme';

type Rgb = readonly [red: number, green: number, blue: number];

/** Undefined for what is no colour, whatever the library's own type says. */
const parsed = (css: string): readonly number[] | undefined => colourTool.parse(css);

// Minified style sheets shorten colours: `#ffffff` arrives as `#fff`, others by their name.
const rgbOf = (css: string): Rgb | null => {
  const [red, green, blue] = parsed(css) ?? [];
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
};

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** A colour between two CSS colours; `share` 0 is the first, 1 the second. What is no colour gives the second as it is. */
export function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  if (!a || !b) return to;
  const part = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * share;
  return hexOf([part(0), part(1), part(2)]);
}

/** Least share of the accent in a sequence: its lowest value must still be told from the page. */
const LEAST = 0.14;

/** The sequence of one hue: `share` 0 … 1 of the greatest value. */
export const sequenceColour = (theme: ChartTheme, share: number): string =>
  mixed(theme.surface, theme.accent, LEAST + (1 - LEAST) * Math.max(0, Math.min(1, share)));

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(css: string): number {
  const rgb = rgbOf(css) ?? [0, 0, 0];
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two CSS colours as WCAG 2.2 defines it, 1 … 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour of text on a filled mark: that of the text or that of the page, whichever can be read better. */
export const textOn = (theme: ChartTheme, fill: string): string =>
  contrast(theme.text, fill) >= contrast(theme.surface, fill) ? theme.text : theme.surface;
