import {
  booleanOf,
  composed,
  daysBetween,
  readLentCsv,
  serialTimestampOf,
  stableHash,
  tieBreakOf,
  timestampOf,
  withoutTokens,
  type LentCsv,
} from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../../sql/sql';
import {
  CRM_FIELDS,
  CRM_VALUE_COLUMNS,
  CRM_VALUES,
  srcCrmNewIds,
  srcCrmValues,
  type CrmField,
} from './src-crm-values';
import { isError, keptApart, paddedId } from '../../../sql/id-verbs';
import { emailKey, phoneKey } from '../../../sql/key-verbs';
import { stateOf } from '../../../sql/state-verbs';
import { CITY_AND_STATE } from '../../../domain/states';
import { hasSeveralEmails } from '../../../sql/person-verbs';
import type { DateField, FileReading } from './file-reading';
import { FLAG_DAY, FLAG_NUMBER } from './flag-values';

export interface CrmReportParameters extends FileReading {
  /** Lent CSV: the record's number in the dictionary, then `fields`. */
  readonly csv: LentCsv;
  readonly fields: readonly CrmField[];
  readonly nullTokens: Readonly<Record<CrmField, readonly string[]>>;
  readonly trueTokens: readonly string[];
  readonly falseTokens: readonly string[];
  /** Whether lead numbers lost digits to an exponent, or an error stands in place of one. */
  readonly hasDamagedNumbers: boolean;
  /** Whether a spreadsheet wrote errors in place of values. */
  readonly hasErrors: boolean;
}

/** For what is known of the models without a run. */
const NO_TEXT: LentCsv = { path: '', longest: 0 };
const NO_TOKENS = Object.fromEntries(CRM_FIELDS.map((field) => [field, []])) as unknown as Readonly<
  Record<CrmField, readonly string[]>
>;

/** The two halves of a 64-bit hash as integers. */
const halves = (name: string): readonly Sql[] => {
  const hash = ident(`${name}_hash`);
  return [
    sql`cast(cast(${hash} >> 32 as bigint) - 2147483648 as integer) as ${ident(`${name}_high`)}`,
    sql`cast(cast(${hash} & 4294967295 as bigint) - 2147483648 as integer) as ${ident(`${name}_low`)}`,
  ];
};

/** Fields whose texts are taken as they are, so that nothing else tells that one is an error of a spreadsheet. */
const WORDS = [
  'location',
  'city',
  'state',
  'zip',
  'disposition',
  'job_status',
] as const satisfies readonly CrmField[];

/** Whether a flag is set: by its word, else by a number, which counts how often, else by the day on which it came about. */
const flagOf = ({ trueTokens, falseTokens }: CrmReportParameters, field: 'is_set' | 'is_demo'): Sql => {
  const text = ident(field);
  return sql`case when ${text} is not null then coalesce(${booleanOf(text, trueTokens, falseTokens)},
    case when regexp_full_match(${text}, ${lit(FLAG_NUMBER)}) then regexp_matches(${text}, '[1-9]')
      when regexp_full_match(${text}, ${lit(FLAG_DAY)}) then true end) end`;
};

/** Null, and not an issue, is what was empty; an issue is a text from which nothing could be read. */
const issue = (field: CrmField, cast: Sql): Sql =>
  sql`case when ${ident(field)} is not null and ${cast} is null then ${lit(field)} end`;

const withoutErrors = (hasErrors: boolean): Sql =>
  hasErrors
    ? sql`select * replace (${commas(
        WORDS.map(
          (word) => sql`case when not ${isError(ident(word))} then ${ident(word)} end as ${ident(word)}`,
        ),
      )}), ${commas(WORDS.map((word) => sql`${isError(ident(word))} as ${ident(`${word}_is_error`)}`))} from written`
    : sql`select * from written`;

/**
 * The records of one CRM report that no report before it had: typed, one file at a time.
 * Null tokens are null already, places are recovered from the location, and each cell that could not be read is named
 * in `issues`, while the rest of its record stays.
 */
