import type { FileReport } from '../../contract/sources';
import { finding } from '../../domain/finding-builder';
import { agree, code, file as fileName, joined, plural, say, type Sentence } from '../../domain/sentence';
import type { Finding } from '../../domain/finding';
import type { NotRead } from './discover';
import type { SniffedFile } from './sniffed-file';
import { filesRead } from '../../sql/run-parameters';
import { defineFindings } from '../../sql/stage';
import { discovery } from './discover-parameters';

/**
 * Files that cannot be used, that are there twice, or whose header names a column twice.
 * @param duplicateHeaders by path: the headers that a file has more than once
 */
const findInFiles = (
  files: readonly FileReport[],
  duplicateHeaders: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] =>
  files.flatMap((file) => {
    const of = { source: file.source, files: [file.file] };
    switch (file.status) {
      case 'unusable':
        return [
          finding({
            code: 'unusable_file',
            severity: 'error',
            ...of,
            message: say`${file.statusReason ?? ''}`,
          }),
        ];
      case 'duplicate':
        return [
          finding({
            code: 'duplicate_file',
            severity: 'info',
            ...of,
            message: say`${fileName(file.file)}: ${file.statusReason ?? ''}`,
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
          message: say`${fileName(file)}: the header has ${joined(repeated.map((h) => say`“${h}”`))} more than once. The first is used; map another one if that is wrong.`,
        }),
      ];

/** Files whose first record holds values where the names of the columns should be. */
const findHeaderless = (
  files: readonly Pick<SniffedFile, 'entry' | 'hasHeader' | 'headers'>[],
): readonly Finding[] =>
  files.flatMap(({ entry, hasHeader, headers }) =>
    hasHeader
      ? []
      : [
          finding({
            code: 'no_header',
            severity: 'warning',
            files: [entry.path],
            message: say`${fileName(entry.path)} has values where its header should be, so its columns are called column_1 to column_${String(headers.length)}. Choose its source and map them on the Sources screen, or export it again with its header.`,
          }),
        ],
  );

/** Values that a sentence quotes. */
const QUOTED = 3;

/** Columns with values and without a name: nothing is read from them. Numbers of rows are none. */
function findUnnamed(
  files: readonly Pick<SniffedFile, 'entry' | 'hasHeader' | 'headers' | 'sample'>[],
  reports: readonly FileReport[],
): readonly Finding[] {
  const byPath = new Map(reports.map((report) => [report.file, report]));
  return files.flatMap(({ entry, hasHeader, headers, sample }) => {
    const report = byPath.get(entry.path);
    if (!hasHeader || report?.status !== 'read') return [];
    const fed = new Set(report.mapping.map(({ column }) => column));
    const unnamed = headers.flatMap((header, at) => {
      if (header !== `column_${String(at + 1)}` || fed.has(header)) return [];
      const values = [...new Set(sample.map((record) => (record[at] ?? '').trim()))].filter(
        (value) => value !== '',
      );
      const areNumbers = at === 0 && values.every((value) => /^\d+$/.test(value));
      return values.length === 0 || areNumbers ? [] : [{ at, values }];
    });
    const [first] = unnamed;
    if (!first) return [];
    const quoted = joined(first.values.slice(0, QUOTED).map((value) => code(value)));
    return [
      finding({
        code: 'no_header',
        severity: 'warning',
        source: report.source,
        files: [entry.path],
        message: say`${fileName(entry.path)}: the header has no name for ${plural(unnamed.length, 'column')} with values; ${unnamed.length === 1 ? 'it' : 'the first'} is column ${String(first.at + 1)}, with ${quoted}. Nothing is read from ${unnamed.length === 1 ? 'it' : 'them'}. Map ${unnamed.length === 1 ? 'it' : 'them'} on the Sources screen, or export the file with all names.`,
      }),
    ];
  });
}

/** Sheets that who opens the workbook does not see, and that count all the same. */
const findHidden = (
  files: readonly Pick<SniffedFile, 'entry'>[],
  reports: readonly FileReport[],
): readonly Finding[] => {
  const hidden = new Set(files.flatMap(({ entry }) => (entry.isHiddenSheet ? [entry.path] : [])));
  return reports.flatMap(({ file, source, status, records }) =>
    status === 'read' && hidden.has(file)
      ? [
          finding({
            code: 'several_tables',
            severity: 'warning',
            source,
            files: [file],
            message: say`${fileName(file)} is a sheet that its workbook hides: its ${plural(records, 'record')} ${agree(records, 'is', 'are')} read all the same. Leave it out on the Sources screen if it should not count.`,
          }),
        ]
      : [],
  );
};

/** Files that hold no data as far as can be seen: named, so that one that does is not missed. */
const findNotRead = (notRead: readonly NotRead[]): readonly Finding[] =>
  notRead.length === 0
    ? []
    : [
        finding({
          code: 'file_not_read',
          severity: 'info',
          files: notRead.map(({ path }) => path),
          message: say`${plural(notRead.length, 'file is', 'files are')} not read: ${namesOf(notRead)}. Only .csv, .tsv, .txt, .jsonl, .json, .xlsx and .parquet files are.`,
          evidence: notRead.map(({ path, reason }) => ({ label: path, value: reason })),
        }),
      ];

const NAMED = 5;

const namesOf = (notRead: readonly NotRead[]): Sentence => {
  const names = notRead
    .slice(0, NAMED)
    .map(({ path, reason }) => say`${fileName(path)} ${reason.replace(/\.$/, '')}`);
  const more = notRead.length - names.length;
  return joined([...names, ...(more > 0 ? [say`and ${String(more)} more`] : [])], '; ');
};

export const fileFindings = defineFindings({
  name: 'file_findings',
  title: 'Files that cannot be used, or are there twice',
  takes: [discovery, filesRead],
  find: ({ get }) => {
    const { files, notRead } = get(discovery);
    const duplicateHeaders = new Map(files.map((file) => [file.entry.path, file.duplicateHeaders]));
    return [
      ...findInFiles(get(filesRead), duplicateHeaders),
      ...findHeaderless(files),
      ...findUnnamed(files, get(filesRead)),
      ...findHidden(files, get(filesRead)),
      ...findNotRead(notRead),
    ];
  },
});
