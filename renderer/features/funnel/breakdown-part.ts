import { breakdownKey, dimensionName } from '../../../shared/charts/breakdown-chart';
import { LEAD_FILTER_DIMENSIONS, type LeadFilterDimension } from '../../../shared/contract/lead-filter';
import type { BreakdownKey } from '../../../shared/contract/summary';
import type { DrillPart } from './drill-step';

export const isFilterDimension = (name: string): name is LeadFilterDimension =>
  (LEAD_FILTER_DIMENSIONS as readonly string[]).includes(name);

/** The leads of one row of a breakdown, and what narrows the screen to them. */
export function breakdownPart(dimension: string, row: BreakdownKey): DrillPart {
  return {
    name: `${dimensionName(dimension)} ${breakdownKey(dimension, row)}`,
    within: { dimension, key: row.key, reported: row.reported },
    narrow:
      row.reported === false
        ? { dimension: 'reported', values: ['no'] }
        : isFilterDimension(dimension)
          ? { dimension, values: [row.key] }
          : undefined,
  };
}
