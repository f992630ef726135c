import { useMemo } from 'react';
import {
  LEAD_FILTER_DIMENSIONS,
  leadFilter,
  type LeadFilter,
  type LeadFilterDimension,
} from '../../shared/contract/lead-filter';
import { stepTo, useNavigation, type Place } from './navigation';

/** A dimension in the address: `only.state=["TX","CO"]`. */
const paramOf = (dimension: LeadFilterDimension): string => `only.${dimension}`;

/** The filters in the parameters of a place; what is no filter is left out. */
export const filtersOf = (params: Place['params']): LeadFilter[] =>
  LEAD_FILTER_DIMENSIONS.flatMap((dimension) => {
    const text = params[paramOf(dimension)];
    if (text === undefined) return [];
    try {
      const parsed = leadFilter.safeParse({ dimension, values: JSON.parse(text) as unknown });
      return parsed.success ? [parsed.data] : [];
    } catch {
      // An address that was typed by hand: it narrows nothing.
      return [];
    }
  });

/** The filters of the screen, from its address; the same array while they are the same. */
export function useLeadFilters(): LeadFilter[] {
  const params = useNavigation((p) => p.params);
  return useMemo(() => filtersOf(params), [params]);
}

/** Narrows the screen to leads with these values, in place of what the dimension was narrowed to before. */
export const setLeadFilter = ({ dimension, values }: LeadFilter): void =>
  stepTo({ [paramOf(dimension)]: JSON.stringify(values) });

export const removeLeadFilter = (dimension: LeadFilterDimension): void =>
  stepTo({ [paramOf(dimension)]: null });

export const clearLeadFilters = (): void =>
  stepTo(Object.fromEntries(LEAD_FILTER_DIMENSIONS.map((dimension) => [paramOf(dimension), null])));
