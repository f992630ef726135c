import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Paper } from '../../../shared/contract/report';
import type { RunOutcome } from '../../../shared/contract/run';
import { faultOf } from '../../../shared/domain/fault';
import { printable } from '../../../shared/domain/printable';
import type { Schedule } from '../../../shared/domain/schedule';
import { dataDirectory } from '../../services/data-directory';
import { holderText, lockForWriting, type WriterLock } from '../../services/writer-lock';
import { userName } from '../../services/user-name';
import type { CliContext } from '../cli-context';
import { EXIT, usageFault, type ExitCode } from '../exit-codes';
import { FolderChanges } from '../folder-changes';
import { runFolder } from '../folder-run';
import { sourceOf, type ServerOptions } from '../from-server';
import { projectOf } from '../given-project';
import { openKeptAnswer } from '../kept-answers';
import type { EngineOptions } from '../engine-options';
import { checkEngine, chooseEngine } from '../native/engine-choice';
import { checkOutFolder } from '../out-folder';
import { RunHistory } from '../run-history';
import { runLine } from '../run-line';
import { dailyAt, everySoOften } from '../schedule';
import { Arrivals, duesOf } from '../watch-turns';
import { checkFolder, tellWhatIsMissing } from './analyze';

export interface WatchOptions extends EngineOptions, ServerOptions {
  readonly project?: string;
  readonly at?: string;
  readonly every?: string;
  readonly out?: string;
  readonly paper: Paper;
}

/** Null: whenever files come. @throws LeadlensError `bad_usage` */
function scheduleOf({ at, every }: WatchOptions): Schedule | null {
  if (at !== undefined && every !== undefined)
    throw usageFault('--at and --every are two schedules.', 'Give one of them.');
  if (at !== undefined) return dailyAt(at);
  return every === undefined ? null : everySoOften(every);
}

/** Where it is said who watches: in the project, else in the data directory. */
async function lockFile(folder: string, project: string | null): Promise<string> {
  if (project !== null) return join(project, 'watching.json');
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  return join(dataDirectory(), 'watching', `${name.slice(0, 16)}.json`);
}

/** @throws LeadlensError `bad_usage` where another process watches */
async function lock(folder: string, project: string | null): Promise<WriterLock> {
  const locking = await lockForWriting(await lockFile(folder, project), userName(), () => new Date());
  if (locking.state === 'mine') return locking.lock;
  throw usageFault(`This is watched already: ${holderText(locking.holder)}.`, 'Stop that one first.');
}

/** Runs over a folder again and again, a line each. */
class Watching {
  readonly #folder: string;
  readonly #options: WatchOptions;
  readonly #context: CliContext;
  #last: RunOutcome | null = null;
  /** Whether what `#last` counted has been written. */
  #isWritten = false;

  constructor(folder: string, options: WatchOptions, context: CliContext) {
    this.#folder = folder;
    this.#options = options;
    this.#context = context;
  }

  /** A run that fails is a line, too: the next one may find the drive again. */
  async run(): Promise<void> {
    const { signal } = this.#context;
    const startedAt = performance.now();
    try {
      const line = await this.#run();
      if (!signal.aborted) this.#say(`${line}; ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (signal.aborted) return;
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    const { message, hint } = faultOf(error);
    this.#say(`failed: ${message}${hint === undefined ? '' : ` ${hint}`}`);
  }

  #say(line: string): void {
    this.#context.stdout(
      `${new Date().toISOString().slice(0, 19)}Z  ${printable(line).replaceAll('\n', ' ')}\n`,
    );
  }

  async #run(): Promise<string> {
    const { out, paper, project: place } = this.#options;
    await checkFolder(this.#folder);
    // Settings and decisions may have changed since.
    const project = await projectOf(place, this.#context);
    if (out !== undefined) await checkOutFolder(out, this.#folder);
    const { settings, decisions } = project;
    const kept = await openKeptAnswer({ folder: this.#folder, settings, decisions }, this.#context);
    const answer = kept?.answer ?? null;
    const isThere = out === undefined || (this.#isWritten && isEqual(answer, this.#last));
    const outcome =
      answer && isThere
        ? answer
        : await runFolder(
            {
              folder: this.#folder,
              project,
              native: await chooseEngine(this.#options, this.#folder, this.#context.signal),
              out: out === undefined ? null : { directory: out, paper },
            },
            this.#context,
          );
    if (outcome !== answer) await kept?.keep(outcome).catch(() => false);
    this.#isWritten = out !== undefined;
    const history = RunHistory.of(project, this.#context, true);
    const changes = (await history?.changesOf(outcome)) ?? null;
    await history?.keep(outcome);
    if (outcome.answered.length === 0) tellWhatIsMissing(outcome, this.#context);
    const line = runLine(outcome, this.#last?.files ?? null, changes);
    this.#last = outcome;
    return line;
  }
}

const isEqual = (a: RunOutcome | null, b: RunOutcome | null): boolean =>
  a !== null && b !== null && JSON.stringify(a.summary) === JSON.stringify(b.summary);

/**
 * `leadlens watch`: runs whenever files come, or as a schedule says, prints a line for each run, and keeps what was counted
 * with the project, until it is stopped. Where the files come from a server, they are fetched before each run.
 * @throws LeadlensError `bad_usage`; at first also what keeps the user from the server
 */
export async function watch(
  place: string | undefined,
  options: WatchOptions,
  context: CliContext,
): Promise<ExitCode> {
  const schedule = scheduleOf(options);
  if (place !== undefined) await checkFolder(place);
  const given = await projectOf(options.project, context);
  const { folder, fetch } = await sourceOf(place, options, given, context);
  await checkEngine(options);
  if (options.out !== undefined) await checkOutFolder(options.out, folder);
  const mine = await lock(folder, given.folder);
  const warn = (message: string): void => context.stderr(printable(`leadlens: ${message}\n`));
  let changes: FolderChanges | null = null;
  try {
    const watching = new Watching(folder, options, context);
    const fail = (error: unknown): void => watching.fail(error);
    const arrivals = fetch && new Arrivals(fetch, fail, context.signal);
    const isAtOnce = schedule?.kind !== 'at';
    const isHere = !isAtOnce || arrivals === null || (await arrivals.turn()) !== 'failed';
    // What came with the first fetch is read at once: it is no change.
    if (schedule === null) changes = await FolderChanges.of(folder, options.out ?? null, warn);
    if (isAtOnce && isHere && !context.signal.aborted) await watching.run();
    for await (const _ of duesOf({ schedule, changes, arrivals }, context)) await watching.run();
  } finally {
    await changes?.close();
    await mine.release();
  }
  return EXIT.done;
}
