import type { Stats } from 'ssh2';
import type { Connection } from './connection';
import type { Part } from './mirror';
import type { RemoteFile } from './remote-listing';

/** What servers give at once; more would come in parts. */
const PIECE = 32 * 1024;
/** Pieces that are on their way at once: the distance to the server costs once, not once a piece. */
const AT_ONCE = 32;

/** The file changed on the server since it was listed. */
export class StillChanges extends Error {}

const isSame = (file: RemoteFile, now: Stats): boolean =>
  now.size === file.bytes && now.mtime === file.modifiedAt && now.isFile();

/**
 * Reads what is missing of a file, in the order of its bytes, and sees that it is the same file before and after.
 * @param onBytes is told how many bytes came
 * @throws StillChanges; ConnectionLost, then the part holds what came; as the server says
 */
export async function download(
  connection: Connection,
  file: RemoteFile,
  part: Part,
  onBytes: (count: number) => void,
): Promise<void> {
  const handle = await connection.open(file.remotePath);
  try {
    if (!isSame(file, await connection.statOpen(handle))) throw new StillChanges();
    const coming: Promise<Buffer>[] = [];
    let asked = part.length;
    const ask = (): void => {
      while (asked < file.bytes && coming.length < AT_ONCE) {
        const piece = pieceOf(connection, handle, asked, Math.min(PIECE, file.bytes - asked));
        // Those behind one that fails fail with it.
        piece.catch(() => undefined);
        coming.push(piece);
        asked += PIECE;
      }
    };
    for (;;) {
      ask();
      const bytes = await coming.shift();
      if (bytes === undefined) break;
      await part.append(bytes);
      onBytes(bytes.length);
    }
    // Written to while it was read, or another file under its name.
    if (!isSame(file, await connection.statOpen(handle))) throw new StillChanges();
    if (!isSame(file, await connection.stat(file.remotePath))) throw new StillChanges();
  } finally {
    await connection.close(handle);
  }
}

/** @throws StillChanges where the file ends before */
async function pieceOf(
  connection: Connection,
  handle: Buffer,
  start: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length;) {
    const count = await connection.read(handle, bytes.subarray(filled), start + filled);
    if (count === 0) throw new StillChanges();
    filled += count;
  }
  return bytes;
}
