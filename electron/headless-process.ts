import { utilityProcess } from 'electron';

/** Commands that the program runs without a window when its first argument names one. */
const COMMANDS = ['analyze', 'sample', 'serve', 'help', '--help', '--version'];

/**
 * The command line in the arguments of a packaged app, or null when a window is wanted.
 * @param argv as `process.argv`; the first is the program itself
 */
export function headlessArguments(argv: readonly string[]): readonly string[] | null {
  const rest = argv.slice(1).filter((argument) => argument !== '--');
  return rest[0] !== undefined && COMMANDS.includes(rest[0]) ? rest : null;
}

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
