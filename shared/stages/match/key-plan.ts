import { digestOf } from '../../sql/dialect';
import { ident, sql, textList, type Sql } from '../../sql/sql';
import type { HashAlgorithm } from '../../sql/key-verbs';
import { srcPhoneForms } from './src-phone-forms';

/** Ways in which people write the same e-mail before they hash it. */
export const EMAIL_FORMS = ['lower', 'gmail_dots', 'as_written', 'upper'] as const;
export type EmailForm = (typeof EMAIL_FORMS)[number];

/** Ways in which people write the same phone number before they hash it. */
export const PHONE_FORMS = ['e164', 'digits', 'national', 'zeros', 'written_digits', 'as_written'] as const;
export type PhoneForm = (typeof PHONE_FORMS)[number];

/** How a side's key becomes comparable: as it is, or from its raw value. */
export type KeyTreatment<Form> =
  | { readonly from: 'key' }
  | { readonly from: 'raw'; readonly form: Form; readonly algorithm: HashAlgorithm | null };

export interface SidePlan {
  readonly email: KeyTreatment<EmailForm>;
  readonly phone: KeyTreatment<PhoneForm>;
}

/** How the two sides are compared. `notAKey` are hash values that a decision took out. */
export interface KeyPlan {
  readonly delivered: SidePlan;
  readonly crm: SidePlan;
  readonly notAKey: readonly string[];
}

export const AS_IS: SidePlan = { email: { from: 'key' }, phone: { from: 'key' } };

const FROM_RAW: SidePlan = {
  email: { from: 'raw', form: 'lower', algorithm: null },
  phone: { from: 'raw', form: 'e164', algorithm: null },
};

/** A plan under which a model reads all that it can read. */
export const EXAMPLE_KEY_PLAN: KeyPlan = { delivered: FROM_RAW, crm: FROM_RAW, notAKey: [] };

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
        then replace(regexp_replace(split_part(${value}, '@', 1), '\\+.*$', ''), '.', '') || '@' || split_part(${value}, '@', 2) else ${value} end`;
  }
};

const hashed = (value: Sql, algorithm: HashAlgorithm | null): Sql =>
  algorithm === null ? value : digestOf(value, algorithm);

const unlessTaken = (value: Sql, notAKey: readonly string[]): Sql =>
  notAKey.length === 0
    ? value
    : sql`case when ${value} in (${textList(notAKey)}) then null else ${value} end`;

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
): Sql =>
  treatment.from === 'key'
    ? unlessTaken(key, notAKey)
    : unlessTaken(hashed(emailForm(rawValue, written, treatment.form), treatment.algorithm), notAKey);

/** The comparable phone key of a side; raw numbers were normalised in a step, see `src_phone_forms`. */
export const comparablePhone = (
  key: Sql,
  rawValue: Sql,
  treatment: KeyTreatment<PhoneForm>,
  notAKey: readonly string[],
): Sql =>
  treatment.from === 'key'
    ? unlessTaken(key, notAKey)
    : unlessTaken(
        hashed(
          sql`(select f.${ident(treatment.form)} from ${srcPhoneForms} f where f.as_written = ${rawValue})`,
          treatment.algorithm,
        ),
        notAKey,
      );