export const stgCrmReport = defineModel<CrmReportParameters>({
  name: 'stg_crm_report',
  title: 'CRM report, cleaned',
  description: 'New records of one CRM report file, typed.',
  grain: 'one row per distinct raw record of a file that earlier files do not have',
  key: ['raw_id'],
  columns: {
    raw_id: { type: 'INTEGER', description: 'Number of the raw record in the dictionary.' },
    ...CRM_VALUE_COLUMNS,
    value_high: { type: 'INTEGER', description: 'Upper half of the hash of all values.' },
    value_low: { type: 'INTEGER', description: 'Lower half of the hash of all values.' },
    identity_high: { type: 'INTEGER', description: 'Upper half of the hash of lead number and keys.' },
    identity_low: { type: 'INTEGER', description: 'Lower half of the hash of lead number and keys.' },
    lead_high: { type: 'INTEGER', description: 'Upper half of the hash of the lead number.' },
    lead_low: { type: 'INTEGER', description: 'Lower half of the hash of the lead number.' },
    entry_day: {
      type: 'INTEGER',
      description: 'Entry date in days since 1970-01-01; -2147483648 where there is none.',
    },
    issues: {
      type: 'VARCHAR',
      description: 'Fields that could not be read, joined by |; null where all could.',
    },
  },
  example: {
    csv: NO_TEXT,
    fields: CRM_FIELDS,
    nullTokens: NO_TOKENS,
    trueTokens: [],
    falseTokens: [],
    dates: {
      entry_on: { order: 'MDY', isSerial: true },
      appointment_at: { order: 'MDY', isSerial: true },
    },
    hasDamagedNumbers: true,
    hasErrors: true,
    leadDigits: null,
    series: '',
  },
  select: (p) => {
    const has = new Set(p.fields);
    // The scanner has taken the null tokens out of all other fields.
    const fields = CRM_FIELDS.map((field) => {
      if (!has.has(field)) return sql`cast(null as varchar) as ${ident(field)}`;
      return field === 'lead_number'
        ? sql`${withoutTokens(ident(field), p.nullTokens[field])} as ${ident(field)}`
        : ident(field);
    });
    // Evidence is nested: an alias of the first layer is a plain column in the second.
    const timeOf = (field: DateField): Sql => {
      const { order, isSerial } = p.dates[field];
      const written = timestampOf(ident(field), order);
      return isSerial ? sql`coalesce(${serialTimestampOf(ident(field))}, ${written})` : written;
    };
    const whole = p.leadDigits === null ? raw('lead_number') : paddedId(raw('lead_number'), p.leadDigits);
    const leadNumber = p.hasDamagedNumbers
      ? keptApart(whole, raw('email_key_read'), raw('phone_key_read'))
      : whole;
    const [isSet, isDemo] = [flagOf(p, 'is_set'), flagOf(p, 'is_demo')];
    // Found once, in a layer of its own: the pattern is long, and each mention of it would be asked again.
    const fromLocation = (n: 1 | 2, field: 'city' | 'state'): Sql =>
      sql`case when ${ident(field)} is null and location is not null then nullif(trim(case when place_written.state <> ''
        then place_written.${ident(field)} else split_part(location, '|', ${lit(n)}) end), '') end`;
    const issues = join(
      [
        ...(p.hasDamagedNumbers ? [sql`case when ${whole} <> ${leadNumber} then 'lead_number' end`] : []),
        sql`case when email_hash is not null and (email_key_read is null or ${hasSeveralEmails(raw('email_hash'))}) then 'email_hash' end`,
        issue('phone_hash', raw('phone_key_read')),
        issue('entry_on', raw('entry_read')),
        issue('appointment_at', raw('appointment_read')),
        issue('is_set', raw('set_read')),
        issue('is_demo', raw('demo_read')),
        ...(p.hasErrors
          ? WORDS.map((word) => sql`case when ${ident(`${word}_is_error`)} then ${lit(word)} end`)
          : []),
      ],
      raw(', '),
    );
    return sql`
with written as (
  select cast(raw_id as integer) as raw_id, ${commas(fields)} from ${readLentCsv(p.csv, ['raw_id', ...p.fields])}
), text as (
  ${withoutErrors(p.hasErrors)}
), placed as (
  select *, case when (city is null or state is null) and not contains(location, '|')
    then regexp_extract(location, ${lit(CITY_AND_STATE)}, ['city', 'state'], 'i') end as place_written
  from text
), read as (
  select *, ${fromLocation(1, 'city')} as location_city, ${fromLocation(2, 'state')} as location_state,
    ${emailKey(raw('email_hash'))} as email_key_read,
    ${phoneKey(raw('phone_hash'))} as phone_key_read,
    ${timeOf('entry_on')} as entry_read,
    ${timeOf('appointment_at')} as appointment_read,
    ${isSet} as set_read,
    ${isDemo} as demo_read
  from placed
), typed as (
  select raw_id, ${leadNumber} as lead_number,
    email_key_read as email_key, phone_key_read as phone_key,
    cast(entry_read as date) as entry_on,
    ${composed(sql`coalesce(city, ${withoutTokens(raw('location_city'), p.nullTokens.city)})`)} as city,
    ${stateOf(sql`coalesce(state, ${withoutTokens(raw('location_state'), p.nullTokens.state)})`)} as state,
    zip, appointment_read as appointment_at, set_read as is_set, demo_read as is_demo,
    ${composed(raw('disposition'))} as disposition, ${composed(raw('job_status'))} as job_status,
    nullif(concat_ws('|', ${issues}), '') as issues
  from read
), hashed as (
  select *,
    ${stableHash(CRM_VALUES.map((v) => ident(v)))} as value_hash,
    ${stableHash([raw('lead_number'), raw('email_key'), raw('phone_key')])} as identity_hash,
    ${stableHash([raw('lead_number')])} as lead_hash
  from typed
)
select raw_id, ${commas(CRM_VALUES.map((v) => ident(v)))},
  ${commas(['value', 'identity', 'lead'].flatMap((name) => halves(name)))},
  cast(coalesce(${daysBetween(raw("date '1970-01-01'"), raw('entry_on'))}, -2147483648) as integer) as entry_day,
  issues
from hashed`;
  },
});

