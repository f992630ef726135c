import { useMemo } from 'react';
import { revenueFilters, type RevenueFilters } from '../../shared/contract/revenue';
import { stepTo, useNavigation, type Place } from './navigation';

const parsed = (text: string | undefined): unknown => {
  try {
    return text === undefined ? [] : JSON.parse(text);
  } catch {
    // An address that was typed by hand: it narrows nothing.
    return [];
  }
};

/** The address of a screen of revenue under a setting. */
export const revenueParams = ({
  model,
  splitBy,
  filters,
}: {
  readonly model: string;
  readonly splitBy: string;
  readonly filters: RevenueFilters | null;
}): Place['params'] => ({
  model,
  split: splitBy,
  ...(filters && filters.from !== null ? { from: filters.from } : {}),
  ...(filters && filters.to !== null ? { to: filters.to } : {}),
  ...(filters && filters.campaigns.length > 0 ? { campaigns: JSON.stringify(filters.campaigns) } : {}),
});

/** What the parameters of a place narrow revenue to; undefined where they narrow nothing. */
export function revenueFiltersOf(params: Place['params']): RevenueFilters | undefined {
  const read = revenueFilters.safeParse({
    from: params['from'] ?? null,
    to: params['to'] ?? null,
    campaigns: parsed(params['campaigns']),
  });
  if (!read.success) return undefined;
  const { from, to, campaigns } = read.data;
  return from === null && to === null && campaigns.length === 0 ? undefined : read.data;
}

/** The filters of the screen, from its address; the same object while they are the same. */
export function useRevenueFilters(): RevenueFilters | undefined {
  const params = useNavigation((p) => p.params);
  return useMemo(() => revenueFiltersOf(params), [params]);
}

/** As they are now, for what happens on a click. */
export const currentRevenueFilters = (): RevenueFilters | undefined =>
  revenueFiltersOf(useNavigation.getState().params);

/** Narrows revenue to a period; null leaves an end open. */
export const setPeriod = (from: string | null, to: string | null): void => stepTo({ from, to });

/** Narrows revenue to campaigns; none: all. */
export const setCampaigns = (campaigns: readonly string[]): void =>
  stepTo({ campaigns: campaigns.length === 0 ? null : JSON.stringify(campaigns) });

export const clearRevenueFilters = (): void => stepTo({ from: null, to: null, campaigns: null });
