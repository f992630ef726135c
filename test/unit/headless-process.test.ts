import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runHeadless } from '../../electron/headless-process';

/** A process as the shell gives it: it can end before its last words have come through the pipes. */
class OtherProcess extends EventEmitter {
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly kill = vi.fn();
}

const forked = vi.hoisted((): { args: unknown[]; child: unknown } => ({ args: [], child: null }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...args: unknown[]) => {
      forked.args = args;
      return forked.child;
    },
  },
}));

describe('a command of the packaged app', () => {
  let child: OtherProcess;
  let printed: string;

  beforeEach(() => {
    child = new OtherProcess();
    forked.child = child;
    printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const name of ['SIGINT', 'SIGTERM']) process.removeAllListeners(name);
  });

  test('runs in a process of its own with the arguments that it was given', () => {
    void runHeadless('/app/cli.js', ['analyze', '/data']);
    expect(forked.args.slice(0, 2)).toEqual(['/app/cli.js', ['analyze', '/data']]);
  });

  test('is over when all that it printed is passed on, also what comes after its end', async () => {
    let code: number | null = null;
    const run = runHeadless('/app/cli.js', []).then((result) => {
      code = result;
    });
    child.stdout.write('first, ');
    child.emit('exit', 4);
    await new Promise(setImmediate);
    expect(code).toBeNull();
    child.stdout.end('last');
    child.stderr.end();
    await run;
    expect(code).toBe(4);
    expect(printed).toBe('first, last');
  });

  test('is over also where a pipe breaks', async () => {
    const run = runHeadless('/app/cli.js', []);
    child.emit('exit', 1);
    child.stdout.destroy();
    child.stderr.end();
    child.stderr.resume();
    expect(await run).toBe(1);
  });

  test('is asked to stop where this process is', () => {
    void runHeadless('/app/cli.js', []);
    process.emit('SIGTERM');
    expect(child.kill).toHaveBeenCalledOnce();
  });
});
