import { realpath } from 'node:fs/promises';
import { arrivalsOf, type SeenFile } from '../../shared/contract/folder-now';
import { loggedMessage } from '../../shared/domain/log-words';
import { FolderWatch } from '../services/folder-watch';

/** Says when files of a folder have come, changed or gone, once they rest. */
export class FolderChanges {
  readonly #watch: FolderWatch;
  readonly #warn: (message: string) => void;
  #known: readonly SeenFile[];
  #isAway = false;

  private constructor(watch: FolderWatch, known: readonly SeenFile[], warn: (message: string) => void) {
    this.#watch = watch;
    this.#known = known;
    this.#warn = warn;
  }

  /**
   * Watches a folder: what changes from then on is told.
   * @param leftOut a folder of which nothing is told: what runs write themselves
   * @param warn is told in a sentence of what cannot be watched
   * @throws LeadlensError `folder_unreadable`
   */
  static async of(
    folder: string,
    leftOut: string | null,
    warn: (message: string) => void,
  ): Promise<FolderChanges> {
    const watch = new FolderWatch(await realpath(folder), { leftOut, warn });
    try {
      return new FolderChanges(watch, (await watch.look()).files, warn);
    } catch (error) {
      await watch.close();
      throw error;
    }
  }

  /** Waits for the next change; one since the last call counts. @returns false where `signal` was aborted before */
  async next(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const files = await this.#changed();
      if (files) {
        this.#known = files;
        return true;
      }
      await this.#watch.stirred(signal);
    }
    return false;
  }

  /** What is there now is known: whoever asks reads it. A folder that is away is waited for by the next call. */
  async settle(): Promise<void> {
    try {
      this.#known = (await this.#watch.look(true)).files;
    } catch (error) {
      this.#warn(loggedMessage(error));
    }
  }

  close(): Promise<void> {
    return this.#watch.close();
  }

  /** What is in the folder, where that is something else and all of it rests; a folder that is away is waited for. */
  async #changed(): Promise<readonly SeenFile[] | null> {
    try {
      const look = await this.#watch.look();
      this.#isAway = false;
      const { added, changed, gone, growing } = arrivalsOf(this.#known, look);
      return growing.length === 0 && added.length + changed.length + gone.length > 0 ? look.files : null;
    } catch (error) {
      if (!this.#isAway) this.#warn(loggedMessage(error));
      this.#isAway = true;
      return null;
    }
  }
}
