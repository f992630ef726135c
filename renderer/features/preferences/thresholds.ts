import { formatCount } from '../../../shared/charts/format';
import { readTyped } from '../../../shared/charts/typed-number';

const country = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The English name of a country by its ISO 3166 code; null where there is none of that code. */
export const countryName = (code: string): string | null =>
  /^[A-Z]{2}$/.test(code) ? (country.of(code) ?? null) : null;

export const countryFault = (text: string): string | null =>
  countryName(text.toUpperCase()) === null ? 'A country code of two letters, such as US' : null;

/** What is wrong with a whole number that must lie within bounds; null where nothing is. */
export function wholeNumberFault(text: string, least: number, most: number): string | null {
  const typed = readTyped(text);
  const value = Number(typed);
  return typed !== null && Number.isInteger(value) && value >= least && value <= most
    ? null
    : `A whole number from ${formatCount(least)} to ${formatCount(most)}`;
}
