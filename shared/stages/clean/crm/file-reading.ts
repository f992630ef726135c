import type { DateOrder } from '../../../sql/dialect';

/** The columns of a CRM report whose order of day and month is found in their values. */
export type DateField = 'entry_on' | 'appointment_at';
export const DATE_FIELDS: readonly DateField[] = ['entry_on', 'appointment_at'];

/** How the dates of one column are read. */
export interface DateReading {
  readonly order: DateOrder;
  /** Whether numbers of five digits are a spreadsheet's days. */
  readonly isSerial: boolean;
}

/** How the values of one CRM report are read. */
export interface FileReading {
  readonly dates: Readonly<Record<DateField, DateReading>>;
  /** Digits that a lead number has; shorter ones have lost zeros. Null where that is not known of the file. */
  readonly leadDigits: number | null;
  /** Tells its lead numbers from the same ones of other clients' reports; empty for those that nothing must tell apart. */
  readonly series: string;
}

/** The same for readings that read every value alike. */
export const readingKeyOf = ({ dates, leadDigits, series }: FileReading): string =>
  [...DATE_FIELDS.flatMap((field) => [dates[field].order, dates[field].isSerial]), leadDigits, series].join(
    '/',
  );

/** What the files of one header say of each other: what none of them can say alone. */
export interface ToldReading {
  readonly dates: Readonly<Partial<Record<DateField, DateOrder>>>;
  readonly leadDigits: number | null;
}

export const NOTHING_TOLD: ToldReading = { dates: {}, leadDigits: null };
