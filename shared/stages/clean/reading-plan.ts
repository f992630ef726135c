import { PROJECT_CURRENCY } from '../../domain/money';
import type { SourceId } from '../../domain/source';
import { timestampOf, withoutTokens } from '../../sql/dialect';
import { decimalText } from '../../sql/number-verbs';
import { commas, ident, join, lit, raw, sql, textList, type Sql } from '../../sql/sql';

/** Source → field → texts that mean "no value". */
export type SourceTokens = ReadonlyMap<SourceId, Readonly<Record<string, readonly string[]>>>;

/** What was decided about the columns of the files of one table; files by their path. */
export interface ReadingPlan {
  /** Files whose dates have the day first. */
  readonly dayFirst: readonly string[];
  /** Field → files in which `1.234` is thousands. */
  readonly dotGroups: Readonly<Record<string, readonly string[]>>;
  /** Field → files in which `1,234` is thousands. */
  readonly commaGroups: Readonly<Record<string, readonly string[]>>;
  /** File → currency that the header of its amounts states. */
  readonly headerCurrency: readonly (readonly [file: string, currency: string])[];
  /** Files with several currencies: a row that states none has no known one. */
  readonly severalCurrencies: readonly string[];
  /** Currency → units for one of the project currency, as a whole number of 10^-9; only those that occur. */
  readonly rates: readonly (readonly [currency: string, rate: string])[];
}

export const inFiles = (files: readonly string[]): Sql =>
  files.length === 0 ? raw('false') : sql`(file in (${textList(files)}))`;

/** A field without its null tokens, which may differ from source to source. */
export function fieldValue(field: string, tokens: SourceTokens): Sql {
  const byTokens = new Map<string, SourceId[]>();
  for (const [source, of] of tokens) {
    const key = JSON.stringify(of[field] ?? []);
    byTokens.set(key, [...(byTokens.get(key) ?? []), source]);
  }
  const kinds = [...byTokens].map(([key, sources]) => ({ sources, tokens: JSON.parse(key) as string[] }));
  const [first, ...others] = kinds;
  if (!first) return withoutTokens(ident(field), []);
  const otherwise = withoutTokens(ident(field), first.tokens);
  if (others.length === 0) return otherwise;
  const cases = others.map(
    (kind) =>
      sql`when source in (${textList(kind.sources)}) then ${withoutTokens(ident(field), kind.tokens)}`,
  );
  return sql`case ${join(cases, raw(' '))} else ${otherwise} end`;
}

/** The time that a written date means in its file. */
export const plannedTime = (value: Sql, dayFirst: readonly string[]): Sql =>
  dayFirst.length === 0
    ? timestampOf(value, 'MDY')
    : sql`case when ${inFiles(dayFirst)} then ${timestampOf(value, 'DMY')} else ${timestampOf(value, 'MDY')} end`;

/** The decimal text of a shaped money field. */
export const plannedDecimal = (field: string, plan: ReadingPlan): Sql =>
  decimalText(
    ident(`${field}_core`),
    ident(`${field}_shape`),
    inFiles(plan.dotGroups[field] ?? []),
    inFiles(plan.commaGroups[field] ?? []),
  );

/** The decimal text of a shaped count: three digits behind a separator are thousands. */
export const countDecimal = (field: string): Sql =>
  decimalText(ident(`${field}_core`), ident(`${field}_shape`), raw('true'), raw('true'));

export const rateOf = (currency: Sql, plan: ReadingPlan): Sql =>
  plan.rates.length === 0
    ? raw('cast(null as varchar)')
    : sql`case ${currency} ${join(
        plan.rates.map(([code, rate]) => sql`when ${lit(code)} then ${lit(rate)}`),
        raw(' '),
      )} end`;

/** The currency that the header of the file states. */
const headerCurrency = (plan: ReadingPlan): Sql =>
  plan.headerCurrency.length === 0
    ? raw('cast(null as varchar)')
    : sql`case file ${join(
        plan.headerCurrency.map(([file, currency]) => sql`when ${lit(file)} then ${lit(currency)}`),
        raw(' '),
      )} end`;

/** Fields that could not be read, joined by |; null where all could. */
export const issuesOf = (unread: readonly (readonly [field: string, isUnread: Sql])[]): Sql =>
  sql`nullif(concat_ws('|', ${join(
    unread.map(([field, isUnread]) => sql`case when ${isUnread} then ${lit(field)} end`),
    raw(', '),
  )}), '')`;

/** A field that has a text from which nothing could be read. */
export const unread = (field: string, read: Sql): readonly [string, Sql] => [
  field,
  sql`${ident(field)} is not null and ${read} is null`,
];

/** The currency that a record itself states: in its column, else next to one of its amounts. */
export const statedCurrency = (money: readonly string[]): Sql =>
  sql`coalesce(column_currency, ${commas(money.map((field) => ident(`${field}_currency`)))})`;

/** A currency column that names none that is known, or another one than stands next to the amount. */
export const isCurrencyUnclear = (money: readonly string[]): Sql =>
  sql`(currency is not null and column_currency is null)
      or coalesce(column_currency <> coalesce(${commas(money.map((field) => ident(`${field}_currency`)))}), false)`;

/**
 * The currency of a record: as it states, else as the header does, else the project's; null where it is not known.
 * Reads `stated_currency` and `is_currency_unclear`.
 */
export const rowCurrency = (plan: ReadingPlan): Sql =>
  sql`case when is_currency_unclear then null else coalesce(stated_currency, ${headerCurrency(plan)},
      case when not ${inFiles(plan.severalCurrencies)} then ${lit(PROJECT_CURRENCY)} end) end`;

/** Whether nothing states the currency, so that it was taken to be the project's. */
export const isCurrencyAssumed = (plan: ReadingPlan): Sql =>
  sql`(not is_currency_unclear and stated_currency is null and ${headerCurrency(plan)} is null
      and not ${inFiles(plan.severalCurrencies)})`;
