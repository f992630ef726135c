import { isLeadFilterDimension, type LeadFilter } from '../../contract/lead-filter';
import type { DrillDefinition, EngineRequest } from '../../contract/engine';
import { allRows, type GridFilter } from '../../contract/grid';
import {
  BREAKDOWN_STAGES,
  type Basis,
  type BreakdownStage,
  type FunnelStage,
} from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import {
  gridFiltersOf,
  groupFilter,
  isOfDelivery,
  unknownDimension,
  type FilterContext,
} from '../lead-quality/lead-filters';

type Request = EngineRequest<'drill'>;

/** The delivered leads behind a number of the funnel or of a breakdown; the total of the query equals the number. */
export async function drillInto(context: FilterContext, request: Request): Promise<DrillDefinition> {
  const { basis, links, stage, within, days, path } = request;
  const filters: GridFilter[] = [
    { op: 'equals', column: 'link_setting', value: links },
    ...(await gridFiltersOf(context, request.filters ?? [])),
  ];
  if (stage === 'matched') filters.push({ op: 'equals', column: 'is_matched', value: true });
  else if (stage !== 'delivered') filters.push(reached(stage, basis, true));
  if (within) {
    if (within.reported !== null) {
      filters.push({ op: 'equals', column: 'is_matched', value: within.reported });
    }
    filters.push(...(await withinFilters(context, within)));
  }
  if (days) filters.push(...dayFilters(days));
  if (path) filters.push(...(await pathFilters(context, path, basis)));
  return {
    metricId: stage,
    query: {
      ...allRows(intLeadOutcomes.name),
      filters,
      sort: [{ column: 'entry_on', direction: 'desc' }],
    },
    figures: [],
  };
}

const reached = (stage: FunnelStage, basis: Basis, value: boolean): GridFilter => ({
  op: 'equals',
  column: `has_${METRICS[stage].stage.column}_${basis}`,
  value,
});

/** One row of a breakdown. Leads without a report have no value of what reports say. */
export async function withinFilters(
  context: FilterContext,
  { dimension, key, reported }: NonNullable<Request['within']>,
): Promise<readonly GridFilter[]> {
  const filters = await valueFilters(context, dimension, [key]);
  return reported !== false || isOfDelivery(dimension)
    ? filters
    : filters.filter((part) => part.column !== 'is_matched');
}

/** Leads with one of these values of a dimension. */
export async function valueFilters(
  context: FilterContext,
  dimension: string,
  values: LeadFilter['values'],
): Promise<readonly GridFilter[]> {
  if (!isLeadFilterDimension(dimension)) throw unknownDimension(dimension);
  return gridFiltersOf(context, [{ dimension, values }]);
}

const dayFilters = ({ low, high }: NonNullable<Request['days']>): readonly GridFilter[] => [
  { op: 'notEmpty', column: 'days_to_appointment' },
  { op: 'between', column: 'days_to_appointment', low, high },
];

/** The stages from the furthest down: a lead stands in the first that it reached. */
const DOWN: readonly BreakdownStage[] = [...BREAKDOWN_STAGES].reverse();

async function pathFilters(
  context: FilterContext,
  { first, furthest, last }: NonNullable<Request['path']>,
  basis: Basis,
): Promise<readonly GridFilter[]> {
  const filters: GridFilter[] = [{ op: 'equals', column: 'is_matched', value: true }];
  if (first !== undefined) filters.push(await groupFilter(context, 'first_disposition', [first]));
  if (last !== undefined) filters.push(await groupFilter(context, 'disposition', [last]));
  if (furthest !== undefined) {
    const at = furthest === 'none' ? DOWN.length : DOWN.indexOf(furthest);
    filters.push(...DOWN.slice(0, at).map((stage) => reached(stage, basis, false)));
    if (furthest !== 'none') filters.push(reached(furthest, basis, true));
  }
  return filters;
}
