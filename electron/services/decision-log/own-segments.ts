import { join } from 'node:path';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { backupsOf } from './backups';
import type { LogFiles } from './log-files';
import { reachOf, type ReadSegment } from './read-segment';
import { SegmentWriter, type Writer } from './segment-writer';
import { readSegments, recordsOf } from './segments';

export interface OwnSegmentsOptions {
  /** The project's folder. */
  readonly project: string;
  readonly writer: Writer;
  readonly files: LogFiles;
  readonly now: () => Date;
  /** Goes into the names of segments: a copy of a project that is written on elsewhere makes others. */
  readonly tag?: string;
}

/** The segments that this process writes, one at a time, and what it has written into them. */
export class OwnSegments {
  readonly #options: OwnSegmentsOptions;
  readonly #folder: string;
  readonly #records = new Map<string, DecisionRecord>();
  #current: SegmentWriter | null = null;
  /** Segments with something behind what is acknowledged, and how long they should be. */
  readonly #uncut = new Map<string, number>();

  constructor(options: OwnSegmentsOptions) {
    this.#options = options;
    this.#folder = join(options.project, 'decisions');
  }

  /** What this process has written. */
  get records(): ReadonlyMap<string, DecisionRecord> {
    return this.#records;
  }

  /** The segment that is being written; null where the next record begins one. */
  get currentName(): string | null {
    return this.#current?.name ?? null;
  }

  /**
   * Appends entries in one piece; returns when they are on disk. After a failure none of them counts, and the next
   * append begins another segment.
   * @param known all records of the log, those of this process included; asked for where a segment is begun
   * @param latestClock the greatest logical time of any of them
   * @throws as the file system does
   */
  async append(
    entries: readonly DecisionEntry[],
    known: () => readonly DecisionRecord[],
    latestClock: number,
  ): Promise<readonly DecisionRecord[]> {
    const segment = await this.#segmentToWrite(known);
    try {
      const { writer, now } = this.#options;
      const records = await segment.append(entries, writer, latestClock, now);
      for (const record of records) this.#records.set(record.id, record);
      return records;
    } catch (error) {
      this.#current = null;
      const uncut = await segment.giveUp();
      if (uncut !== null) this.#uncut.set(segment.name, uncut);
      throw error;
    }
  }

  /**
   * Cuts what a failed write left behind in a segment that was given up, so that nothing shows later that was told not
   * to be saved. @throws as the file system does
   */
  async cutLeftovers(): Promise<void> {
    const { files } = this.#options;
    for (const [name, length] of this.#uncut) {
      const file = join(this.#folder, name);
      if ((await files.list(this.#folder)).includes(name))
        await files.replace(file, (await files.read(file)).subarray(0, length));
      this.#uncut.delete(name);
    }
  }

  /** The segment of this process; one that is gone from disk is begun anew with all that it held. */
  async #segmentToWrite(known: () => readonly DecisionRecord[]): Promise<SegmentWriter> {
    if (this.#current && (await this.#current.isInPlace())) return this.#current;
    await this.close();
    await this.cutLeftovers();
    const onDisk = await readSegments(this.#options.files, this.#folder);
    const there = new Set(recordsOf(onDisk).map((record) => record.id));
    const lost = known().filter((record) => !there.has(record.id));
    const names = new Set(onDisk.map((s) => s.name));
    const lostFrom = new Set(lost.map((record) => `${record.id.split(':')[0] ?? ''}.jsonl`));
    this.#current = await this.begin(lost, [...lostFrom].filter((name) => !names.has(name)).sort(), onDisk);
    return this.#current;
  }

  /**
   * Begins a segment that holds these records.
   * @param restores names of segments whose records they were
   * @param onDisk the segments that the new one knows of
   * @throws as the file system does
   */
  async begin(
    records: readonly DecisionRecord[],
    restores: readonly string[],
    onDisk: readonly ReadSegment[],
  ): Promise<SegmentWriter> {
    const { files, writer, now, tag = '' } = this.#options;
    const prefix = `${writer.id}${tag}`;
    const taken = [
      ...(await files.list(this.#folder)),
      ...(await files.list(backupsOf(this.#options.project))),
    ];
    const numbers = taken.flatMap((name) => {
      const found = /^([A-Za-z0-9]+)-(\d+)\.jsonl/.exec(name);
      return found?.[1] === prefix ? [Number(found[2])] : [];
    });
    const own = [...this.#records.keys()].map((id) => Number(/-(\d+):/.exec(id)?.[1] ?? 0));
    return SegmentWriter.begin(
      files,
      this.#folder,
      {
        segment: `${prefix}-${String(Math.max(0, ...numbers, ...own) + 1)}.jsonl`,
        writer: writer.id,
        createdAt: now().toISOString(),
        knows: Object.fromEntries(onDisk.map((s) => [s.name, reachOf(s)])),
        restores: [...restores],
      },
      records,
    );
  }

  /** Ends the segment that is being written. */
  async close(): Promise<void> {
    await this.#current?.close();
    this.#current = null;
  }
}
