import { FileClock } from '../../shared/contract/file-clock';
import type { Paper } from '../../shared/contract/report';
import type { Progress, RunOutcome } from '../../shared/contract/run';
import { runTiming, type RunTiming } from '../../shared/contract/run-timing';
import { oneLine } from '../../shared/domain/one-line';
import type { CliContext } from './cli-context';
import { startEngine } from './engine-client';
import { reportExtrasOf, type GivenProject } from './given-project';
import type { NativeChoice } from './native/engine-choice';
import { writeOut } from './out-folder';
import { progressLine } from './progress-line';

/** What is run over, and what is written of it. */
export interface FolderRun {
  readonly folder: string;
  readonly project: GivenProject;
  /** What a native database may take; null: DuckDB-WASM. */
  readonly native: NativeChoice | null;
  /** Null: nothing is written. */
  readonly out: {
    readonly directory: string;
    readonly paper: Paper;
    /** Else what the project says. */
    readonly title?: string;
    readonly client?: string;
  } | null;
  /** Is told what stages, files, models and steps took. */
  readonly tellTiming?: (timing: RunTiming) => void;
}

/**
 * Runs the engine over a folder to its end, and writes what can be taken away.
 * @throws LeadlensError when the run came to no end; `write_failed`, `cancelled`
 */
export async function runFolder(
  { folder, project, native, out, tellTiming }: FolderRun,
  context: CliContext,
): Promise<RunOutcome> {
  const { settings, decisions } = project;
  const { signal } = context;
  const line = progressLine(context);
  const clock = new FileClock();
  const engine = await startEngine(folder, native, context.threads);
  try {
    const onProgress = (progress: Progress): void => {
      clock.hear(progress);
      line.show(progress.label, progress.done, progress.total);
    };
    const outcome = await engine.call('run', { folder, settings, decisions }, { signal, onProgress });
    clock.end();
    if (out !== null) {
      const { logo, notes, board, runs } = await reportExtrasOf(project.folder, context);
      await writeOut({
        directory: out.directory,
        engine,
        place: folder,
        paper: out.paper,
        head: {
          title: oneLine(out.title ?? settings.reportTitle),
          client: oneLine(out.client ?? settings.clientName),
          logo,
        },
        notes,
        board,
        runs,
        signal,
        onProgress: ({ label, done, total }) => line.show(label, done, total),
      });
    }
    line.clear();
    tellTiming?.(runTiming(await engine.call('timings', {}), clock.taken, outcome));
    return outcome;
  } finally {
    line.clear();
    await engine.close();
  }
}
