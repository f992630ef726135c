import { useMemo } from 'react';
import {
  LEAD_FILTER_DIMENSIONS,
  leadFilter,
  type LeadFilter,
  type LeadFilterDimension,
} from '../../shared/contract/lead-filter';
import { isKeptDimension } from '../../shared/domain/kept-dimension';
import { stepTo, useNavigation, type Place } from './navigation';

/** A dimension in the address: `only.state=["TX","CO"]`. */
const paramOf = (dimension: LeadFilterDimension): string => `only.${dimension}`;

/** The address of a screen of leads under a setting. */
export const leadParams = ({
  basis,
  links,
  filters,
}: {
  readonly basis: string;
  readonly links: string;
  readonly filters: readonly LeadFilter[];
}): Place['params'] => ({
  basis,
  links,
  ...Object.fromEntries(filters.map(({ dimension, values }) => [paramOf(dimension), JSON.stringify(values)])),
});

/** The dimensions that an address can narrow by: those that every folder has, and the kept columns that it names. */
const dimensionsIn = (params: Place['params']): readonly LeadFilterDimension[] => [
  ...LEAD_FILTER_DIMENSIONS,
  ...Object.keys(params)
    .map((param) => param.replace(/^only\./, ''))
    .filter(isKeptDimension),
];

/** The filters in the parameters of a place; what is no filter is left out. */
export const filtersOf = (params: Place['params']): LeadFilter[] =>
  dimensionsIn(params).flatMap((dimension) => {
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
  stepTo(
    Object.fromEntries(
      dimensionsIn(useNavigation.getState().params).map((dimension) => [paramOf(dimension), null]),
    ),
  );
