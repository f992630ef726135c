import type { FieldMapping } from '../../../contract/sources';
import type { SourceId } from '../../../domain/source';
import { impliedCurrency, PROFILES } from '../../classify/profile';

/** The currency that the header of the first amount states that has one. */
export const headerCurrencyOf = (source: SourceId, mapping: readonly FieldMapping[]): string | null =>
  mapping
    .map(({ field: name, column }) => {
      const field = PROFILES[source].fields.find((f) => f.field === name);
      return field && column !== null ? impliedCurrency(field, column) : null;
    })
    .find((currency) => currency !== null) ?? null;
