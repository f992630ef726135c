import { createHash, randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { DecisionImport, DecisionLogView, LogHold, LogProblem } from '../../../shared/contract/decision';
import type { DecisionEntry, DecisionRecord } from '../../../shared/domain/decision';
import { LeadlensError } from '../../../shared/domain/fault';
import { Remembered } from '../remembered';
import { readCopies } from './backups';
import { DecisionLog } from './decision-log';
import { decisionsFromCsv, decisionsToCsv } from './decisions-csv';
import type { LogFiles } from './log-files';
import { encodeHeader, encodeRecord } from './segment-format';
import type { Writer } from './segment-writer';
import { problemsOf, readSegments, recordsOf } from './segments';

export interface DecisionLogsOptions {
  /** The data directory: the id of this installation is kept there. */
  readonly directory: string;
  readonly files: LogFiles;
  readonly now: () => Date;
  readonly warn: (message: string) => void;
  /** In whose name is decided, for people to read. */
  readonly reviewer: () => Promise<string>;
}

/** Which window may write; it says so again with everything it asks. */
interface Lease {
  readonly windowId: string;
  renewedAt: number;
}

interface OpenLog {
  readonly log: DecisionLog;
  lease: Lease | null;
}

/** A window that has been silent for so long is taken to be gone. */
const LEASE_MS = 60_000;

const installation = z.object({ version: z.literal(1), id: z.string().regex(/^[a-z0-9]+$/) });

/** The name of the user of this machine. */
export const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list has no name.
    return 'Reviewer';
  }
};

