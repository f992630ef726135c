import { runCli } from '../../electron/headless/program';
import { temporaryFolder } from './temporary-folder';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process. @param onOutput sees standard output so far, and may abort the run */
export async function cli(
  args: readonly string[],
  onOutput?: (stdout: string, stop: () => void) => void,
): Promise<CliRun> {
  const controller = new AbortController();
  let stdout = '';
  let stderr = '';
  const code = await runCli(args, {
    stdout: (text) => {
      stdout += text;
      onOutput?.(stdout, () => controller.abort());
    },
    stderr: (text) => {
      stderr += text;
    },
    isTerminal: false,
    pageRoot: await temporaryFolder({ 'index.html': '<!doctype html>' }),
    signal: controller.signal,
  });
  return { code, stdout, stderr };
}
