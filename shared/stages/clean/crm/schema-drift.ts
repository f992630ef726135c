import type { FileReport } from '../../../contract/sources';
import { fileNames, finding } from '../../../domain/finding-builder';
import { file, joined, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { filesRead } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';

/** Snapshots whose columns differ from those of the snapshot before. @param snapshots oldest first */
function findSchemaDrift(snapshots: readonly FileReport[]): readonly Finding[] {
  const changes: { file: string; added: string[]; gone: string[]; renamed: string[]; lost: string[] }[] = [];
  snapshots.forEach((now, i) => {
    const before = snapshots[i - 1];
    if (before?.snapshot?.series !== now.snapshot?.series || !before) return;
    const added = now.headers.filter((h) => !before.headers.includes(h));
    const gone = before.headers.filter((h) => !now.headers.includes(h));
    if (added.length + gone.length === 0) return;
    const renamed = now.mapping.flatMap((m) => {
      const old = before.mapping.find((b) => b.field === m.field)?.column ?? null;
      return old !== null && m.column !== null && old !== m.column ? [`${old} → ${m.column}`] : [];
    });
    const lost = now.mapping.flatMap(({ field, label, column }) =>
      column === null && before.mapping.some((b) => b.field === field && b.column !== null) ? [label] : [],
    );
    changes.push({ file: now.file, added, gone, renamed, lost });
  });
  if (changes.length === 0) return [];
  const losing = changes.filter(({ lost }) => lost.length > 0);
  const what =
    losing.length === 0
      ? say`nothing is lost`
      : joined(
          losing.map(({ file: path, lost }) => say`${file(path)} has no ${joined(lost)} any more`),
          '; ',
        );
  return [
    finding({
      code: 'schema_drift',
      severity: losing.length === 0 ? 'info' : 'warning',
      source: 'crm_report',
      files: changes.map((c) => c.file),
      message: say`The columns change in ${plural(changes.length, 'snapshot')} (${fileNames(changes.map((c) => c.file))}). Fields under another name were recognised; ${what}.`,
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

export const schemaDriftFindings = defineFindings({
  name: 'schema_drift_findings',
  title: 'Columns that change from snapshot to snapshot',
  takes: [filesRead],
  question: 'leadQuality',
  find: ({ get }) =>
    findSchemaDrift(
      get(filesRead)
        .filter(({ snapshot }) => snapshot !== null)
        .sort((a, b) => (a.snapshot?.order ?? 0) - (b.snapshot?.order ?? 0)),
    ),
});
