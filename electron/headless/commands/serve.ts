import open from 'open';
import { faultOf } from '../../../shared/domain/fault';
import { loggedMessage } from '../../../shared/domain/log-words';
import { cacheDirectory } from '../../services/cache/cache-directory';
import { dataDirectory } from '../../services/data-directory';
import { Grants } from '../../services/grants';
import { createHost } from '../../services/host-methods';
import { VERSION } from '../../services/version';
import type { CliContext } from '../cli-context';
import { EXIT, usageFault, type ExitCode } from '../exit-codes';
import { startLocalServer } from '../local-server';
import { writeOpeningPage, type OpeningPage } from '../opening-page';
import { APP_SAMPLE, writeSample } from '../sample-files';

export interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  /** A project that goes on with the data of the folder. */
  readonly project?: string;
}

/** Whether a browser could show itself. */
const hasDisplay = (environment: NodeJS.ProcessEnv): boolean =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `leadlens serve`: serves the app to a browser on this machine until the user stops it. */
export async function serve(
  folder: string | null,
  options: ServeOptions,
  context: CliContext,
): Promise<ExitCode> {
  const warn = (message: string): void => context.stderr(`leadlens: ${message}\n`);
  const grants = new Grants();
  const host = createHost({
    version: VERSION,
    host: 'browser',
    directory: dataDirectory(),
    cache: cacheDirectory(),
    grants,
    pickFolder: null,
    pickSavePlace: null,
    makeSample: async (directory) => {
      await writeSample(directory, APP_SAMPLE, undefined, context.signal);
    },
    warn,
  });
  if (folder !== null) {
    await host.openInitial(folder, options.project).catch((error: unknown) => {
      const fault = faultOf(error);
      throw usageFault(fault.message, fault.hint ?? 'Give a folder with exports.');
    });
  }
  const server = await startLocalServer({
    root: context.pageRoot,
    grants,
    methods: host.methods,
    port: options.port,
    warn,
  });
  let opening: OpeningPage | null = null;
  try {
    context.stdout(`Leadlens is at ${server.address}\nIt is good for one browser. Stop it with Ctrl-C.\n`);
    if (options.open && hasDisplay(process.env)) {
      // No browser is no reason to stop: the address is printed.
      try {
        opening = await writeOpeningPage(dataDirectory(), server.address);
        await open(opening.file);
      } catch (error) {
        warn(`The browser could not be opened: ${loggedMessage(error)}`);
      }
    }
    await stopped(context.signal);
  } finally {
    await opening?.remove();
    await server.close();
    await host.close();
  }
  return EXIT.done;
}
