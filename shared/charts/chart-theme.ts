/**
 * The colours and type that a chart is drawn with. Screens read them from the role tokens,
 * the PDF passes its own; charts never name a colour themselves.
 */
export interface ChartTheme {
  readonly fontFamily: string;
  readonly surface: string;
  readonly text: string;
  readonly textMuted: string;
  /** Grid lines. */
  readonly line: string;
  /** Axis lines and whiskers. */
  readonly lineStrong: string;
  readonly accent: string;
  /** A quiet form of the accent: bars that are context, not the message. */
  readonly accentSoft: string;
  readonly neutral: string;
  readonly danger: string;
  /** At most eight, told apart by colour-blind readers too. */
  readonly categories: readonly string[];
  /** False where reduced motion is asked for, and in documents. */
  readonly animate: boolean;
}

/** The n-th category colour; the last one stands for all that follow, so that no colour means two things. */
export function categoryColour(theme: ChartTheme, index: number): string {
  const last = theme.categories.length - 1;
  return theme.categories[Math.min(index, last)] ?? theme.accent;
}
