import { app, BrowserWindow, dialog, screen, session, type Session } from 'electron';
import { APP_ORIGIN, isAppUrl } from './app-origin';
import { placeOn, SMALLEST, type WindowPlace } from './services/window-place';

/** Chromium's own pages for extensions and tools are not asked for; all that is not ours ends here. */
function keepToItself(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((details, answer) => {
    const inMemory = details.url.startsWith('blob:') || details.url.startsWith('data:');
    const tools = !app.isPackaged && details.url.startsWith('devtools:');
    answer({ cancel: !inMemory && !tools && !isAppUrl(details.url) });
  });
  own.on('will-download', (event, item) => {
    // Files go out through the save dialog; a blob of the page is the one thing that may be downloaded.
    if (!item.getURL().startsWith('blob:')) event.preventDefault();
  });
}

/** The session of the window, closed to everything but our own scheme. */
export function ownSession(): Session {
  const own = session.defaultSession;
  keepToItself(own);
  return own;
}

/** Rules for every page of the process, whoever opens it: nothing leads away and nothing is embedded. */
export function keepPagesInPlace(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * Opens the window; the page sets its title.
 * @param preload path of the built preload script
 * @param place where the last window stood
 * @param onPlaced is told where the window stands when it closes
 */
export function openWindow(
  preload: string,
  place: WindowPlace,
  onPlaced: (place: WindowPlace) => void,
): BrowserWindow {
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    title: 'Leadlens',
    ...placeOn(place, displays),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  // The page holds the window while a decision is on its way to the disk: closing must ask, not fail in silence.
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'A decision is still being saved.',
      detail: 'Close now, and it may have to be taken again. Everything that was saved before stays.',
      buttons: ['Wait', 'Close anyway'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
  });
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    onPlaced({ area: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  // A window that is closed meanwhile has nothing to say; what fails otherwise `recover` hears, and tells.
  window.loadURL(`${APP_ORIGIN}/`).catch(() => undefined);
  return window;
}
