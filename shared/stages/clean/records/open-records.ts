import { decodeChunks } from '../../../domain/decode-chunks';
import { jsonAsCsv, readJsonRecord } from '../../../domain/json-table';
import { isIrregular, regularText } from '../../../domain/regular-text';
import type { FieldMapping } from '../../../contract/sources';
import type { FileSource } from '../../../ports/file-source';
import type { Parquet } from '../../../ports/parquet';
import type { Profile } from '../../classify/profile-schema';
import type { SniffedFile } from '../../discover/sniffed-file';
import { HeaderReader, keyColumns, type ColumnNames } from './header-reader';
import type { ScanLayout } from './scan-result';

export interface OpenRecords {
  readonly layout: ScanLayout;
  /** The bytes of the file as delimited text, from the start. */
  chunks(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** The text of a record, from 1, where `chunks` does not give it as it stands in the file; null: there is none. */
  rawRecord?(record: number, signal: AbortSignal): Promise<string | null>;
}

/** Bytes that are UTF-8 already. */
const AS_READ = { encoding: 'utf-8', compression: null, bomBytes: 0 } as const;

/** What a source says of the names of its columns. */
export interface SourceNames {
  readonly profile: Profile;
  /** A name as it is compared. */
  readonly keyOf: (name: string) => string;
}

const columnOf = (mapping: readonly FieldMapping[], field: string): string | null =>
  mapping.find((m) => m.field === field)?.column ?? null;

const PERSON_TYPES: ReadonlySet<string> = new Set(['id', 'hash', 'email', 'phone']);
const KEY_TYPES: ReadonlySet<string> = new Set([...PERSON_TYPES, 'date', 'timestamp']);

/** Whether each record of a source is a lead of a report. */
const isOfPeople = ({ profile }: SourceNames): boolean => profile.kind === 'crm';

/** What is known of the column of a field. A field that the first header does not feed is fed by no later one. */
function namesOf(
  field: string,
  mapping: readonly FieldMapping[],
  { profile, keyOf }: SourceNames,
): ColumnNames {
  const {
    aliases = [],
    type = 'text',
    required = false,
  } = profile.fields.find((f) => f.field === field) ?? {};
  const column = columnOf(mapping, field);
  const isCampaign = field === 'campaign_id';
  return {
    names: column === null ? [] : [column, ...aliases].map(keyOf),
    isKey: isOfPeople({ profile, keyOf })
      ? PERSON_TYPES.has(type) && field !== 'zip'
      : isCampaign || KEY_TYPES.has(type),
    isNeeded: required || isCampaign || type === 'date' || type === 'timestamp',
  };
}

const headerReader = (
  headers: readonly string[],
  columns: readonly ColumnNames[],
  { profile, keyOf }: SourceNames,
): HeaderReader =>
  new HeaderReader({ headers, aliases: profile.fields.flatMap((f) => f.aliases), columns, keyOf });

/**
 * Opens a data file as records whose fields come in the order of `fields`; Parquet is read as text like the rest.
 * @param names of the source; null where none is known, and no header can come again
 */
export function openRecords(
  source: FileSource,
  parquet: Parquet,
  file: SniffedFile,
  mapping: readonly FieldMapping[],
  fields: readonly string[],
  names: SourceNames | null,
): OpenRecords {
  const columns = fields.map((field) => columnOf(mapping, field));
  if (file.format === 'parquet') {
    const read = [...new Set(columns.filter((column) => column !== null))];
    return {
      layout: {
        ...AS_READ,
        delimiter: ',',
        preambleLines: 0,
        fieldCount: read.length,
        fields: columns.map((column) => (column === null ? -1 : read.indexOf(column))),
        keys: [],
        header: null,
        keepsBlankRows: true,
      },
      chunks: (signal) => parquet.rows(source, file.entry.path, read, signal),
    };
  }
  const { path } = file.entry;
  const indexes = columns.map((column) => (column === null ? -1 : file.headers.indexOf(column)));
  const known = names === null ? [] : fields.map((field) => namesOf(field, mapping, names));
  const layout = {
    encoding: file.encoding,
    compression: file.compression,
    bomBytes: file.bomBytes,
    delimiter: file.delimiter,
    preambleLines: file.preambleLines,
    fieldCount: file.headers.length,
    fields: indexes,
    keys: keyColumns(known, indexes),
    header: names === null ? null : headerReader(file.headers, known, names),
    keepsBlankRows: false,
    isOfPeople: names !== null && isOfPeople(names),
  };
  if (file.format === 'json') {
    const text = (signal: AbortSignal) => decodeChunks(source.stream(path, signal), file, path);
    return {
      layout: { ...layout, ...AS_READ, header: null, keepsBlankRows: true, hasRejectedLines: true },
      chunks: (signal) => jsonAsCsv(text(signal), file.jsonColumns),
      rawRecord: (record, signal) => readJsonRecord(text(signal), record),
    };
  }
  if (!isIrregular(file)) return { layout, chunks: (signal) => source.stream(path, signal) };
  return {
    layout: { ...layout, ...AS_READ, preambleLines: 0 },
    chunks: (signal) => regularText(decodeChunks(source.stream(path, signal), file, path), file),
  };
}

/** Texts that mean "no value", per field. */
export const nullTokensOf = <F extends string>(
  profile: Profile,
  fields: readonly F[],
): Readonly<Record<F, readonly string[]>> =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      [...profile.nullTokens, ...(profile.fields.find((f) => f.field === field)?.nullTokens ?? [])],
    ]),
  ) as unknown as Readonly<Record<F, readonly string[]>>;
