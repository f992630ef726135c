import { randomUUID } from 'node:crypto';
import { keptRun, type KeptRun, type RunNumbers } from '../../shared/contract/kept-run';
import { compareText } from '../../shared/domain/text-order';
import { KeptItems } from './kept-items';

/** Runs that a project keeps; of more the oldest goes. */
export const MOST_RUNS = 30;

const newestFirst = (a: KeptRun, b: KeptRun): number =>
  compareText(b.finishedAt, a.finishedAt) || compareText(a.id, b.id);

/** What the finished runs of a project counted, for comparing them after the program was started again. */
export class KeptRuns {
  readonly #items: KeptItems<KeptRun>;
  readonly #now: () => Date;

  /** @param damaged what becomes of a run that cannot be read; who only reads leaves it where it is */
  constructor(now: () => Date, warn: (message: string) => void, damaged: 'aside' | 'leave' = 'aside') {
    this.#items = new KeptItems('runs', keptRun, warn, damaged);
    this.#now = now;
  }

  /** The newest first. */
  async list(project: string): Promise<readonly KeptRun[]> {
    return [...(await this.#items.list(project))].sort(newestFirst);
  }

  /** Keeps a run where it counted something else than the last one. @returns the run as it is kept */
  async keep(project: string, numbers: RunNumbers): Promise<KeptRun> {
    const runs = await this.list(project);
    const [last] = runs;
    if (last && JSON.stringify(last.numbers) === JSON.stringify(numbers)) return last;
    // A clock that was set back: the newest run is the one that ended last.
    const now = this.#now().toISOString();
    const run: KeptRun = {
      version: 1,
      id: randomUUID(),
      finishedAt: last && last.finishedAt > now ? last.finishedAt : now,
      numbers,
    };
    await this.#items.write(project, run);
    for (const old of runs.slice(MOST_RUNS - 1)) await this.#items.remove(project, old.id);
    return run;
  }
}
