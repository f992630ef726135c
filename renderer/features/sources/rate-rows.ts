import type { FileReport } from '../../../shared/contract/sources';
import type { Finding } from '../../../shared/domain/finding';
import { readTyped, typedExample, writeNumber, writeTyped } from '../../../shared/charts/typed-number';
import { parseRate, PROJECT_CURRENCY } from '../../../shared/domain/money';
import { sourcesOf, type SourceId } from '../../../shared/domain/source';

/** One line of the rate table while it is edited. */
export interface RateRow {
  readonly currency: string;
  /** Units of the currency for one of the project's, as it is typed where the reader is. */
  readonly rate: string;
}

export type Rates = Readonly<Record<string, string>>;

const WITH_MONEY: readonly SourceId[] = sourcesOf('people', 'invoices', 'ads');

/** Whether a folder has files whose amounts may have to be converted. */
export const hasMoney = (files: readonly FileReport[]): boolean =>
  files.some(({ status, source }) => status === 'read' && source !== null && WITH_MONEY.includes(source));

/** Currencies that were met and have no rate, from the findings of the run. */
export function currenciesWithoutRate(findings: readonly Finding[], rates: Rates): readonly string[] {
  const met = findings
    .filter(({ code }) => code === 'unconverted_currency')
    .flatMap(({ rows }) => rows?.where ?? [])
    .flatMap(({ column, value }) => (column === 'currency' && typeof value === 'string' ? [value] : []));
  return [...new Set(met)].filter((currency) => !(currency in rates)).sort();
}

/** The table as rows to edit: the kept rates by currency, then an empty row for each currency that lacks one. */
export const rateRows = (rates: Rates, lacking: readonly string[]): readonly RateRow[] => [
  ...Object.entries(rates)
    .filter(([currency]) => currency !== PROJECT_CURRENCY)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rate]) => ({ currency, rate: writeTyped(rate) })),
  ...lacking.map((currency) => ({ currency, rate: '' })),
];

/** What is wrong with a row, in words; null where nothing is. */
export function rateFault(row: RateRow, rows: readonly RateRow[]): string | null {
  if (!/^[A-Z]{3}$/.test(row.currency)) return 'A currency is three capital letters, such as EUR.';
  if (row.currency === PROJECT_CURRENCY) return `The rate of ${PROJECT_CURRENCY} is always 1.`;
  if (rows.filter(({ currency }) => currency === row.currency).length > 1) {
    return `${row.currency} has more than one rate.`;
  }
  const typed = readTyped(row.rate);
  if (typed === null) return `Write the rate as numbers are written here, such as ${typedExample()}.`;
  if (parseRate(typed) === null) {
    return 'A rate is a number above 0 with at most nine decimals.';
  }
  return null;
}

/** What is understood of a row, in words: `1 USD = 4,200 COP`. @param row without a fault */
export const rateInWords = ({ currency, rate }: RateRow): string =>
  `1 ${PROJECT_CURRENCY} = ${writeNumber(readTyped(rate) ?? '')} ${currency}`;

/** The rates that rows without a fault state, as decimal text; those of the project's own currency are always 1. */
export const ratesOf = (rows: readonly RateRow[]): Record<string, string> => ({
  [PROJECT_CURRENCY]: '1',
  ...Object.fromEntries(rows.map(({ currency, rate }) => [currency, readTyped(rate) ?? rate.trim()])),
});

/** From this factor on a rate has changed its order of magnitude. */
const MAGNITUDE = 10;

/** Rates that are ten times what they were or more, or a tenth or less, in words: a slip of the separator looks like that. */
export function leapsOf(before: Rates, after: Rates): readonly string[] {
  return Object.entries(after).flatMap(([currency, rate]) => {
    const was = before[currency];
    if (was === undefined) return [];
    const factor = Number(rate) / Number(was);
    if (factor < MAGNITUDE && factor > 1 / MAGNITUDE) return [];
    return [`1 ${PROJECT_CURRENCY} = ${writeNumber(rate)} ${currency}, and was ${writeNumber(was)}`];
  });
}

export const sameRates = (a: Rates, b: Rates): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
};
