import { randomUUID } from 'node:crypto';
import type { NoteDraft } from '../../shared/contract/note';
import type { Thing } from '../../shared/contract/thing';

/** The number of appointments of all delivered leads. */
export const APPOINTMENTS: Thing = {
  kind: 'leadFigure',
  metric: 'appointment',
  basis: 'ever',
  links: 'likely',
  filters: [],
};

/** A new note. */
export const draftOf = (text: string, changes: Partial<NoteDraft> = {}): NoteDraft => ({
  id: randomUUID(),
  on: APPOINTMENTS,
  title: 'Appointments',
  basis: 'ever · likely',
  text,
  numbers: [],
  digest: '',
  ...changes,
});
