import { utilityProcess } from 'electron';

/**
 * Runs the headless bundle in a process of its own, with this process's output.
 * @param bundle path of the built command line
 * @returns its exit code
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
    child.once('exit', resolve);
  });
}
