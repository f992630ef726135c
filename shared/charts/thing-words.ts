import type { Thing } from '../contract/thing';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { filtersInWords } from './filter-words';
import { revenueFiltersInWords } from './revenue-words';

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** Basis, links, model and filters of a thing in words; empty where it has none. */
export function thingBasis(of: Thing): string {
  switch (of.kind) {
    case 'leadFigure':
    case 'leadChart':
    case 'leadTable':
    case 'trendChart':
      return joined(of.basis, of.links, filtersInWords(of.filters));
    case 'revenueFigure':
    case 'revenueChart':
    case 'revenueTable':
      return joined(MODEL_NAMES[of.model], revenueFiltersInWords(of.filters));
    case 'rows':
      return of.basis;
    case 'matchesChart':
    case 'finding':
    case 'subject':
      return '';
  }
}
