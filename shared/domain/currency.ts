/** The currency of signs that stand for one; a bare `$`, which many currencies use, is not among them. */
export const CURRENCY_OF_SIGN: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₫': 'VND',
  '₱': 'PHP',
  '฿': 'THB',
  '₦': 'NGN',
  '₡': 'CRC',
  '₲': 'PYG',
  ZŁ: 'PLN',
  KČ: 'CZK',
  'S/': 'PEN',
  'S/.': 'PEN',
  US$: 'USD',
  U$S: 'USD',
  MX$: 'MXN',
  MEX$: 'MXN',
  CO$: 'COP',
  COL$: 'COP',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  R$: 'BRL',
  AR$: 'ARS',
  CL$: 'CLP',
  RD$: 'DOP',
  $U: 'UYU',
};

/** The currencies of ISO 4217 that are in use. */
const CODES: ReadonlySet<string> = new Set(
  [
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF',
    'CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL',
    'HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL',
    'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON',
    'RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH',
    'UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG',
  ]
    .join(' ')
    .split(' '),
);

const PARENTHESES = /\(([^()]*)\)/g;

/** The currency that a text states by code or sign; null where it states none. `all` is a word, `ALL` is the lek. */
function currencyIn(text: string): string | null {
  const upper = text.toUpperCase();
  const sign = CURRENCY_OF_SIGN[upper];
  if (sign !== undefined) return sign;
  return CODES.has(upper) && (upper !== 'ALL' || text === upper) ? upper : null;
}

/** The currency that a header states in parentheses, such as `Amount spent (MXN)`; null where it states none. */
export function currencyInHeader(header: string): string | null {
  for (const [, inside = ''] of header.matchAll(PARENTHESES)) {
    const currency = currencyIn(inside.trim());
    if (currency !== null) return currency;
  }
  return null;
}

/** A header without the currency that it states in parentheses. */
export const withoutCurrency = (header: string): string =>
  // Most headers have none, and headers are compared often.
  !header.includes('(')
    ? header.trim()
    : header
        .replace(PARENTHESES, (all, inside: string) => (currencyIn(inside.trim()) === null ? all : ' '))
        .trim();
