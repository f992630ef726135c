import type { ChartTheme } from './chart-theme';

/** A tooltip in the colours of the theme, inside the chart. */
export const tooltipBase = (theme: ChartTheme) => ({
  confine: true,
  backgroundColor: theme.surface,
  borderColor: theme.lineStrong,
  borderWidth: 1,
  padding: [8, 10],
  textStyle: { fontFamily: theme.fontFamily, fontSize: 12, color: theme.text },
  transitionDuration: 0,
});

/** Text for a tooltip, safe against markup in values that come from files. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${String(c.charCodeAt(0))};`);

export interface TooltipLine {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** A heading and aligned label–value lines as HTML for a tooltip. */
export function tooltipHtml(theme: ChartTheme, heading: string, lines: readonly TooltipLine[]): string {
  const body = lines
    .map(
      ({ label, value, note }) =>
        `<tr><td style="color:${theme.textMuted};padding:1px 16px 1px 0">${escapeHtml(label)}</td>` +
        `<td style="text-align:right;font-variant-numeric:tabular-nums">${escapeHtml(value)}` +
        `${note ? ` <span style="color:${theme.textMuted}">${escapeHtml(note)}</span>` : ''}</td></tr>`,
    )
    .join('');
  return `<div style="font-weight:600;margin-bottom:4px">${escapeHtml(heading)}</div><table style="border-collapse:collapse">${body}</table>`;
}

/** Index of the hovered item, from the loosely typed callback parameter of a tooltip. */
export function hoveredIndex(params: unknown): number | null {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return null;
  return typeof first.dataIndex === 'number' ? first.dataIndex : null;
}

/**
 * A tooltip about the place of the category axis that the pointer is over.
 * @param pointer marks the whole place, or draws a line through it
 * @param items one a place
 * @param content HTML about an item
 */
export const axisTooltip = <T>(
  theme: ChartTheme,
  pointer: 'band' | 'line',
  items: readonly T[],
  content: (item: T, index: number) => string,
) => ({
  ...tooltipBase(theme),
  trigger: 'axis' as const,
  axisPointer:
    pointer === 'line'
      ? { type: 'line' as const, lineStyle: { color: theme.lineStrong } }
      : { type: 'shadow' as const, shadowStyle: { color: theme.accent, opacity: 0.06 } },
  formatter: (params: unknown): string => {
    const index = hoveredIndex(params) ?? -1;
    const item = items[index];
    return item === undefined ? '' : content(item, index);
  },
});
