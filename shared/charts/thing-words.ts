import type { Thing, ThingOf } from '../contract/thing';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { filtersInWords } from './filter-words';
import { NOT_NARROWED, revenueFiltersInWords } from './revenue-words';

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

type OfRevenue = ThingOf<'revenueFigure' | 'revenueChart' | 'revenueTable'>;

/** Whether it counts people and their records, which filters of revenue leave as they are. */
function isOfAll(of: OfRevenue): boolean {
  if (of.kind === 'revenueFigure') return of.metric === 'people' || of.metric === 'customers';
  return of.kind === 'revenueChart' ? of.chart === 'lead_status' : of.table === 'coverage';
}

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
      return joined(
        MODEL_NAMES[of.model],
        of.filters && isOfAll(of) ? NOT_NARROWED : revenueFiltersInWords(of.filters),
      );
    case 'rows':
      return of.basis;
    case 'matchesChart':
    case 'finding':
    case 'subject':
      return '';
  }
}
