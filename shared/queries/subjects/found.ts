import type { SubjectPage } from '../../contract/subject';

/** What the tables of a run hold of a subject. */
export interface Found extends Pick<SubjectPage, 'facts' | 'sections'> {
  /** Values that name it in findings: its id, keys and numbers. */
  readonly names: readonly string[];
  /** CRM lead numbers that are or may be it: decisions go by them. */
  readonly numbers: readonly string[];
}
