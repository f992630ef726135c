import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { LeadlensError } from '../../shared/domain/fault';

const anyVersion = z.looseObject({ version: z.unknown().optional() });

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Reads a JSON file of ours, with its defaults filled in.
 * @param version the newest version that this program knows; a file without one is taken to have it
 * @returns null when the file is not there
 * @throws LeadlensError `newer_version`, `settings_damaged`, `settings_unreadable`
 */
export async function readJsonFile<T>(
  file: string,
  schema: z.ZodType<T>,
  version: number,
): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isNotThere(error)) return null;
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'settings_unreadable',
        message: `${file} cannot be read.`,
        hint: 'Check that it is a file and that you may read it.',
        file,
      },
      { cause: error },
    );
  }
  const damaged = (what: string, cause?: unknown): LeadlensError =>
    new LeadlensError(
      {
        kind: 'input',
        code: 'settings_damaged',
        message: `${file} cannot be understood: ${what}.`,
        hint: 'Mend the file, or move it away to start with defaults. Nothing was changed in it.',
        file,
      },
      { cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged('it is no JSON', error);
  }
  const found = anyVersion.safeParse(value);
  if (!found.success) throw damaged('it holds no object');
  const itsVersion = found.data.version;
  if (typeof itsVersion === 'number' && itsVersion > version) {
    throw new LeadlensError({
      kind: 'input',
      code: 'newer_version',
      message: `${file} was written by a newer Leadlens (version ${String(itsVersion)}; this one knows ${String(version)}).`,
      hint: 'Open it with the newer Leadlens. Nothing was changed in it.',
      file,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

/**
 * Moves a file that cannot be read out of the way, beside itself, so that nothing in it is lost.
 * @returns where it is now
 */
export async function putAside(file: string): Promise<string> {
  const place = `${file}.damaged-${String(Date.now())}`;
  await rename(file, place);
  return place;
}

/**
 * Writes JSON so that either the old or the new content is on disk, and returns when it is.
 * @throws LeadlensError `write_failed`
 */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'write_failed',
        message: `${file} cannot be written.`,
        hint: 'Check that the disk has room and that you may write to the folder, then try again.',
        file,
      },
      { cause: error },
    );
  }
}
