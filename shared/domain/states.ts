/** The states of the USA, and what is written in place of one, by code. */
export const US_STATES: Readonly<Record<string, string>> = {
  AK: 'Alaska',
  AL: 'Alabama',
  AR: 'Arkansas',
  AZ: 'Arizona',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DC: 'District of Columbia',
  DE: 'Delaware',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  IA: 'Iowa',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  MA: 'Massachusetts',
  MD: 'Maryland',
  ME: 'Maine',
  MI: 'Michigan',
  MN: 'Minnesota',
  MO: 'Missouri',
  MS: 'Mississippi',
  MT: 'Montana',
  NC: 'North Carolina',
  ND: 'North Dakota',
  NE: 'Nebraska',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NV: 'Nevada',
  NY: 'New York',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VA: 'Virginia',
  VT: 'Vermont',
  WA: 'Washington',
  WI: 'Wisconsin',
  WV: 'West Virginia',
  WY: 'Wyoming',
};

const CANADIAN_PROVINCES: Readonly<Record<string, string>> = {
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};

/** Other names of the same. */
const OTHER_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['WASHINGTON DC', 'DC'],
  ['WASHINGTON D C', 'DC'],
  ['QUÉBEC', 'QC'],
  ['NEWFOUNDLAND', 'NL'],
  ['NEWFOUNDLAND LABRADOR', 'NL'],
  ['YUKON TERRITORY', 'YT'],
];

/** Letters in upper case, with one space for all that stands between them. */
const plainState = (written: string): string =>
  written
    .normalize()
    .toUpperCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/**
 * The names of states of the USA and provinces of Canada in upper case, their codes, and these with spaces between the
 * letters, each with the code: `TEXAS`, `TX`, `T X`.
 */
export const STATE_CODES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ...US_STATES, ...CANADIAN_PROVINCES }).flatMap(([code, name]) => [
    [name.toUpperCase(), code] as const,
    [code, code] as const,
    [[...code].join(' '), code] as const,
  ]),
  ...OTHER_NAMES,
]);

/** Longer texts than this are not codes already. */
export const CODE_LENGTH = 2;

/**
 * The code of a state or province that is written by its name, or with signs in or around its code (`Texas`, `D.C.`,
 * `TX.`); null for a code as it should be, and for all else.
 */
export const codeOfState = (written: string): string | null =>
  written.length <= CODE_LENGTH ? null : (STATE_CODES.get(plainState(written)) ?? null);

const ZIP = String.raw`(?:[\s,]+\d{5}(?:-\d{4})?)?`;
const COUNTRY = String.raw`(?:\s*,?\s*(?:USA?|United States|Canada))?`;
/**
 * A place as it is written in one column, `Reno, NV` or `Reno, Nevada 89501, USA`: its city and its state, without regard to
 * case. Other texts behind a comma are no states. As both RegExp and RE2 have it.
 */
export const CITY_AND_STATE = `^\\s*([^|,/]+?)\\s*[,/]\\s*(${[...STATE_CODES.keys()]
  .sort((a, b) => b.length - a.length)
  .join('|')})\\.?${ZIP}${COUNTRY}\\s*$`;
const PLACE = new RegExp(CITY_AND_STATE, 'i');

/** The state that a location names: `City | ST`, or as `CITY_AND_STATE` has it; empty where it names none. */
export const stateInLocation = (location: string): string =>
  (location.includes('|') ? location.split('|')[1] : PLACE.exec(location)?.[2])?.trim() ?? '';
