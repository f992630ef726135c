import { isAbsolute, relative, resolve } from 'node:path';
import { watch } from 'chokidar';
import { faultOf } from '../../shared/domain/fault';

/** A file that did not grow for so long is taken to be whole. */
const RESTS_AFTER_MS = 2000;
const LOOK_EVERY_MS = 250;

const isIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Says when files of a folder have come, changed or gone, once they rest. */
export class FolderChanges {
  readonly #watcher: ReturnType<typeof watch>;
  #isChanged = false;
  #wake: (() => void) | null = null;

  /**
   * @param leftOut a folder of which nothing is told: what runs write themselves
   * @param warn is told in a sentence of what cannot be watched
   */
  constructor(
    folder: string,
    leftOut: string | null,
    warn: (message: string) => void,
    restsAfterMs = RESTS_AFTER_MS,
  ) {
    const out = leftOut === null ? null : resolve(leftOut);
    this.#watcher = watch(resolve(folder), {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: restsAfterMs, pollInterval: LOOK_EVERY_MS },
      ignored: (path) => out !== null && isIn(out, path),
    });
    this.#watcher.on('all', () => {
      this.#isChanged = true;
      this.#wake?.();
    });
    this.#watcher.on('error', (error) => warn(`The folder cannot be watched: ${faultOf(error).message}`));
  }

  /** Resolves when the folder is watched: what changes from then on is told. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.#watcher.once('ready', resolve);
    });
  }

  /** Waits for the next change; one since the last call counts. @returns false where `signal` was aborted before */
  async next(signal: AbortSignal): Promise<boolean> {
    while (!this.#isChanged && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = (): void => {
          signal.removeEventListener('abort', end);
          this.#wake = null;
          resolve();
        };
        this.#wake = end;
        signal.addEventListener('abort', end, { once: true });
      });
    }
    this.#isChanged = false;
    return !signal.aborted;
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}
