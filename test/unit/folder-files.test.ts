import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import type { FileSource } from '../../shared/ports/file-source';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

async function readAll(source: FileSource, path: string, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(path, signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const paths = async (source: FileSource): Promise<string[]> =>
  (await source.list()).files.map((file) => file.path);

describe('listing a folder', () => {
  it('gives regular files of all depths, sorted by path, with size and time', async () => {
    const root = await temporaryFolder({
      'b.csv': '12345',
      'a/z.csv': '',
      'a/b/c.parquet': 'x',
      'B.csv': '',
    });
    await utimes(join(root, 'b.csv'), 1_700_000_000, 1_700_000_000);
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.files.map((file) => file.path)).toEqual(['B.csv', 'a/b/c.parquet', 'a/z.csv', 'b.csv']);
    expect(listing.files.at(-1)).toEqual({ path: 'b.csv', bytes: 5, modifiedAt: 1_700_000_000_000 });
    expect(root.endsWith(listing.folder)).toBe(true);
    expect(listing.folder).not.toContain('/');
  });

  it('leaves out hidden files, project folders and folders that hold an export', async () => {
    const root = await temporaryFolder({
      'a.csv': '',
      '.hidden.csv': '',
      '.git/x.csv': '',
      'my.leadlens/project.json': '',
      'export/leadlens-manifest.json': '{}',
      'export/deep/worklist.csv': '',
    });
    expect(await paths(await nodeFileSource(root))).toEqual(['a.csv']);
  });

  it('says so when the opened folder is itself an export', async () => {
    const root = await temporaryFolder({ 'leadlens-manifest.json': '{}', 'summary.csv': '' });
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.files).toEqual([]);
    expect(listing.unreadable[0]?.reason).toContain('export of Leadlens');
  });

  it('names links that lead out or nowhere with a reason, and does not follow them', async () => {
    const outside = await temporaryFolder({ 'secret.csv': 'x' });
    const root = await temporaryFolder({ 'a.csv': '' });
    await symlink(join(outside, 'secret.csv'), join(root, 'out.csv'));
    await symlink(outside, join(root, 'outside'));
    await symlink(join(root, 'nothing'), join(root, 'dangling.csv'));
    await symlink(root, join(root, 'loop'));
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.files.map((file) => file.path)).toEqual(['a.csv']);
    expect(listing.unreadable.map((entry) => entry.path)).toEqual(['dangling.csv', 'out.csv', 'outside']);
    expect(listing.unreadable.every((entry) => entry.reason.length > 0)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('names what is no file, and does not wait for it', async () => {
    const root = await temporaryFolder({ 'a.csv': '' });
    execFileSync('mkfifo', [join(root, 'pipe.csv')]);
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.files.map((file) => file.path)).toEqual(['a.csv']);
    expect(listing.unreadable).toEqual([{ path: 'pipe.csv', reason: 'It is no regular file.' }]);
  });

  it('names what has control characters in its name by their codes, and does not open it', async () => {
    const root = await temporaryFolder({
      'a.csv': '',
      'b\u001b[31m.csv': '',
      'c\nd/x.csv': '',
      'e\u202egpj.csv': '',
    });
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.files.map((file) => file.path)).toEqual(['a.csv']);
    expect(listing.unreadable).toEqual([
      { path: 'b\\u001b[31m.csv', reason: 'Its name has control characters. Rename it.', isFolder: false },
      { path: 'c\\u000ad', reason: 'Its name has control characters. Rename it.', isFolder: true },
      { path: 'e\\u202egpj.csv', reason: 'Its name has control characters. Rename it.', isFolder: false },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('names files that may not be read', async () => {
    const root = await temporaryFolder({ 'a.csv': '', 'b.csv': '' });
    await chmod(join(root, 'b.csv'), 0);
    const listing = await (await nodeFileSource(root)).list();
    expect(listing.unreadable.map((entry) => entry.path)).toEqual(['b.csv']);
  });

  it('refuses a folder that is not there or is a file', async () => {
    const root = await temporaryFolder({ 'a.csv': '' });
    expect(await codeOf(nodeFileSource(join(root, 'nothing')))).toBe('folder_unreadable');
    expect(await codeOf(nodeFileSource(join(root, 'a.csv')))).toBe('folder_unreadable');
  });
});

describe('reading files', () => {
  const big = Buffer.alloc(9 * 1024 * 1024 + 3, 'leadlens ');

  it('streams the whole content in order', async () => {
    const source = await nodeFileSource(await temporaryFolder({ 'big.bin': big, 'empty.csv': '' }));
    expect((await readAll(source, 'big.bin')).equals(big)).toBe(true);
    expect((await readAll(source, 'empty.csv')).length).toBe(0);
  });

  it('reads any part as the same part of the content', async () => {
    const content = Buffer.from('0123456789abcdef');
    const source = await nodeFileSource(await temporaryFolder({ 'a.bin': content }));
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.nat(20), async (start, end) => {
        const bytes = await source.read('a.bin', start, end);
        expect(Buffer.from(bytes).toString()).toBe(content.subarray(start, Math.max(start, end)).toString());
      }),
    );
  });

  it('gives the SHA-256 of the content, and a new one for new content', async () => {
    const root = await temporaryFolder({ 'big.bin': big });
    const source = await nodeFileSource(root);
    expect(await source.sha256('big.bin')).toBe(createHash('sha256').update(big).digest('hex'));
    await writeFile(join(root, 'big.bin'), 'other');
    expect(await source.sha256('big.bin')).toBe(createHash('sha256').update('other').digest('hex'));
  });

  it('says file_gone for a file that went away after the listing', async () => {
    const root = await temporaryFolder({ 'a.csv': 'x' });
    const source = await nodeFileSource(root);
    await source.list();
    await rm(join(root, 'a.csv'));
    expect(await codeOf(source.stat('a.csv'))).toBe('file_gone');
    expect(await codeOf(readAll(source, 'a.csv'))).toBe('file_gone');
    expect(await codeOf(source.read('a.csv', 0, 1))).toBe('file_gone');
    expect(await codeOf(source.sha256('a.csv'))).toBe('file_gone');
  });

  it('says file_changed for a file that changed after the listing, until it is listed again', async () => {
    const root = await temporaryFolder({ 'a.csv': 'x' });
    const source = await nodeFileSource(root);
    await source.list();
    await appendFile(join(root, 'a.csv'), 'more');
    expect(await codeOf(readAll(source, 'a.csv'))).toBe('file_changed');
    expect(await codeOf(source.read('a.csv', 0, 1))).toBe('file_changed');
    await source.list();
    expect((await readAll(source, 'a.csv')).toString()).toBe('xmore');
  });

  it.each([
    ['grows', (file: string) => appendFile(file, 'more')],
    ['is cut', (file: string) => writeFile(file, 'x')],
    ['is touched', (file: string) => utimes(file, 1, 1)],
    [
      'is replaced',
      async (file: string) => {
        await writeFile(`${file}.new`, 'other');
        await rename(`${file}.new`, file);
      },
    ],
  ])('says file_changed when a file %s while it is streamed', async (_what, change) => {
    const root = await temporaryFolder({ 'a.bin': big });
    const source = await nodeFileSource(root);
    const iterator = source.stream('a.bin')[Symbol.asyncIterator]();
    await iterator.next();
    await change(join(root, 'a.bin'));
    const rest = async (): Promise<void> => {
      while ((await iterator.next()).done !== true);
    };
    expect(await codeOf(rest())).toBe('file_changed');
  });

  it('stops between two chunks when it is cancelled', async () => {
    const source = await nodeFileSource(await temporaryFolder({ 'a.bin': big }));
    const controller = new AbortController();
    let chunks = 0;
    const work = async (): Promise<void> => {
      for await (const chunk of source.stream('a.bin', controller.signal)) {
        chunks += chunk.length > 0 ? 1 : 0;
        controller.abort();
      }
    };
    expect(await codeOf(work())).toBe('cancelled');
    expect(chunks).toBe(1);
  });
});
