import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page on disk that leads a browser to an address. */
export interface OpeningPage {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/**
 * Writes a page that only its user can read and that leads to an address: what a browser is started with, every user of the
 * machine can read, and the address holds a token.
 * @param directory the data directory
 * @param address of our own making: it holds nothing that HTML would read as its own
 * @throws as the file system does
 */
export async function writeOpeningPage(directory: string, address: string): Promise<OpeningPage> {
  await mkdir(directory, { recursive: true });
  const folder = await mkdtemp(join(directory, 'open-'));
  const file = join(folder, 'leadlens.html');
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Leadlens</title><meta http-equiv="refresh" content="0; url=${address}"><p><a href="${address}">Open Leadlens</a></p>\n`;
  await writeFile(file, page, { mode: 0o600 });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
