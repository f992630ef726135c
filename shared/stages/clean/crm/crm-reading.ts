import type { DateOrder } from '../../../sql/dialect';
import { PROFILES } from '../../classify/profile';
import { nullTokensOf, type OpenRecords } from '../records/open-records';
import { CRM_FIELDS } from './src-crm-values';
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

const tokensOf = (kind: 'trueTokens' | 'falseTokens'): readonly string[] => {
  const { fields } = PROFILES.crm_report;
  const of = (name: string): readonly string[] => fields.find(({ field }) => field === name)?.[kind] ?? [];
  return [...new Set([...of('is_set'), ...of('is_demo')])];
};

/** As the profile of CRM reports says. */
export const CRM_READING: CrmReading = {
  nullTokens: nullTokensOf(PROFILES.crm_report, CRM_FIELDS),
  trueTokens: tokensOf('trueTokens'),
  falseTokens: tokensOf('falseTokens'),
  dateOrder: PROFILES.crm_report.dateOrder,
};
