import { byPosition, pin, type Pin } from '../../shared/contract/pin';
import { KeptItems } from './kept-items';

/** What is pinned to the board of a project: each is a file, so that windows write side by side. */
export class Board {
  readonly #items: KeptItems<Pin>;

  constructor(warn: (message: string) => void) {
    this.#items = new KeptItems('board', pin, warn);
  }

  /** In their order. */
  async list(project: string): Promise<readonly Pin[]> {
    return [...(await this.#items.list(project))].sort(byPosition);
  }

  /** Pins something, or moves what is pinned. Returns when it is on disk. */
  save(project: string, item: Pin): Promise<void> {
    return this.#items.write(project, item);
  }

  remove(project: string, id: string): Promise<void> {
    return this.#items.remove(project, id);
  }
}
