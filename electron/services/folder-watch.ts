import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { watch } from 'chokidar';
import type { FolderLook, SeenFile } from '../../shared/contract/folder-now';
import { LeadlensError } from '../../shared/domain/fault';
import { loggedMessage } from '../../shared/domain/log-words';
import { isLeftOut, listFolder } from './folder-listing';

/** A file that did not change for so long is taken to be whole. */
const RESTS_AFTER_MS = 2000;
/** How often is looked while a file may still be written. */
const LOOK_EVERY_MS = 250;
/** The system does not tell of all changes, of network drives least: so often is looked without being told. */
const LOOK_UNTOLD_MS = 10_000;
const LOOK_AWAY_MS = 2000;
/** A folder that takes long to list is listed seldom: never more than a hundredth of the time. */
const REST_PER_LOOK = 100;
/** A drive that answers nothing for so long is away. */
const PATIENCE_MS = 15_000;

export interface FolderWatchOptions {
  /** A folder of which nothing is told: what runs write themselves. */
  readonly leftOut?: string | null;
  /** Is told in a sentence of what the system does not tell; it is looked at all the same. */
  readonly warn: (message: string) => void;
  readonly restsAfterMs?: number;
  readonly now?: () => number;
}

interface Seen {
  readonly mark: string;
  /** When it was first seen so. */
  readonly since: number;
}

const isIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

const silent = (folder: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'folder_unreadable',
    message: `The folder ${folder} does not answer.`,
    hint: 'Check that its drive is connected.',
  });

const unreadable = (folder: string, cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'folder_unreadable',
      message: `The folder ${folder} cannot be read.`,
      hint: 'Check that its drive is connected and that you may read it.',
    },
    { cause },
  );

const digestOf = (files: readonly SeenFile[]): string =>
  createHash('sha256').update(JSON.stringify(files)).digest('hex');

/**
 * What a folder holds now, and which of its files may still be written. The system tells when to look again; the folder is
 * also looked at without being told, so that nothing stays unseen.
 */
export class FolderWatch {
  readonly #folder: string;
  readonly #leftOut: string | null;
  readonly #warn: (message: string) => void;
  readonly #restsAfterMs: number;
  readonly #now: () => number;
  #watcher: ReturnType<typeof watch> | null = null;
  /** Device and number of the folder that is watched: another one may come under its name. */
  #watched = '';
  #isStirred = true;
  #wake: (() => void) | null = null;
  #seen: ReadonlyMap<string, Seen> | null = null;
  #last: FolderLook | null = null;
  #lookAgainAt = 0;
  #looking: Promise<FolderLook> | null = null;
  #isClosed = false;

  /** @param folder its real path */
  constructor(folder: string, { leftOut = null, warn, restsAfterMs, now }: FolderWatchOptions) {
    this.#folder = folder;
    this.#leftOut = leftOut === null ? null : resolve(leftOut);
    this.#warn = warn;
    this.#restsAfterMs = restsAfterMs ?? RESTS_AFTER_MS;
    this.#now = now ?? Date.now;
  }

  /**
   * What is in the folder.
   * @param anew also where the system told of nothing yet: who asks knows that something came
   * @throws LeadlensError `folder_unreadable`
   */
  async look(anew = false): Promise<FolderLook> {
    const isKnown = !anew && !this.#isStirred && this.#now() < this.#lookAgainAt;
    if (this.#last && isKnown && this.#last.growing.length === 0) return this.#last;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    const looking = this.#looking;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(silent(this.#folder)), PATIENCE_MS);
    });
    try {
      return await Promise.race([looking, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when it is time to look again, or `signal` is aborted. */
  async stirred(signal: AbortSignal): Promise<void> {
    if (this.#isStirred || signal.aborted) return;
    const isGrowing = this.#last !== null && this.#last.growing.length > 0;
    const wait = isGrowing ? LOOK_EVERY_MS : Math.max(LOOK_EVERY_MS, this.#lookAgainAt - this.#now());
    await new Promise<void>((done) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wake = null;
        done();
      };
      const timer = setTimeout(end, wait);
      this.#wake = end;
      signal.addEventListener('abort', end, { once: true });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#unwatch();
  }

  async #look(): Promise<FolderLook> {
    const startedAt = this.#now();
    this.#isStirred = false;
    try {
      await this.#watch();
      const { files, unreadable: closed } = await listFolder(this.#folder);
      const look = this.#judge([
        ...files.map(({ path, bytes, modifiedAt }) => ({ path, bytes, modifiedAt })),
        ...closed.map(({ path }) => ({ path, bytes: -1, modifiedAt: 0 })),
      ]);
      const took = this.#now() - startedAt;
      this.#lookAgainAt = this.#now() + Math.max(LOOK_UNTOLD_MS, took * REST_PER_LOOK);
      return look;
    } catch (error) {
      this.#last = null;
      this.#lookAgainAt = this.#now() + LOOK_AWAY_MS;
      await this.#unwatch();
      throw unreadable(this.#folder, error);
    }
  }

  #judge(all: readonly SeenFile[]): FolderLook {
    const out = this.#leftOut;
    const files = out === null ? all : all.filter(({ path }) => !isIn(out, join(this.#folder, path)));
    const now = this.#now();
    const before = this.#seen;
    const seen = new Map<string, Seen>();
    for (const { path, bytes, modifiedAt } of files) {
      const mark = `${String(bytes)} ${String(modifiedAt)}`;
      const known = before?.get(path);
      // What was there before anybody looked rests since it was written.
      const since = before === null ? Math.min(now, modifiedAt) : now;
      seen.set(path, known?.mark === mark ? known : { mark, since });
    }
    this.#seen = seen;
    const growing = files
      .map(({ path }) => path)
      .filter((path) => now - (seen.get(path)?.since ?? 0) < this.#restsAfterMs);
    this.#last = { digest: digestOf(files), files, growing };
    return this.#last;
  }

  /** Has the system tell of changes, also of a folder that took the place of the one that was watched. */
  async #watch(): Promise<void> {
    const { dev, ino } = await stat(this.#folder, { bigint: true });
    const there = `${String(dev)} ${String(ino)}`;
    if (this.#isClosed || (this.#watcher && this.#watched === there)) return;
    await this.#unwatch();
    this.#watched = there;
    const watcher = watch(this.#folder, {
      ignoreInitial: true,
      ignored: (path) =>
        path !== this.#folder &&
        (isLeftOut(basename(path)) || (this.#leftOut !== null && isIn(this.#leftOut, path))),
    });
    this.#watcher = watcher;
    const stir = (): void => {
      this.#isStirred = true;
      this.#wake?.();
    };
    watcher.on('all', stir);
    // What happened while it was getting ready is not told.
    watcher.on('ready', stir);
    watcher.on('error', (error) =>
      this.#warn(`The system does not tell of all changes in the folder: ${loggedMessage(error)}`),
    );
  }

  async #unwatch(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = null;
    await watcher?.close();
  }
}
