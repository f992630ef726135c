import type { DateOrder } from '../../sql/dialect';
import type { CrmFile, DateField } from './crm-reading';
import { countEvidence, decideDateOrder, type DateDecision } from './date-order';
import { freshDateEvidence } from './date-evidence';
import type { RawRecords } from './raw-records';
import { scanRecords } from './record-scanner';
import type { ScanResult } from './scan-result';
import { CRM_FIELDS } from './src-crm-values';

/** A file that was scanned and waits for its fresh records to be cast. */
export interface ScannedCrmFile {
  readonly file: CrmFile;
  readonly scan: ScanResult;
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  /** Size of the dictionary before it was scanned. */
  readonly knownBefore: number;
}

/** Columns of the fresh CSV, the record's id being 0. */
const ENTRY_COLUMN = 1 + CRM_FIELDS.indexOf('entry_on');
const APPOINTMENT_COLUMN = 1 + CRM_FIELDS.indexOf('appointment_at');

/**
 * Scans one file: numbers its records in the dictionary of `records`, and decides the order of day and month from all
 * values of the file, those of records that are known already included.
 * @param fallback the order where no value tells
 * @throws LeadlensError of kind `input` when the file changes or disappears; the dictionary is then as it was before
 */
export async function scanCrmFile(
  file: CrmFile,
  records: RawRecords,
  fallback: DateOrder,
  signal: AbortSignal,
): Promise<ScannedCrmFile> {
  const knownBefore = records.dictionary.size;
  const scan = await scanRecords(file.records.chunks(signal), file.records.layout, records.dictionary, {
    file: file.path,
    signal,
  });
  const fresh = freshDateEvidence(scan.fresh, scan.freshCount, ENTRY_COLUMN, APPOINTMENT_COLUMN);
  fresh.forEach((code, i) => {
    records.evidence.set(knownBefore + i, code);
  });
  const evidence = new Uint8Array(scan.rawIds.length);
  scan.rawIds.forEach((rawId, i) => {
    if (rawId >= 0) evidence[i] = records.evidence.get(rawId);
  });
  const decide = (shift: number): DateDecision => decideDateOrder(countEvidence(evidence, shift), fallback);
  return { file, scan, knownBefore, dates: { entry_on: decide(0), appointment_at: decide(2) } };
}
