import { withoutCurrency } from '../../domain/currency';

/** What stands in parentheses behind a name and says how it was counted, not what it is. */
const QUALIFIER = /\((?:(?:in|en|em)\s+)?(?:utc|gmt|destination)\)/gi;

/**
 * A header by its meaning, as headers are compared: case folded, without diacritics, spaces, punctuation, byte-order mark,
 * a currency in parentheses, and qualifiers such as `(destination)` and `(in UTC)`.
 */
export function headerKey(header: string): string {
  const plain = withoutCurrency(header).replace(QUALIFIER, ' ').normalize('NFKD').toLowerCase();
  const key = plain.replace(/[^\p{L}\p{N}]/gu, '');
  return key === '' ? header.trim().toLowerCase() : key;
}
