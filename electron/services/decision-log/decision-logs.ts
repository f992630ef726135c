import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { DecisionImport, DecisionLogView, LogHold } from '../../../shared/contract/decision';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { KeyedQueue } from '../../../shared/domain/keyed-queue';
import { loggedMessage } from '../../../shared/domain/log-words';
import { Remembered } from '../remembered';
import { DecisionLog } from './decision-log';
import { decisionsToCsv } from './decisions-csv';
import { segmentsOfCsv, segmentsOfLog } from './imports';
import type { LogFiles } from './log-files';
import { readOnly } from './log-states';
import { readLogText } from './read-decisions';
import type { Writer } from './segment-writer';
import { WindowLease } from './window-lease';

export interface DecisionLogsOptions {
  /** The data directory: the id of this installation is kept there. */
  readonly directory: string;
  readonly files: LogFiles;
  readonly now: () => Date;
  readonly warn: (message: string) => void;
  /** In whose name is decided, for people to read. */
  readonly reviewer: () => Promise<string>;
}

interface OpenLog {
  readonly log: DecisionLog;
  /** Which window may write. */
  readonly lease: WindowLease;
}

const installation = z.object({ version: z.literal(1), id: z.string().regex(/^[a-z0-9]+$/) });

/** The decision logs that this process has open, one a project, and which of its windows may write each. */
export class DecisionLogs {
  readonly #options: DecisionLogsOptions;
  readonly #installation: Remembered<z.infer<typeof installation>>;
  #id: Promise<string> | null = null;
  readonly #open = new Map<string, OpenLog>();
  /** What is asked of one project is done one after the other: a log that just closes is not opened meanwhile. */
  readonly #turns = new KeyedQueue();

