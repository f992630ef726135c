import { dialog, type BrowserWindow } from 'electron';
import { basename } from 'node:path';

/** Asks where a file shall go. @returns its path; null when the dialog was closed */
export async function pickSavePlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  // A name only: the page does not choose folders.
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: basename(suggestedName),
  });
  return canceled || filePath === '' ? null : filePath;
}
