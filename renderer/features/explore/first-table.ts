import { headlineLinks } from '../../../shared/domain/headline';
import type { GridFilter } from '../../../shared/contract/grid';
import type { RunOutcome } from '../../../shared/contract/run';

/** The tables that hold the same thing several times, and how they hold it once: as the headline counts it. */
export function onceEach({ summary }: RunOutcome): Readonly<Record<string, readonly GridFilter[]>> {
  return {
    ...(summary.leadQuality
      ? {
          int_lead_outcomes: [
            { op: 'equals', column: 'link_setting', value: headlineLinks(summary.leadQuality) },
          ],
        }
      : {}),
    attributed_invoices: [{ op: 'equals', column: 'model', value: 'crm_campaign' }],
  };
}

/** The table that a person wants first: delivered leads with what they reached, or else invoices with their campaigns. */
export const firstTable = ({ answered }: RunOutcome): string =>
  answered.includes('leadQuality') || !answered.includes('revenue')
    ? 'int_lead_outcomes'
    : 'attributed_invoices';
