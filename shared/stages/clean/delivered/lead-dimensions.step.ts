import type { FieldMapping } from '../../../contract/sources';
import { LeadlensError } from '../../../domain/fault';
import { defineStep, type StepContext } from '../../../sql/stage';
import { folderFiles } from '../../classify/classify-parameters';
import type { FolderFile } from '../../classify/folder-files';
import { PROFILES } from '../../classify/profile';
import { namesOfSource, readingKey, sha256Of } from '../records/file-ledger';
import type { FieldReader } from '../records/fresh-records';
import { openRecords } from '../records/open-records';
import { scanRecords } from '../records/record-scanner';
import { fieldText } from '../values/field-text';
import { NullTokens } from '../values/null-tokens';
import { readDeliveredLeads } from './delivered-exports.step';
import { srcLeadDimensions } from './src-lead-dimensions';

/** Collects the values of columns, record by record. */
class ValueCollector implements FieldReader {
  readonly records: number[] = [];
  readonly columns: number[] = [];
  readonly texts: string[] = [];
  readonly #tokens: NullTokens;
  readonly #wanted: number;
  #ofRecord = 0;

  /** @param wanted so many of the first columns are collected */
  constructor(tokens: readonly string[], wanted: number) {
    this.#tokens = new NullTokens(tokens);
    this.#wanted = wanted;
  }

  read(column: number, bytes: Uint8Array, start: number, end: number): number {
    if (column >= this.#wanted || this.#tokens.has(bytes, start, end)) return start;
    this.columns.push(column);
    this.texts.push(fieldText(bytes, start, end));
    this.#ofRecord++;
    return start;
  }

  endRecord(id: number): void {
    for (; this.#ofRecord > 0; this.#ofRecord--) this.records.push(id + 1);
  }
}

/** A kept column, under a name that no field has. */
const keptColumn = (column: string): FieldMapping => ({
  field: `column ${column}`,
  label: column,
  required: false,
  description: '',
  column,
  chosenBy: 'user',
});

interface Kept {
  readonly files: string[];
  readonly records: number[];
  readonly dimensions: string[];
  readonly values: string[];
}

async function collect(file: FolderFile, into: Kept, context: StepContext): Promise<void> {
  const { report, sniffed } = file;
  if (!sniffed) return;
  const kept = report.dimensions.map(({ column }) => keptColumn(column));
  // The fields are there too: by them totals are known and irregular records placed, so that numbers of records agree.
  const mapping = [...kept, ...report.mapping.filter(({ column }) => column !== null)];
  const fields = mapping.map(({ field }) => field);
  const names = namesOfSource(report.source);
  const records = openRecords(context.source, context.parquet, sniffed, mapping, fields, names);
  const reader = new ValueCollector(PROFILES.delivered_leads.nullTokens, kept.length);
  await scanRecords(records.chunks(context.signal), records.layout, null, {
    file: report.file,
    signal: context.signal,
    reader,
  });
  reader.records.forEach((record, i) => {
    into.files.push(report.file);
    into.records.push(record);
    into.dimensions.push(report.dimensions[reader.columns[i] ?? 0]?.name ?? '');
    // As other texts: an accent beside its letter is the same word.
    into.values.push((reader.texts[i] ?? '').normalize());
  });
}

/** Reads the columns of delivered leads that are kept as dimensions; nothing is read where none is. */
export const readLeadDimensions = defineStep({
  name: 'read_lead_dimensions',
  title: 'Reading the kept columns of delivered leads',
  takes: [folderFiles],
  writes: [srcLeadDimensions],
  after: [readDeliveredLeads],
  size: 'rows',
  run: async (context) => {
    const files = context
      .get(folderFiles)
      .filter(({ report }) => report.status === 'read' && report.dimensions.length > 0);
    const keys: string[] = [];
    for (const file of files) {
      const key = readingKey(file, await sha256Of(file, context));
      keys.push(JSON.stringify([file.report.file, key, file.report.dimensions]));
    }
    await context.workspace.fill(srcLeadDimensions, keys.join('\n'), async (into) => {
      const kept: Kept = { files: [], records: [], dimensions: [], values: [] };
      for (const file of files) {
        try {
          await collect(file, kept, context);
        } catch (error) {
          // A file that breaks is named by those who read its leads.
          if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
        }
      }
      await into.append({
        file: { type: 'text', values: kept.files },
        record_number: { type: 'integer', values: kept.records },
        dimension: { type: 'text', values: kept.dimensions },
        value: { type: 'text', values: kept.values },
      });
    });
  },
});
