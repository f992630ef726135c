import type { RevenueFilters } from '../contract/revenue';
import { formatCount, formatIsoDay } from './format';

/** "1 Jan 2026 to 31 Jan 2026"; one end alone where the other is open. */
export const revenuePeriodWords = ({ from, to }: Pick<RevenueFilters, 'from' | 'to'>): string =>
  from !== null && to !== null
    ? `${formatIsoDay(from)} to ${formatIsoDay(to)}`
    : from !== null
      ? `from ${formatIsoDay(from)}`
      : `to ${formatIsoDay(to ?? '')}`;

/** The campaigns of a filter; a long list by its first and how many more. */
export const campaignWords = (campaigns: readonly string[]): string =>
  campaigns.length <= 3
    ? campaigns.join(', ')
    : `${campaigns.slice(0, 2).join(', ')} and ${formatCount(campaigns.length - 2)} more`;

/** What stands beside numbers that filters leave as they are: people and their records have no date and no campaign. */
export const NOT_NARROWED = 'not narrowed';

/** What revenue is narrowed to, as one phrase; empty where it is not. */
export const revenueFiltersInWords = (filters: RevenueFilters | null): string =>
  filters === null
    ? ''
    : [
        ...(filters.from !== null || filters.to !== null ? [revenuePeriodWords(filters)] : []),
        ...(filters.campaigns.length > 0 ? [`Campaign: ${campaignWords(filters.campaigns)}`] : []),
      ].join(' · ');
