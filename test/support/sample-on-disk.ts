import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { SampleOptions } from '../../shared/sample/options';
import { sampleFolder, type Folder, type Truth } from './samples';

const written: string[] = [];
// Holds for every test file that imports this one.
afterAll(async () => {
  for (const directory of written.splice(0)) await rm(directory, { recursive: true, force: true });
});

/** Writes a folder to disk; gone when the tests of the file are done. @returns its path */
export async function onDisk({ files }: Pick<Folder, 'files'>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'leadlens-sample-'));
  written.push(directory);
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
  return directory;
}

/** A generated sample on disk, with its truth at hand. Call it in `beforeAll`. */
export async function sampleOnDisk(
  options: Partial<SampleOptions> = {},
): Promise<{ readonly directory: string; readonly truth: Truth }> {
  const folder = await sampleFolder(options);
  return { directory: await onDisk(folder), truth: folder.truth };
}
