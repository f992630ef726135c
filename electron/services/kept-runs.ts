import { randomUUID } from 'node:crypto';
import { keptRun, type KeptRun, type RunNumbers } from '../../shared/contract/kept-run';
import { compareText } from '../../shared/domain/text-order';
import { KeptItems } from './kept-items';

/** Runs that a project keeps; of more the oldest goes. */
export const MOST_RUNS = 30;

/** Runs over the same files that follow each other within so long are one sitting: its first and its last are kept. */
const SITTING_MS = 3_600_000;

const inputsOf = ({ inputs }: RunNumbers): string | null => (inputs ? JSON.stringify(inputs) : null);

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
    const between = isBetween(run, runs) && last ? [last] : [];
    for (const old of [...between, ...runs.slice(MOST_RUNS - 1)]) await this.#items.remove(project, old.id);
    return run;
  }
}

/** Whether the last run stands between an earlier one and this one within a sitting over the same files. */
function isBetween(run: KeptRun, [last, before]: readonly KeptRun[]): boolean {
  const files = inputsOf(run.numbers);
  if (files === null || !last || !before) return false;
  return (
    inputsOf(last.numbers) === files &&
    inputsOf(before.numbers) === files &&
    Date.parse(run.finishedAt) - Date.parse(before.finishedAt) < SITTING_MS
  );
}
