import type { z } from 'zod';
import { faultOf } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { putAside, readJsonFile, writeJsonFile } from './json-file';

/**
 * A small file of ours that must never stand in the way: when it is damaged it is put aside with a warning and
 * starts afresh. One of a newer version is left alone and refused.
 */
export class Remembered<T> {
  private readonly turns = new KeyedQueue();

  constructor(
    private readonly file: string,
    private readonly schema: z.ZodType<T>,
    private readonly initial: T,
    private readonly warn: (message: string) => void,
  ) {}

  /** @throws LeadlensError `newer_version`, `settings_unreadable` */
  load(): Promise<T> {
    return this.turns.run(this.file, () => this.read());
  }

  /** Replaces the content by what `change` makes of it; returns when it is on disk. @throws also `write_failed` */
  update(change: (value: T) => T): Promise<void> {
    return this.turns.run(this.file, async () => {
      await writeJsonFile(this.file, change(await this.read()));
    });
  }

  private async read(): Promise<T> {
    try {
      return (await readJsonFile(this.file, this.schema, 1)) ?? this.initial;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code !== 'settings_damaged') throw error;
      this.warn(`${fault.message} It was moved to ${await putAside(this.file)}.`);
      return this.initial;
    }
  }
}
