import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSink } from '../../electron/services/file-sink-node';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writing whole files', () => {
  it('shows nothing under the final name before commit, and all of it after', async () => {
    const root = await temporaryFolder();
    const file = await nodeFileSink(root).open('a/b.csv');
    await file.write(bytes('one,'));
    await file.write(bytes('two'));
    expect(await readdir(join(root, 'a'))).not.toContain('b.csv');
    await file.commit();
    expect(await readFile(join(root, 'a', 'b.csv'), 'utf8')).toBe('one,two');
    expect(await readdir(join(root, 'a'))).toEqual(['b.csv']);
  });

  it('leaves nothing behind after abort, and an older file as it was', async () => {
    const root = await temporaryFolder({ 'a.csv': 'older' });
    const file = await nodeFileSink(root).open('a.csv');
    await file.write(bytes('newer'));
    await file.abort();
    await file.abort();
    expect(await readdir(root)).toEqual(['a.csv']);
    expect(await readFile(join(root, 'a.csv'), 'utf8')).toBe('older');
  });

  it('replaces an older file as a whole', async () => {
    const root = await temporaryFolder({ 'a.csv': 'older and longer' });
    const file = await nodeFileSink(root).open('a.csv');
    await file.write(bytes('new'));
    await file.commit();
    expect(await readFile(join(root, 'a.csv'), 'utf8')).toBe('new');
  });

  it('cleans up and says write_failed when the place is taken by a folder', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'a.csv'));
    const file = await nodeFileSink(root).open('a.csv');
    await file.write(bytes('x'));
    expect(await codeOf(file.commit())).toBe('write_failed');
    expect(await readdir(root)).toEqual(['a.csv']);
  });

  it('makes its folder when it is not there, and says write_failed when it cannot', async () => {
    const root = await temporaryFolder({ file: '' });
    const file = await nodeFileSink(join(root, 'new', 'deep')).open('x.csv');
    await file.commit();
    expect(await readdir(join(root, 'new', 'deep'))).toEqual(['x.csv']);
    expect(await codeOf(nodeFileSink(join(root, 'file')).open('x.csv'))).toBe('write_failed');
  });

  it('writes nowhere but into its folder', async () => {
    const outside = await temporaryFolder();
    const root = await temporaryFolder();
    await symlink(outside, join(root, 'out'));
    expect(await codeOf(nodeFileSink(root).open('../x.csv'))).toBe('path_refused');
    expect(await codeOf(nodeFileSink(root).open('out/x.csv'))).toBe('path_refused');
    expect(await readdir(outside)).toEqual([]);
    // A link in the place of the file itself is replaced, not followed.
    await writeFile(join(outside, 'target.csv'), 'theirs');
    await symlink(join(outside, 'target.csv'), join(root, 'link.csv'));
    const file = await nodeFileSink(root).open('link.csv');
    await file.write(bytes('ours'));
    await file.commit();
    expect(await readFile(join(outside, 'target.csv'), 'utf8')).toBe('theirs');
  });
});
