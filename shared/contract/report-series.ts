import { isSameHeader } from '../domain/column-mappings';
import { seriesOf } from './kept-forms';
import type { ProjectSettings } from './project';

/** Whose all reports with the same columns and words in their names are, as the user said it of one. */
export type KeptSeries = ProjectSettings['reportSeries'][number];

/** What is known of a report before its rows are compared with those of others. */
export interface ReportFile {
  readonly path: string;
  readonly headers: readonly string[];
}

/** The words of a report's folders and name, without what changes from export to export. */
export const wordsOf = (path: string): string =>
  path
    .split('/')
    .map(seriesOf)
    .filter((words) => words !== '')
    .join('/');

const isOf = (one: KeptSeries, other: Pick<KeptSeries, 'headers' | 'words'>): boolean =>
  one.words === other.words && isSameHeader(one.headers, other.headers);

/** The series that the user said of reports like this one; null where nothing was said. */
export const saidSeries = (kept: readonly KeptSeries[], { path, headers }: ReportFile): string | null =>
  kept.find((said) => isOf(said, { words: wordsOf(path), headers }))?.series ?? null;

/** With what is said of reports in place of what was said of them. */
export const withSeries = (kept: readonly KeptSeries[], said: KeptSeries): readonly KeptSeries[] => [
  ...kept.filter((one) => !isOf(one, said)),
  said,
];

/** Without what was said of reports like this one. */
export const withoutSeries = (
  kept: readonly KeptSeries[],
  { path, headers }: ReportFile,
): readonly KeptSeries[] => kept.filter((one) => !isOf(one, { words: wordsOf(path), headers }));
