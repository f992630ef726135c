import type { Finding } from './finding';

/** A finding with what most have not. */
export const finding = (
  parts: Pick<Finding, 'code' | 'severity' | 'message'> & Partial<Finding>,
): Finding => ({
  source: null,
  column: null,
  files: [],
  repair: null,
  evidence: [],
  rows: null,
  ...parts,
});

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A path for people: its last part, in the form that findings use. */
export const fileNames = (files: readonly string[]): string => {
  const names = files.map((file) => `\`${file.slice(file.lastIndexOf('/') + 1)}\``);
  if (names.length <= 3) return names.join(', ');
  return `${String(names[0])} … ${String(names.at(-1))} (${String(names.length)} files)`;
};
