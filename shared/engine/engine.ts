import type { Progress, RunOutcome } from '../contract/run';
import type { FileReport } from '../contract/sources';
import type { ProjectSettings } from '../contract/project';
import type { Decision } from '../domain/decision-state';
import { LeadlensError, throwIfCancelled } from '../domain/fault';
import type { Finding, Severity } from '../domain/finding';
import { sourcesOf, type SourceId } from '../domain/source';
import { compareText } from '../domain/text-order';
import type { Database } from '../ports/database';
import type { FileSource } from '../ports/file-source';
import type { Parquet } from '../ports/parquet';
import type { Workbooks } from '../ports/workbooks';
import { Workspace } from '../sql/workspace';
import { findInSources } from '../stages/classify/classify-findings';
import { whatIsMissing } from '../stages/clean/missing-sources';
import { findInRecords } from '../stages/clean/records/record-findings';
import { findInValues } from '../stages/clean/values/value-findings';
import { discover } from '../stages/discover/discover';
import { findHeaderless, findInFiles, findNotRead } from '../stages/discover/discover-findings';
import { summaryOf } from '../stages/report/summary';
import { FileLedger, type ReadContext } from './file-ledger';
import { sortFiles } from './folder-files';
import { measureLeadQuality, type Measured } from './measure-lead-quality';
import { measureRevenue, type MeasuredRevenue } from './measure-revenue';
import { LeadQualityReader } from './read-lead-quality';
import { RevenueReader } from './read-revenue';
import type { RunState } from './run-state';
import { withWorkbooks, WorkbookCache } from './workbook-files';

/** What a host gives the engine. */
export interface EngineHost {
  readonly database: Database;
  readonly parquet: Parquet;
  readonly workbooks: Workbooks;
  readonly version: string;
  /** The files of a folder by the name that the run request gives it. */
  readonly openFolder: (folder: string) => FileSource;
  /** The bytes of a font of `resources/fonts`. */
  readonly readFont: (name: string) => Promise<Uint8Array>;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const bySeverity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  compareText(a.code, b.code) ||
  compareText(a.files[0] ?? '', b.files[0] ?? '') ||
  compareText(a.message, b.message);

/** What decisions say about the whole project goes where the settings of the same meaning are. */
function withDecisions(settings: ProjectSettings, decisions: readonly Decision[]): ProjectSettings {
  const accepted = decisions.filter((d) => d.verdict === 'accept').map((d) => d.subject);
  const keys = accepted.flatMap((subject) => (subject.kind === 'key' ? [subject.value] : []));
  const repairs = accepted.flatMap((subject) => (subject.kind === 'repair' ? [subject.code] : []));
  return {
    ...settings,
    notAKey: [...new Set([...settings.notAKey, ...keys])].sort(),
    acceptedRepairs: [...new Set([...settings.acceptedRepairs, ...repairs])].sort(),
  };
}

/** One project in one database: runs the pipeline, and keeps what has not changed from run to run. */
export class Engine {
  readonly #host: EngineHost;
  readonly #workspace: Workspace;
  readonly #sheets: WorkbookCache;
  #reader: LeadQualityReader;
  readonly #revenueReader: RevenueReader;
  #state: RunState | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(host: EngineHost) {
    this.#host = host;
    this.#sheets = new WorkbookCache(host.workbooks);
    this.#workspace = new Workspace(host.database, host.version);
    this.#reader = new LeadQualityReader(this.#workspace);
    this.#revenueReader = new RevenueReader(this.#workspace);
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  /** The last finished run. Throws when there is none. */
  get state(): RunState {
    if (!this.#state) {
      throw new LeadlensError({
        kind: 'input',
        code: 'nothing_run',
        message: 'No folder has been read yet.',
        hint: 'Open a folder first.',
      });
    }
    return this.#state;
  }

