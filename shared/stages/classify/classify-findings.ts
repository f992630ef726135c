import type { FileReport } from '../../contract/sources';
import { finding } from '../../domain/finding-builder';
import { SOURCES } from '../../domain/source-registry';
import { code, file as fileName, joined, say } from '../../domain/sentence';
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

/** What is spent decides returns: where two columns could be it, a person must say which one is. */
const findRivals = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, mapping }) => {
    if (status !== 'read' || source === null || SOURCES[source].kind !== 'ads') return [];
    return mapping.flatMap(({ field, label, column, required, rivals = [] }) => {
      if (!required || column === null || rivals.length === 0) return [];
      const others = joined(rivals.map((header) => code(header)));
      return [
        finding({
          code: 'two_columns',
          severity: 'warning',
          source,
          column: field,
          files: [file],
          message: say`${fileName(file)}: two columns or more fit ${label}: ${code(column)} is read, ${others} not. They do not say the same. Choose the one that counts on the Sources screen.`,
        }),
      ];
    });
  });

/** A column that by its name is a key, and is read as none: what it would have matched is missing. */
const findUnlikeKeys = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, mapping }) =>
    status !== 'read'
      ? []
      : mapping.flatMap(({ field, unlike = [] }) =>
          unlike.map((header) =>
            finding({
              code: 'unmapped_column',
              severity: 'warning',
              source,
              column: field,
              files: [file],
              message: say`${fileName(file)}: column ${code(header)} is a key by its name, but hardly any of its values looks like one. It is not read, and nothing matches by it. Export it again, or map the column on the Sources screen.`,
            }),
          ),
        ),
  );

export const sourceFindings = defineFindings({
  name: 'source_findings',
  title: 'Files whose source or columns are not known',
  takes: [filesRead],
  find: ({ get }) => [
    ...findInSources(get(filesRead)),
    ...findRivals(get(filesRead)),
    ...findUnlikeKeys(get(filesRead)),
  ],
});
