import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
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

/** Makes the lock file unless there is one. */
async function take(file: string, mine: LockHolder): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(mine));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

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
  for (;;) {
    if (await take(file, mine)) break;
    const found = await readHolder(file);
    const isForeign = found !== null && found.host !== hostname();
    if (found && (await isAlive(found)) && !(takeOver && isForeign)) return { state: 'held', holder: found };
    // Moving it away happens once, whoever else tries: the others find another file, or none, and look again.
    const aside = `${file}.${found?.token ?? 'broken'}.ended`;
    try {
      await rename(file, aside);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      continue;
    }
    const moved = await readHolder(aside);
    if (moved && moved.token !== found?.token && (await isAlive(moved))) {
      // Someone was quicker and this is their lock: it goes back, unless there is a new one already.
      if (await take(file, moved)) await rm(aside, { force: true });
      continue;
    }
    await rm(aside, { force: true });
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
