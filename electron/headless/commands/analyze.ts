import { stat } from 'node:fs/promises';
import type { Progress, RunOutcome } from '../../../shared/contract/run';
import type { Paper } from '../../../shared/contract/report';
import { oneLine } from '../../../shared/domain/one-line';
import { printable } from '../../../shared/domain/printable';
import { analysisText } from '../analysis-text';
import type { CliContext } from '../cli-context';
import { startEngine } from '../engine-client';
import { EXIT, exitCodeOfOutcome, usageFault, type ExitCode } from '../exit-codes';
import { projectOf, reportExtrasOf } from '../given-project';
import { withProfileFile } from '../given-profile';
import { openKeptAnswer } from '../kept-answers';
import { checkOutFolder, writeOut } from '../out-folder';
import { progressLine } from '../progress-line';
import { FileClock, timingText } from '../timing-text';

export interface AnalyzeOptions {
  readonly project?: string;
  readonly profile?: string;
  readonly out?: string;
  readonly json: boolean;
  /** Whether the answer of an earlier run may be taken, and this one's kept. */
  readonly cache: boolean;
  readonly timing: boolean;
  readonly failOn?: 'error';
  readonly paper: Paper;
  readonly title?: string;
  readonly client?: string;
}

async function checkFolder(folder: string): Promise<void> {
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
 * `leadlens analyze`: runs the engine over a folder, or takes what an earlier run kept where nothing changed since, and
 * prints what it found.
 * @throws LeadlensError when the run came to no end
 */
export async function analyze(
  folder: string,
  options: AnalyzeOptions,
  context: CliContext,
): Promise<ExitCode> {
  await checkFolder(folder);
  const { settings: ofProject, decisions, folder: project } = await projectOf(options.project, context);
  const settings =
    options.profile === undefined
      ? ofProject
      : { ...ofProject, ...(await withProfileFile(ofProject, options.profile)) };
  if (options.out !== undefined) await checkOutFolder(options.out, folder);
  context.signal.throwIfAborted();

  const line = progressLine(context);
  const kept = options.cache ? await openKeptAnswer({ folder, settings, decisions }, context) : null;
  // Files that are written are made of the tables: these are there after a run only.
  if (kept?.answer && options.out === undefined) {
    if (options.timing) context.stderr('The answer is kept: nothing was run. --no-cache runs it.\n');
    return tell(folder, kept.answer, options, context);
  }
  const clock = new FileClock();
  const engine = startEngine(folder, context.threads);
  try {
    const outcome = await engine.call(
      'run',
      { folder, settings, decisions },
      {
        signal: context.signal,
        onProgress: (progress: Progress) => {
          clock.hear(progress);
          line.show(progress.label, progress.done, progress.total);
        },
      },
    );
    clock.end();
    if (options.out !== undefined) {
      const { logo, notes, board } = await reportExtrasOf(project, context);
      await writeOut({
        directory: options.out,
        engine,
        place: folder,
        paper: options.paper,
        head: {
          title: oneLine(options.title ?? settings.reportTitle),
          client: oneLine(options.client ?? settings.clientName),
          logo,
        },
        notes,
        board,
        signal: context.signal,
        onProgress: ({ label, done, total }) => line.show(label, done, total),
      });
    }
    line.clear();
    const code = tell(folder, outcome, options, context);
    if (options.timing)
      context.stderr(timingText(await engine.call('timings', {}), clock.taken, outcome.seconds));
    // Where it cannot be kept, it is computed again: that is no fault.
    await kept?.keep(outcome).catch(() => false);
    return code;
  } finally {
    line.clear();
    await engine.close();
  }
}

/** Prints what a run found. @returns the exit code that says it */
function tell(
  folder: string,
  outcome: RunOutcome,
  options: Pick<AnalyzeOptions, 'json' | 'failOn'>,
  context: CliContext,
): ExitCode {
  const text = options.json ? `${JSON.stringify(outcome.summary, null, 2)}\n` : analysisText(folder, outcome);
  context.stdout(printable(text));
  const code = exitCodeOfOutcome(outcome, options.failOn === 'error');
  if (code === EXIT.unanswered) tellWhatIsMissing(outcome, context);
  return code;
}
