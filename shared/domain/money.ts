/** In what an amount is written: in its currency, or in millionths of it. */
export const MONEY_UNITS = ['major', 'micros'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** The currency that all amounts are converted into; rates are units of another currency for one of this. */
export const PROJECT_CURRENCY = 'USD';

/** The rate of the project currency itself, in 10^-9. */
export const PROJECT_RATE = '1000000000';

/** Decimals that a rate may have. */
const RATE_DECIMALS = 9;

const RATE = /^(\d{1,12})(?:\.(\d{1,9}))?$/;

/**
 * A rate of the project's table as a whole number of 10^-9 units, without rounding.
 * @param text decimal text such as `17` or `0.92`
 * @returns null where the text is no positive decimal number with at most nine decimals
 */
export function parseRate(text: string): bigint | null {
  const match = RATE.exec(text.trim());
  if (!match) return null;
  const rate = BigInt(`${match[1] ?? ''}${(match[2] ?? '').padEnd(RATE_DECIMALS, '0')}`);
  return rate > 0n ? rate : null;
}
