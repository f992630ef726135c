import type { ReportInput, ReportSection } from '../report-types';

/** What the reader wrote, numbered as beside the numbers and charts. */
export function notesSection({ notes }: ReportInput): ReportSection | null {
  return notes.length === 0
    ? null
    : { id: 'notes', title: 'Notes', blocks: [{ kind: 'notes', notes }], metrics: [] };
}
