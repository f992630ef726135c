import { monthOf } from '../../../domain/month-words';

/** The words of one part of a path, as they are written, without what changes from export to export. */
function plainName(part: string): string {
  const words = part.replace(/(?:\.[a-z]{2,5}\d?)+(?:#.*)?$/i, '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const folded = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return words.filter((word) => monthOf(folded(word)) === undefined).join(' ');
}

/** A name for the reports of a path: of the file, with those of so many of its folders. */
function nameWith(path: string, folders: number): string {
  const parts = path.split('/').slice(-1 - folders);
  return parts
    .map(plainName)
    .filter((name) => name !== '')
    .join(' ');
}

/**
 * Names of series, each of its own: as the user said; else by the words of a file's name, with those of its folders where
 * that alone is the same for several.
 * @param series per series: what the user said, or null, and the path of its first file
 */
export function namesOfSeries(
  series: readonly { readonly said: string | null; readonly path: string }[],
): readonly string[] {
  const deepest = Math.max(0, ...series.map(({ path }) => path.split('/').length - 1));
  const at = (folders: number): readonly string[] =>
    series.map(({ said, path }) => said ?? nameWith(path, folders));
  const isPlain = (names: readonly string[]): boolean =>
    names.every((name) => name !== '') && new Set(names).size === names.length;
  for (let folders = 0; folders <= deepest; folders++) if (isPlain(at(folders))) return at(folders);
  return series.map(({ said }, i) => said ?? `Series ${String(i + 1)}`);
}
