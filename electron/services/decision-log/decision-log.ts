import { basename, join } from 'node:path';
import type { LogHold, LogProblem } from '../../../shared/contract/decision';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { compareRecords } from '../../../shared/domain/decision-state';
import { LeadlensError } from '../../../shared/domain/fault';
import { backUp, backupsOf, putTailsAside, stampOf } from './backups';
import type { LogFiles } from './log-files';
import { reachesTo, reachOf, readSegment, type ReadSegment } from './read-segment';
import { SegmentWriter, type Writer } from './segment-writer';
import { problemsOf, readSegments, recordsOf, SEGMENT } from './segments';
import { holderText, lockForWriting, type WriterLock } from './writer-lock';

export interface LogOptions {
  /** The project's folder; the log is `decisions` in it, copies go to `backups`. */
  readonly project: string;
  readonly writer: Writer;
  readonly files: LogFiles;
  readonly now: () => Date;
  /** Takes the right to write from a process on another machine. */
  readonly takeOver?: boolean;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
    const all = new Map(this.#segments.flatMap((s) => s.records).map((record) => [record.id, record]));
    for (const [id, record] of this.#own) all.set(id, record);
    return [...all.values()].sort(compareRecords);
  }

  async #open(): Promise<void> {
    const { files, writer, now, takeOver } = this.#options;
    try {
      this.#segments = await readSegments(files, this.folder);
      this.#problems = problemsOf(this.#segments);
    } catch (error) {
      throw new LeadlensError(
        {
          kind: 'environment',
          code: 'log_unreadable',
          message: `The decisions in ${this.folder} cannot be read: ${reasonOf(error)}`,
          hint: 'Check that you may read the folder and everything in it, then open the project again.',
          file: this.folder,
        },
        { cause: error },
      );
    }
    try {
      const locking = await lockForWriting(join(this.folder, 'lock.json'), writer.name, now, takeOver);
      if (locking.state === 'held') {
        const text = holderText(locking.holder);
        this.#hold = {
          code: 'held',
          message: `Another Leadlens writes these decisions: ${text}.`,
          hint: 'Judge there, or close it and try again.',
          holder: text,
          canRetry: true,
        };
        return;
      }
      this.#lock = locking.lock;
    } catch (error) {
      this.#hold = {
        code: 'no_right',
        message: `Nothing can be written to ${this.folder}: ${reasonOf(error)}`,
        hint: 'Check that you may write there and that the disk has room, then try again.',
        holder: null,
        canRetry: true,
      };
      return;
    }
    this.#hold = this.#damageHold();
    if (this.#hold !== null) return;
    const kept = await putTailsAside(files, this.#options.project, this.#segments, now());
    this.#problems = this.#problems.map((p) => ({ ...p, keptAs: kept.get(p.file) ?? p.keptAs }));
  }

  #damageHold(): LogHold | null {
    if (this.#problems.some((p) => p.code === 'newer_version')) {
      return {
        code: 'newer_version',
        message: 'These decisions were written by a newer Leadlens.',
        hint: 'Open the project with the newer one. Here it can be read.',
        holder: null,
        canRetry: false,
      };
    }
    const damaged = this.#problems.filter((p) => p.code === 'damaged_record');
    if (damaged.length === 0) return null;
    return {
      code: 'damaged',
      message: `The log of decisions is damaged. ${damaged.map((p) => p.message).join(' ')}`,
      hint: 'Nothing was changed. Repair it: the damaged file is kept aside, and what can be read goes on.',
      holder: null,
      canRetry: false,
    };
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
    if (this.#hold) {
      throw new LeadlensError({
        kind: 'environment',
        code: 'log_read_only',
        message: this.#hold.message,
        hint: this.#hold.hint,
        file: this.folder,
      });
    }
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
        await segment.giveUp();
      }
      if (error instanceof LeadlensError) throw error;
      throw new LeadlensError(
        {
          kind: 'environment',
          code: 'decision_not_saved',
          message: `The decision was not saved: ${reasonOf(error)}`,
          hint: `Nothing that was saved before is lost. Check that ${this.folder} is there and that its disk has room, then decide again.`,
          file: this.folder,
        },
        { cause: error },
      );
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
    const text = holderText(locking.holder);
    this.#hold = {
      code: 'held',
      message: `Another Leadlens took over these decisions: ${text}.`,
      hint: 'Judge there, or close it and try again.',
      holder: text,
      canRetry: true,
    };
    throw new LeadlensError({
      kind: 'environment',
      code: 'log_read_only',
      message: this.#hold.message,
      hint: this.#hold.hint,
      file: this.folder,
    });
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
    const { files, writer, now } = this.#options;
    const taken = [...(await files.list(this.folder)), ...(await files.list(this.#backups))];
    const numbers = taken.flatMap((name) => {
      const found = /^([A-Za-z0-9]+)-(\d+)\.jsonl/.exec(name);
      return found?.[1] === writer.id ? [Number(found[2])] : [];
    });
    const own = [...this.#own.keys()].map((id) => Number(/-(\d+):/.exec(id)?.[1] ?? 0));
    return SegmentWriter.begin(
      files,
      this.folder,
      {
        segment: `${writer.id}-${String(Math.max(0, ...numbers, ...own) + 1)}.jsonl`,
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
        throw new LeadlensError(
          {
            kind: 'environment',
            code: 'repair_failed',
            message: `The log could not be repaired: ${reasonOf(error)}`,
            hint: `Nothing is lost. Check that you may write to ${this.folder} and that its disk has room, then try again.`,
            file: this.folder,
          },
          { cause: error },
        );
      }
      this.#segments = await readSegments(files, this.folder);
      this.#problems = problemsOf(this.#segments);
      this.#hold = this.#damageHold();
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

  /** Puts a segment of someone else beside the own ones. @returns null, or why it is refused */
  addSegment(name: string, bytes: Uint8Array): Promise<string | null> {
    return this.#inTurn(async () => {
      const { files } = this.#options;
      const segment = readSegment(name, bytes);
      if (!SEGMENT.test(name) || segment.header?.segment !== name)
        return `${name} is no segment of a decision log.`;
      if (segment.newerVersion !== null) return `${name} was written by a newer Leadlens.`;
      if (segment.damages.length > 0) return `${name}: ${segment.damages.join('; ')}.`;
      const known = this.#segments.find((s) => s.name === name);
      if (this.#current?.name === name) return null;
      if (known && !reachesTo(segment, reachOf(known)))
        return reachesTo(known, reachOf(segment)) ? null : `${name} is here already, with other records.`;
      await files.replace(join(this.folder, name), bytes.subarray(0, segment.wholeBytes));
      this.#segments = await readSegments(files, this.folder);
      this.#problems = problemsOf(this.#segments);
      return null;
    });
  }

  /** Waits for what is being written, and lets others write. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#current?.close();
      this.#current = null;
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
