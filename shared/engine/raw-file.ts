import type { RawFile } from '../contract/explore';
import type { GridColumn } from '../contract/grid';
import type { FieldMapping, FileReport } from '../contract/sources';
import { decodeChunks } from '../domain/decode-chunks';
import { joinBytes } from '../domain/join-bytes';
import { temporaryTable } from '../queries/grid/row-order';
import { rawRows } from '../queries/sources/raw-rows';
import { rawFileName, type UserResult } from '../queries/sql/user-results';
import { namesOfSource } from '../stages/clean/records/file-ledger';
import { openRecords, type OpenRecords } from '../stages/clean/records/open-records';
import { scanRecords } from '../stages/clean/records/record-scanner';
import type { ScanResult } from '../stages/clean/records/scan-result';
import { fileOfRun } from './answers';
import type { Engine } from './engine';

/** Text of a file that is shown at most: the rest of a larger one would take the memory of the run. */
const MOST_BYTES = 96 * 2 ** 20;

const RECORD = 'record';
const NOTE = 'left out';

type Opened = RawFile & UserResult;

/**
 * The records of a file of the last run in the columns of the file, before anything is cleaned. What the run left out or
 * rejected is among them with its reason. Only the file that was opened last is kept.
 * @throws LeadlensError `no_such_file`, or of kind `input` where the file is gone or broken
 */
export async function openRawFile(engine: Engine, file: string, signal: AbortSignal): Promise<RawFile> {
  const { sniffed, report } = fileOfRun(engine, file);
  for (const other of engine.state.files) {
    if (other.report.file !== file) await engine.workspace.scratch.forget(rawFileName(other.report.file));
  }
  const headers = [...new Set(report.headers)].filter((header) => header !== '');
  const mapping = headers.map(
    (header) => report.mapping.find(({ column }) => column === header) ?? unused(header),
  );
  const { table, isWhole } = await engine.workspace.scratch.value<Opened>(
    rawFileName(file),
    signal,
    async (until) => {
      const records = openRecords(
        engine.openFolder(engine.state.folder),
        engine.parquet,
        sniffed,
        mapping,
        mapping.map(({ field }) => field),
        namesOfSource(report.source),
      );
      const { scan, isCut } = await scanFirst(file, records, until);
      const { name, drop } = await fill(engine, headers, scan, isCut, until);
      const value: Opened = {
        table: tableOf(report, headers, mapping, isCut),
        isWhole: !isCut,
        physical: name,
        asText: new Set(),
        sql: null,
      };
      return { value, cells: 0, isPinned: true, drop };
    },
  );
  return { table, isWhole };
}

/** A column that feeds no field, under a name that no field has. */
const unused = (column: string): FieldMapping => ({
  field: `column ${column}`,
  label: column,
  required: false,
  description: '',
  column,
  chosenBy: 'none',
});

/** The records of a file, of a large one the first. */
async function scanFirst(
  file: string,
  records: OpenRecords,
  signal: AbortSignal,
): Promise<{ readonly scan: ScanResult; readonly isCut: boolean }> {
  let isCut = false;
  async function* start(): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of decodeChunks(records.chunks(signal), records.layout, file)) {
      if (bytes > MOST_BYTES) {
        isCut = true;
        return;
      }
      bytes += chunk.length;
      yield chunk;
    }
  }
  const decoded = { ...records.layout, encoding: 'utf-8', compression: null, bomBytes: 0 } as const;
  const scan = await scanRecords(start(), decoded, null, { file, signal });
  return { scan, isCut };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Why each record is left out that has no row, as CSV: number, reason, text. */
function leftOut({ rawIds, remarks, rejected }: ScanResult): { readonly bytes: Uint8Array; longest: number } {
  const reasons = new Map(
    [...remarks, ...rejected].map(({ record, reason, text }) => [record, `${reason} ${text}`.trim()]),
  );
  const encoder = new TextEncoder();
  let longest = 0;
  const lines: Uint8Array[] = [];
  rawIds.forEach((id, index) => {
    if (id >= 0) return;
    const line = encoder.encode(
      `${String(index)},${quoted(reasons.get(index + 1) ?? 'A line that only divides.')}\n`,
    );
    longest = Math.max(longest, line.length);
    lines.push(line);
  });
  return { bytes: joinBytes(lines), longest };
}

async function fill(
  engine: Engine,
  headers: readonly string[],
  scan: ScanResult,
  isCut: boolean,
  signal: AbortSignal,
): ReturnType<typeof temporaryTable> {
  const { workspace } = engine;
  const others = leftOut(scan);
  const rows = await workspace.lend('raw-rows.csv', joinBytes(scan.fresh));
  const rest = await workspace.lend('raw-left-out.csv', others.bytes);
  try {
    const select = rawRows(
      namesOf(headers),
      { path: rows, longest: scan.longestFresh },
      { path: rest, longest: others.longest },
      isCut ? scan.rawIds.length - 1 : null,
    );
    return await temporaryTable(workspace, select, signal);
  } finally {
    await workspace.release(rows);
    await workspace.release(rest);
  }
}

/**
 * A name for each column, as the database tells names apart: whatever their case. `rowid` is one of its own.
 * @returns those of the number and of the reason, then those of the columns of the file
 */
function namesOf(headers: readonly string[]): readonly string[] {
  const taken = new Set(['rowid']);
  const named = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} (${String(number)})`;
    taken.add(name.toLowerCase());
    return name;
  };
  // The names of the file come first: they stay as they are where they can.
  const own = headers.map(named);
  return [named(RECORD), named(NOTE), ...own];
}

function tableOf(
  report: FileReport,
  headers: readonly string[],
  mapping: readonly FieldMapping[],
  isCut: boolean,
): RawFile['table'] {
  const [record = RECORD, reason = NOTE, ...names] = namesOf(headers);
  const column = (name: string, description: string, kind: GridColumn['kind'] = 'text'): GridColumn => ({
    name,
    label: name,
    kind,
    description,
  });
  const nameless = report.headers.length - headers.length;
  return {
    name: rawFileName(report.file),
    title: report.file,
    description: [
      isCut
        ? 'The first records of a large file as they stand in it.'
        : 'The records of the file as they stand in it.',
      'White space around a cell is left away.',
      ...(nameless > 0
        ? [`${String(nameless)} columns that have no name, or one that another has, are not shown.`]
        : []),
    ].join(' '),
    grain: 'one row per record',
    columns: [
      column(record, 'Number of the record, from 1.', 'count'),
      ...names.map((name, index) => {
        const field = mapping[index];
        return column(name, field && field.chosenBy !== 'none' ? `Read as ${field.label}.` : 'Not read.');
      }),
      column(reason, 'Why the run has no row of this record, and its text.'),
    ],
  };
}
