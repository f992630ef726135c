import { PROJECT_CURRENCY } from '../../../domain/money';
import {
  DATE_FORMS,
  serialTimestampOf,
  timestampOf,
  writtenOffsetOf,
  type DateForm,
} from '../../../sql/dialect';
import { fromMicros } from '../../../sql/number-verbs';
import { commas, ident, intList, join, lit, raw, sql, textList, type Sql } from '../../../sql/sql';
import { numberFields } from './column-evidence';
import { ofFilled } from './filled-fields';
import type { TextTable } from '../records/text-table';

/** What was decided about the dates of the files of one table; files by their path. */
export interface DatePlan {
  /** Files whose dates have the day first. */
  readonly dayFirst: readonly string[];
  /** The forms in which dates occur. */
  readonly dateForms: readonly DateForm[];
  /** Whether a date says how far its clock is ahead of UTC. */
  readonly hasOffsets: boolean;
  /** Files whose column of dates says in its header that they are in UTC. */
  readonly inUtc: readonly string[];
  /** Fields with values that are not written plainly: numbers, and keys that are more than folded. */
  readonly oddFields: readonly string[];
  /** Fields that have no value in any file: statements leave out what would be read of them. */
  readonly blankFields: readonly string[];
  /** Files in which numbers of five digits are a spreadsheet's days. */
  readonly serialDates: readonly string[];
}

/** What was decided about the columns of the files of one table; files by their path. */
export interface ReadingPlan extends DatePlan {
  /** Field → files in which `1.234` is thousands. */
  readonly dotGroups: Readonly<Record<string, readonly string[]>>;
  /** Field → files in which `1,234` is thousands. */
  readonly commaGroups: Readonly<Record<string, readonly string[]>>;
  /** Field → files in which it is written in millionths of its currency. */
  readonly inMicros: Readonly<Record<string, readonly string[]>>;
  /** Text of the field `currency` → code that it states; only those that occur and state one. */
  readonly currencies: readonly (readonly [text: string, code: string])[];
  /** Whether a record has a text in the field `currency`. */
  readonly hasCurrencyText: boolean;
  /** File → currency that the header of its amounts states. */
  readonly headerCurrency: readonly (readonly [file: string, currency: string])[];
  /** Files with several currencies: a row that states none has no known one. */
  readonly severalCurrencies: readonly string[];
  /** Currency → units for one of the project currency, as a whole number of 10^-9; only those that occur. */
  readonly rates: readonly (readonly [currency: string, rate: string])[];
  /** Records that sum others up, by file: they are left out. */
  readonly leftOut: readonly (readonly [file: string, records: readonly number[]])[];
}

const KEY_FIELDS = ['campaign_id', 'user_uid', 'lead_id', 'email'] as const;

/** A plan under which a model reads all that it can read: every number field has odd values. */
export const EXAMPLE_PLAN: ReadingPlan = {
  dayFirst: [],
  dateForms: DATE_FORMS,
  hasOffsets: true,
  inUtc: [],
  blankFields: [],
  serialDates: [],
  dotGroups: {},
  commaGroups: {},
  inMicros: {},
  oddFields: [
    'price',
    'deal_amount',
    'amount',
    'cost',
    'cost_per_click',
    'impressions',
    'clicks',
    ...KEY_FIELDS,
  ],
  currencies: [],
  hasCurrencyText: true,
  headerCurrency: [],
  severalCurrencies: [],
  rates: [],
  leftOut: [],
};

/** What keeps records out that sum others up. */
export const withoutSums = ({ leftOut }: Pick<ReadingPlan, 'leftOut'>): Sql =>
  leftOut.length === 0
    ? raw('')
    : sql`where not (${join(
        leftOut.map(
          ([file, records]) => sql`(file = ${lit(file)} and record_number in (${intList(records)}))`,
        ),
        raw(' or '),
      )})`;

export const inFiles = (files: readonly string[]): Sql =>
  files.length === 0 ? raw('false') : sql`(file in (${textList(files)}))`;

/** The time that a date means in its file. */
export const plannedTime = (field: string, plan: DatePlan): Sql =>
  ofFilled(plan, field, 'timestamp', writtenTime(ident(field), plan));

function writtenTime(value: Sql, { dayFirst, dateForms, serialDates }: DatePlan): Sql {
  const monthFirst = timestampOf(value, 'MDY', dateForms);
  const written =
    dayFirst.length === 0 || !dateForms.includes('dayAndMonth')
      ? monthFirst
      : sql`case when ${inFiles(dayFirst)} then ${timestampOf(value, 'DMY', dateForms)} else ${monthFirst} end`;
  return serialDates.length === 0
    ? written
    : sql`coalesce(case when ${inFiles(serialDates)} then ${serialTimestampOf(value)} end, ${written})`;
}

