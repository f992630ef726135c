import { basename, join } from 'node:path';
import type { LogHold, LogProblem } from '../../../shared/contract/decision';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { compareRecords } from '../../../shared/domain/decision-state';
import { LeadlensError } from '../../../shared/domain/fault';
import { backUp, backupsOf, putTailsAside, readCopies, stampOf } from './backups';
import { judgeIncoming, type IncomingSegment } from './imports';
import type { LogFiles } from './log-files';
import {
  heldBy,
  holdOfProblems,
  notRepaired,
  notSaved,
  notWritable,
  readOnly,
  reasonOf,
  unreadable,
} from './log-states';
import { reachOf, readSegment, type ReadSegment } from './read-segment';
import { SegmentWriter, type Writer } from './segment-writer';
import { problemsOf, readSegments, recordsOf } from './segments';
import { lockForWriting, type WriterLock } from './writer-lock';

export interface LogOptions {
  /** The project's folder; the log is `decisions` in it, copies go to `backups`. */
  readonly project: string;
  readonly writer: Writer;
  readonly files: LogFiles;
  readonly now: () => Date;
  /** Takes the right to write from a process on another machine. */
  readonly takeOver?: boolean;
  /** Goes into the names of segments: a copy of a project that is written on elsewhere makes others. */
  readonly tag?: string;
}

/**
 * The decision log of a project in this process: a folder of append-only segments, one writer each. Reading is the
 * union of all segments. A record is acknowledged only after it is on disk.
 */
export class DecisionLog {
  readonly folder: string;
  readonly #options: LogOptions;
  #segments: readonly ReadSegment[] = [];
  readonly #own = new Map<string, DecisionRecord>();
  #lock: WriterLock | null = null;
  #hold: LogHold | null = null;
  #problems: readonly LogProblem[] = [];
  #current: SegmentWriter | null = null;
  /** Segments with something behind what is acknowledged, and how long they should be. */
  readonly #uncut = new Map<string, number>();
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(options: LogOptions) {
    this.#options = options;
    this.folder = join(options.project, 'decisions');
  }

  /** Opens a log, for writing where nobody else writes it and nothing of it is damaged. @throws LeadlensError `log_unreadable` */
  static async open(options: LogOptions): Promise<DecisionLog> {
    const log = new DecisionLog(options);
    await log.#open();
    return log;
  }

  get hold(): LogHold | null {
    return this.#hold;
  }

  get problems(): readonly LogProblem[] {
    return this.#problems;
  }

