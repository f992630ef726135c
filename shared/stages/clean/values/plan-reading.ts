import { parseRate, PROJECT_CURRENCY } from '../../../domain/money';
import { blankFieldsOf, dateFormsOf, type FieldKinds } from './column-evidence';
import { fileCurrency, type FileFormats } from './column-formats';
import type { DatePlan, ReadingPlan } from './reading-plan';

/** What the formats of the files say about their dates. @param fields of their table */
export const planDates = (
  formats: readonly FileFormats[],
  { fields }: Pick<FieldKinds, 'fields'>,
): DatePlan => ({
  blankFields: blankFieldsOf(
    fields,
    formats.map(({ evidence }) => evidence),
  ),
  oddFields: [...new Set(formats.flatMap(({ evidence }) => [...evidence.oddFields]))],
  dayFirst: formats.filter((f) => f.date?.order === 'DMY').map((f) => f.path),
  dateForms: dateFormsOf(formats.map(({ evidence }) => evidence)),
  hasOffsets: formats.some(({ evidence }) => evidence.hasOffsets),
  inUtc: formats.filter((f) => f.isInUtc).map((f) => f.path),
  serialDates: formats.filter(({ evidence }) => evidence.hasSerialDates).map((f) => f.path),
});

/** What the formats of the files make of a plan. @param rates units of each currency for one of the project's, decimal text */
export function planReading(
  formats: readonly FileFormats[],
  kinds: Pick<FieldKinds, 'fields' | 'money'>,
  rates: Readonly<Record<string, string>>,
): ReadingPlan {
  const { money } = kinds;
  const groups = (which: 'dotGroups' | 'commaGroups'): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      money.map((field) => [
        field,
        formats.filter((f) => f.numbers.get(field)?.[which] ?? false).map((f) => f.path),
      ]),
    );
  const codes = new Set([PROJECT_CURRENCY]);
  const currencies = new Map<string, string>();
  for (const { evidence, header } of formats) {
    for (const code of evidence.stated.keys()) codes.add(code);
    for (const [text, code] of evidence.currencies) if (code !== null) currencies.set(text, code);
    if (header !== null) codes.add(header);
  }
  return {
    ...planDates(formats, kinds),
    dotGroups: groups('dotGroups'),
    commaGroups: groups('commaGroups'),
    inMicros: Object.fromEntries(
      money.map((field) => [field, formats.filter((f) => f.inMicros.includes(field)).map((f) => f.path)]),
    ),
    currencies: [...currencies],
    hasCurrencyText: formats.some(({ evidence }) => evidence.currencies.size > 0),
    headerCurrency: formats.flatMap((f) => {
      const currency = fileCurrency(f);
      return currency === null ? [] : [[f.path, currency] as const];
    }),
    severalCurrencies: formats
      .filter((f) => fileCurrency(f) === null && !isOnlyProjectCurrency(f))
      .map((f) => f.path),
    leftOut: [],
    rates: [...codes].sort().flatMap((code) => {
      const rate = code in rates ? parseRate(rates[code] ?? '') : null;
      return rate === null ? [] : [[code, rate.toString()] as const];
    }),
  };
}

/** Whether all that a file states is the project's currency, or nothing. */
const isOnlyProjectCurrency = ({ evidence }: FileFormats): boolean =>
  evidence.unclearCurrencies === 0 && [...evidence.stated.keys()].every((code) => code === PROJECT_CURRENCY);
