import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { constants, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { LeadlensError } from '../../shared/domain/fault';

/** Names that Windows gives to devices, with or without an extension. */
const DEVICE_NAME = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** What Windows does not take in a name, the colon of alternate streams among it. */
const WINDOWS_FORBIDDEN = /[<>:"|?*\u0001-\u001f]|[. ]$/;

function reasonAgainst(path: string, windows: boolean): string | null {
  if (path === '') return 'it is empty';
  if (path.includes('\0')) return 'it holds a NUL';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty part';
    if (segment === '.' || segment === '..') return 'it has a part that moves through folders';
    if (windows && WINDOWS_FORBIDDEN.test(segment))
      return 'it has a part that Windows takes for something else';
    if (windows && DEVICE_NAME.test(segment)) return 'it names a device';
  }
  return null;
}

const refused = (path: string, reason: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'path_refused',
    message: `The path ${JSON.stringify(path)} is refused: ${reason}.`,
    hint: 'Only files inside the opened folder can be read. Copy the file into the folder and open the folder again.',
    file: path,
  });

/**
 * Checks the words of a path before the disk is asked: relative, with `/`, inside its folder, no device, no stream.
 * @param platform as `process.platform`; on `win32` also what Windows reads differently is refused
 * @throws LeadlensError `path_refused`
 */
export function checkRelativePath(path: string, platform: string = process.platform): void {
  const reason = reasonAgainst(path, platform === 'win32');
  if (reason !== null) throw refused(path, reason);
}

/** Whether the real path `inner` lies in the real folder `outer` (or is it). */
export const liesIn = (outer: string, inner: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

/** What the system said about a file, as a fault that names the file and the next step. */
export function fileFault(path: string, error: unknown): LeadlensError {
  if (error instanceof LeadlensError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new LeadlensError(
      {
        kind: 'input',
        code: 'file_gone',
        message: `${path} is no longer there.`,
        hint: 'Put the file back or run again without it.',
        file: path,
      },
      { cause: error },
    );
  }
  return new LeadlensError(
    {
      kind: 'input',
      code: 'file_unreadable',
      message: `${path} cannot be read (${code}).`,
      hint: 'Check that you may read the file and that its disk is connected, then run again.',
      file: path,
    },
    { cause: error },
  );
}

export interface GrantedFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/**
 * Opens a regular file of a folder for reading. What is judged is what was opened: the path is followed to its real
 * place, opened there without following a link again, and compared with the path once more.
 * @param root real path of the folder
 * @param path relative, with `/`
 * @throws LeadlensError `path_refused`, `file_gone`, `file_unreadable`
 */
export async function openGranted(root: string, path: string): Promise<GrantedFile> {
  checkRelativePath(path);
  const place = join(root, ...path.split('/'));
  let handle: FileHandle | undefined;
  try {
    const real = await realpath(place);
    if (!liesIn(root, real)) throw refused(path, 'it is a link that leads out of the folder');
    // O_NONBLOCK so that a pipe under this name cannot hold the process. Windows has neither of the last two:
    // there they are undefined, which is 0 among bits.
    handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) throw refused(path, 'it is no regular file');
    const again = await stat(real);
    if ((await realpath(place)) !== real || again.ino !== stats.ino || again.dev !== stats.dev) {
      throw refused(path, 'it moved while it was opened');
    }
    return { handle, stats };
  } catch (error) {
    await handle?.close();
    throw fileFault(path, error);
  }
}
