/** Cents as `1234.50`. */
export function plainMoney(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Cents as `1.234,50`. */
export const europeanMoney = (cents: number): string => {
  const [whole, decimals] = plainMoney(cents).split('.') as [string, string];
  return `${grouped(whole)},${decimals}`;
};

/** Cents as `1.234.50`: every separator a dot, as some exports have it. */
export const dottedMoney = (cents: number): string => {
  const [whole, decimals] = plainMoney(cents).split('.') as [string, string];
  return `${grouped(whole)}.${decimals}`;
};

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, '.');

/** Units of each currency for one dollar: the project's defaults. */
export const RATES = { USD: 1, MXN: 17, COP: 4200 } as const;
export type Currency = keyof typeof RATES;

/** An amount in dollars as the same amount in another currency, in cents that never fall between two dollar cents. */
export function inCurrency(usdCents: number, currency: Currency, extra: number): number {
  const cents = usdCents * RATES[currency] + (currency === 'USD' ? 0 : extra % RATES[currency]);
  // Exactly half a cent of a dollar: rounding rules differ there, so no sample has it.
  return Math.abs(cents % RATES[currency]) * 2 === RATES[currency] ? cents + 1 : cents;
}

/** Cents of a currency as dollar cents, rounded once to the nearest. */
export const toUsdCents = (cents: number, currency: Currency): number =>
  Math.sign(cents) * Math.round(Math.abs(cents) / RATES[currency]) || 0;

/** Cents as a number with two decimals. */
export const money = (cents: number): number => Math.round(cents) / 100;
