import { CrmFieldReader } from './crm-field-reader';
import type { CrmFile, CrmReading, DateField } from './crm-reading';
import { countEvidence, decideDateOrder, type DateDecision } from '../values/date-order';
import type { RawRecords } from '../records/raw-records';
import { scanRecords } from '../records/record-scanner';
import type { ScanResult } from '../records/scan-result';

/** A file that was scanned and waits for its fresh records to be cast. */
export interface ScannedCrmFile {
  readonly file: CrmFile;
  readonly scan: ScanResult;
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  /** Size of the dictionary before it was scanned. */
  readonly knownBefore: number;
}

/**
 * Scans one file: numbers its records in the dictionary of `records`, and decides the order of day and month from all
 * values of the file, those of records that are known already included.
 * @param reading its `dateOrder` is that where no value tells
 * @throws LeadlensError of kind `input` when the file changes or disappears; the dictionary is then as it was before
 */
export async function scanCrmFile(
  file: CrmFile,
  records: RawRecords,
  reading: CrmReading,
  signal: AbortSignal,
): Promise<ScannedCrmFile> {
  const knownBefore = records.dictionary.size;
  const reader = new CrmFieldReader(reading.nullTokens);
  const scan = await scanRecords(file.records.chunks(signal), file.records.layout, records.dictionary, {
    file: file.path,
    signal,
    reader,
  });
  reader.evidence().forEach((code, i) => {
    records.evidence.set(knownBefore + i, code);
  });
  const evidence = new Uint8Array(scan.rawIds.length);
  scan.rawIds.forEach((rawId, i) => {
    if (rawId >= 0) evidence[i] = records.evidence.get(rawId);
  });
  const decide = (shift: number): DateDecision =>
    decideDateOrder(countEvidence(evidence, shift), reading.dateOrder);
  return { file, scan, knownBefore, dates: { entry_on: decide(0), appointment_at: decide(2) } };
}
