import type { FileReport, FileStatus } from '../../contract/sources';
import type { ProjectSettings } from '../../contract/project';
import { mappingFor } from '../../domain/column-mappings';
import { datesInNames } from '../../domain/date-in-name';
import { SOURCES } from '../../domain/source-registry';
import { classifyFile, type Classification } from './classify-file';
import { PROFILES } from './profile';
import type { Discovery } from '../discover/discover';
import type { SniffedFile, UnusableFile } from '../discover/sniffed-file';
import { UNREAD_REPORT } from './unread-report';

/** A file that takes part in the run, or the reason why it does not. */
export interface FolderFile {
  readonly sniffed: SniffedFile | null;
  readonly classification: Classification | null;
  readonly report: FileReport;
}

const SHOWN_RECORDS = 5;

function describe(sniffed: SniffedFile): Omit<FileReport, 'status'> {
  return {
    ...UNREAD_REPORT,
    file: sniffed.entry.path,
    bytes: sniffed.entry.storedBytes ?? sniffed.entry.bytes,
    sha256: sniffed.sha256 ?? '',
    format: {
      kind: sniffed.format,
      encoding: sniffed.format === 'parquet' ? null : sniffed.encoding,
      delimiter: sniffed.format === 'csv' ? sniffed.delimiter : null,
      quote: sniffed.format === 'csv' ? sniffed.quote : null,
      headerLine: sniffed.hasHeader ? sniffed.preambleLines + 1 : 0,
      compression: sniffed.compression,
      preambleLines: sniffed.preambleLines,
      blankLines: 0,
    },
    form: sniffed.form ?? null,
    firstLines: sniffed.firstLines,
    headers: sniffed.headers,
    preview: sniffed.sample.slice(0, SHOWN_RECORDS),
  };
}

function statusOf(classification: Classification): { status: FileStatus; statusReason: string | null } {
  if (classification.source === null) {
    return classification.chosenBy === 'user'
      ? { status: 'ignored', statusReason: classification.undecided }
      : {
          status: 'unknown',
          statusReason: `${classification.undecided ?? 'No known source fits.'} Choose its source on the Sources screen, or leave it out.`,
        };
  }
  if (classification.missingRequired.length > 0) {
    const title = PROFILES[classification.source].title;
    const unlike = classification.mapping.flatMap((field) => field.unlike ?? []);
    if (unlike.length > 0) {
      const named = unlike.map((header) => `“${header}”`).join(' and ');
      return {
        status: 'needs_mapping',
        statusReason: `It looks like ${title}. ${named} ${unlike.length === 1 ? 'is a key by its name' : 'are keys by their names'}, but hardly any value there is an e-mail, a phone number or a hash that can be compared (MD5, SHA-1 or SHA-256, in hex digits or Base64), so nothing could match by ${unlike.length === 1 ? 'it' : 'them'}. Export ${unlike.length === 1 ? 'it' : 'them'} in one of these forms, or map other columns on the Sources screen.`,
      };
    }
    return {
      status: 'needs_mapping',
      statusReason: `It looks like ${title}, but no column was found for ${classification.missingRequired.join(', ')}. Map the column on the Sources screen, or export it again with that column.`,
    };
  }
  return { status: 'read', statusReason: null };
}

export const unusableReport = (file: UnusableFile): FileReport => ({
  ...UNREAD_REPORT,
  file: file.entry.path,
  bytes: file.entry.bytes,
  status: 'unusable',
  statusReason: `${file.message} ${file.hint}`,
});

