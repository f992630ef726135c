import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { faultOf, LeadlensError } from '../../shared/domain/fault';
import { compareText } from '../../shared/domain/text-order';
import { syncFolder } from './durable';
import { putAside, readJsonFile, writeJsonFile } from './json-file';

const VERSION = 1;
const ENDING = '.json';

/** What is kept one by one; the id is the name of its file. */
interface Item {
  readonly id: string;
}

/** Ids come from outside: nothing but these may become the name of a file. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Items of a project, each in a file of its own: who writes one, in whatever window or program, never writes over another,
 * and a program that is killed leaves each as it was or as it became.
 */
export class KeptItems<T extends Item> {
  readonly #folder: string;
  readonly #schema: z.ZodType<T>;
  readonly #warn: (message: string) => void;
  readonly #damaged: 'aside' | 'leave';

  /**
   * @param folder its name within a project
   * @param damaged what becomes of a file that cannot be read; who only reads leaves it where it is
   */
  constructor(
    folder: string,
    schema: z.ZodType<T>,
    warn: (message: string) => void,
    damaged: 'aside' | 'leave' = 'aside',
  ) {
    this.#folder = folder;
    this.#schema = schema;
    this.#warn = warn;
    this.#damaged = damaged;
  }

  /** All items of a project, by id. One that cannot be read is told and left out. */
  async list(project: string): Promise<readonly T[]> {
    const names = await readdir(join(project, this.#folder)).catch((): string[] => []);
    const items: T[] = [];
    for (const name of names.filter((n) => n.endsWith(ENDING)).sort(compareText)) {
      const item = await this.#readOrTell(this.#fileOf(project, name.slice(0, -ENDING.length)));
      if (item) items.push(item);
    }
    return items;
  }

  /** One item; null where there is none. @throws as `readJsonFile` */
  read(project: string, id: string): Promise<T | null> {
    return readJsonFile(this.#checkedFile(project, id), this.#schema, VERSION);
  }

  /** Returns when it is on disk. @throws LeadlensError `write_failed` */
  async write(project: string, item: T): Promise<void> {
    await writeJsonFile(this.#checkedFile(project, item.id), item);
    await syncFolder(join(project, this.#folder));
  }

  /** Returns when it is gone from the disk; one that is not there is gone. @throws LeadlensError `write_failed` */
  async remove(project: string, id: string): Promise<void> {
    const file = this.#checkedFile(project, id);
    try {
      await rm(file, { force: true });
    } catch (error) {
      throw new LeadlensError(
        {
          kind: 'environment',
          code: 'write_failed',
          message: `${file} cannot be removed.`,
          hint: 'Check that you may write to the folder, then try again.',
          file,
        },
        { cause: error },
      );
    }
  }

  async #readOrTell(file: string): Promise<T | null> {
    try {
      return await readJsonFile(file, this.#schema, VERSION);
    } catch (error) {
      const fault = faultOf(error);
      const isAside = fault.code === 'settings_damaged' && this.#damaged === 'aside';
      const where = isAside ? ` It was moved to ${await putAside(file)}.` : '';
      this.#warn(`${fault.message}${where}`);
      return null;
    }
  }

  #fileOf(project: string, id: string): string {
    return join(project, this.#folder, `${id}${ENDING}`);
  }

  #checkedFile(project: string, id: string): string {
    if (ID.test(id)) return this.#fileOf(project, id);
    throw new LeadlensError({ kind: 'bug', code: 'bad_request', message: 'This is no id of a kept item.' });
  }
}
