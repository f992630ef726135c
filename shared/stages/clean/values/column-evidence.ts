import { DATE_FORMS, type DateForm } from '../../../sql/dialect';
import type { DateEvidence } from './date-order';
import type { KeyKind } from './plain-keys';
import type { ValueNote } from './value-notes';

/** What the fields of a table of text are. */
export interface FieldKinds {
  readonly fields: readonly string[];
  /** Fields that are amounts; where a record states its currency beside several, the first one counts. */
  readonly money: readonly string[];
  /** Fields that are whole numbers. */
  readonly counts: readonly string[];
  readonly date: string | null;
  /** Further dates, written as `date` is. */
  readonly otherDates?: readonly string[];
  /** Dates only say which record is the earlier: what they leave open is not told. */
  readonly isOrderOnly?: boolean;
  /** Fields that are ids or phone numbers: what a spreadsheet made of them is undone, or taken out and named. */
  readonly ids: readonly string[];
  /** Fields by which records are joined, with what they name. */
  readonly keys?: Readonly<Record<string, KeyKind>>;
  /** The id without which a record belongs to nobody: it stays as it is written. */
  readonly key: string | null;
  /** Whether it has a field `currency`. */
  readonly hasCurrency: boolean;
}

/** The fields that are numbers: amounts, then counts. */
export const numberFields = ({ money, counts }: Pick<FieldKinds, 'money' | 'counts'>): readonly string[] => [
  ...money,
  ...counts,
];

/** What the values of one file say about the way they are written: what decides how its columns are read. */
export interface ColumnEvidence {
  readonly dates: DateEvidence;
  /** Whether numbers in the column of dates are days of a spreadsheet. */
  readonly hasSerialDates: boolean;
  /** Whether a date says how far its clock is ahead of UTC. */
  readonly hasOffsets: boolean;
  /** The forms in which dates occur. */
  readonly dateForms: ReadonlySet<DateForm>;
  /** Number field → code of `NUMBER_SHAPES` → values. */
  readonly shapes: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Number field → code of `NUMBER_SHAPES` → the first by text of the values so written, but for plain ones. */
  readonly writtenNumbers: ReadonlyMap<string, ReadonlyMap<number, string>>;
  /**
   * Fields with a value that is not written plainly: a number other than digits, a point, one or two decimals; a key that
   * is more than folded.
   */
  readonly oddFields: ReadonlySet<string>;
  /** Currency → records whose own column or number states it. */
  readonly stated: ReadonlyMap<string, number>;
  /** Records with an amount beside which nothing states a currency. */
  readonly silentCurrencies: number;
  /** Records in which the column and the number state different currencies, or the column states none that is known. */
  readonly unclearCurrencies: number;
  /** The distinct texts of the field `currency`, with the code that each states. */
  readonly currencies: ReadonlyMap<string, string | null>;
  /** Whether a key lost digits to an exponent. */
  readonly hasDamagedKeys: boolean;
  /** Fields with a value in any record. */
  readonly filledFields: ReadonlySet<string>;
  /** Fields with ids that lost digits to an exponent and were taken out. */
  readonly damagedFields: ReadonlySet<string>;
  /** What was done to values while they were read. */
  readonly notes: readonly ValueNote[];
}

/** The fields that have no value in any of several files. */
export const blankFieldsOf = (
  fields: readonly string[],
  files: readonly Pick<ColumnEvidence, 'filledFields'>[],
): readonly string[] => fields.filter((field) => !files.some(({ filledFields }) => filledFields.has(field)));

/** The forms in which dates occur in any of several files, in the order of `DATE_FORMS`. */
export const dateFormsOf = (files: readonly Pick<ColumnEvidence, 'dateForms'>[]): readonly DateForm[] =>
  DATE_FORMS.filter((form) => files.some(({ dateForms }) => dateForms.has(form)));
