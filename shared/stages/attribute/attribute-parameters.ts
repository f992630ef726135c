import { settingOf } from '../../sql/stage';
import type { AttributionParameters } from './int-invoice-paths.model';

export const attributionWindow = settingOf<AttributionParameters>(
  'attribution_window',
  'Days before an invoice in which a touch counts.',
  ({ settings }) => ({ windowDays: settings.attributionWindowDays }),
);

/** What the project chose over the groups of lead statuses that are known: status → label of a group. */
export const leadStatusChoice = settingOf<Readonly<Record<string, string>>>(
  'lead_status_choice',
  'Groups of lead statuses that the project chose.',
  ({ settings }) => settings.leadStatusGroups,
);