  constructor(options: DecisionLogsOptions) {
    this.#options = options;
    this.#installation = new Remembered(
      join(options.directory, 'installation.json'),
      installation,
      { version: 1, id: randomBytes(5).toString('hex') },
      options.warn,
    );
  }

  /**
   * Opens the log of a project for a window. The first window writes; another one reads, unless it takes over or the
   * first has been silent for a minute.
   * @throws LeadlensError `log_unreadable`
   */
  open(project: string, windowId: string, takeOver: boolean): Promise<DecisionLogView> {
    return this.#turns.run(project, async () => {
      const known = this.#open.get(project);
      if (known?.log.hold?.canRetry) {
        this.#open.delete(project);
        await known.log.close();
      }
      const opened = await this.#logOf(project, takeOver);
      const { lease } = opened;
      if (takeOver || !lease.isOfAnother(windowId) || lease.isSilent()) lease.give(windowId);
      return this.#view(opened, windowId);
    });
  }

  /** Whether this process has the log of a project open for writing. */
  isWriting(project: string): boolean {
    const opened = this.#open.get(project);
    return opened !== undefined && opened.log.hold === null;
  }

  /** The view of a log that is not there, and why. */
  async nothing(project: string, hold: LogHold): Promise<DecisionLogView> {
    return {
      records: [],
      hold,
      problems: [],
      who: await this.#writer(),
      location: join(project, 'decisions'),
    };
  }

  /** @throws LeadlensError `log_read_only`, `decision_not_saved` */
  append(
    project: string,
    windowId: string,
    entries: readonly DecisionEntry[],
  ): Promise<readonly DecisionRecord[]> {
    return this.#turns.run(project, async () =>
      (await this.#writable(project, windowId)).log.append(entries),
    );
  }

  /**
   * A window says that it is still there, though it asks nothing: it keeps the right to write if it has it.
   * @returns whether it has it
   */
  renew(project: string, windowId: string): Promise<boolean> {
    return this.#turns.run(project, () => {
      const lease = this.#open.get(project)?.lease;
      const isMine = lease?.isOf(windowId) ?? false;
      if (isMine) lease?.give(windowId);
      return Promise.resolve(isMine);
    });
  }

  /** The window goes; when no other one writes, other processes may. */
  close(project: string, windowId: string): Promise<void> {
    return this.#turns.run(project, async () => {
      if (this.#open.get(project)?.lease.isOf(windowId)) await this.#close(project);
    });
  }

  /**
   * Runs `work` while nobody writes the log, as moving it needs.
   * @throws LeadlensError `log_read_only` where another window or another program writes; else as `work` does
   */
  whileClosed<T>(project: string, windowId: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.run(project, async () => {
      const opened = await this.#logOf(project, false);
      const isOthers = opened.lease.isOfAnother(windowId) && !opened.lease.isSilent();
      const hold = isOthers ? this.#holdOf(opened, windowId) : opened.log.hold;
      if (hold?.code === 'held') throw readOnly(opened.log.folder, hold);
      await this.#close(project);
      return work();
    });
  }

  /** Ends all writing; when the program ends. */
  async closeAll(): Promise<void> {
    await Promise.all(
      [...this.#open.keys()].map((project) => this.#turns.run(project, () => this.#close(project))),
    );
  }

  async #close(project: string): Promise<void> {
    const opened = this.#open.get(project);
    this.#open.delete(project);
    await opened?.log.close();
  }

  /** @throws LeadlensError `log_read_only`, `repair_failed` */
  repair(project: string, windowId: string): Promise<DecisionLogView> {
    return this.#turns.run(project, async () => {
      const opened = await this.#logOf(project, false);
      opened.lease.offer(windowId);
      if (opened.lease.isOf(windowId)) await opened.log.repair();
      return this.#view(opened, windowId);
    });
  }

  /**
   * Takes in a colleague's decisions beside the own ones: a segment, several in one file, or the CSV of an export.
   * @throws LeadlensError `log_read_only`, `no_decisions`
   */
  import(project: string, windowId: string, name: string, text: string): Promise<DecisionImport> {
    return this.#turns.run(project, () => this.#import(project, windowId, name, text));
  }

  async #import(project: string, windowId: string, name: string, text: string): Promise<DecisionImport> {
    const opened = await this.#writable(project, windowId);
    const before = opened.log.records;
    const { segments, refused, known } = name.toLowerCase().endsWith('.csv')
      ? segmentsOfCsv(name, text, before, this.#options.now().toISOString())
      : segmentsOfLog(name, text);
    const took = await opened.log.takeIn(segments);
    const old = new Set(before.map((record) => record.id));
    return {
      added: opened.log.records.filter((record) => !old.has(record.id)).length,
      alreadyThere: new Set([...known, ...took.ids.filter((id) => old.has(id))]).size,
      refused: [...refused, ...took.refused],
      log: await this.#view(opened, windowId),
    };
  }

  /** All decisions as a table, or the log itself: its segments, one after the other. */
  export(project: string, format: 'csv' | 'log'): Promise<string> {
    return this.#turns.run(project, () => this.#export(project, format));
  }

  async #export(project: string, format: 'csv' | 'log'): Promise<string> {
    const opened = await this.#logOf(project, false);
    if (format === 'csv') return decisionsToCsv(opened.log.records);
    return readLogText(this.#options.files, opened.log.folder);
  }

  async #writable(project: string, windowId: string): Promise<OpenLog> {
    const opened = await this.#logOf(project, false);
    opened.lease.offer(windowId);
    const hold = this.#holdOf(opened, windowId);
    if (hold) throw readOnly(opened.log.folder, hold);
    opened.lease.give(windowId);
    return opened;
  }

  async #logOf(project: string, takeOver: boolean): Promise<OpenLog> {
    const known = this.#open.get(project);
    if (known) return known;
    const { files, now, warn } = this.#options;
    const log = await DecisionLog.open({
      project,
      writer: await this.#writer(),
      files,
      now,
      takeOver,
      tag: randomBytes(3).toString('hex'),
    });
    const opened = { log, lease: new WindowLease(now) };
    this.#open.set(project, opened);
    if (log.hold === null) await log.backUp(warn);
    return opened;
  }

  async #writer(): Promise<Writer> {
    return { id: await (this.#id ??= this.#keptId()), name: await this.#options.reviewer() };
  }

  /**
   * The id of this installation, kept where it can be. What was decided is read without any write: where nothing can be
   * kept, or what is kept cannot be read, this process writes under an id of its own.
   */
  async #keptId(): Promise<string> {
    try {
      await this.#installation.update((value) => value);
    } catch (error) {
      this.#options.warn(
        `The id of this installation cannot be kept, so decisions of this start go into a file of their own. ${loggedMessage(error)}`,
      );
    }
    try {
      return (await this.#installation.load()).id;
    } catch {
      // Said above: what cannot be written there cannot be read either.
      return randomBytes(5).toString('hex');
    }
  }

  async #view(opened: OpenLog, windowId: string): Promise<DecisionLogView> {
    return {
      records: opened.log.records,
      hold: this.#holdOf(opened, windowId),
      problems: opened.log.problems,
      who: await this.#writer(),
      location: opened.log.folder,
    };
  }

  #holdOf({ log, lease }: OpenLog, windowId: string): LogHold | null {
    if (log.hold) return log.hold;
    if (!lease.isOfAnother(windowId)) return null;
    return {
      code: 'held',
      message: 'Another window of this Leadlens writes these decisions.',
      hint: 'Judge there, or take over here.',
      holder: 'another window',
      canRetry: true,
    };
  }
}
