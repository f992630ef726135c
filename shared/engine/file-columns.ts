import type { FileColumns } from '../contract/file-columns';
import type { FieldMapping } from '../contract/sources';
import { LeadlensError } from '../domain/fault';
import { joinBytes } from '../domain/join-bytes';
import { kindOf } from '../domain/source';
import { readSampleReadings, type AskedValue, type ReadingOf } from '../queries/sources/sample-readings';
import { PROFILES } from '../stages/classify/profile';
import { CrmFieldReader } from '../stages/clean/crm/crm-field-reader';
import { CRM_READING } from '../stages/clean/crm/crm-reading';
import { CRM_FIELDS } from '../stages/clean/crm/src-crm-values';
import { namesOfSource } from '../stages/clean/records/file-ledger';
import { ColumnSampler, readFirstRecords } from '../stages/clean/records/first-records';
import { nullTokensOf, openRecords, type OpenRecords } from '../stages/clean/records/open-records';
import { NullTokens } from '../stages/clean/values/null-tokens';
import { fileOfRun } from './answers';
import type { Engine } from './engine';

/** A column that feeds no field, under a name that no field has. */
const unused = (column: string): FieldMapping => ({
  field: `column ${column}`,
  label: column,
  required: false,
  description: '',
  column,
  chosenBy: 'none',
});

/**
 * The columns of a file of the last run by its first records, with what the run read in them.
 * @throws LeadlensError `no_such_file`, `file_changed`, or of kind `input` where the file is gone or broken
 */
export async function fileColumns(engine: Engine, file: string, signal: AbortSignal): Promise<FileColumns> {
  const { sniffed, report } = fileOfRun(engine, file);
  const source = engine.openFolder(engine.state.folder);
  const now = await source.stat(file);
  if (now.bytes !== sniffed.entry.bytes || now.modifiedAt !== sniffed.entry.modifiedAt) {
    throw new LeadlensError({
      kind: 'input',
      code: 'file_changed',
      message: `${file} has changed since it was read.`,
      hint: 'Run again.',
      file,
    });
  }
  const headers = [...new Set(report.headers)].filter((header) => header !== '');
  const mapping = headers.map(
    (header) => report.mapping.find(({ column }) => column === header) ?? unused(header),
  );
  const fields = mapping.map(({ field }) => field);
  const tokens = report.source === null ? {} : nullTokensOf(PROFILES[report.source], fields);
  const sampler = new ColumnSampler(fields.map((field) => new NullTokens(tokens[field] ?? [])));
  const { records, isWhole } = await readFirstRecords(
    file,
    open(engine, file, mapping, fields),
    sampler,
    signal,
  );
  const asked = fields.flatMap((field, at) =>
    (sampler.values[at] ?? []).map(({ record }) => ({ field, record })),
  );
  const readingOf = await readingsOf(engine, file, asked, signal);
  return {
    records,
    isWhole,
    columns: headers.map((column, at) => {
      const field = report.mapping.find((mapped) => mapped.column === column)?.field ?? null;
      return {
        column,
        field,
        filled: sampler.filled[at] ?? 0,
        values: (sampler.values[at] ?? []).map(({ record, text }) => ({
          text,
          reading: field === null ? null : readingOf({ field, record }),
        })),
      };
    }),
  };
}

/** The records of a file, with these fields in their order. */
function open(
  engine: Engine,
  file: string,
  mapping: readonly FieldMapping[],
  fields: readonly string[],
): OpenRecords {
  const { sniffed, report } = fileOfRun(engine, file);
  const source = engine.openFolder(engine.state.folder);
  return openRecords(source, engine.parquet, sniffed, mapping, fields, namesOfSource(report.source));
}

async function readingsOf(
  engine: Engine,
  file: string,
  asked: readonly AskedValue[],
  signal: AbortSignal,
): Promise<ReadingOf> {
  const { report } = fileOfRun(engine, file);
  if (report.source === null || report.status !== 'read') return () => null;
  const kind = kindOf(report.source);
  const read = engine.state.crmFileReadings.get(file);
  if (kind !== 'crm') return readSampleReadings(engine.workspace, kind, file, asked, null, signal);
  if (!read) return () => null;
  const records = open(engine, file, report.mapping, CRM_FIELDS);
  const reader = new CrmFieldReader(CRM_READING.nullTokens);
  const { scan } = await readFirstRecords(file, records, reader, signal);
  const path = await engine.workspace.lend('crm-sample.csv', joinBytes(scan.fresh));
  try {
    const csv = { path, longest: scan.longestFresh };
    const { hasDamagedNumbers, hasErrors } = reader;
    const crm = { csv, fields: CRM_FIELDS, ...CRM_READING, ...read, hasDamagedNumbers, hasErrors };
    return await readSampleReadings(engine.workspace, kind, file, asked, crm, signal);
  } finally {
    await engine.workspace.release(path);
  }
}
