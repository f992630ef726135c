import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LeadlensError } from '../../shared/domain/fault';
import type { FileSink, OpenFile } from '../../shared/ports/file-sink';
import { renameDurably, writeAll } from './durable';
import { checkRelativePath, liesIn } from './file-policy';

/** What keeps a file from being written, by the code of the system, and what to do about it. */
const CAUSES: Readonly<Record<string, { readonly why: string; readonly hint: string }>> = {
  ENOSPC: { why: 'the disk is full', hint: 'Make room on the disk or choose another place, then try again.' },
  EDQUOT: {
    why: 'your share of the disk is used up',
    hint: 'Make room on the disk or choose another place, then try again.',
  },
  EFBIG: {
    why: 'the file would be larger than is allowed here',
    hint: 'Choose a place on another disk, then try again.',
  },
  EACCES: {
    why: 'you may not write to this folder',
    hint: 'Choose another folder, or ask for the right to write to it.',
  },
  EPERM: {
    why: 'you may not write to this folder',
    hint: 'Choose another folder, or ask for the right to write to it.',
  },
  EROFS: { why: 'the disk can only be read', hint: 'Choose a place on another disk.' },
  ENOENT: { why: 'its folder is not there any more', hint: 'Choose a folder that is there, then try again.' },
};

const OTHER = {
  why: 'the system refused it',
  hint: 'Check that the disk has room and that you may write to the folder, then try again.',
};

export const writeFault = (path: string, cause: unknown): LeadlensError => {
  if (cause instanceof LeadlensError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const { why, hint } = CAUSES[code] ?? OTHER;
  return new LeadlensError(
    {
      kind: 'environment',
      code: 'write_failed',
      message: `${path} cannot be written: ${why} (${code}).`,
      hint,
      file: path,
    },
    { cause },
  );
};

class NodeFile implements OpenFile {
  private done = false;
  constructor(
    private readonly path: string,
    private readonly place: string,
    private readonly temporary: string,
    private readonly handle: FileHandle,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(this.handle, bytes);
    } catch (error) {
      throw writeFault(this.path, error);
    }
  }

  async commit(): Promise<void> {
    if (this.done) return;
    try {
      await this.handle.sync();
      await this.handle.close();
      await renameDurably(this.temporary, this.place);
      this.done = true;
    } catch (error) {
      await this.abort();
      throw writeFault(this.path, error);
    }
  }

  async abort(): Promise<void> {
    if (this.done) return;
    this.done = true;
    await this.handle.close();
    await rm(this.temporary, { force: true });
  }
}

/**
 * Writes files into `folder`, which is made for the first of them when it is not there. A folder that goes away later
 * is not made anew: it would hold a part and look like the whole. A file is written beside its place under a hidden
 * name, flushed to the disk, then renamed. Faults: `path_refused` (input), `write_failed` (environment).
 */
export function nodeFileSink(folder: string): FileSink {
  let isThere = false;
  return {
    async open(path) {
      checkRelativePath(path);
      try {
        if (!isThere) await mkdir(folder, { recursive: true });
        isThere = true;
        const root = await realpath(folder);
        const place = join(root, ...path.split('/'));
        await mkdir(dirname(place), { recursive: true });
        if (!liesIn(root, await realpath(dirname(place)))) {
          throw new LeadlensError({
            kind: 'input',
            code: 'path_refused',
            message: `${path} would be written outside of its folder, through a link.`,
            hint: 'Choose another folder to write to.',
            file: path,
          });
        }
        const temporary = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}.part`);
        return new NodeFile(path, place, temporary, await open(temporary, 'wx'));
      } catch (error) {
        throw writeFault(path, error);
      }
    },
  };
}
