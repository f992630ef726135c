import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { LeadlensError } from '../../shared/domain/fault';
import type { OpenFile } from '../../shared/ports/file-sink';
import { nodeFileSink } from './file-sink-node';

/** Files that are being saved at places which the user chose. The page knows them by a random id only. */
export class Saves {
  readonly #open = new Map<string, OpenFile>();

  /** Starts a file; nothing is seen at the place before it is kept. @throws LeadlensError `write_failed` */
  async open(place: string): Promise<{ readonly saveId: string; readonly name: string }> {
    const name = basename(place);
    const file = await nodeFileSink(dirname(place)).open(name);
    const saveId = randomUUID();
    this.#open.set(saveId, file);
    return { saveId, name };
  }

  /** @throws LeadlensError `write_failed`, `unknown_save` */
  async write(saveId: string, bytes: Uint8Array): Promise<void> {
    await this.#of(saveId).write(bytes);
  }

  /** Puts the file in its place, or leaves nothing of it. @throws LeadlensError `write_failed`, `unknown_save` */
  async end(saveId: string, keep: boolean): Promise<void> {
    const file = this.#of(saveId);
    this.#open.delete(saveId);
    await (keep ? file.commit() : file.abort());
  }

  /** Gives up all that is being saved: the page that was saving is gone. */
  async abandon(): Promise<void> {
    const files = [...this.#open.values()];
    this.#open.clear();
    for (const file of files) await file.abort();
  }

  #of(saveId: string): OpenFile {
    const file = this.#open.get(saveId);
    if (file) return file;
    throw new LeadlensError({
      kind: 'input',
      code: 'unknown_save',
      message: 'This file is not being saved any more.',
      hint: 'Save it again.',
    });
  }
}
