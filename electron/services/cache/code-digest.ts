import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../version';

/** What of the platform a number could depend on, beside our own code. */
const PLATFORM = [
  VERSION,
  process.platform,
  process.arch,
  ...['node', 'v8', 'icu', 'unicode', 'tz'].map((name) => process.versions[name] ?? ''),
];

/** What the build puts beside a large file: its digest. */
const DIGEST_BESIDE = '.sha256';

async function digestOfFile(place: string, hasDigestBeside: boolean): Promise<string> {
  if (hasDigestBeside) return `${String((await stat(place)).size)} bytes`;
  return createHash('sha256')
    .update(await readFile(place))
    .digest('hex');
}

/**
 * One digest over the program that computes: every byte of its files (of the database what the build says of it), its version, and the platform that runs it. Two
 * builds of one version have two.
 * @param folders that its files lie in, with nothing else in them
 * @returns null where one of them is not there: the program runs from its sources, which change under it
 * @throws as the file system does
 */
export async function codeDigest(folders: readonly string[]): Promise<string | null> {
  const parts: string[] = [...PLATFORM];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) return null;
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const all = new Set(names);
    const digests = names.sort().map(async (name) => {
      const isSaidBeside = all.has(`${name}${DIGEST_BESIDE}`);
      return `${name} ${await digestOfFile(join(folder, name), isSaidBeside)}`;
    });
    parts.push(...(await Promise.all(digests)));
  }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
