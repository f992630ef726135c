import type { FileReport } from '../../../contract/sources';
import type { Finding } from '../../../domain/finding';
import { fileNames, finding } from '../../../domain/finding-builder';
import { agree, code, count, joined, say, type Sentence } from '../../../domain/sentence';
import { filesRead } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';

/** Columns without which a stage cannot be counted: any of them is enough. */
const STAGES = [
  { stage: 'Set', column: 'is_set', fields: ['is_set'] },
  { stage: 'appointments', column: 'appointment_at', fields: ['is_set', 'appointment_at', 'is_demo'] },
  { stage: 'demos', column: 'is_demo', fields: ['is_demo'] },
  { stage: 'sales', column: 'disposition', fields: ['disposition'] },
] as const;

/** Where none of these says so, a demo is still an appointment. */
const TELL_APPOINTMENTS = ['is_set', 'appointment_at'];

/** Columns that a sentence names. */
const NAMED = 8;

const hasColumn = ({ mapping }: FileReport, fields: readonly string[]): boolean =>
  mapping.some(({ field, column }) => column !== null && fields.includes(field));

/** Whether a report says anything of how far a lead got; those that say nothing at all are told as such. */
const saysSomething = (file: FileReport): boolean =>
  hasColumn(
    file,
    STAGES.flatMap(({ fields }) => fields),
  );

/** The columns of the reports that feed no field, in their order. */
function unreadColumns(reports: readonly FileReport[]): readonly string[] {
  const unread = reports.flatMap(({ headers, mapping }) => {
    const fed = new Set(mapping.map(({ column }) => column));
    return headers.filter((header) => header.trim() !== '' && !fed.has(header));
  });
  return [...new Set(unread)];
}

function unreadInWords(columns: readonly string[]): Sentence | string {
  if (columns.length === 0) return '';
  const named = joined(columns.slice(0, NAMED).map((header) => code(header)));
  const more = columns.length > NAMED ? say` and ${count(columns.length - NAMED)} more` : '';
  return say` Nothing is read from ${columns.length === 1 ? 'the column' : 'the columns'} ${named}${more}.`;
}

/** Fewer appointments than there were are no zero, but as wrong. */
const hasDemosAlone = (file: FileReport): boolean =>
  hasColumn(file, ['is_demo']) && !hasColumn(file, TELL_APPOINTMENTS);
const DEMOS_ALONE =
  ' There is none for appointments either: the demos count as such, and what was no demo is not known.';

/** Reports that lack the same columns are told together. */
function findUnknownStages(reports: readonly FileReport[]): readonly Finding[] {
  const byStages = new Map<string, FileReport[]>();
  for (const report of reports.filter(saysSomething)) {
    const lacking = STAGES.filter(({ fields }) => !hasColumn(report, fields)).map(({ stage }) => stage);
    const key = [...lacking, hasDemosAlone(report)].join();
    if (lacking.length > 0) byStages.set(key, [...(byStages.get(key) ?? []), report]);
  }
  return [...byStages.values()].flatMap((lacking) => {
    const stages = STAGES.filter(({ fields }) => lacking[0] && !hasColumn(lacking[0], fields));
    const [first] = stages;
    if (!first) return [];
    const words = joined(stages.map(({ stage }) => stage));
    const isAll = lacking.length === reports.length;
    const names = fileNames(lacking.map(({ file }) => file));
    return [
      finding({
        code: 'stages_not_told',
        severity: 'warning',
        source: 'crm_report',
        column: first.column,
        files: lacking.map(({ file }) => file),
        message: say`${names} ${agree(lacking.length, 'has', 'have')} no column for ${words}: ${isAll ? 'that none is counted does not say that there was none' : 'what happened is not known from there, and counts as if it had not'}.${lacking.some(hasDemosAlone) ? DEMOS_ALONE : ''}${unreadInWords(unreadColumns(lacking))} Map the columns on the Sources screen, or export the ${agree(lacking.length, 'report', 'reports')} with them.`,
      }),
    ];
  });
}

/** Stages that no column of a report tells: their zeros are no numbers. */
export const unknownStageFindings = defineFindings({
  name: 'unknown_stage_findings',
  title: 'Stages that no column tells',
  takes: [filesRead],
  question: 'leadQuality',
  find: ({ get }) => findUnknownStages(get(filesRead).filter(({ snapshot }) => snapshot !== null)),
});