/** Minutes by which the clock of a time is ahead of UTC, as it or the header of its column says; null where neither does. */
export const plannedOffset = (field: string, plan: DatePlan): Sql => {
  const stated = plan.inUtc.length === 0 ? null : sql`case when ${inFiles(plan.inUtc)} then 0 end`;
  if (!plan.hasOffsets) return stated ?? raw('cast(null as integer)');
  const written = ofFilled(plan, field, 'integer', writtenOffsetOf(ident(field), plan.dateForms));
  return stated === null ? written : sql`coalesce(${written}, ${stated})`;
};

const numberOf = (field: string): Sql => ident(`number_${field}`);

/** What an odd number means in its file. */
function plannedReading(field: string, kind: 'money' | 'count', plan: ReadingPlan): Sql {
  const number = numberOf(field);
  // Of a count, three digits behind a separator are thousands.
  if (kind === 'count')
    return sql`coalesce(${number}.with_dot_groups, ${number}.with_comma_groups, ${number}.reading)`;
  const grouped = (files: readonly string[], column: Sql): readonly Sql[] =>
    files.length === 0 ? [] : [sql`case when ${inFiles(files)} then ${column} end`];
  return sql`coalesce(${commas([
    ...grouped(plan.dotGroups[field] ?? [], sql`${number}.with_dot_groups`),
    ...grouped(plan.commaGroups[field] ?? [], sql`${number}.with_comma_groups`),
    sql`${number}.reading`,
  ])})`;
}

/**
 * A number field of a table of text `t`, read: `x_decimal` (decimal text without sign), `x_is_negative`, and of money
 * `x_currency` (what stands beside the number). Goes with `numberJoins`.
 */
export function numberColumns(field: string, kind: 'money' | 'count', plan: ReadingPlan): Sql {
  if (plan.blankFields.includes(field))
    return commas([
      sql`cast(null as varchar) as ${ident(`${field}_decimal`)}`,
      sql`false as ${ident(`${field}_is_negative`)}`,
      ...(kind === 'money' ? [sql`cast(null as varchar) as ${ident(`${field}_currency`)}`] : []),
    ]);
  const isOdd = plan.oddFields.includes(field);
  const number = numberOf(field);
  const text = sql`t.${ident(field)}`;
  const written = isOdd
    ? sql`case when ${number}.text is null then ${text} else ${plannedReading(field, kind, plan)} end`
    : text;
  const inMicros = plan.inMicros[field] ?? [];
  return commas([
    inMicros.length === 0
      ? sql`${written} as ${ident(`${field}_decimal`)}`
      : sql`case when ${inFiles(inMicros)} then ${fromMicros(written)} else ${written} end as ${ident(`${field}_decimal`)}`,
    sql`${isOdd ? sql`coalesce(${number}.is_negative = 1, false)` : raw('false')} as ${ident(`${field}_is_negative`)}`,
    ...(kind === 'money'
      ? [
          sql`${isOdd ? sql`${number}.currency` : raw('cast(null as varchar)')} as ${ident(`${field}_currency`)}`,
        ]
      : []),
  ]);
}

/** Joins the odd numbers of a table of text `t`: a text that is not among them is a plain one. */
export const numberJoins = (
  { numbers, money, counts }: Pick<TextTable, 'numbers' | 'money' | 'counts'>,
  plan: ReadingPlan,
): Sql =>
  join(
    numberFields({ money, counts }).flatMap((field) =>
      numbers !== null && plan.oddFields.includes(field)
        ? [sql`left join ${numbers} ${numberOf(field)} on ${numberOf(field)}.text = t.${ident(field)}`]
        : [],
    ),
    raw('\n'),
  );

const codeCases = (value: Sql, cases: readonly (readonly [when: string, then: string])[]): Sql =>
  cases.length === 0
    ? raw('cast(null as varchar)')
    : sql`case ${value} ${join(
        cases.map(([when, then]) => sql`when ${lit(when)} then ${lit(then)}`),
        raw(' '),
      )} end`;

/** Units of a currency for one of the project's, as a whole number of 10^-9; null where it has no rate. */
export const rateOf = (currency: Sql, plan: ReadingPlan): Sql => codeCases(currency, plan.rates);

/** The currency that the header of the file states. */
const headerCurrency = (plan: ReadingPlan): Sql => codeCases(raw('file'), plan.headerCurrency);

/** The code that the field `currency` of a table of text `t` states. */
export const columnCurrency = (plan: ReadingPlan): Sql => codeCases(raw('t.currency'), plan.currencies);

/** The currency that a record itself states: in its column, else next to one of its amounts. */
export const statedCurrency = (money: readonly string[]): Sql =>
  sql`coalesce(column_currency, ${commas(money.map((field) => ident(`${field}_currency`)))})`;

/** A currency column that names none that is known, or another one than stands next to the amount. */
export const isCurrencyUnclear = (money: readonly string[], plan: ReadingPlan): Sql =>
  plan.hasCurrencyText
    ? sql`((currency is not null and column_currency is null)
      or coalesce(column_currency <> coalesce(${commas(money.map((field) => ident(`${field}_currency`)))}), false))`
    : raw('false');

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
