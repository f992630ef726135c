import type { LeadFilter } from '../contract/lead-filter';
import { TIER_WORDS } from '../domain/words/lead-words';
import { dimensionName } from './breakdown-chart';
import { formatCount, formatIsoDay, NOTHING } from './format';

const isTier = (value: string): value is keyof typeof TIER_WORDS => Object.hasOwn(TIER_WORDS, value);

const isPeriod = (dimension: LeadFilter['dimension']): boolean =>
  /^(entry|delivery)_(week|month)$/.test(dimension);

/** One value of a filter for people. */
export function filterValueWords(dimension: LeadFilter['dimension'], value: string | null): string {
  if (dimension === 'reported') return value === 'yes' ? 'in a report' : 'in no report';
  if (dimension === 'snapshot') return value === null ? NOTHING : `#${value}`;
  if (value === null) return 'not given';
  if (isPeriod(dimension)) return formatIsoDay(value);
  if (dimension === 'tier') return isTier(value) ? TIER_WORDS[value].name : 'Reviewed';
  return value;
}

/** "State: TX, CO"; a long list by its first and how many more, a run of periods by its ends. */
export function filterWords({ dimension, values }: LeadFilter): string {
  const named = values.map((value) => filterValueWords(dimension, value));
  const list =
    named.length <= 3
      ? named.join(', ')
      : isPeriod(dimension)
        ? `${named[0] ?? ''} to ${named.at(-1) ?? ''}`
        : `${named.slice(0, 2).join(', ')} and ${formatCount(named.length - 2)} more`;
  return `${dimensionName(dimension)}: ${list}`;
}

/** What a filter means, where its words do not say it all: for the tooltip of its chip. */
export const filterMeaning = ({ dimension }: LeadFilter): string | null =>
  dimension === 'snapshot'
    ? 'Delivered leads of which any of these snapshots holds a linked row. What they reached is still counted over all snapshots, as the basis says; what was known after a snapshot stands under Compare.'
    : null;

/** The filters as one phrase for a subtitle or a headline; empty without any. */
export const filtersInWords = (filters: readonly LeadFilter[]): string =>
  filters.map(filterWords).join(' · ');
