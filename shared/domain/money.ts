/** In what an amount is written: in its currency, in its smallest unit (cents, of yen whole ones), or in millionths of it. */
export const MONEY_UNITS = ['major', 'minor', 'micros'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** The currency that all amounts are converted into; rates are units of another currency for one of this. */
export const PROJECT_CURRENCY = 'USD';

/**
 * Decimals of the smallest unit of a currency in the tables of payment services, where they are not two.
 * @see https://docs.stripe.com/currencies#zero-decimal (ISK and UGX are written with two there)
 */
export const MINOR_DECIMALS: Readonly<Record<string, 0 | 3>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  MGA: 0,
  PYG: 0,
  RWF: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

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
