import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from '../../shared/contract/summary';

/** What a run over one folder must give; the notation is that of `expected.json` beside the folders. */
export interface Expected {
  /** Path into the summary → figure. `[key=value]` picks a row of a list, compared folded. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Regular expressions: each must match a finding (`code: message`) or a line of standard error. */
  readonly says?: readonly string[];
  /** Regular expressions that none of them may match. */
  readonly never?: readonly string[];
  readonly note?: string;
}

export interface ExpectedFolder extends Expected {
  readonly name: string;
  readonly path: string;
}

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** The folders of a collection that lies beside the checkout; empty where it is absent. */
export function expectedFolders(collection: string): readonly ExpectedFolder[] {
  const list = join(DATA, collection, 'expected.json');
  if (!existsSync(list)) return [];
  const all = JSON.parse(readFileSync(list, 'utf8')) as Readonly<Record<string, Expected>>;
  return Object.entries(all).map(([name, expected]) => ({
    ...expected,
    name,
    path: join(DATA, collection, name),
  }));
}

const folded = (value: unknown): string => String(value).trim().toLowerCase().replaceAll(/\s+/g, ' ');

type Json = Readonly<Record<string, unknown>>;

/** @returns the value at a path such as `inputs[source=google_ads].records`; undefined where there is none */
export function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const [, key = '', picks = ''] of path.matchAll(/([^.[\]]+)((?:\[[^\]]*\])?)\.?/g)) {
    value = (value as Json | null | undefined)?.[key];
    if (picks === '') continue;
    const wanted = picks
      .slice(1, -1)
      .split(',')
      .map((pair) => pair.split('=') as [string, string]);
    value = (value as readonly Json[] | undefined)?.find((row) =>
      wanted.every(([column, text]) => folded(row[column]) === folded(text)),
    );
  }
  return value;
}

/** What a run told in words: each finding as `code: message`, each line of standard error. */
export const wordsOf = (summary: Summary, stderr: string): readonly string[] => [
  ...summary.findings.map(({ code, message }) => `${code}: ${message}`),
  ...stderr.split('\n').filter((line) => line !== ''),
];

/** What a run gave of the figures that a folder expects, money to the cent. */
export const toldOf = (summary: Summary, expected: Expected): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.keys(expected.numbers ?? {}).map((path) => {
      const value = valueAt(summary, path);
      return [path, typeof value === 'number' ? Math.round(value * 100) / 100 : value];
    }),
  );
