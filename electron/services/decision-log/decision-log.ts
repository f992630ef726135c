import { basename, join } from 'node:path';
import type { LogHold, LogProblem } from '../../../shared/contract/decision';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { compareRecords } from '../../../shared/domain/decision-state';
import { LeadlensError } from '../../../shared/domain/fault';
import { KeyedQueue } from '../../../shared/domain/keyed-queue';
import { backUp, putTailsAside, readCopies } from './backups';
import { judgeIncoming, type IncomingSegment } from './imports';
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
import { OwnSegments, type OwnSegmentsOptions } from './own-segments';
import type { ReadSegment } from './read-segment';
import { repairSegments } from './repair-segments';
import { problemsOf, readSegments, recordsOf } from './segments';
import { lockForWriting, type WriterLock } from '../writer-lock';

/** The log is `decisions` in the project's folder, copies go to `backups`. */
export interface LogOptions extends OwnSegmentsOptions {
  /** Takes the right to write from a process on another machine. */
  readonly takeOver?: boolean;
}

/**
 * The decision log of a project in this process: a folder of append-only segments, one writer each. Reading is the
 * union of all segments. A record is acknowledged only after it is on disk.
 */
export class DecisionLog {
  readonly folder: string;
  readonly #options: LogOptions;
  #segments: readonly ReadSegment[] = [];
  readonly #own: OwnSegments;
  #lock: WriterLock | null = null;
  #hold: LogHold | null = null;
  #problems: readonly LogProblem[] = [];
  readonly #turns = new KeyedQueue();

  private constructor(options: LogOptions) {
    this.#options = options;
    this.folder = join(options.project, 'decisions');
    this.#own = new OwnSegments(options);
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
    for (const [id, record] of this.#own.records) all.set(id, record);
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
    try {
      if (this.#lock && !(await this.#lock.isMine())) await this.#lockAgain();
      return await this.#own.append(entries, () => this.records, this.#latestClock());
    } catch (error) {
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

  /** The greatest logical time of any record. */
  #latestClock(): number {
    let latest = 0;
    for (const { records } of this.#segments)
      for (const { clock } of records) latest = Math.max(latest, clock);
    for (const { clock } of this.#own.records.values()) latest = Math.max(latest, clock);
    return latest;
  }

  /**
   * The way out of damage: records that can be read, and those of a copy in `backups`, go on in a fresh segment; the
   * damaged files are kept in `backups`.
   * @throws LeadlensError `repair_failed`; then the log is as it was
   */
  repair(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#hold?.code !== 'damaged' || !this.#lock) return;
      const { files, project, now } = this.#options;
      try {
        await repairSegments(
          { project, files, segments: this.#segments, problems: this.#problems },
          this.#own,
          now(),
        );
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
        this.#own.currentName,
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
      await this.#own.close();
      try {
        if (this.#lock && (await this.#lock.isMine())) await this.#own.cutLeftovers();
      } catch {
        // The disk still refuses: what was told not to be saved may show when the log is opened again.
      }
      await this.#lock?.release();
      this.#lock = null;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(this.folder, work);
  }
}
