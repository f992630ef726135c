import { digestOf } from '../../sql/dialect';
import { ident, sql, textList, type Sql } from '../../sql/sql';
import { keyForm, type HashAlgorithm } from '../../sql/key-verbs';
import { srcPhoneForms } from './src-phone-forms';

/** Ways in which people write the same e-mail before they hash it. */
export const EMAIL_FORMS = ['lower', 'gmail_dots', 'as_written', 'upper'] as const;
export type EmailForm = (typeof EMAIL_FORMS)[number];

/** Ways in which people write the same phone number before they hash it. */
export const PHONE_FORMS = ['e164', 'digits', 'national', 'zeros', 'written_digits', 'as_written'] as const;
export type PhoneForm = (typeof PHONE_FORMS)[number];

/** How raw values are written, and hashed, before they are compared. */
export interface RawTreatment<Form> {
  readonly form: Form;
  readonly algorithm: HashAlgorithm | null;
}

/** How a side's key becomes comparable: as it is (where raw values stand among hashes, those hashed), or from its raw value. */
export type KeyTreatment<Form> =
  | { readonly from: 'key'; readonly rawAmong?: RawTreatment<Form> }
  | ({ readonly from: 'raw' } & RawTreatment<Form>);

export interface SidePlan {
  readonly email: KeyTreatment<EmailForm>;
  readonly phone: KeyTreatment<PhoneForm>;
}

/** Orders of the snapshots from which on the keys of the reports are made in another way, by key. */
export interface RekeyedReports {
  readonly email: readonly number[];
  readonly phone: readonly number[];
}

/** How the two sides are compared. `notAKey` are hash values that a decision took out. */
export interface KeyPlan {
  readonly delivered: SidePlan;
  readonly crm: SidePlan;
  readonly notAKey: readonly string[];
  readonly rekeyed: RekeyedReports;
}

export const AS_IS: SidePlan = { email: { from: 'key' }, phone: { from: 'key' } };

const FROM_RAW: SidePlan = {
  email: { from: 'raw', form: 'lower', algorithm: null },
  phone: { from: 'raw', form: 'e164', algorithm: null },
};

/** A plan under which a model reads all that it can read. */
export const EXAMPLE_KEY_PLAN: KeyPlan = {
  delivered: FROM_RAW,
  crm: FROM_RAW,
  notAKey: [],
  rekeyed: { email: [1], phone: [1] },
};

const emailForm = (value: Sql, written: Sql, form: EmailForm): Sql => {
  switch (form) {
    case 'lower':
      return value;
    case 'as_written':
      return written;
    case 'upper':
      return sql`upper(${value})`;
    case 'gmail_dots':
      return sql`case when regexp_full_match(${value}, '[^@]+@(gmail|googlemail)\\.com')
        then replace(regexp_replace(split_part(${value}, '@', 1), '\\+.*$', ''), '.', '') || '@gmail.com' else ${value} end`;
  }
};

const hashed = (value: Sql, algorithm: HashAlgorithm | null): Sql =>
  algorithm === null ? value : digestOf(value, algorithm);

const unlessTaken = (value: Sql, notAKey: readonly string[]): Sql =>
  notAKey.length === 0
    ? value
    : sql`case when ${value} in (${textList(notAKey)}) then null else ${value} end`;

/** A key as it is where it is a hash; a raw value made into one. No hash is hashed again. */
const unlessRaw = (key: Sql, made: Sql): Sql =>
  sql`case when ${keyForm(key)} = 'raw' then ${made} else ${key} end`;

/**
 * The comparable e-mail key of a side.
 * @param rawValue where its raw e-mails stand in lower case
 * @param written where they stand as they were written
 */
export const comparableEmail = (
  key: Sql,
  rawValue: Sql,
  written: Sql,
  treatment: KeyTreatment<EmailForm>,
  notAKey: readonly string[],
): Sql => {
  const made = ({ form, algorithm }: RawTreatment<EmailForm>): Sql =>
    hashed(emailForm(rawValue, written, form), algorithm);
  if (treatment.from === 'raw') return unlessTaken(unlessRaw(rawValue, made(treatment)), notAKey);
  return unlessTaken(treatment.rawAmong ? unlessRaw(key, made(treatment.rawAmong)) : key, notAKey);
};

/** The comparable phone key of a side; raw numbers were normalised in a step, see `src_phone_forms`. */
export const comparablePhone = (
  key: Sql,
  rawValue: Sql,
  treatment: KeyTreatment<PhoneForm>,
  notAKey: readonly string[],
): Sql => {
  const made = ({ form, algorithm }: RawTreatment<PhoneForm>): Sql =>
    hashed(
      sql`(select f.${ident(form)} from ${srcPhoneForms} f where f.as_written = ${rawValue})`,
      algorithm,
    );
  if (treatment.from === 'raw') return unlessTaken(unlessRaw(rawValue, made(treatment)), notAKey);
  return unlessTaken(treatment.rawAmong ? unlessRaw(key, made(treatment.rawAmong)) : key, notAKey);
};
