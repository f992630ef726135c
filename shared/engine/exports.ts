import { Zip, ZipPassThrough } from 'fflate';
import type { EngineMethods, EngineRequest } from '../contract/engine';
import { allRows } from '../contract/grid';
import { headlineLinks } from '../domain/headline';
import type { ExportChunk, ExportedFiles, ExportKind, ExportRequest } from '../contract/report';
import { NO_HEAD } from '../contract/report-head';
import { writeCsv } from '../queries/grid/csv';
import { readFunnel } from '../queries/lead-quality/funnel-view';
import { reportedTrends } from '../queries/lead-quality/reported-trends';
import { readRevenueView } from '../queries/revenue/revenue-view';
import { explore } from '../queries/sql/explorations';
import { starTables, writeParquet } from '../queries/grid/star-schema';
import { EXPORT_TABLES } from '../queries/grid/tables';
import { MANIFEST_NAME } from '../ports/file-source';
import type { CallContext } from '../rpc/server';
import { manifestOf } from '../stages/report/manifest';
import { reportDocument } from '../stages/report/report-document';
import type { ReportInput } from '../stages/report/report-types';
import { decidedOf } from '../domain/decided';
import type { Engine } from './engine';
import { boardPlaces, reportNotes } from './report-extras';

/** Takes the pieces of the files of an export, one file after the other. */
type Send = (chunk: ExportChunk) => Promise<void>;

/** Reads what a report is made of. */
async function reportInput(
  engine: Engine,
  request: Pick<
    ExportRequest,
    'place' | 'writtenAt' | 'head' | 'sections' | 'explorations' | 'notes' | 'board' | 'runs'
  >,
  signal: AbortSignal,
): Promise<ReportInput> {
  const { outcome, settings, deadStretches, decisions } = engine.state;
  const { leadQuality, revenue } = outcome.summary;
  const { acceptedRepairs, notAKey } = decidedOf(settings, decisions);
  const acknowledged = new Set(
    outcome.findings.flatMap(({ repair }) => (repair?.kind === 'acknowledge' ? [repair.code] : [])),
  );
  const { workspace } = engine;
  const context = { workspace, groups: settings.dispositionGroups, signal };
  const links = leadQuality ? headlineLinks(leadQuality) : 'linked';
  const funnel = leadQuality
    ? await readFunnel(context, leadQuality, deadStretches, { basis: 'ever', links })
    : null;
  const explored = [];
  for (const one of request.sections.includes('explorations')
    ? (request.explorations ?? settings.explorations)
    : []) {
    explored.push(await explore(workspace, one, signal));
  }
  return {
    version: engine.version,
    writtenAt: request.writtenAt,
    place: request.place,
    head: request.head ?? NO_HEAD,
    notes: await reportNotes(engine, request, signal),
    board: await boardPlaces(engine, request, signal),
    runs: request.runs ?? [],
    outcome,
    settings,
    decisions: decisions.length,
    accepted: {
      repairs: acceptedRepairs.filter((code) => !acknowledged.has(code)).length,
      acknowledged: acceptedRepairs.filter((code) => acknowledged.has(code)).length,
      noKeys: notAKey.length,
    },
    funnel,
    revenue:
      revenue && outcome.answered.includes('revenue')
        ? await readRevenueView(workspace, revenue, settings.attributionWindowDays, {}, signal)
        : null,
    rateTrends:
      funnel && request.sections.includes('change')
        ? await reportedTrends(context, deadStretches, funnel, links)
        : [],
    explored,
  };
}

const jsonBytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** Puts files together in one ZIP archive, without packing what is packed already. */
function zipped(
  file: string,
  writtenAt: string,
  send: Send,
): { readonly send: Send; readonly end: () => Promise<number> } {
  let written = 0;
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  let current: ZipPassThrough | null = null;
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else ready.push(bytes);
  });
  const flush = async (last: boolean): Promise<void> => {
    if (failure) throw failure;
    const parts = ready;
    ready = [];
    for (const bytes of parts) {
      written += bytes.length;
      await send({ file, bytes: bytes.slice(), last: false });
    }
    if (last) await send({ file, bytes: new Uint8Array(), last });
  };
  return {
    send: async (chunk) => {
      if (!current) {
        current = new ZipPassThrough(chunk.file);
        current.mtime = writtenAt;
        zip.add(current);
      }
      current.push(chunk.bytes, chunk.last);
      if (chunk.last) current = null;
      await flush(false);
    },
    end: async () => {
      zip.end();
      await flush(true);
      return written;
    },
  };
}