/** The decision logs that this process has open, one a project, and which of its windows may write each. */
export class DecisionLogs {
  readonly #options: DecisionLogsOptions;
  readonly #installation: Remembered<z.infer<typeof installation>>;
  readonly #open = new Map<string, Promise<OpenLog>>();

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
  async open(project: string, windowId: string, takeOver: boolean): Promise<DecisionLogView> {
    const known = await this.#open.get(project);
    if (known?.log.hold?.canRetry) {
      await known.log.close();
      this.#open.delete(project);
    }
    const opened = await this.#logOf(project, takeOver);
    const { lease } = opened;
    if (takeOver || !lease || lease.windowId === windowId || this.#isSilent(lease))
      opened.lease = { windowId, renewedAt: this.#time() };
    return this.#view(opened, windowId);
  }

  /** @throws LeadlensError `log_read_only`, `decision_not_saved` */
  async append(
    project: string,
    windowId: string,
    entries: readonly DecisionEntry[],
  ): Promise<readonly DecisionRecord[]> {
    const opened = await this.#writable(project, windowId);
    return opened.log.append(entries);
  }

  /** The window goes; when no other one writes, other processes may. */
  async close(project: string, windowId: string): Promise<void> {
    const opened = await this.#open.get(project);
    if (opened?.lease?.windowId !== windowId) return;
    this.#open.delete(project);
    await opened.log.close();
  }

  /** Ends all writing; when the program ends. */
  async closeAll(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    for (const opening of all) await (await opening).log.close();
  }

  /** @throws LeadlensError `log_read_only`, `repair_failed` */
  async repair(project: string, windowId: string): Promise<DecisionLogView> {
    const opened = await this.#logOf(project, false);
    opened.lease ??= { windowId, renewedAt: this.#time() };
    if (opened.lease.windowId === windowId) await opened.log.repair();
    return this.#view(opened, windowId);
  }

  /**
   * Takes in a colleague's decisions beside the own ones: a segment, several in one file, or the CSV of an export.
   * @throws LeadlensError `log_read_only`, `no_decisions`
   */
  async import(project: string, windowId: string, name: string, text: string): Promise<DecisionImport> {
    const opened = await this.#writable(project, windowId);
    const before = new Set(opened.log.records.map((record) => record.id));
    const { segments, refused } = name.toLowerCase().endsWith('.csv')
      ? this.#segmentsOfCsv(name, text, before)
      : this.#segmentsOfLog(name, text);
    const problems = [...refused];
    const came = new Set<string>();
    for (const segment of segments) {
      const refusal = await opened.log.addSegment(segment.name, segment.bytes);
      if (refusal !== null) problems.push(refusal);
      else for (const id of segment.ids) came.add(id);
    }
    const added = opened.log.records.filter((record) => !before.has(record.id)).length;
    return {
      added,
      alreadyThere: Math.max(0, came.size - added),
      refused: problems,
      log: await this.#view(opened, windowId),
    };
  }

  /** All decisions as a table, or the log itself: its segments, one after the other. */
  async export(project: string, format: 'csv' | 'log'): Promise<string> {
    const opened = await this.#logOf(project, false);
    if (format === 'csv') return decisionsToCsv(opened.log.records);
    const { files } = this.#options;
    const segments = await readSegments(files, opened.log.folder);
    const parts = await Promise.all(
      segments.map(async ({ name, wholeBytes }) =>
        (await files.read(join(opened.log.folder, name))).subarray(0, wholeBytes),
      ),
    );
    return Buffer.concat(parts).toString('utf8');
  }

  /** Each header begins a segment. */
  #segmentsOfLog(name: string, text: string): Incoming {
    const lines = text.split('\n').filter((line) => line !== '');
    const segments: { name: string; lines: string[] }[] = [];
    for (const line of lines) {
      const header =
        /"content":\{"kind":"header","header":\{"segment":"(?<segment>[A-Za-z0-9-]+\.jsonl)"/.exec(line);
      const segment = header?.groups?.['segment'];
      if (segment !== undefined) segments.push({ name: segment, lines: [line] });
      else segments.at(-1)?.lines.push(line);
    }
    if (segments.length === 0) {
      throw new LeadlensError({
        kind: 'input',
        code: 'no_decisions',
        message: `${name} holds no decisions.`,
        hint: 'Choose a file that was exported from the history of decisions: CSV, or the log itself.',
        file: name,
      });
    }
    return {
      refused: [],
      segments: segments.map((segment) => ({
        name: segment.name,
        bytes: new TextEncoder().encode(`${segment.lines.join('\n')}\n`),
        ids: segment.lines.slice(1).map((_, i) => `${segment.name}:${String(i + 1)}`),
      })),
    };
  }

  /** The rows of a table as a segment of their own, named by what is in it: the same table comes in once. */
  #segmentsOfCsv(name: string, csv: string, known: ReadonlySet<string>): Incoming {
    const { records, refused } = decisionsFromCsv(name, csv);
    const digest = createHash('sha256').update(JSON.stringify(records)).digest('hex').slice(0, 12);
    const segment = `import${digest}-1.jsonl`;
    let { text, hash } = encodeHeader({
      segment,
      writer: `import${digest}`,
      createdAt: this.#options.now().toISOString(),
      knows: {},
      restores: [],
    });
    records.forEach((record, i) => {
      const line = encodeRecord(i + 1, hash, record);
      text += line.text;
      hash = line.hash;
    });
    const ids = records.map((record) => record.id);
    const isNew = ids.some((id) => !known.has(id));
    return {
      refused,
      segments: isNew ? [{ name: segment, bytes: new TextEncoder().encode(text), ids }] : [],
    };
  }

  async #writable(project: string, windowId: string): Promise<OpenLog> {
    const opened = await this.#logOf(project, false);
    opened.lease ??= { windowId, renewedAt: this.#time() };
    const hold = this.#holdOf(opened, windowId);
    if (hold) {
      throw new LeadlensError({
        kind: 'environment',
        code: 'log_read_only',
        message: hold.message,
        hint: hold.hint,
        file: opened.log.folder,
      });
    }
    opened.lease.renewedAt = this.#time();
    return opened;
  }

  #logOf(project: string, takeOver: boolean): Promise<OpenLog> {
    const known = this.#open.get(project);
    if (known) return known;
    const { files, now, warn } = this.#options;
    const opening = (async (): Promise<OpenLog> => {
      const log = await DecisionLog.open({ project, writer: await this.#writer(), files, now, takeOver });
      if (log.hold === null) await log.backUp(warn);
      return { log, lease: null };
    })();
    this.#open.set(project, opening);
    opening.catch(() => {
      this.#open.delete(project);
    });
    return opening;
  }

  async #writer(): Promise<Writer> {
    await this.#installation.update((value) => value);
    const { id } = await this.#installation.load();
    return { id, name: await this.#options.reviewer() };
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
    if (!lease || lease.windowId === windowId) return null;
    return {
      code: 'held',
      message: 'Another window of this Leadlens writes these decisions.',
      hint: 'Judge there, or take over here.',
      holder: 'another window',
      canRetry: true,
    };
  }

  #time(): number {
    return this.#options.now().getTime();
  }

  /** A clock that went backwards makes nobody silent. */
  #isSilent({ renewedAt }: Lease): boolean {
    return this.#time() - renewedAt > LEASE_MS;
  }
}

interface Incoming {
  readonly segments: readonly {
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly ids: readonly string[];
  }[];
  readonly refused: readonly string[];
}

/** The decisions of a project for those who only read: takes no lock and changes nothing. @throws as the file system does */
export async function readDecisions(
  files: LogFiles,
  project: string,
): Promise<{ readonly records: readonly DecisionRecord[]; readonly problems: readonly LogProblem[] }> {
  const segments = await readSegments(files, join(project, 'decisions'));
  return { records: recordsOf(segments), problems: problemsOf(segments, await readCopies(files, project)) };
}
