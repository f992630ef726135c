import { CrmFieldReader } from './crm-field-reader';
import type { CrmFile, CrmReading } from './crm-reading';
import { NOTHING_TOLD, type DateField, type ToldReading } from './file-reading';
import { crmEvidence, type CrmEvidence } from './crm-evidence';
import { besideColumn, decideDateOrder, type DateDecision } from '../values/date-order';
import type { RawRecords } from '../records/raw-records';
import { scanRecords } from '../records/record-scanner';
import type { ScanResult } from '../records/scan-result';

/** A file that was scanned and waits for its fresh records to be cast. */
export interface ScannedCrmFile {
  readonly file: CrmFile;
  readonly scan: ScanResult;
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  /** What all its records say. */
  readonly evidence: CrmEvidence;
  /** Digits that its lead numbers have; shorter ones have lost zeros. */
  readonly leadDigits: number | null;
  /** Whose report it is. */
  readonly series: string;
  /** Whether a lead number of its fresh records lost digits to an exponent. */
  readonly hasDamagedNumbers: boolean;
  /** Whether a spreadsheet wrote an error in place of a value of its fresh records. */
  readonly hasErrors: boolean;
  /** Size of the dictionary before it was scanned. */
  readonly knownBefore: number;
}

/**
 * Scans one file: numbers its records in the dictionary of `records`, and decides the order of day and month from all
 * values of the file, those of records that are known already included.
 * @param reading its `dateOrder` is that where no value tells
 * @param told what other files of the same header say
 * @param series whose report it is
 * @throws LeadlensError of kind `input` when the file changes or disappears; the dictionary is then as it was before
 */
export async function scanCrmFile(
  file: CrmFile,
  records: RawRecords,
  reading: CrmReading,
  signal: AbortSignal,
  told: ToldReading = NOTHING_TOLD,
  series = '',
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
  const codes = new Int32Array(scan.rawIds.length);
  scan.rawIds.forEach((rawId, i) => {
    if (rawId >= 0) codes[i] = records.evidence.get(rawId);
  });
  const evidence = crmEvidence(codes);
  const decide = (field: DateField): DateDecision =>
    decideDateOrder(evidence.dates[field], reading.dateOrder, told.dates[field] ?? null);
  const [entry, appointment] = [decide('entry_on'), decide('appointment_at')];
  return {
    file,
    scan,
    knownBefore,
    evidence,
    dates: { entry_on: besideColumn(entry, appointment), appointment_at: besideColumn(appointment, entry) },
    leadDigits: told.leadDigits,
    series,
    hasDamagedNumbers: reader.hasDamagedNumbers,
    hasErrors: reader.hasErrors,
  };
}