/** Writes the files of one kind. */
type Write = (
  engine: Engine,
  request: ExportRequest,
  input: () => Promise<ReportInput>,
  send: Send,
  signal: AbortSignal,
) => Promise<void>;

const whole = (send: Send, file: string, bytes: Uint8Array): Promise<void> =>
  send({ file, bytes, last: true });

const manifestFor = (engine: Engine, { writtenAt, place }: ExportRequest) =>
  manifestOf({ version: engine.version, writtenAt, place }, engine.state);

const WRITERS: { readonly [K in ExportKind]: Write } = {
  summary: (engine, _, __, send) => whole(send, 'summary.json', jsonBytes(engine.state.outcome.summary)),
  // What draws and packs is large: it is loaded when it is asked for.
  pdf: async (engine, { sections, paper }, input, send) => {
    const { pdfReport } = await import('../stages/report/pdf/pdf-report');
    const report = reportDocument(await input(), sections);
    await whole(send, 'report.pdf', await pdfReport(report, paper, (name) => engine.readFont(name)));
  },
  xlsx: async (engine, request, input, send) => {
    const { workbook } = await import('../stages/report/workbook');
    const report = reportDocument(await input(), request.sections);
    await whole(send, 'report.xlsx', await workbook(report, manifestFor(engine, request)));
  },
  tables: async (engine, _, __, send, signal) => {
    for (const table of EXPORT_TABLES.filter((relation) => engine.workspace.has(relation))) {
      const file = `tables/${table.name}.csv`;
      const query = allRows(table.name);
      const options = { byteOrderMark: true, raw: false, dead: engine.state.deadStretches };
      await writeCsv(engine.workspace, query, options, (chunk) => send({ file, ...chunk }), signal);
    }
  },
  star: async (engine, _, __, send, signal) => {
    for (const relation of starTables(engine.workspace)) {
      const file = `star/${relation.name}.parquet`;
      await writeParquet(
        engine.workspace,
        engine.parquet,
        relation,
        (chunk) => send({ file, ...chunk }),
        signal,
      );
    }
  },
};

/** The name of the archive of an export. */
const archiveOf = ({ what }: ExportRequest): string =>
  what.length === 1 && what[0] !== undefined ? `leadlens-${what[0]}.zip` : 'leadlens.zip';

/** Writes what a request asks for of the last run, while no other run is under way. */
export function exportFiles(
  engine: Engine,
  request: ExportRequest,
  { send, signal, progress }: CallContext<EngineMethods['export']>,
): Promise<ExportedFiles> {
  return engine.alone(async () => {
    const written = new Map<string, number>();
    const counted: Send = (chunk) => {
      written.set(chunk.file, (written.get(chunk.file) ?? 0) + chunk.bytes.length);
      return send(chunk);
    };
    const archive = request.zipped ? zipped(archiveOf(request), request.writtenAt, counted) : null;
    const into = archive?.send ?? counted;
    let read: Promise<ReportInput> | null = null;
    const input = (): Promise<ReportInput> => (read ??= reportInput(engine, request, signal));
    // First of all: a folder that holds anything of ours is known as an export even when what follows fails.
    if (request.withManifest) await whole(into, MANIFEST_NAME, jsonBytes(manifestFor(engine, request)));
    for (const [done, kind] of request.what.entries()) {
      progress({ stage: 'report', label: LABELS[kind], file: null, done, total: request.what.length });
      await WRITERS[kind](engine, request, input, into, signal);
    }
    await archive?.end();
    return { files: [...written].map(([file, bytes]) => ({ file, bytes })) };
  }, signal);
}

const LABELS: { readonly [K in ExportKind]: string } = {
  summary: 'Writing summary.json',
  pdf: 'Writing the PDF',
  xlsx: 'Writing the workbook',
  tables: 'Writing the CSV tables',
  star: 'Writing the star schema',
};

/** Writes all rows of a grid as CSV, while no run is under way. */
export function exportCsv(
  engine: Engine,
  { query, ...options }: EngineRequest<'csv'>,
  { send, signal }: CallContext<EngineMethods['csv']>,
): Promise<ExportedFiles> {
  return engine.alone(async () => {
    const file = `${query.table}.csv`;
    const bytes = await writeCsv(
      engine.workspace,
      query,
      { ...options, dead: engine.state.deadStretches },
      (chunk) => send({ file, ...chunk }),
      signal,
    );
    return { files: [{ file, bytes }] };
  }, signal);
}
