import { isSameHeader } from '../domain/column-mappings';
import { monthOf } from '../domain/month-words';
import type { ProjectSettings } from './project';

/** How the text of all files with the same columns is made, as the user said it of one. */
export type KeptForm = ProjectSettings['forms'][number];

/**
 * The words in the name of a file, without what changes from export to export: numbers, months, marks of copies. Files
 * without a header are known by it: `exports/Spend May 2025 (1).csv` and `spend_2025-06.csv` are of one series.
 */
export function seriesOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const words =
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .match(/\p{L}+/gu) ?? [];
  return words.filter((word) => monthOf(word) === undefined).join(' ');
}

const isOf = (one: KeptForm, other: Pick<KeptForm, 'headers' | 'series'>): boolean =>
  isSameHeader(one.headers, other.headers) && one.series === other.series;

/** With what is said of a header in place of what was said of it; the newest first. */
export const withForm = (forms: readonly KeptForm[], said: KeptForm): readonly KeptForm[] => [
  said,
  ...forms.filter((form) => !isOf(form, said)),
];

/** Whether a kept form is that of a file which comes out with these columns. */
export const isFormOf = (
  { headers, series }: KeptForm,
  file: { readonly path: string; readonly headers: readonly string[] },
): boolean => isSameHeader(headers, file.headers) && (series === undefined || series === seriesOf(file.path));
