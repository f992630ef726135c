import type { FileReport } from '../../contract/sources';
import { finding } from '../../domain/finding-builder';
import { file as fileName, say } from '../../domain/sentence';
import type { Finding } from '../../domain/finding';
import { filesRead } from '../../sql/run-parameters';
import { defineFindings } from '../../sql/stage';

/** Files that are left out because their source, or a column that it needs, is not known. */
const findInSources = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, statusReason }) => {
    if (status !== 'unknown' && status !== 'needs_mapping') return [];
    return [
      finding({
        ...(status === 'unknown'
          ? { code: 'unknown_file', severity: 'warning' }
          : { code: 'unmapped_column', severity: 'error' }),
        source,
        files: [file],
        message: say`${fileName(file)} is left out. ${statusReason ?? ''}`,
      }),
    ];
  });

export const sourceFindings = defineFindings({
  name: 'source_findings',
  title: 'Files whose source or columns are not known',
  takes: [filesRead],
  find: ({ get }) => findInSources(get(filesRead)),
});
