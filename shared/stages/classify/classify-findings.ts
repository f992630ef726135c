import type { FileReport } from '../../contract/sources';
import { finding } from '../../domain/finding-builder';
import { SOURCES } from '../../domain/source-registry';
import { code, file as fileName, joined, plural, say } from '../../domain/sentence';
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

/**
 * What is spent decides returns, and the words of a report decide outcomes: where two columns could be it, a person must
 * say which one is. Lead tools and payment services have such pairs in their own exports; there the layout decides.
 */
function findRivals(files: readonly FileReport[]): readonly Finding[] {
  const asked = files.flatMap(({ status, source, file, mapping }) => {
    const kind = status === 'read' && source !== null ? SOURCES[source].kind : null;
    return mapping
      .filter(({ required }) => kind === 'crm' || (kind === 'ads' && required))
      .flatMap(({ field, label, column, rivals = [] }) =>
        column === null || rivals.length === 0 ? [] : [{ source, file, field, label, column, rivals }],
      );
  });
  // The snapshots of one report ask the same.
  const alike = new Map<string, (typeof asked)[number][]>();
  for (const each of asked) {
    const key = JSON.stringify([each.source, each.field, each.column, each.rivals]);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  return [...alike.values()].flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const { source, file, field, label, column, rivals } = first;
    const others = joined(rivals.map((header) => code(header)));
    const more = of.length > 1 ? say` and ${plural(of.length - 1, 'other file')}` : say``;
    return [
      finding({
        code: 'two_columns',
        severity: 'warning',
        source,
        column: field,
        files: of.map((each) => each.file),
        message: say`${fileName(file)}${more}: two columns or more fit ${label}: ${code(column)} is read, ${others} not. They do not say the same. Choose the one that counts on the Sources screen.`,
      }),
    ];
  });
}

/** A column feeds one field: of two that it was chosen for, the second goes without. */
const findLost = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, mapping }) =>
    status !== 'read' && status !== 'needs_mapping'
      ? []
      : mapping.flatMap(({ field, label, column, lost }) =>
          lost === undefined
            ? []
            : [
                finding({
                  code: 'two_fields',
                  severity: 'warning',
                  source,
                  column: field,
                  files: [file],
                  message: say`${fileName(file)}: column ${code(lost.column)} was chosen for ${lost.to} and for ${label}. It is ${lost.to}; ${label} ${column === null ? say`has no column` : say`is read from ${code(column)}`}. Choose another column for one of them on the Sources screen.`,
                }),
              ],
        ),
  );

/** Files that nothing tells but what was said of another file with these columns. */
const findAsHeader = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, sourceTitle, file, asHeader }) =>
    status !== 'read' || sourceTitle === null || asHeader !== 'source'
      ? []
      : [
          finding({
            code: 'as_header',
            severity: 'info',
            source,
            files: [file],
            message: say`${fileName(file)} is taken for ${sourceTitle}, since you said so of files with these columns. Choose what it is on the Sources screen if it is something else.`,
          }),
        ],
  );

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

/** What tells how far a lead got: without any of it a report counts for nothing but its rows. */
const OUTCOMES: ReadonlySet<string> = new Set(['is_set', 'appointment_at', 'is_demo', 'disposition']);

/** Lists of people who have no lead id. */
const findLists = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, mapping }) =>
    status !== 'read' ||
    source === null ||
    SOURCES[source].kind !== 'leads' ||
    mapping.some(({ field, column }) => field === 'lead_uuid' && column !== null)
      ? []
      : [
          finding({
            code: 'unmapped_column',
            severity: 'info',
            source,
            column: 'lead_uuid',
            files: [file],
            message: say`${fileName(file)} is a list of people without lead ids: each e-mail, or phone where there is none, is one delivered lead, and a person who stands in it twice counts once.`,
          }),
        ],
  );

/** Files that are read and say nothing of what they are for: events of no campaign, reports without an outcome. */
const findSilent = (files: readonly FileReport[]): readonly Finding[] =>
  files.flatMap(({ status, source, file, mapping }) => {
    if (status !== 'read' || source === null) return [];
    const lacks = (is: (field: string) => boolean): boolean =>
      mapping.every(({ field, column }) => column === null || !is(field));
    const { kind } = SOURCES[source];
    const silent =
      kind === 'touches' && lacks((field) => field === 'campaign_id')
        ? ({
            column: 'campaign_id',
            message: say`${fileName(file)} has no column for campaigns: its sessions and events are credited with nothing. Map the column on the Sources screen, or export it with the campaign (utm_campaign) as a column of its own.`,
          } as const)
        : kind === 'crm' && lacks((field) => OUTCOMES.has(field))
          ? ({
              column: 'disposition',
              message: say`${fileName(file)} has no column that says what became of a lead (set, appointment, demo, disposition): it adds leads and no outcomes. Map the columns on the Sources screen, or export it with them.`,
            } as const)
          : null;
    return silent === null
      ? []
      : [finding({ code: 'unmapped_column', severity: 'warning', source, files: [file], ...silent })];
  });

export const sourceFindings = defineFindings({
  name: 'source_findings',
  title: 'Files whose source or columns are not known',
  takes: [filesRead],
  find: ({ get }) => [
    ...findInSources(get(filesRead)),
    ...findAsHeader(get(filesRead)),
    ...findRivals(get(filesRead)),
    ...findLost(get(filesRead)),
    ...findUnlikeKeys(get(filesRead)),
    ...findSilent(get(filesRead)),
    ...findLists(get(filesRead)),
  ],
});
