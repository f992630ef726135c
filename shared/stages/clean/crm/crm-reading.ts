import type { DateOrder } from '../../../sql/dialect';
import type { OpenRecords } from '../records/open-records';
import type { CrmReportParameters } from './stg-crm-report.model';

/** The columns of a CRM report whose order of day and month is found in their values. */
export type DateField = 'entry_on' | 'appointment_at';
export type DateOrders = Readonly<Record<DateField, DateOrder>>;

export interface CrmFile {
  readonly path: string;
  /** Changes with the content of the file and with whatever decides how it is read. */
  readonly key: string;
  readonly records: OpenRecords;
}

/** How the values of CRM reports are read: from the profile. */
export interface CrmReading {
  readonly nullTokens: CrmReportParameters['nullTokens'];
  readonly trueTokens: readonly string[];
  readonly falseTokens: readonly string[];
  /** Where no value tells. */
  readonly dateOrder: DateOrder;
}
