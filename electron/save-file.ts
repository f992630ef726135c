import { dialog, type BrowserWindow } from 'electron';
import { basename } from 'node:path';
import { saveBytes } from './services/saved-file';

/** Asks where a file shall go and writes it there. @returns its name; null when the dialog was closed */
export async function saveWithDialog(
  window: BrowserWindow,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<string | null> {
  // A name only: the page does not choose folders.
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: basename(suggestedName),
  });
  if (canceled || filePath === '') return null;
  await saveBytes(filePath, bytes);
  return basename(filePath);
}
