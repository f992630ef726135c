import { app, dialog, type BrowserWindow } from 'electron';
import { join, resolve } from 'node:path';
import { faultOf, LeadlensError } from '../shared/domain/fault';
import { registerAppScheme, serveAppScheme } from './app-protocol';
import { headlessArguments } from './headless-arguments';
import { runHeadless } from './headless-process';
import { answerHostCalls } from './ipc';
import { setMenu } from './menu';
import { pickSavePlace } from './save-file';
import { cacheDirectory } from './services/cache/cache-directory';
import { dataDirectory } from './services/data-directory';
import { createFileProtocol } from './services/file-protocol';
import { Grants } from './services/grants';
import { createHost, type Host } from './services/host-methods';
import { listStaticFiles } from './services/static-files';
import { VERSION } from './services/version';
import { keepPagesInPlace, openWindow, ownSession } from './window';

const built = join(import.meta.dirname, '..');
const commandLine = join(built, 'headless', 'cli.js');

const warn = (message: string): void => {
  process.stderr.write(`leadlens: ${message}\n`);
};

let window: BrowserWindow | null = null;

async function pickFolder(): Promise<string | null> {
  if (!window) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory'] });
  return canceled ? null : (filePaths[0] ?? null);
}

async function makeSample(directory: string): Promise<void> {
  // In a process of its own: the window stays alive meanwhile.
  const code = await runHeadless(commandLine, ['sample', directory, '--scenario', 'both']);
  if (code !== 0) {
    throw new LeadlensError({
      kind: 'environment',
      code: 'sample_failed',
      message: `The sample could not be written to ${directory}.`,
      hint: 'Check that the disk has room, then try again.',
    });
  }
}

/** The folder that the program was started with, if any; switches are not folders. */
function folderArgument(): string | null {
  const args = process.argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
  return args[0] === undefined ? null : resolve(args[0]);
}

async function openInitialFolder(host: Host): Promise<void> {
  const folder = folderArgument();
  if (folder === null) return;
  try {
    await host.openInitial(folder);
  } catch (error) {
    // Home opens all the same, and says nothing of a folder: so this says it.
    const fault = faultOf(error);
    dialog.showErrorBox(fault.message, fault.hint ?? '');
  }
}

async function startWindow(): Promise<void> {
  const grants = new Grants();
  const host = createHost({
    version: VERSION,
    host: 'electron',
    directory: dataDirectory(),
    cache: cacheDirectory(),
    grants,
    pickFolder,
    pickSavePlace: (name) => (window ? pickSavePlace(window, name) : Promise.resolve(null)),
    makeSample,
    warn,
  });
  const staticFiles = await listStaticFiles(join(built, 'renderer'));
  serveAppScheme(ownSession(), createFileProtocol({ grants, staticFiles }));
  answerHostCalls(
    host,
    () => window?.webContents.mainFrame ?? null,
    (way) => window?.webContents[way](),
  );
  setMenu(() => window?.webContents ?? null);
  await openInitialFolder(host);

  const open = (): void => {
    window = openWindow(join(built, 'preload', 'preload.cjs'));
    window.once('closed', () => {
      window = null;
      host.abandonSaves().catch((error: unknown) => warn(faultOf(error).message));
    });
  };
  open();
  app.on('activate', () => {
    if (!window) open();
  });
}

async function start(): Promise<void> {
  const headless = app.isPackaged ? headlessArguments(process.argv) : null;
  if (headless) {
    app.dock?.hide();
    await app.whenReady();
    app.exit(await runHeadless(commandLine, headless));
    return;
  }
  // Two windows of one user would write over each other's projects.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  await startWindow();
}

registerAppScheme();
app.enableSandbox();
keepPagesInPlace();
start().catch((error: unknown) => {
  const fault = faultOf(error);
  dialog.showErrorBox('Leadlens could not start', [fault.message, fault.hint ?? ''].join('\n'));
  app.exit(1);
});
