import { settingOf } from '../../sql/stage';
import type { AttributionParameters } from './int-invoice-paths.model';

export const attributionWindow = settingOf<AttributionParameters>(
  'attribution_window',
  'Days before an invoice in which a touch counts.',
  ({ settings }) => ({ windowDays: settings.attributionWindowDays }),
);
