import type { Finding } from '../../../domain/finding';
import { fileNames, finding } from '../../../domain/finding-builder';
import { agree, code, count, joined, plural, say } from '../../../domain/sentence';
import { defineFindings } from '../../../sql/stage';
import { folderFiles } from '../../classify/classify-parameters';
import type { FolderFile } from '../../classify/folder-files';
import { FLAG_DAY, FLAG_NUMBER } from './flag-values';

const FLAGS = [
  { field: 'is_set', said: 'set' },
  { field: 'is_demo', said: 'a demo' },
] as const;

const IS_DAY = new RegExp(`^${FLAG_DAY}$`);
const IS_NUMBER = new RegExp(`^${FLAG_NUMBER}$`);
/** Yes and no as they are written anywhere, also by programs that keep them as numbers. */
const PLAIN = /^[01](?:[.,]0{1,2})?$/;

const SHOWN = 3;

interface Odd {
  readonly file: string;
  readonly header: string;
  readonly rows: number;
  readonly values: readonly string[];
}

const KEYS = ['email_hash', 'phone_hash'];

/** The values of a flag column that are neither yes nor no, among the first records that name somebody: others may be sums. */
function oddIn({ sniffed, report }: FolderFile, field: string): readonly Odd[] {
  const columnOf = (of: string): string | null =>
    report.mapping.find((mapped) => mapped.field === of)?.column ?? null;
  const header = columnOf(field);
  if (sniffed === null || header === null) return [];
  const at = sniffed.headers.indexOf(header);
  const keysAt = KEYS.flatMap((key) => columnOf(key) ?? []).map((column) => sniffed.headers.indexOf(column));
  const values = sniffed.sample
    .filter((record) => keysAt.some((key) => (record[key]?.trim() ?? '') !== ''))
    .map((record) => record[at]?.trim() ?? '')
    .filter(
      (value) => IS_DAY.test(value) || (IS_NUMBER.test(value) && !PLAIN.test(value) && /[1-9]/.test(value)),
    );
  return values.length === 0 ? [] : [{ file: report.file, header, rows: sniffed.sample.length, values }];
}

/** Columns for yes and no that hold numbers or days: what they were read as is told, since they may be plans. */
function findFlags(reports: readonly FolderFile[]): readonly Finding[] {
  return FLAGS.flatMap(({ field, said }) => {
    const odd = reports.flatMap((file) => oddIn(file, field));
    const values = odd.flatMap((of) => of.values);
    if (values.length === 0) return [];
    const hasDays = values.some((value) => IS_DAY.test(value));
    const rows = odd.reduce((sum, of) => sum + of.rows, 0);
    const headers = joined([...new Set(odd.map(({ header }) => header))].map((header) => code(header)));
    const shown = joined([...new Set(values)].slice(0, SHOWN).map((value) => code(value)));
    return [
      finding({
        code: 'flag_values',
        severity: hasDays ? 'warning' : 'info',
        source: 'crm_report',
        column: field,
        files: odd.map(({ file }) => file),
        message: say`${fileNames(odd.map(({ file }) => file))}: ${count(values.length)} of the first ${plural(rows, 'row')} ${agree(values.length, 'has', 'have')} a ${hasDays ? 'day' : 'number'} in the column ${headers}, where yes or no should stand (${shown}). ${agree(values.length, 'It counts', 'They count')} as ${said}${hasDays ? ', whenever the day is: if it is that of a plan, map another column on the Sources screen' : ''}.`,
      }),
    ];
  });
}

/** Flags that are written as days or as numbers. */
export const flagFindings = defineFindings({
  name: 'flag_findings',
  title: 'Flags that are days or numbers',
  takes: [folderFiles],
  question: 'leadQuality',
  find: ({ get }) =>
    findFlags(
      get(folderFiles).filter(({ report }) => report.status === 'read' && report.source === 'crm_report'),
    ),
});
