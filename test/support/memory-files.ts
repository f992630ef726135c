import { createHash } from 'node:crypto';
import { LeadlensError } from '../../shared/domain/fault';
import type { FileSource } from '../../shared/ports/file-source';

/** A folder in memory: path → content. Files that change between runs of one engine get another `modifiedAt`. */
export function memoryFiles(
  files: Readonly<Record<string, Uint8Array | string>>,
  modifiedAt = 0,
): FileSource {
  const contents = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? Buffer.from(content) : content,
    ]),
  );
  const contentOf = (path: string): Uint8Array => {
    const content = contents.get(path);
    if (!content) {
      throw new LeadlensError({ kind: 'input', code: 'file_gone', message: `${path} is gone.`, file: path });
    }
    return content;
  };
  const entryOf = (path: string) => ({ path, bytes: contentOf(path).length, modifiedAt });
  return {
    list: () =>
      Promise.resolve({ folder: 'memory', files: [...contents.keys()].sort().map(entryOf), unreadable: [] }),
    stat: (path) => Promise.resolve(entryOf(path)),
    read: async (path, start, end) => contentOf(path).slice(start, end),
    stream: (path) => inChunks(contentOf(path), 1 << 16),
    sha256: async (path) => createHash('sha256').update(contentOf(path)).digest('hex'),
  };
}

/** Bytes in chunks of `size`; sizes given one by one repeat. */
export async function* inChunks(
  content: Uint8Array | string,
  ...sizes: number[]
): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? bytes.length);
    yield new Uint8Array(bytes.subarray(at, at + size));
    at += size;
  }
}
