import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build, commandLine, root } from '../../electron/launch/build.mjs';
import { lockForWriting, type WriterLock } from '../../electron/services/writer-lock';

export const pageRoot = join(root, 'out', 'renderer');

/** Not in `out`, which a build empties. */
const LOCK = join(root, 'test-results', 'building.json');
const BETWEEN_LOOKS_MS = 200;

/** Waits until no other test file builds. The lock of one that was killed is succeeded. */
async function buildLock(): Promise<WriterLock> {
  for (;;) {
    const locking = await lockForWriting(LOCK, 'a test', () => new Date());
    if (locking.state === 'mine') return locking.lock;
    await pause(BETWEEN_LOOKS_MS);
  }
}

async function buildOnce(): Promise<void> {
  const lock = await buildLock();
  try {
    await build(false);
  } finally {
    await lock.release();
  }
}

let built: Promise<void> | undefined;

/** Builds the app where its sources are not those of the last build; test files wait for each other. */
export const builtApp = (): Promise<void> => (built ??= buildOnce());

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the built program remembers of these tests, and nobody else: nothing is kept where a person works. */
const home = join(tmpdir(), `leadlens-home-${String(process.pid)}`);
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const ownHome = (): NodeJS.ProcessEnv => ({ LEADLENS_HOME: home, ...process.env });

const run = (environment: NodeJS.ProcessEnv, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [commandLine, ...args],
      { maxBuffer: 64 * 1024 * 1024, env: { ...ownHome(), ...environment } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });

/** Runs the built command line in a process of its own, to its end. Call `builtApp` before. */
export const leadlens = (...args: readonly string[]): Promise<Ended> => run({}, args);

/** The same, with more in its environment. */
export const leadlensWith = (environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ended> =>
  run(environment, args);

/** Starts the built command line and leaves it running. */
export const startLeadlens = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: ownHome() });
