import type { DateOrder } from '../../../sql/dialect';
import type { OpenRecords } from '../records/open-records';
import type { CrmReportParameters } from './stg-crm-report.model';

export interface CrmFile {
  readonly path: string;
  /** Changes with the content of the file and with whatever decides how it is read. */
  readonly key: string;
  /** Files of one header are of one export. */
  readonly header: string;
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
