import { dialog, type BrowserWindow } from 'electron';

const AGAIN = 0;
/** The code of Chromium for a page that was left or closed while it was loaded. */
const ABORTED = -3;

/**
 * Brings a window back whose page has ended or does not answer any more. All that was acknowledged is on disk, and the
 * address of the page says where the reader was.
 * @param warn is told in a sentence what happened
 */
export function recover(window: BrowserWindow, warn: (message: string) => void): void {
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    warn(`The page of the window ended: ${reason}, ${String(exitCode)}.`);
    const answer = dialog.showMessageBoxSync(window, {
      type: 'error',
      message: reason === 'oom' ? 'The memory ran out.' : 'The window stopped working.',
      detail: 'Decisions, notes and settings that were saved are kept. The numbers are computed anew.',
      buttons: ['Open again', 'Close'],
      defaultId: AGAIN,
    });
    if (answer === AGAIN) webContents.reload();
    else window.destroy();
  });
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED)
      warn(`The page could not be loaded: ${description} (${String(code)}).`);
  });
  window.on('unresponsive', () => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'The window does not answer.',
      detail: 'Decisions, notes and settings that were saved are kept. What is being computed is lost.',
      buttons: ['Wait', 'Open again'],
      defaultId: 0,
    });
    // Its end is told like any other, and asked about.
    if (answer === 1) webContents.forcefullyCrashRenderer();
  });
}
