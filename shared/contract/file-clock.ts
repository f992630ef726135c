import type { StageName } from '../domain/source';
import type { Progress } from './run';

/** What one file took in one stage of a run. */
export interface FileTiming {
  readonly stage: StageName;
  readonly file: string;
  readonly seconds: number;
}

/** Takes the time of the files of a run by what it says on its way: each until it speaks of something else. */
export class FileClock {
  readonly #taken = new Map<string, { readonly stage: StageName; readonly file: string; seconds: number }>();
  #now: { readonly stage: StageName; readonly file: string; readonly since: number } | null = null;

  /** In the order in which they were spoken of first. */
  get taken(): readonly FileTiming[] {
    return [...this.#taken.values()];
  }

  /** @param at milliseconds of a clock that goes steadily */
  hear({ stage, file }: Pick<Progress, 'stage' | 'file'>, at: number = performance.now()): void {
    if (this.#now && this.#now.stage === stage && this.#now.file === file) return;
    this.end(at);
    this.#now = file === null ? null : { stage, file, since: at };
  }

  end(at: number = performance.now()): void {
    if (!this.#now) return;
    const { stage, file, since } = this.#now;
    const key = `${stage} ${file}`;
    const entry = this.#taken.get(key) ?? { stage, file, seconds: 0 };
    entry.seconds += (at - since) / 1000;
    this.#taken.set(key, entry);
    this.#now = null;
  }
}
