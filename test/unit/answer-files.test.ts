import { chmod, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerFiles } from '../../electron/services/cache/answer-files';
import { answerName, answersFolder, mayBeKept } from '../../electron/services/cache/answer-names';
import { cacheDirectory } from '../../electron/services/cache/cache-directory';
import { codeDigest } from '../../electron/services/cache/code-digest';
import { temporaryFolder } from '../support/temporary-folder';

const NAME = answerName('/exports', 'a question');
const JSON_TEXT = JSON.stringify({ answer: 42, words: 'größer' });

describe('the files of kept answers', () => {
  it('give back what was written, and say where there is none', async () => {
    const files = new AnswerFiles(await temporaryFolder());
    expect(await files.read(NAME)).toEqual({ state: 'none' });
    await files.write(NAME, JSON_TEXT);
    expect(await files.read(NAME)).toEqual({ state: 'sound', value: { answer: 42, words: 'größer' } });
  });

  it('are damaged, or of another format, where any byte is another or the end is missing', async () => {
    const cache = await temporaryFolder();
    const files = new AnswerFiles(cache);
    await files.write(NAME, JSON_TEXT);
    const place = join(answersFolder(cache), NAME);
    const whole = await readFile(place);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const bytes = Buffer.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ bits;
          await writeFile(place, bytes);
          expect((await files.read(NAME)).state).toMatch(/^(damaged|other_format)$/);
          await writeFile(place, whole.subarray(0, at));
          expect((await files.read(NAME)).state).toBe('damaged');
        },
      ),
    );
    await writeFile(place, whole);
    expect((await files.read(NAME)).state).toBe('sound');
  });

  it('are damaged where something else lies in their place, and nothing of it is followed', async () => {
    const cache = await temporaryFolder({ 'elsewhere.txt': 'x' });
    const files = new AnswerFiles(cache);
    await mkdir(join(answersFolder(cache), NAME), { recursive: true });
    expect(await files.read(NAME)).toEqual({ state: 'damaged' });
    const link = answerName('/exports', 'another question');
    await symlink(join(cache, 'elsewhere.txt'), join(answersFolder(cache), link));
    expect(await files.read(link)).toEqual({ state: 'damaged' });
  });

  it('that were not asked for longest go first when there are too many', async () => {
    const cache = await temporaryFolder();
    const files = new AnswerFiles(cache, 3 * 1100);
    const text = JSON.stringify('x'.repeat(1000));
    const names = ['a', 'b', 'c'].map((question) => answerName('/exports', question));
    for (const [i, name] of names.entries()) {
      await files.write(name, text);
      await utimes(join(answersFolder(cache), name), i + 1, i + 1);
    }
    const [a = '', b = '', c = ''] = names;
    await files.use(a);
    const d = answerName('/exports', 'd');
    await files.write(d, text);
    expect((await readdir(answersFolder(cache))).sort()).toEqual([a, c, d].sort());
    expect((await files.read(b)).state).toBe('none');
  });

  it('are removed with what was never whole, and no other file with them', async () => {
    const cache = await temporaryFolder({ 'answers/mine.txt': 'keep' });
    const files = new AnswerFiles(cache);
    await files.write(NAME, JSON_TEXT);
    await writeFile(join(answersFolder(cache), `${NAME}.123456`), 'half');
    expect((await files.size()).answers).toBe(1);
    await files.clear();
    expect(await readdir(answersFolder(cache))).toEqual(['mine.txt']);
  });

  it('that a writer left unfinished long ago go at the next write', async () => {
    const cache = await temporaryFolder();
    const files = new AnswerFiles(cache);
    await files.write(NAME, JSON_TEXT);
    const left = join(answersFolder(cache), `${NAME}.123456`);
    await writeFile(left, 'half');
    await files.write(NAME, JSON_TEXT);
    expect(await readdir(answersFolder(cache))).toHaveLength(2);
    await utimes(left, 1, 1);
    await files.write(NAME, JSON_TEXT);
    expect(await readdir(answersFolder(cache))).toEqual([NAME]);
  });

  it('can be read by nobody else', async () => {
    const cache = await temporaryFolder();
    await chmod(cache, 0o755);
    const files = new AnswerFiles(cache);
    await files.write(NAME, JSON_TEXT);
    expect((await stat(join(answersFolder(cache), NAME))).mode & 0o077).toBe(0);
    expect((await stat(answersFolder(cache))).mode & 0o077).toBe(0);
  });
});

describe('whether an answer may be kept about a folder', () => {
  it('is known from its name alone', async () => {
    const cache = await temporaryFolder();
    const [folder, other] = [await temporaryFolder(), await temporaryFolder()];
    expect(mayBeKept(cache, [folder])).toBe(false);
    await new AnswerFiles(cache).write(answerName(folder, 'a question'), JSON_TEXT);
    expect(mayBeKept(cache, ['--json', folder])).toBe(true);
    expect(mayBeKept(cache, [other, '--json', '/no/such/folder'])).toBe(false);
  });
});

describe('the digest of the program', () => {
  const program = { 'a/one.js': 'x = 1', 'a/two.js': 'y = 2', 'b/db.wasm': 'code', 'b/db.wasm.sha256': '77' };
  const digestOf = async (files: Readonly<Record<string, string>>): Promise<string | null> => {
    const place = await temporaryFolder(files);
    return codeDigest([join(place, 'a'), join(place, 'b')]);
  };

  it('is the same for the same bytes, wherever they lie', async () => {
    expect(await digestOf(program)).toBe(await digestOf(program));
  });

  it.each([
    ['a byte of a script', { 'a/one.js': 'x = 2' }],
    ['a further script', { 'a/three.js': '' }],
    ['the digest of the database', { 'b/db.wasm.sha256': '78' }],
    ['the length of the database', { 'b/db.wasm': 'codes' }],
  ])('is another with %s', async (_, change) => {
    expect(await digestOf({ ...program, ...change })).not.toBe(await digestOf(program));
  });

  it('is not known where the program was not built', async () => {
    const place = await temporaryFolder({ 'a/one.js': '' });
    expect(await codeDigest([join(place, 'a'), join(place, 'b')])).toBeNull();
  });
});

describe('the place of the cache', () => {
  it('is the one of the system, or lies in LEADLENS_HOME', () => {
    expect(cacheDirectory({ LEADLENS_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/cache');
    expect(cacheDirectory({}, 'linux', '/home/a')).toBe('/home/a/.cache/Leadlens');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/c' }, 'linux', '/home/a')).toBe('/c/Leadlens');
    expect(cacheDirectory({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Caches/Leadlens');
    expect(cacheDirectory({ LOCALAPPDATA: '/l' }, 'win32', '/u')).toBe('/l/Leadlens/Cache');
  });
});
