import type { Progress, RunOutcome } from '../contract/run';
import type { ReviewQueue } from '../contract/review';
import type { FileReport } from '../contract/sources';
import type { ProjectSettings } from '../contract/project';
import { decidedOf } from '../domain/decided';
import type { Decision } from '../domain/decision-state';
import { LeadlensError, throwIfCancelled } from '../domain/fault';
import type { Finding, Severity } from '../domain/finding';
import { KeyedQueue } from '../domain/keyed-queue';
import { sourcesOf } from '../domain/source';
import { compareText } from '../domain/text-order';
import type { Database } from '../ports/database';
import type { FileSource } from '../ports/file-source';
import type { Parquet } from '../ports/parquet';
import type { Workbooks } from '../ports/workbooks';
import {
  filesRead,
  leadAccount,
  leadQualityNumbers,
  revenueAccount,
  revenueNumbers,
} from '../sql/run-parameters';
import { Workspace } from '../sql/workspace';
import { folderFiles } from '../stages/classify/classify-parameters';
import { crmFileReadings, missingSentences } from '../stages/clean/clean-parameters';
import { answerable, sourcesRead } from '../stages/clean/missing-sources';
import { appliedDecisions, type AppliedDecision } from '../stages/decide/decide-parameters';
import { pairReview, type PairReview } from '../stages/dedup/dedup-parameters';
import { weightModel } from '../stages/match/match-parameters';
import { deadStretches } from '../stages/measure/measure-parameters';
import { reconcile } from '../stages/report/reconciliation';
import { findDifferences } from '../stages/report/reconciliation-findings';
import { summaryOf } from '../stages/report/summary';
import { COMPACT_FROM, textBytesOf } from './folder-size';
import { FULL_PLAN } from './full-plan';
import { readHeadlineMarks } from './headline-marks';
import { KeptBySteps, PlanRun } from './run-plan';
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
  /** Bytes of text from which on tables are held in little memory, though that takes time; where not given, a gigabyte. */
  readonly compactFrom?: number;
}

/** What one run, or one work on what a run has made, has to itself. */
const TABLES = 'tables';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const bySeverity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  compareText(a.code, b.code) ||
  compareText(a.files[0] ?? '', b.files[0] ?? '') ||
  compareText(a.message, b.message);

/** One project in one database: runs the pipeline, and keeps what has not changed from run to run. */
export class Engine {
  readonly #host: EngineHost;
  readonly #workspace: Workspace;
  readonly #sheets: WorkbookCache;
  readonly #kept: KeptBySteps;
  #state: RunState | null = null;
  #runs = 0;
  readonly #turns = new KeyedQueue();

  constructor(host: EngineHost) {
    this.#host = host;
    this.#sheets = new WorkbookCache(host.workbooks);
    this.#workspace = new Workspace(host.database, host.version);
    this.#kept = new KeptBySteps(this.#workspace);
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  /** Whether a run is under way, or waits for its turn. */
  get isRunning(): boolean {
    return this.#runs > 0;
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
    this.#runs += 1;
    return this.#turns
      .run(TABLES, () => this.#run(folder, settings, decisions, progress, signal))
      .finally(() => {
        this.#runs -= 1;
      });
  }

  /** Works on the tables of the last run while no other run is under way; a run that is asked for waits for its end. */
  alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#turns.run(TABLES, () => {
      throwIfCancelled(signal);
      return work();
    });
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
    const decided = decidedOf(settings, decisions);
    if (
      (await textBytesOf(this.#host.openFolder(folder), signal)) >= (this.#host.compactFrom ?? COMPACT_FROM)
    )
      await this.#workspace.compact();
    this.#workspace.begin();
    const run = new PlanRun(FULL_PLAN, {
      workspace: this.#workspace,
      source,
      parquet: this.#host.parquet,
      settings,
      decided,
      signal,
      progress,
      kept: this.#kept.kept,
    });
    await run.run(null);
    const files = run.get(filesRead);
    const read = sourcesRead(files);
    for (const question of answerable(read)) await run.run(question);
    progress({ stage: 'report', label: 'Writing the summary', file: null, done: 0, total: 1 });

    const answers = { leadQuality: run.peek(leadQualityNumbers), revenue: run.peek(revenueNumbers) };
    const reconciliation = reconcile(files, {
      leads: run.peek(leadAccount),
      revenue: run.peek(revenueAccount),
    });
    const findings = [...run.findings, ...findDifferences(reconciliation, answers)].sort(bySeverity);
    const reports = await withDigests(files, source, signal);
    throwIfCancelled(signal);
    const dead = run.peek(deadStretches) ?? [];
    const unmarked: Omit<RunOutcome, 'marked'> = {
      summary: summaryOf(this.#host.version, reports, reconciliation.sources, findings, answers),
      files: reports,
      reconciliation: reconciliation.files,
      findings,
      answered: [
        ...(answers.leadQuality ? (['leadQuality'] as const) : []),
        ...(sourcesOf('invoices').some((source) => read.has(source)) ? (['revenue'] as const) : []),
      ],
      missing: run.get(missingSentences),
      seconds: (performance.now() - startedAt) / 1000,
    };
    await this.#workspace.commit();
    const outcome = {
      ...unmarked,
      marked: await readHeadlineMarks(this.#workspace, unmarked.summary, settings, dead, signal),
    };
    const { acceptedRepairs, notAKey } = decided;
    const reported = new Map(files.map((report) => [report.file, report]));
    this.#state = {
      folder,
      settings: { ...settings, acceptedRepairs: [...acceptedRepairs], notAKey: [...notAKey] },
      decisions,
      outcome,
      files: run
        .get(folderFiles)
        .map((file) => ({ ...file, report: reported.get(file.report.file) ?? file.report })),
      weightModel: run.peek(weightModel),
      notApplied: notAppliedOf(run.peek(appliedDecisions) ?? [], run.peek(pairReview)),
      crmFileReadings: run.peek(crmFileReadings) ?? new Map(),
      deadStretches: dead,
      timed: run.clock.timed,
    };
    return outcome;
  }
}

/** Every readable file is named with its SHA-256, also those that count nowhere. */
async function withDigests(
  files: readonly FileReport[],
  source: FileSource,
  signal: AbortSignal,
): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of files) {
    if (file.sha256 !== '') {
      reports.push(file);
      continue;
    }
    try {
      reports.push({ ...file, sha256: await source.sha256(file.file, signal) });
    } catch (error) {
      if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
      reports.push(file);
    }
  }
  return reports;
}

/** Decisions that came with the run and do not count. */
const notAppliedOf = (
  identities: readonly AppliedDecision[],
  pairs: PairReview | null,
): ReviewQueue['notApplied'] => [
  ...identities.flatMap(({ decision: { id, subject }, state, evidenceNow }) =>
    state === 'stale' || state === 'unattached' ? [{ subject, decisionId: id, state, evidenceNow }] : [],
  ),
  ...(pairs?.unattached ?? []).map(({ id, subject }) => ({
    subject,
    decisionId: id,
    state: 'unattached' as const,
    evidenceNow: null,
  })),
];
