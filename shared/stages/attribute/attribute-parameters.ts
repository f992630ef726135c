import { settingOf } from '../../sql/stage';
import type { AttributionParameters } from './int-invoice-paths.model';
import type { ZoneParameters } from './moment';

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

export const timeZones = settingOf<Readonly<Record<string, string>>>(
  'time_zones',
  'Time zones of services whose exports do not say theirs.',
  ({ settings }) => settings.timeZones,
);

export const zonedSources = settingOf<ZoneParameters>(
  'zoned_sources',
  'Services whose time zone the project sets.',
  ({ settings }) => ({ zonedSources: Object.keys(settings.timeZones).sort() }),
);