  /** Every record, in order. */
  get records(): readonly DecisionRecord[] {
    const all = new Map(recordsOf(this.#segments).map((record) => [record.id, record]));
    for (const [id, record] of this.#own) all.set(id, record);
    return [...all.values()].sort(compareRecords);
  }

  async #open(): Promise<void> {
    const { files, project, writer, now, takeOver } = this.#options;
    // First the lock: what is read before may be half of what another writer finishes meanwhile.
    let hold: LogHold | null = null;
    try {
      const locking = await lockForWriting(join(this.folder, 'lock.json'), writer.name, now, takeOver);
      if (locking.state === 'mine') this.#lock = locking.lock;
      else hold = heldBy(locking.holder);
    } catch (error) {
      hold = notWritable(this.folder, error);
    }
    try {
      await this.#read();
    } catch (error) {
      await this.#lock?.release();
      throw unreadable(this.folder, error);
    }
    this.#hold = hold ?? holdOfProblems(this.#problems);
    if (this.#hold !== null) return;
    const kept = await putTailsAside(files, project, this.#segments, now());
    this.#problems = this.#problems.map((p) => ({ ...p, keptAs: kept.get(p.file) ?? p.keptAs }));
  }

  async #read(): Promise<void> {
    const { files } = this.#options;
    this.#segments = await readSegments(files, this.folder);
    this.#problems = problemsOf(this.#segments, await readCopies(files, this.#options.project));
  }

  get #backups(): string {
    return backupsOf(this.#options.project);
  }

  /**
   * Appends entries in one piece; returns when they are on disk.
   * @throws LeadlensError `log_read_only`, `decision_not_saved`: then none of them counts, and trying again is safe
   */
  append(entries: readonly DecisionEntry[]): Promise<readonly DecisionRecord[]> {
    return this.#inTurn(() => this.#append(entries));
  }

  async #append(entries: readonly DecisionEntry[]): Promise<readonly DecisionRecord[]> {
    if (this.#hold) throw readOnly(this.folder, this.#hold);
    if (entries.length === 0) return [];
    let segment: SegmentWriter | null = null;
    try {
      if (this.#lock && !(await this.#lock.isMine())) await this.#lockAgain();
      segment = await this.#segmentToWrite();
      const { writer, now } = this.#options;
      const records = await segment.append(entries, writer, this.#latestClock(), now);
      for (const record of records) this.#own.set(record.id, record);
      return records;
    } catch (error) {
      if (segment) {
        this.#current = null;
        const uncut = await segment.giveUp();
        if (uncut !== null) this.#uncut.set(segment.name, uncut);
      }
      throw error instanceof LeadlensError ? error : notSaved(this.folder, error);
    }
  }

  /** The lock file went away, with its folder or by hand: it is ours again unless someone else took it. */
  async #lockAgain(): Promise<void> {
    const { writer, now } = this.#options;
    const locking = await lockForWriting(join(this.folder, 'lock.json'), writer.name, now);
    if (locking.state === 'mine') {
      this.#lock = locking.lock;
      return;
    }
    this.#hold = heldBy(locking.holder);
    throw readOnly(this.folder, this.#hold);
  }

  /**
   * Cuts what a failed write left behind in a segment that was given up, so that nothing shows later that was told not
   * to be saved. @throws as the file system does
   */
  async #cutLeftovers(): Promise<void> {
    const { files } = this.#options;
    for (const [name, length] of this.#uncut) {
      const file = join(this.folder, name);
      if ((await files.list(this.folder)).includes(name))
        await files.replace(file, (await files.read(file)).subarray(0, length));
      this.#uncut.delete(name);
    }
  }

  /** The greatest logical time of any record. */
  #latestClock(): number {
    let latest = 0;
    for (const { records } of this.#segments)
      for (const { clock } of records) latest = Math.max(latest, clock);
    for (const { clock } of this.#own.values()) latest = Math.max(latest, clock);
    return latest;
  }

  /** The segment of this process; one that is gone from disk is begun anew with all that it held. */
  async #segmentToWrite(): Promise<SegmentWriter> {
    if (this.#current && (await this.#current.isInPlace())) return this.#current;
    if (this.#current) {
      await this.#current.close();
      this.#current = null;
    }
    await this.#cutLeftovers();
    const onDisk = await readSegments(this.#options.files, this.folder);
    const there = new Set(recordsOf(onDisk).map((record) => record.id));
    const lost = this.records.filter((record) => !there.has(record.id));
    const names = new Set(onDisk.map((s) => s.name));
    const lostFrom = new Set(lost.map((record) => `${record.id.split(':')[0] ?? ''}.jsonl`));
    this.#current = await this.#begin(lost, [...lostFrom].filter((name) => !names.has(name)).sort(), onDisk);
    return this.#current;
  }

  /** Begins a segment that holds these records. */
  async #begin(
    records: readonly DecisionRecord[],
    restores: readonly string[],
    onDisk: readonly ReadSegment[],
  ): Promise<SegmentWriter> {
    const { files, writer, now, tag = '' } = this.#options;
    const prefix = `${writer.id}${tag}`;
    const taken = [...(await files.list(this.folder)), ...(await files.list(this.#backups))];
    const numbers = taken.flatMap((name) => {
      const found = /^([A-Za-z0-9]+)-(\d+)\.jsonl/.exec(name);
      return found?.[1] === prefix ? [Number(found[2])] : [];
    });
    const own = [...this.#own.keys()].map((id) => Number(/-(\d+):/.exec(id)?.[1] ?? 0));
    return SegmentWriter.begin(
      files,
      this.folder,
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

  /**
   * The way out of damage: records that can be read, and those of a copy in `backups`, go on in a fresh segment; the
   * damaged files are kept in `backups`.
   * @throws LeadlensError `repair_failed`; then the log is as it was
   */
  repair(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#hold?.code !== 'damaged' || !this.#lock) return;
      const { files, now } = this.#options;
      try {
        const damaged = this.#segments.filter((s) => s.damages.length > 0);
        const broken = new Set(this.#problems.filter((p) => p.code === 'damaged_record').map((p) => p.file));
        const copies: ReadSegment[] = [];
        for (const name of await files.list(this.#backups))
          if (broken.has(name)) copies.push(readSegment(name, await files.read(join(this.#backups, name))));
        const whole = this.#segments.filter((s) => !broken.has(s.name));
        const there = new Set(recordsOf(whole).map((r) => r.id));
        const missing = recordsOf([...this.#segments.filter((s) => broken.has(s.name)), ...copies]).filter(
          (r) => !there.has(r.id),
        );
        const begun = await this.#begin(missing, [...broken].sort(), whole);
        await begun.close();
        const stamp = stampOf(now());
        for (const { name } of [...damaged, ...this.#segments.filter((s) => broken.has(s.name))])
          if ((await files.list(this.folder)).includes(name))
            await files.move(join(this.folder, name), join(this.#backups, `${name}.damaged-${stamp}`));
      } catch (error) {
        throw notRepaired(this.folder, error);
      }
      await this.#read();
      this.#hold = holdOfProblems(this.#problems);
    });
  }

  /** Copies what has changed to `backups`. What fails there is told and stops nothing. */
  backUp(warn: (message: string) => void): Promise<void> {
    return this.#inTurn(async () => {
      const { files, project, now } = this.#options;
      try {
        await backUp(files, project, now());
      } catch (error) {
        warn(`The decisions of ${basename(project)} could not be copied to its backups: ${reasonOf(error)}`);
      }
    });
  }

  /**
   * Takes in segments of others beside the own ones.
   * @returns what is refused and why, and the ids of all records in what is not
   * @throws LeadlensError `log_read_only`
   */
  takeIn(
    incoming: readonly IncomingSegment[],
  ): Promise<{ readonly refused: readonly string[]; readonly ids: readonly string[] }> {
    return this.#inTurn(async () => {
      const { files } = this.#options;
      if (this.#hold) throw readOnly(this.folder, this.#hold);
      if (this.#lock && !(await this.#lock.isMine())) await this.#lockAgain();
      const { taken, refused, ids } = judgeIncoming(
        await readSegments(files, this.folder),
        incoming,
        this.#current?.name ?? null,
      );
      try {
        for (const { name, bytes } of taken) await files.replace(join(this.folder, name), bytes);
      } catch (error) {
        await this.#read();
        const there = new Set(this.records.map((record) => record.id));
        const reason = `The disk did not take all of it: ${reasonOf(error)}`;
        return { refused: [...refused, reason], ids: ids.filter((id) => there.has(id)) };
      }
      await this.#read();
      return { refused, ids };
    });
  }

  /** Waits for what is being written, and lets others write. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#current?.close();
      this.#current = null;
      try {
        if (this.#lock && (await this.#lock.isMine())) await this.#cutLeftovers();
      } catch {
        // The disk still refuses: what was told not to be saved may show when the log is opened again.
      }
      await this.#lock?.release();
      this.#lock = null;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work, work);
    this.#queue = result.then(
      () => null,
      () => null,
    );
    return result;
  }
}
