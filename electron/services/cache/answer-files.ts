import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { answersFolder, kindOfName } from './answer-names';

/** Goes up when what stands in the files is another. */
const FORMAT = 1;
const HEAD = /^leadlens-answer (?<format>\d+) (?<digest>[0-9a-f]{64})\n/;
const LONGEST_HEAD = 100;
/** No answer is as large; what is larger is not ours. */
const MOST_BYTES_OF_ONE = 64 * 2 ** 20;
/** What all answers together may take; beyond it those go that were not asked for longest. */
export const MOST_BYTES = 200 * 2 ** 20;
/** A file that is being written is younger. */
const UNFINISHED_AFTER_MS = 3_600_000;

export type ReadAnswer =
  | { readonly state: 'none' }
  /** It is not as it was written, or was never written by Leadlens. */
  | { readonly state: 'damaged' }
  | { readonly state: 'other_format' }
  | { readonly state: 'sound'; readonly value: unknown };

interface AnswerFile {
  readonly place: string;
  readonly bytes: number;
  readonly usedAt: number;
  readonly isUnfinished: boolean;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whether the system says that a file, or a folder on its way, is not there. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** The files of the cache: each is whole, or is known not to be. */
export class AnswerFiles {
  readonly #folder: string;
  readonly #mostBytes: number;

  /** @param cache folder of the cache */
  constructor(cache: string, mostBytes: number = MOST_BYTES) {
    this.#folder = answersFolder(cache);
    this.#mostBytes = mostBytes;
  }

  /** Reads one; never rejects: what cannot be read is damaged. */
  async read(name: string): Promise<ReadAnswer> {
    let bytes: Buffer;
    try {
      const place = join(this.#folder, name);
      const stats = await lstat(place);
      if (!stats.isFile() || stats.size > MOST_BYTES_OF_ONE) return { state: 'damaged' };
      bytes = await readFile(place);
    } catch (error) {
      return { state: isNotThere(error) ? 'none' : 'damaged' };
    }
    const head = HEAD.exec(bytes.subarray(0, LONGEST_HEAD).toString('latin1'));
    if (!head?.groups) return { state: 'damaged' };
    if (Number(head.groups['format']) !== FORMAT) return { state: 'other_format' };
    const body = bytes.subarray(head[0].length);
    if (sha256(body) !== head.groups['digest']) return { state: 'damaged' };
    try {
      return { state: 'sound', value: JSON.parse(body.toString('utf8')) };
    } catch {
      return { state: 'damaged' };
    }
  }

  /**
   * Writes one beside its place and puts it there when it is on disk; then makes room.
   * @param json what is kept, as JSON
   * @throws as the file system does
   */
  async write(name: string, json: string): Promise<void> {
    const body = Buffer.from(json, 'utf8');
    const head = `leadlens-answer ${String(FORMAT)} ${sha256(body)}\n`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(join(this.#folder, name), Buffer.concat([Buffer.from(head, 'latin1'), body]), {
      mode: 0o600,
    });
    await this.#makeRoom();
  }

  /** Notes that one was asked for, as well as it can. */
  async use(name: string): Promise<void> {
    const now = new Date();
    await utimes(join(this.#folder, name), now, now).catch(() => undefined);
  }

  /** How many there are, and their bytes. */
  async size(): Promise<{ readonly answers: number; readonly bytes: number }> {
    const files = await this.#files();
    return {
      answers: files.filter(({ isUnfinished }) => !isUnfinished).length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  /** Removes all of ours; other files stay. @throws as the file system does */
  async clear(): Promise<void> {
    for (const { place } of await this.#files()) await rm(place, { force: true });
  }

  async #makeRoom(): Promise<void> {
    const files = [...(await this.#files())].sort((a, b) => b.usedAt - a.usedAt);
    const leftSince = Date.now() - UNFINISHED_AFTER_MS;
    let kept = 0;
    for (const { place, bytes, usedAt, isUnfinished } of files) {
      const isLeft = isUnfinished && usedAt < leftSince;
      if (isLeft || kept + bytes > this.#mostBytes) await rm(place, { force: true });
      else kept += bytes;
    }
  }

  /** What is ours and still there. */
  async #files(): Promise<readonly AnswerFile[]> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    const files: AnswerFile[] = [];
    for (const name of names) {
      const kind = kindOfName(name);
      const place = join(this.#folder, name);
      // Another process may have removed it meanwhile.
      const stats = kind && (await lstat(place).catch(() => null));
      if (stats?.isFile())
        files.push({
          place,
          bytes: stats.size,
          usedAt: stats.mtimeMs,
          isUnfinished: kind === 'unfinished',
        });
    }
    return files;
  }
}
