import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, commandLine, root } from '../../electron/launch/build.mjs';

export const pageRoot = join(root, 'out', 'renderer');

const LOCK = join(root, 'out', '.building');
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Takes the lock; one that its owner left behind is broken after two minutes. */
async function takeLock(): Promise<void> {
  await mkdir(join(root, 'out'), { recursive: true });
  for (;;) {
    const taken = await mkdir(LOCK).then(
      () => true,
      () => false,
    );
    if (taken) return;
    const since = await stat(LOCK).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (since !== null && Date.now() - since > 120_000) await rm(LOCK, { recursive: true, force: true });
    await pause(200);
  }
}

/** Builds the app where its sources are not those of the last build; test files wait for each other. */
export async function builtApp(): Promise<void> {
  await takeLock();
  try {
    await build(false);
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a process of its own, to its end. Call `builtApp` before. */
export const leadlens = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [commandLine, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });

/** Starts the built command line and leaves it running. */
export const startLeadlens = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
