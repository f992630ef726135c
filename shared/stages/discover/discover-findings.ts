import type { FileReport } from '../../contract/sources';
import { finding } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';

/**
 * Files that cannot be used, that are there twice, or whose header names a column twice.
 * @param duplicateHeaders by path: the headers that a file has more than once
 */
export const findInFiles = (
  files: readonly FileReport[],
  duplicateHeaders: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] =>
  files.flatMap((file) => {
    const of = { source: file.source, files: [file.file] };
    switch (file.status) {
      case 'unusable':
        return [
          finding({ code: 'unusable_file', severity: 'error', ...of, message: file.statusReason ?? '' }),
        ];
      case 'duplicate':
        return [
          finding({
            code: 'duplicate_file',
            severity: 'info',
            ...of,
            message: `\`${file.file}\`: ${file.statusReason ?? ''}`,
          }),
        ];
      case 'read':
        return findRepeatedHeaders(file, duplicateHeaders.get(file.file) ?? []);
      case 'unknown':
      case 'needs_mapping':
      case 'ignored':
        return [];
    }
  });

const findRepeatedHeaders = (
  { source, file }: FileReport,
  repeated: readonly string[],
): readonly Finding[] =>
  repeated.length === 0
    ? []
    : [
        finding({
          code: 'schema_drift',
          severity: 'warning',
          source,
          files: [file],
          message: `\`${file}\`: the header has ${repeated.map((h) => `“${h}”`).join(', ')} more than once. The first is used; map another one if that is wrong.`,
        }),
      ];
