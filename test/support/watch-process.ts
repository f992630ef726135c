import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { startLeadlens } from './built-app';

/** A process that watches, and the lines that it prints. */
export class Watch {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown[]>;

  constructor(...args: readonly string[]) {
    this.#child = startLeadlens('watch', ...args);
    const { stdout } = this.#child;
    if (!stdout) throw new Error('It prints nowhere.');
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    this.#closed = once(this.#child, 'close');
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** The next line, without its time. */
  async line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done) throw new Error('It ended.');
    const { value } = next;
    const parts = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z {2}(.*)$/.exec(value);
    return parts?.[1] ?? `no time: ${value}`;
  }

  /** Asks it to stop. @returns its exit code */
  async stop(): Promise<unknown> {
    this.#child.kill('SIGTERM');
    return (await this.#closed)[0];
  }
}
