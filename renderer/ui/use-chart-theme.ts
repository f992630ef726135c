import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useMemo } from 'react';
import type { ChartTheme } from '../../shared/charts/chart-theme';

/** The role tokens as they are now, for drawing on a canvas or into an SVG. */
export function useChartTheme(): ChartTheme {
  const scheme = useComputedColorScheme('light');
  const still = useReducedMotion();
  return useMemo(() => readTheme(scheme, !still), [scheme, still]);
}

function readTheme(scheme: 'light' | 'dark', animate: boolean): ChartTheme {
  // The attribute on the root changes after this render: ask an element that already has the scheme.
  const probe = document.documentElement;
  const before = probe.getAttribute('data-mantine-color-scheme');
  probe.setAttribute('data-mantine-color-scheme', scheme);
  const style = getComputedStyle(probe);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const chart: ChartTheme = {
    fontFamily: token('--font-sans'),
    surface: token('--surface'),
    text: token('--text'),
    textMuted: token('--text-muted'),
    line: token('--chart-line'),
    lineStrong: token('--chart-line-strong'),
    accent: token('--chart-accent'),
    accentSoft: token('--chart-accent-soft'),
    neutral: token('--chart-neutral'),
    danger: token('--chart-danger'),
    categories: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => token(`--chart-${String(n)}`)),
    animate,
  };
  if (before !== null) probe.setAttribute('data-mantine-color-scheme', before);
  return chart;
}
