import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Truth } from './samples';

/** A real export beside the checkout, with its known answers; not everybody has it. */
export const REAL_DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'lead-quality');
export const hasRealData = existsSync(join(REAL_DATA, 'truth.json'));

export const realTruth = (): Truth =>
  JSON.parse(readFileSync(join(REAL_DATA, 'truth.json'), 'utf8')) as Truth;

/** Its data files: path with `/` → content. */
export async function realFiles(): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of await readdir(REAL_DATA, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'truth.json') continue;
    const place = join(entry.parentPath, entry.name);
    files[relative(REAL_DATA, place).split(sep).join('/')] = new Uint8Array(await readFile(place));
  }
  return files;
}