/** A file by what was said of it, and of all files with its columns; what is said of the file itself goes first. */
function classifyAsTold(
  sniffed: SniffedFile,
  { files, mappings }: ProjectSettings,
): { readonly classification: Classification; readonly asHeader: FileReport['asHeader'] } {
  const own = files[sniffed.entry.path];
  const found = classifyFile(sniffed, PROFILES, own);
  // Siblings with the same columns differ in more than those: which one a file is has to be said of the file.
  const isOpen = own?.source === null || (found.source === null && found.isAlike);
  const said = isOpen ? null : mappingFor(mappings, sniffed.headers, found.source);
  if (said === null) return { classification: found, asHeader: null };
  const unit = own?.unit ?? said.unit;
  const choice = {
    ...(found.source === null || own?.source !== undefined ? { source: said.source } : {}),
    mapping: { ...said.mapping, ...own?.mapping },
    ...(unit !== undefined && { unit }),
  };
  return {
    classification: classifyFile(sniffed, PROFILES, choice),
    asHeader: found.source === null ? 'source' : 'columns',
  };
}

/** The columns that were kept of files with this header. Only of delivered leads anything is broken down by them. */
function dimensionsOf(
  { headers }: SniffedFile,
  { source }: Classification,
  { mappings }: ProjectSettings,
): FileReport['dimensions'] {
  if (source !== 'delivered_leads') return [];
  const kept = mappingFor(mappings, headers, source)?.dimensions ?? {};
  return Object.entries(kept)
    .filter(([, column]) => headers.includes(column))
    .map(([name, column]) => ({ name, column }));
}

function sortFile(sniffed: SniffedFile, settings: ProjectSettings): FolderFile {
  const { classification, asHeader } = classifyAsTold(sniffed, settings);
  return {
    sniffed,
    classification,
    report: {
      ...describe(sniffed),
      ...statusOf(classification),
      source: classification.source,
      sourceTitle: classification.source === null ? null : PROFILES[classification.source].title,
      chosenBy: classification.chosenBy,
      asHeader,
      candidates: classification.candidates,
      layout: classification.layout,
      mapping: classification.mapping,
      dimensions: dimensionsOf(sniffed, classification, settings),
    },
  };
}

/** @param isReport of a CRM: a later one may say that all is again as it was */
const asCopy = (file: SniffedFile, duplicateOf: string, isReport: boolean): FolderFile => ({
  sniffed: null,
  classification: null,
  report: {
    ...describe(file),
    status: 'duplicate',
    statusReason: `It has the same content as ${duplicateOf}, which is counted. ${isReport ? 'If it is a later report in which all is again as it was, put the dates of the reports into their names; else nothing is to be done.' : 'Nothing is to be done.'}`,
  },
});

/** A snapshot that equals an older one says that all is again as it was: it is a later word, not a copy. */
function isSameExport(a: FileReport, b: FileReport): boolean {
  if (a.source !== b.source) return false;
  if (a.source === null || SOURCES[a.source].kind !== 'crm') return true;
  const dates = datesInNames([a.file, b.file]);
  const [first, second] = [dates.get(a.file) ?? null, dates.get(b.file) ?? null];
  return first === null || second === null || first === second;
}

/**
 * Says what each file of the folder is: its source and mapping, or why it cannot be used. Two tools can give the very
 * same bytes: a file is a copy only where an earlier one with its content is of the same source. Two snapshots of the same
 * bytes with different dates in their names both count.
 */
export function sortFiles(discovery: Discovery, settings: ProjectSettings): readonly FolderFile[] {
  const usable = discovery.files.map((sniffed) => sortFile(sniffed, settings));
  const sourcesOf = new Map(usable.map(({ report }) => [report.file, [report]]));
  const repeated = discovery.duplicates.map(({ file, duplicateOf }): FolderFile => {
    const sorted = sortFile(file, settings);
    const earlier = sourcesOf.get(duplicateOf) ?? [];
    const same = earlier.find((report) => isSameExport(report, sorted.report));
    if (same || sorted.report.source === null)
      return asCopy(file, same?.file ?? duplicateOf, sorted.report.source === 'crm_report');
    earlier.push(sorted.report);
    return sorted;
  });
  const unusable = discovery.unusable.map((file): FolderFile => ({
    sniffed: null,
    classification: null,
    report: unusableReport(file),
  }));
  return [...usable, ...repeated, ...unusable];
}
