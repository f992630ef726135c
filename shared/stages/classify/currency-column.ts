import { isCurrencyCode } from '../../domain/currency-codes';
import { headerKey } from './header-key';

/** Words for a currency, in the languages of the exports. */
const CURRENCY_WORD = /curr|moned|moed|divisa|devise|wahrung|waehrung|valuta|ccy/;
/** What is told of another amount than the one that counts: what it was converted to, or settled in. */
const OF_ANOTHER_AMOUNT = /conver|settle|payout|company|home|report|target|fee/;

interface Column {
  readonly header: string;
  readonly values: readonly string[];
}

/** Values of a currency: at least one, and codes of ISO 4217 alone. */
const holdsCurrencies = ({ values }: Column): boolean => {
  const filled = values.map((value) => value.trim().toUpperCase()).filter((value) => value !== '');
  return filled.length > 0 && filled.every(isCurrencyCode);
};

/**
 * The column that states the currency of amounts by its values, under a header that is no alias of one: each service
 * has its own name for it (`customer_currency_code`, `advertiser_currency`, `Moneda`). None where several could be it
 * and say different things.
 * @param columns those that feed no field
 */
export function currencyColumn(columns: readonly Column[]): Column | null {
  const found = columns.filter((column) => {
    const key = headerKey(column.header);
    return CURRENCY_WORD.test(key) && !OF_ANOTHER_AMOUNT.test(key) && holdsCurrencies(column);
  });
  const [first] = found;
  const areAlike = found.every(({ values }) => JSON.stringify(values) === JSON.stringify(first?.values));
  return first !== undefined && areAlike ? first : null;
}
