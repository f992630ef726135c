import { stat } from 'node:fs/promises';
import type { RunOutcome } from '../../../shared/contract/run';
import type { Paper } from '../../../shared/contract/report';
import { printable } from '../../../shared/domain/printable';
import { analysisText } from '../analysis-text';
import { changesText } from '../changes-text';
import type { CliContext } from '../cli-context';
import { EXIT, exitCodeOfOutcome, usageFault, type ExitCode } from '../exit-codes';
import { runFolder } from '../folder-run';
import { sourceOf, type ServerOptions } from '../from-server';
import { projectOf } from '../given-project';
import { withProfileFile } from '../given-profile';
import { openKeptAnswer } from '../kept-answers';
import type { EngineOptions } from '../engine-options';
import { checkEngine, chooseEngine } from '../native/engine-choice';
import { checkOutFolder } from '../out-folder';
import { RunHistory } from '../run-history';
import { timingJson, timingText } from '../timing-text';

export interface AnalyzeOptions extends EngineOptions, ServerOptions {
  readonly project?: string;
  readonly profile?: string;
  readonly out?: string;
  readonly json: boolean;
  /** Whether the answer of an earlier run may be taken, and this one's kept. */
  readonly cache: boolean;
  /** Whether it is said what the run took, and how; absent: it is not. */
  readonly timing?: 'text' | 'json';
  readonly failOn?: 'error' | 'change';
  /** Whether the project keeps what was counted. */
  readonly keepRun: boolean;
  readonly paper: Paper;
  readonly title?: string;
  readonly client?: string;
}

/** @throws LeadlensError `bad_usage` */
export async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw usageFault(`There is no folder ${folder}.`, 'Give the folder that holds the exports.');
  }
}

/** What a schedule must tell a person when the numbers are not to be had: which file, and what to do. */
export function tellWhatIsMissing(
  outcome: Pick<RunOutcome, 'files' | 'missing'>,
  context: Pick<CliContext, 'stderr'>,
): void {
  for (const file of outcome.files) {
    if (file.status !== 'needs_mapping' && file.status !== 'unusable' && file.status !== 'unknown') continue;
    context.stderr(printable(`leadlens: ${file.file}: ${file.statusReason ?? 'It could not be read.'}\n`));
  }
  for (const sentence of outcome.missing) context.stderr(printable(`leadlens: ${sentence}\n`));
}

/**
 * `leadlens analyze`: runs the engine over a folder, into which the files of a server are fetched first where one is given, or takes what an earlier run kept where nothing changed since, and
 * prints what it found.
 * @throws LeadlensError when the run came to no end
 */
export async function analyze(
  place: string | undefined,
  options: AnalyzeOptions,
  context: CliContext,
): Promise<ExitCode> {
  if (place !== undefined) await checkFolder(place);
  const given = await projectOf(options.project, context);
  const { folder, fetch } = await sourceOf(place, options, given, context);
  const settings =
    options.profile === undefined
      ? given.settings
      : { ...given.settings, ...(await withProfileFile(given.settings, options.profile)) };
  const project = { ...given, settings };
  const history = RunHistory.of(project, context, options.keepRun);
  if (history === null && (options.keepRun || options.failOn === 'change')) {
    throw usageFault(
      `${options.keepRun ? '--keep-run' : '--fail-on change'} needs the project that keeps the runs.`,
      'Give it with --project.',
    );
  }
  if (options.out !== undefined) await checkOutFolder(options.out, folder);
  // Before an answer is taken that is kept: what was asked for and is not there must be said.
  await checkEngine(options);
  await fetch?.();
  context.signal.throwIfAborted();

  const { decisions } = project;
  const { timing } = options;
  const kept = options.cache ? await openKeptAnswer({ folder, settings, decisions }, context) : null;
  // Files that are written are made of the tables: these are there after a run only.
  if (kept?.answer && options.out === undefined) {
    if (timing !== undefined) context.stderr('The answer is kept: nothing was run. --no-cache runs it.\n');
    return tell(folder, kept.answer, history, options, context);
  }
  const outcome = await runFolder(
    {
      folder,
      project,
      native: await chooseEngine(options, folder, context.signal),
      out: options.out === undefined ? null : { ...options, directory: options.out },
      ...(timing === undefined
        ? {}
        : {
            tellTiming: (taken) => context.stderr(timing === 'json' ? timingJson(taken) : timingText(taken)),
          }),
    },
    context,
  );
  // Where it cannot be kept, it is computed again: that is no fault.
  await kept?.keep(outcome).catch(() => false);
  return tell(folder, outcome, history, options, context);
}

/** Prints what a run found, and what it changed. @returns the exit code that says it */
async function tell(
  folder: string,
  outcome: RunOutcome,
  history: RunHistory | null,
  options: Pick<AnalyzeOptions, 'json' | 'failOn' | 'keepRun'>,
  context: CliContext,
): Promise<ExitCode> {
  const changes = (await history?.changesOf(outcome)) ?? null;
  const text = options.json ? `${JSON.stringify(outcome.summary, null, 2)}\n` : analysisText(folder, outcome);
  context.stdout(printable(changes && !options.json ? `${text}\n${changesText(changes)}` : text));
  if (options.keepRun) await history?.keep(outcome);
  const code = exitCodeOfOutcome(outcome, options.failOn === 'error');
  if (code === EXIT.unanswered) tellWhatIsMissing(outcome, context);
  const isChanged = options.failOn === 'change' && changes !== null && changes.toLookAt.length > 0;
  return code === EXIT.done && isChanged ? EXIT.changed : code;
}
