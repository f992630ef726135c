import { utilityProcess } from 'electron';
import { finished } from 'node:stream/promises';

/** Ends with a stream; one that breaks off has no more to say either. */
const ended = (stream: NodeJS.ReadableStream | null): Promise<void> =>
  stream === null ? Promise.resolve() : finished(stream).catch(() => undefined);

/**
 * Runs the headless bundle in a process of its own, with this process's output.
 * @param bundle path of the built command line
 * @returns its exit code, once all that it printed is passed on
 */
export function runHeadless(bundle: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(bundle, [...args], {
      stdio: 'pipe',
      serviceName: 'Leadlens command line',
    });
    child.stdout?.on('data', (chunk: Buffer) => process.stdout.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill());
    // Its last words can come after it has ended.
    const printed = Promise.all([ended(child.stdout), ended(child.stderr)]);
    child.once('exit', (code) => void printed.then(() => resolve(code)));
  });
}