/** The fields that could not be read, cell by cell, with their text. */
export const stgCrmReportIssues = defineModel<{ readonly csv: LentCsv }>({
  name: 'stg_crm_report_issues',
  title: 'Unreadable cells of a CRM report',
  description: 'Cells of the new records of one file that could not be read.',
  grain: 'one row per raw record and field',
  key: ['raw_id', 'column_name'],
  columns: {
    raw_id: { type: 'INTEGER', description: 'Number of the raw record in the dictionary.' },
    column_name: { type: 'VARCHAR', description: 'Canonical field.' },
    raw_value: { type: 'VARCHAR', description: 'The text that could not be read.' },
  },
  example: { csv: NO_TEXT },
  select: ({ csv }) => sql`
with cells as (
  select raw_id, unnest(string_split(issues, '|')) as column_name from ${stgCrmReport} where issues is not null
)
select c.raw_id, c.column_name,
  case c.column_name ${join(
    CRM_FIELDS.map((field) => sql`when ${lit(field)} then t.${ident(field)}`),
    raw(' '),
  )} end as raw_value
from cells c join ${readLentCsv(csv, ['raw_id', ...CRM_FIELDS])} t on cast(t.raw_id as integer) = c.raw_id`,
});

/** Records without a lead number: they belong to no lead. */
export const stgCrmReportKeyless = defineModel<{ readonly csv: LentCsv }>({
  name: 'stg_crm_report_keyless',
  title: 'Records of a CRM report without a lead number',
  description: 'New records of one file that have no lead number.',
  grain: 'one row per raw record',
  key: ['raw_id'],
  columns: {
    raw_id: { type: 'INTEGER', description: 'Number of the raw record in the dictionary.' },
    raw_text: { type: 'VARCHAR', description: 'Its mapped fields.' },
  },
  example: { csv: NO_TEXT },
  select: ({ csv }) => sql`
select s.raw_id, concat_ws(',', ${commas(CRM_FIELDS.map((field) => sql`t.${ident(field)}`))}) as raw_text
from ${stgCrmReport} s join ${readLentCsv(csv, ['raw_id', ...CRM_FIELDS])} t on cast(t.raw_id as integer) = s.raw_id
where s.lead_number is null`,
});

/** The records whose values no file before had, under the numbers that the fold gave them. */
export const stgCrmNewValues = defineModel({
  name: 'stg_crm_new_values',
  title: 'New CRM record values',
  description: 'Record values that no earlier file had.',
  grain: 'one row per new record value',
  key: ['state_id'],
  columns: srcCrmValues.columns,
  select: () => sql`
select n.state_id, n.identity_id, n.crm_lead_id, ${tieBreakOf(CRM_VALUES.map((v) => sql`s.${ident(v)}`))} as tie_break, ${commas(CRM_VALUES.map((v) => sql`s.${ident(v)}`))}
from ${stgCrmReport} s join ${srcCrmNewIds} n using (raw_id)`,
});
