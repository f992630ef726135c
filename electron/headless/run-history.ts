import { runChanges, type RunChanges } from '../../shared/charts/run-changes';
import { numbersOf } from '../../shared/contract/run-numbers';
import type { RunOutcome } from '../../shared/contract/run';
import { headlineKey } from '../../shared/domain/headline';
import { printable } from '../../shared/domain/printable';
import { KeptRuns } from '../services/kept-runs';
import type { CliContext } from './cli-context';
import type { GivenProject } from './given-project';

/** What a run changed against the newest that its project keeps. */
export interface ChangesSince extends RunChanges {
  /** ISO time. */
  readonly since: string;
}

/** What the runs of a project counted before, and what this one makes of that. */
export class RunHistory {
  readonly #project: GivenProject & { readonly folder: string };
  readonly #runs: KeptRuns;

  /** @param mayKeep else the project is only read */
  private constructor(project: GivenProject & { folder: string }, context: CliContext, mayKeep: boolean) {
    this.#project = project;
    this.#runs = new KeptRuns(
      () => new Date(),
      (message) => context.stderr(printable(`leadlens: ${message}\n`)),
      mayKeep ? 'aside' : 'leave',
    );
  }

  /** Null where there is no project to keep runs with. */
  static of(project: GivenProject, context: CliContext, mayKeep: boolean): RunHistory | null {
    return project.folder === null
      ? null
      : new RunHistory({ ...project, folder: project.folder }, context, mayKeep);
  }

  /** What a run changed since the last one that is kept; null where none is. */
  async changesOf(outcome: RunOutcome): Promise<ChangesSince | null> {
    const [last, ...older] = await this.#runs.list(this.#project.folder);
    if (!last) return null;
    const { leadQuality } = outcome.summary;
    const key = leadQuality ? headlineKey(leadQuality) : 'ever_linked';
    return {
      since: last.finishedAt,
      ...runChanges(
        [last.numbers, ...older.map(({ numbers }) => numbers)],
        numbersOf(outcome, this.#project.decisions.length),
        key,
      ),
    };
  }

  /** Keeps a run where it counted something else than the last one. */
  async keep(outcome: RunOutcome): Promise<void> {
    await this.#runs.keep(this.#project.folder, numbersOf(outcome, this.#project.decisions.length));
  }
}
