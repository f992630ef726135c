import type { AppInfo } from '../../../shared/contract/host';
import type { RunOutcome } from '../../../shared/contract/run';

/** What the machine and the page say of themselves. */
export interface Surroundings {
  readonly browser: string;
  readonly processors: number;
  readonly languages: readonly string[];
  /** CSS pixels of the window, and how many of the screen's make one. */
  readonly window: { readonly width: number; readonly height: number; readonly scale: number };
  readonly time: string;
}

const countsOf = (names: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${String(count)}`).join(', ') || 'none';
};

/**
 * What helps to find a mistake, as text to paste: versions, the machine, and of the last run counts and codes alone. No
 * names of files, columns or people, and no value of the data.
 * @param build as in `Services`: the digest of the sources, and the browser
 */
export function diagnostics(
  info: AppInfo | null,
  build: string | null,
  outcome: RunOutcome | null,
  around: Surroundings,
): string {
  const { width, height, scale } = around.window;
  return [
    `Leadlens ${info?.version ?? '?'} (${info?.host ?? '?'}), build ${build?.split(' ')[0]?.slice(0, 12) ?? 'from sources'}`,
    `${around.time}; ${around.browser}`,
    `${String(around.processors)} processors; languages ${around.languages.join(', ')}; window ${String(width)} × ${String(height)} at ${String(scale)}`,
    ...(outcome
      ? [
          `Last run: ${outcome.seconds.toFixed(1)} s, ${String(outcome.files.length)} files, answers ${outcome.answered.join(', ') || 'nothing'}`,
          `Sources: ${countsOf(outcome.files.map(({ source }) => source ?? 'unknown'))}`,
          `Findings: ${countsOf(outcome.findings.map(({ code }) => code))}`,
        ]
      : ['Last run: none']),
    '',
  ].join('\n');
}
