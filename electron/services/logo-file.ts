import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Logo } from '../../shared/contract/report-head';
import { LeadlensError } from '../../shared/domain/fault';
import { checkLogo, LOGO_KINDS, type LogoKind } from '../../shared/domain/logo';

const fileOf = (project: string, kind: LogoKind): string =>
  join(project, `logo.${kind === 'jpeg' ? 'jpg' : kind}`);

async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'logo_unreadable',
        message: `${file} cannot be read.`,
        hint: 'Check that it is a file and that you may read it.',
        file,
      },
      { cause: error },
    );
  }
}

/**
 * The logo of a project; null where it has none. What somebody else put in its place is checked as it was when it was chosen.
 * @throws LeadlensError `logo_unreadable`, `logo_unusable`
 */
export async function readLogo(project: string): Promise<Logo | null> {
  for (const kind of LOGO_KINDS) {
    const file = fileOf(project, kind);
    const bytes = await bytesOf(file);
    if (bytes) return { kind: usable(bytes, file), base64: bytes.toString('base64') };
  }
  return null;
}

/** @throws LeadlensError `logo_unusable` */
function usable(bytes: Uint8Array, file?: string): LogoKind {
  const check = checkLogo(bytes);
  if (check.kind !== null) return check.kind;
  throw new LeadlensError({
    kind: 'input',
    code: 'logo_unusable',
    message: check.message,
    hint: check.hint,
    ...(file === undefined ? {} : { file }),
  });
}

/**
 * Keeps a logo with the project, in place of the one before. Returns when it is on disk.
 * @param base64 its bytes; null: none
 * @throws LeadlensError `logo_unusable`, `write_failed`; then the one before stays
 */
export async function writeLogo(project: string, base64: string | null): Promise<Logo | null> {
  const bytes = base64 === null ? null : Buffer.from(base64, 'base64');
  const kind = bytes && usable(bytes);
  try {
    if (bytes && kind) {
      await mkdir(project, { recursive: true });
      await writeFileAtomic(fileOf(project, kind), bytes, { mode: 0o600 });
    }
    for (const other of LOGO_KINDS) if (other !== kind) await rm(fileOf(project, other), { force: true });
  } catch (error) {
    throw new LeadlensError(
      {
        kind: 'environment',
        code: 'write_failed',
        message: `The logo cannot be written to ${project}.`,
        hint: 'Check that the disk has room and that you may write to the folder, then try again.',
        file: project,
      },
      { cause: error },
    );
  }
  return bytes && kind ? { kind, base64: bytes.toString('base64') } : null;
}
