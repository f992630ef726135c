import type { DateOrder } from '../../../sql/dialect';

/** The columns of a CRM report whose order of day and month is found in their values. */
export type DateField = 'entry_on' | 'appointment_at';

/** How the dates of one column are read. */
export interface DateReading {
  readonly order: DateOrder;
  /** Whether numbers of five digits are a spreadsheet's days. */
  readonly isSerial: boolean;
}
export type DateReadings = Readonly<Record<DateField, DateReading>>;