  openFolder(folder: string): FileSource {
    return withWorkbooks(this.#host.openFolder(folder), this.#sheets);
  }

  get version(): string {
    return this.#host.version;
  }

  readFont(name: string): Promise<Uint8Array> {
    return this.#host.readFont(name);
  }

  get parquet(): Parquet {
    return this.#host.parquet;
  }

  /** Runs all stages over a folder. One run at a time: a second one waits for the first to end or be cancelled. */
  run(
    folder: string,
    settings: ProjectSettings,
    decisions: readonly Decision[],
    progress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    const decided = withDecisions(settings, decisions);
    const run = this.#running.then(() => this.#run(folder, decided, decisions, progress, signal));
    this.#running = run.catch(() => undefined);
    return run;
  }

  /** Works on the tables of the last run while no other run is under way; a run that is asked for waits for its end. */
  alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const working = this.#running.then(() => {
      throwIfCancelled(signal);
      return work();
    });
    this.#running = working.catch(() => undefined);
    return working;
  }

  async #run(
    folder: string,
    settings: ProjectSettings,
    decisions: readonly Decision[],
    tell: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    throwIfCancelled(signal);
    // Every step begins with a word about it: none begins after a cancel.
    const progress = (step: Progress): void => {
      throwIfCancelled(signal);
      tell(step);
    };
    const startedAt = performance.now();
    const source = this.openFolder(folder);
    const context: ReadContext = {
      workspace: this.#workspace,
      source,
      parquet: this.#host.parquet,
      settings,
      decisions,
      signal,
      progress,
    };
    this.#workspace.begin();
    progress({ stage: 'discover', label: 'Looking for data files', file: null, done: 0, total: 1 });
    const discovery = await discover(source, this.#host.parquet, signal, (entry, done, total) => {
      progress({ stage: 'discover', label: `Looking into ${entry.path}`, file: entry.path, done, total });
    });
    progress({ stage: 'classify', label: 'Recognising sources', file: null, done: 0, total: 1 });
    const sorted = sortFiles(discovery, settings);
    const ledger = new FileLedger(sorted, context);
    const cleaned = await this.#reader.clean(sorted, ledger, context);
    const marketing = await this.#revenueReader.clean(sorted, ledger, context);
    await ledger.store();
    const files = ledger.files.map((f) => f.report);

    let measured: Measured | null = null;
    if (cleaned.hasDelivered && cleaned.hasReports) measured = await measureLeadQuality(context, files);
    let revenue: MeasuredRevenue | null = null;
    if (marketing.sources.size > 0) revenue = await measureRevenue(context);
    progress({ stage: 'report', label: 'Writing the summary', file: null, done: 0, total: 1 });

    const duplicateHeaders = new Map(
      discovery.files.map((file) => [file.entry.path, file.duplicateHeaders] as const),
    );
    const read = new Set<SourceId>(marketing.sources);
    if (cleaned.hasDelivered) read.add('delivered_leads');
    if (cleaned.hasReports) read.add('crm_report');
    const missing = whatIsMissing(files, read);
    const findings = [
      ...findInFiles(files, duplicateHeaders),
      ...findHeaderless(discovery.files),
      ...findNotRead(discovery.notRead),
      ...findInSources(files),
      ...findInRecords(files),
      ...findInValues(ledger.values),
      ...cleaned.findings,
      ...marketing.findings,
      ...missing.findings,
      ...(measured?.findings ?? []),
      ...(revenue?.findings ?? []),
    ].sort(bySeverity);
    const reports = await this.#withDigests(files, context);
    throwIfCancelled(signal);
    const outcome: RunOutcome = {
      summary: summaryOf(this.#host.version, reports, findings, {
        leadQuality: measured?.leadQuality ?? null,
        revenue: revenue?.revenue ?? null,
      }),
      files: reports,
      findings,
      answered: [
        ...(measured ? (['leadQuality'] as const) : []),
        ...(sourcesOf('invoices').some((source) => read.has(source)) ? (['revenue'] as const) : []),
      ],
      missing: missing.sentences,
      seconds: (performance.now() - startedAt) / 1000,
    };
    await this.#workspace.commit();
    this.#state = {
      folder,
      settings,
      decisions,
      outcome,
      files: ledger.files,
      weightModel: measured?.weightModel ?? null,
      notApplied: [...(measured?.notApplied ?? []), ...(revenue?.notApplied ?? [])],
      deadStretches: measured?.deadStretches ?? [],
    };
    return outcome;
  }

  /** Every readable file is named with its SHA-256, also those that count nowhere. */
  async #withDigests(files: readonly FileReport[], context: ReadContext): Promise<readonly FileReport[]> {
    const reports: FileReport[] = [];
    for (const file of files) {
      if (file.sha256 !== '') {
        reports.push(file);
        continue;
      }
      try {
        reports.push({ ...file, sha256: await context.source.sha256(file.file, context.signal) });
      } catch (error) {
        if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
        reports.push(file);
      }
    }
    return reports;
  }
}
