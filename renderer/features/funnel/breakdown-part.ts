import { BREAKDOWN_STAGES, type BreakdownStage } from '../../../shared/domain/lead-quality';
import { breakdownKey, dimensionName } from '../../../shared/charts/breakdown-chart';
import { isLeadFilterDimension } from '../../../shared/contract/lead-filter';
import type { BreakdownKey } from '../../../shared/contract/summary';
import type { DrillPart } from './drill-step';

/** The leads of one row of a breakdown, and what narrows the screen to them. */
export function breakdownPart(dimension: string, row: BreakdownKey): DrillPart {
  return {
    name: `${dimensionName(dimension)} ${breakdownKey(dimension, row)}`,
    within: { dimension, key: row.key, reported: row.reported },
    narrow:
      row.reported === false
        ? { dimension: 'reported', values: ['no'] }
        : isLeadFilterDimension(dimension)
          ? { dimension, values: [row.key] }
          : undefined,
  };
}

/** The stage of which an address asks the rate. */
export const stageOf = (text: string | undefined): BreakdownStage =>
  BREAKDOWN_STAGES.find((stage) => stage === text) ?? 'appointment';
