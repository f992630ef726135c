import type { Finding } from '../../../domain/finding';
import { finding } from '../../../domain/finding-builder';
import { code, count, file as fileName, joined, plural, say } from '../../../domain/sentence';
import { SOURCES } from '../../../domain/source-registry';
import { defineFindings } from '../../../sql/stage';
import { folderFiles } from '../../classify/classify-parameters';
import type { FolderFile } from '../../classify/folder-files';
import { headerKey } from '../../classify/header-key';

/** Columns that say of which level a row is. */
const LEVEL_HEADERS: ReadonlySet<string> = new Set(['Delivery level', 'Level', 'Row type'].map(headerKey));
const LEVELS: ReadonlySet<string> = new Set(
  ['account', 'campaign', 'ad set', 'ad group', 'ad'].map((level) => headerKey(level)),
);
/** Fields that tell the rows of the lower levels apart, so that sums of them are found. */
const BELOW = ['ad_group', 'ad'];

/** An ads export whose rows are of several levels, and that names no ad sets and no ads: its spend counts once for each. */
function findLevels({ sniffed, report }: FolderFile): readonly Finding[] {
  if (sniffed === null || report.source === null) return [];
  if (report.mapping.some(({ field, column }) => BELOW.includes(field) && column !== null)) return [];
  return sniffed.headers.flatMap((header, at) => {
    if (!LEVEL_HEADERS.has(headerKey(header))) return [];
    const rows = new Map<string, number>();
    for (const record of sniffed.sample) {
      const level = record[at]?.trim() ?? '';
      if (LEVELS.has(headerKey(level))) rows.set(level, (rows.get(level) ?? 0) + 1);
    }
    if (rows.size < 2) return [];
    const levels = joined([...rows].sort().map(([level, n]) => say`${code(level)} (${count(n)})`));
    return [
      finding({
        code: 'spend_twice',
        severity: 'warning',
        source: report.source,
        column: 'cost',
        files: [report.file],
        message: say`${fileName(report.file)}: by the column ${code(header)} the first ${plural(sniffed.sample.length, 'row')} are of several levels, ${levels}, and no column names their ad sets or ads. What a campaign spent stands in its ad sets again, so it counts more than once. Export one level, or the names of the ad sets and ads with it.`,
      }),
    ];
  });
}

/** Ads exports of several levels. */
export const levelFindings = defineFindings({
  name: 'level_findings',
  title: 'Ads exports of several levels',
  takes: [folderFiles],
  question: 'revenue',
  find: ({ get }) =>
    get(folderFiles)
      .filter(
        ({ report: { status, source } }) =>
          status === 'read' && source !== null && SOURCES[source].kind === 'ads',
      )
      .flatMap(findLevels),
});
