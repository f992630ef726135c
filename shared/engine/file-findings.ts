import type { FileReport } from '../contract/sources';
import type { Finding } from '../domain/finding';
import { fileNames, finding, plural } from '../stages/measure/findings/finding';

/** What the files themselves have to say, before any number is made of them. */
export function findInFiles(
  files: readonly FileReport[],
  duplicateHeaders: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    const of = { source: file.source, files: [file.file] };
    switch (file.status) {
      case 'unusable':
        findings.push(
          finding({ code: 'unusable_file', severity: 'error', ...of, message: file.statusReason ?? '' }),
        );
        break;
      case 'unknown':
        findings.push(
          finding({
            code: 'unknown_file',
            severity: 'warning',
            ...of,
            message: `\`${file.file}\` is left out. ${file.statusReason ?? ''}`,
          }),
        );
        break;
      case 'duplicate':
        findings.push(
          finding({
            code: 'duplicate_file',
            severity: 'info',
            ...of,
            message: `\`${file.file}\`: ${file.statusReason ?? ''}`,
          }),
        );
        break;
      case 'needs_mapping':
        findings.push(
          finding({
            code: 'unmapped_column',
            severity: 'error',
            ...of,
            message: `\`${file.file}\` is left out. ${file.statusReason ?? ''}`,
          }),
        );
        break;
      case 'read':
      case 'ignored':
    }
    if (file.status !== 'read') continue;
    if (file.records === 0) {
      findings.push(
        finding({
          code: 'empty_file',
          severity: 'warning',
          ...of,
          message: `\`${file.file}\` has a header and no records. Check that the export is whole.`,
        }),
      );
    }
    if (file.rejectedRecords > 0) {
      findings.push(
        finding({
          code: 'rejected_records',
          severity: 'warning',
          ...of,
          message: `\`${file.file}\`: ${plural(file.rejectedRecords, 'record')} of ${String(file.records)} could not be read and count nowhere. Show them.`,
          rows: { table: 'rejected_records', where: [{ column: 'file', value: file.file }] },
        }),
      );
    }
    if (file.cellIssues > 0) {
      findings.push(
        finding({
          code: 'cell_issues',
          severity: 'warning',
          ...of,
          message: `\`${file.file}\`: ${plural(file.cellIssues, 'value')} could not be read; the rest of their records stays. Show them.`,
          rows: { table: 'cell_issues', where: [{ column: 'file', value: file.file }] },
        }),
      );
    }
    const repeated = duplicateHeaders.get(file.file) ?? [];
    if (repeated.length > 0) {
      findings.push(
        finding({
          code: 'schema_drift',
          severity: 'warning',
          ...of,
          message: `\`${file.file}\`: the header has ${repeated.map((h) => `“${h}”`).join(', ')} more than once. The first is used; map another one if that is wrong.`,
        }),
      );
    }
  }
  return findings;
}

/** Snapshots whose columns differ from those of the snapshot before. */
export function findSchemaDrift(snapshots: readonly FileReport[]): readonly Finding[] {
  const changes: { file: string; added: string[]; gone: string[]; renamed: string[] }[] = [];
  snapshots.forEach((now, i) => {
    const before = snapshots[i - 1];
    if (!before) return;
    const added = now.headers.filter((h) => !before.headers.includes(h));
    const gone = before.headers.filter((h) => !now.headers.includes(h));
    if (added.length + gone.length === 0) return;
    const renamed = now.mapping.flatMap((m) => {
      const old = before.mapping.find((b) => b.field === m.field)?.column ?? null;
      return old !== null && m.column !== null && old !== m.column ? [`${old} → ${m.column}`] : [];
    });
    changes.push({ file: now.file, added, gone, renamed });
  });
  if (changes.length === 0) return [];
  return [
    finding({
      code: 'schema_drift',
      severity: 'info',
      source: 'crm_report',
      files: changes.map((c) => c.file).sort(),
      message: `The columns change in ${plural(changes.length, 'snapshot')} (${fileNames(changes.map((c) => c.file))}). Fields under another name were recognised; nothing is lost.`,
      evidence: changes.map((c) => ({
        label: c.file,
        value: [
          ...c.renamed.map((r) => `renamed ${r}`),
          ...c.added.filter((h) => !c.renamed.some((r) => r.endsWith(`→ ${h}`))).map((h) => `new ${h}`),
          ...c.gone.filter((h) => !c.renamed.some((r) => r.startsWith(`${h} →`))).map((h) => `gone ${h}`),
        ].join(', '),
      })),
    }),
  ];
}
