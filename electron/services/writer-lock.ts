import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';

const holder = z.object({
  token: z.string(),
  pid: z.int(),
  /** When the process began, as its system counts it; empty where the system does not say. */
  started: z.string(),
  host: z.string(),
  /** Which run of the machine; empty where the system does not say. */
  boot: z.string(),
  who: z.string(),
  since: z.string(),
});
export type LockHolder = z.infer<typeof holder>;

/** The right to write, as long as this process lives. */
export interface WriterLock {
  /** Whether nobody took it away meanwhile. */
  isMine(): Promise<boolean>;
  release(): Promise<void>;
}

export type Locking =
  | { readonly state: 'mine'; readonly lock: WriterLock }
  | { readonly state: 'held'; readonly holder: LockHolder };

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** Linux: the process's start in clock ticks since boot. A process id alone may have been given to another. */
async function startOf(pid: number): Promise<string> {
  const stat = await textOf(`/proc/${String(pid)}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

const bootId = async (): Promise<string> => (await textOf('/proc/sys/kernel/random/boot_id')).trim();

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return codeOf(error) === 'EPERM';
  }
}

/** Whether the holder may still write. Of another machine nothing can be known: it counts as alive. */
async function isAlive(found: LockHolder): Promise<boolean> {
  if (found.host !== hostname()) return true;
  if (found.boot !== '' && found.boot !== (await bootId())) return false;
  if (!isRunning(found.pid)) return false;
  const started = await startOf(found.pid);
  return found.started === '' || started === '' || started === found.started;
}

async function readHolder(file: string): Promise<LockHolder | null> {
  try {
    return holder.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Gone, or the process that wrote it was killed at it: nobody holds it.
    return null;
  }
}

/** File systems without hard links say one of these. */
const HAS_NO_LINKS: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the lock file unless there is one. It comes into its place whole: nobody finds it before it says whose it is. */
async function take(file: string, mine: LockHolder): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomUUID()}.new`;
  const text = JSON.stringify(mine);
  try {
    await writeNew(beside, text);
    await link(beside, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!HAS_NO_LINKS.has(codeOf(error))) throw error;
  } finally {
    await rm(beside, { force: true });
  }
  try {
    await writeNew(file, text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How often a lock is looked at again that others are just taking or leaving. */
const TRIES = 100;
const PAUSE_MS = 20;

/** What taking a lock needs to know throughout. */
interface Attempt {
  /** The lock file; claims lie beside it. */
  readonly file: string;
  readonly mine: LockHolder;
  readonly mayWrite: (found: LockHolder) => Promise<boolean>;
}

/**
 * Removes what a holder left who has ended. Only one process at a time does that, by a claim on the very token it
 * found: else a slower one would remove the lock of who was quicker. The claim of a process that ended at it is removed
 * in the same way.
 */
async function removeEnded({ file, mine, mayWrite }: Attempt, path: string, token: string): Promise<void> {
  const claim = `${file}.${token}.claim`;
  if (await take(claim, mine)) {
    try {
      if (((await readHolder(path))?.token ?? BROKEN) === token) await rm(path, { force: true });
    } finally {
      await rm(claim, { force: true });
    }
    return;
  }
  const other = await readHolder(claim);
  if (other && !(await mayWrite(other))) await removeEnded({ file, mine, mayWrite }, claim, other.token);
  else await wait(PAUSE_MS);
}

/** Stands for the token of a file that says nothing: the machine lost its power when it was written. */
const BROKEN = 'broken';

/**
 * Takes the right to write a log. A holder that has ended, however it ended, is succeeded at once; a living one never,
 * but where `takeOver` is asked of one on another machine, of which nothing can be known.
 * @throws as the file system does
 */
export async function lockForWriting(
  file: string,
  who: string,
  now: () => Date,
  takeOver = false,
): Promise<Locking> {
  const mine: LockHolder = {
    token: randomUUID(),
    pid: process.pid,
    started: await startOf(process.pid),
    host: hostname(),
    boot: await bootId(),
    who,
    since: now().toISOString(),
  };
  const mayWrite = async (found: LockHolder): Promise<boolean> =>
    !(takeOver && found.host !== mine.host) && (await isAlive(found));
  for (let tries = 0; !(await take(file, mine)); tries++) {
    let found = await readHolder(file);
    if (!found) {
      // Gone meanwhile, or, where a file cannot come into its place whole, just being written.
      await wait(PAUSE_MS);
      found = await readHolder(file);
    }
    if (found && ((await mayWrite(found)) || tries > TRIES)) return { state: 'held', holder: found };
    if (tries > TRIES) throw new Error(`${file} is in the way and cannot be read`);
    await removeEnded({ file, mine, mayWrite }, file, found?.token ?? BROKEN);
  }
  const isMine = async (): Promise<boolean> => (await readHolder(file))?.token === mine.token;
  return {
    state: 'mine',
    lock: {
      isMine,
      async release() {
        if (await isMine()) await rm(file, { force: true });
      },
    },
  };
}

/** "Ada on lab-7, since 2026-01-31 09:12 UTC" */
export const holderText = ({ who, host, since, pid }: LockHolder): string =>
  `${who} on ${host} (process ${String(pid)}), since ${since.slice(0, 16).replace('T', ' ')} UTC`;
