import type { UtilityProcess } from 'electron';
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';

/** A process of the program's own, of Node. */
export const utilityProcessDouble = {
  fork: (script: string, args: string[] = []) => {
    const child = fork(script, args, { silent: true });
    return Object.assign(new EventEmitter(), {
      pid: child.pid,
      stdout: child.stdout?.pipe(new PassThrough()) ?? null,
      stderr: child.stderr?.pipe(new PassThrough()) ?? null,
      postMessage: () => undefined,
      kill: () => child.kill(),
      ...listening(child),
    });
  },
} satisfies { fork: (...args: never[]) => Pick<UtilityProcess, 'pid' | 'stdout' | 'stderr' | 'kill'> };

/** Its end is told as the child's is. */
function listening(child: ReturnType<typeof fork>): {
  once: (name: 'exit', told: (code: number) => void) => void;
} {
  return {
    once: (name, told) => {
      child.once(name, (code: number | null) => {
        told(code ?? 1);
      });
    },
  };
}
