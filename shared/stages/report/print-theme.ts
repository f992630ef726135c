import type { ChartTheme } from '../../charts/chart-theme';

/** The family that the fonts of a report are embedded under; drawings name the same, or their words would vanish. */
export const PRINT_FONT = 'Inter';

/** Colours of the page, for what is no chart. */
export const INK = {
  text: '#1c1c22',
  muted: '#5f5f6c',
  accent: '#3d4cc0',
  line: '#e2e2e8',
  lineStrong: '#c9c9d3',
  wash: '#f5f5f8',
  danger: '#bf2b34',
  warning: '#8f5a00',
} as const;

/** What charts are drawn with on paper: the light theme of the screens, without motion. */
export const PRINT_THEME: ChartTheme = {
  fontFamily: PRINT_FONT,
  surface: '#ffffff',
  text: INK.text,
  textMuted: INK.muted,
  line: '#ececf0',
  lineStrong: '#c9c9d3',
  accent: '#4c5fd5',
  accentSoft: '#c3c9f0',
  neutral: '#9a9aa8',
  danger: '#cf4148',
  categories: ['#4c5fd5', '#d9730d', '#0f8a75', '#8a8a99', '#b1429a', '#2b8fc4', '#96790a', '#7a5230'],
  animate: false,
};
