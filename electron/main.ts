import { app, dialog, Notification, type BrowserWindow } from 'electron';
import { join, resolve } from 'node:path';
import { faultOf, LeadlensError } from '../shared/domain/fault';
import { loggedMessage } from '../shared/domain/log-words';
import { registerAppScheme, serveAppScheme } from './app-protocol';
import { headlessArguments } from './headless-arguments';
import { runHeadless } from './headless-process';
import { answerHostCalls } from './ipc';
import { jumpListOf } from './jump-list';
import { keyStore } from './key-store';
import { setMenu } from './menu';
import { recover } from './recovery';
import { pickSavePlace } from './save-file';
import { cacheDirectory } from './services/cache/cache-directory';
import { dataDirectory } from './services/data-directory';
import { createFileProtocol } from './services/file-protocol';
import { Grants } from './services/grants';
import { createHost, type Host } from './services/host-methods';
import { listStaticFiles } from './services/static-files';
import { VERSION } from './services/version';
import { createWindowPlaceFile, type WindowPlace } from './services/window-place';
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

function tellUser(title: string, text: string): void {
  const notification = new Notification({ title, body: text });
  notification.on('click', () => {
    window?.show();
  });
  notification.show();
}

/** The folder that a start of the program names, if any; switches are not folders. @param from where it was started */
function folderArgument(argv: readonly string[], from: string): string | null {
  const args = argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
  return args[0] === undefined ? null : resolve(from, args[0]);
}

/** @returns whether it is open */
async function openFolder(host: Host, folder: string): Promise<boolean> {
  try {
    await host.openInitial(folder);
    return true;
  } catch (error) {
    // The window opens all the same, and says nothing of a folder: so this says it.
    const fault = faultOf(error);
    dialog.showErrorBox(fault.message, fault.hint ?? '');
    return false;
  }
}

/** Windows has no recent folders of its own. @param newest was opened just now; null: none was */
async function showRecent(host: Host, newest: string | null): Promise<void> {
  if (process.platform !== 'win32') return;
  try {
    const before = (await host.recentPaths()).filter((folder) => folder !== newest);
    const folders = newest === null ? before : [newest, ...before];
    app.setJumpList(jumpListOf(process.execPath, folders, app.getJumpListSettings().removedItems));
  } catch (error) {
    warn(loggedMessage(error));
  }
}

/** What the system asks to be opened before the window is there waits for it. */
let openLater: string | null = null;
let openNow: ((folder: string) => void) | null = null;

function wantOpen(folder: string): void {
  if (openNow) openNow(folder);
  else openLater = folder;
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
    opened: (folder) => {
      app.addRecentDocument(folder);
      void showRecent(host, folder);
    },
    ...(Notification.isSupported() ? { tellUser } : {}),
    cipher: keyStore,
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
  void showRecent(host, null);
  const folder = openLater ?? folderArgument(process.argv, process.cwd());
  if (folder !== null) await openFolder(host, folder);

  const placeFile = createWindowPlaceFile(dataDirectory(), warn);
  let place = await placeFile.load().catch((error: unknown): WindowPlace => {
    // Where the window stood is no reason not to open it.
    warn(loggedMessage(error));
    return { area: null, isMaximized: false };
  });
  let placing: Promise<void> = Promise.resolve();
  closeOnQuit(() => Promise.all([host.close(), placing]));
  const open = (): void => {
    window = openWindow(join(built, 'preload', 'preload.cjs'), place, (at) => {
      place = at;
      placing = placeFile.save(at).catch((error: unknown) => warn(loggedMessage(error)));
    });
    recover(window, warn);
    window.once('closed', () => {
      window = null;
      host.abandonSaves().catch((error: unknown) => warn(loggedMessage(error)));
    });
  };
  open();
  app.on('activate', () => {
    if (!window) open();
  });
  openNow = (wanted) => {
    void openFolder(host, wanted).then((isOpen) => {
      if (!isOpen) return;
      // A page asks at its start what is open.
      if (window) window.webContents.reload();
      else open();
    });
  };
  if (openLater !== null && openLater !== folder) openNow(openLater);
}

/** What is open is closed before the program ends: else others would find it held. */
function closeOnQuit(close: () => Promise<unknown>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    close()
      .catch((error: unknown) => warn(loggedMessage(error)))
      .finally(() => {
        isClosed = true;
        app.quit();
      });
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
  app.on('second-instance', (_, argv, from) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const folder = folderArgument(argv, from);
    if (folder !== null) wantOpen(folder);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  await startWindow();
}

// The graphics or another process beside the window: Electron starts it again, and the window goes on.
app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
  if (reason !== 'clean-exit')
    warn(`A process beside the window ended: ${type}, ${reason}, ${String(exitCode)}.`);
});
// Asked for by a click on a file or folder; it can come before everything else.
app.on('open-file', (event, path) => {
  event.preventDefault();
  wantOpen(path);
});
registerAppScheme();
app.enableSandbox();
keepPagesInPlace();
start().catch((error: unknown) => {
  const fault = faultOf(error);
  dialog.showErrorBox('Leadlens could not start', [fault.message, fault.hint ?? ''].join('\n'));
  app.exit(1);
});
