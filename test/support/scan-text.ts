import type { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import { scanRecords } from '../../shared/stages/clean/records/record-scanner';
import type { ScanLayout, ScanResult } from '../../shared/stages/clean/records/scan-result';
import { splitText } from '../../shared/domain/split-text';
import { inChunks } from './memory-files';

export const plainLayout = (fieldCount: number, changes: Partial<ScanLayout> = {}): ScanLayout => ({
  encoding: 'utf-8',
  compression: null,
  bomBytes: 0,
  delimiter: ',',
  preambleLines: 0,
  fieldCount,
  fields: Array.from({ length: fieldCount }, (_, i) => i),
  keys: [],
  header: null,
  keepsBlankRows: false,
  ...changes,
});

export function scanText(
  content: string | Uint8Array,
  layout: ScanLayout,
  dictionary: RecordDictionary | null = null,
  chunkSizes: readonly number[] = [],
): Promise<ScanResult> {
  return scanRecords(inChunks(content, ...chunkSizes), layout, dictionary, { file: 'report.csv' });
}

export const freshText = (result: ScanResult): string =>
  result.fresh.map((block) => new TextDecoder().decode(block)).join('');

/** The fresh records as [id, ...fields]. */
export const freshRows = (result: ScanResult): string[][] =>
  splitText(freshText(result), ',', Infinity).map((record) => [...record.fields]);

/** A field as the scanner hands it on: trimmed, each run of white space one space. */
export const folded = (value: string): string => value.replace(/[\t-\r \u00a0]+/g, ' ').replace(/^ | $/g, '');
