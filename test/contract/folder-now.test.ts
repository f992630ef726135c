import { appendFile, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFolderMethods } from '../../electron/services/folder-methods';
import { FolderWatch } from '../../electron/services/folder-watch';
import { Grants } from '../../electron/services/grants';
import type { FolderLook } from '../../shared/contract/folder-now';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

/** A folder that is watched, on a clock that a test moves. */
async function watched(
  files: Readonly<Record<string, string>>,
  leftOut?: string,
): Promise<{ readonly folder: string; readonly watch: FolderWatch; readonly later: (ms: number) => void }> {
  const folder = await realpath(await temporaryFolder(files));
  let ahead = 10_000;
  const watch = new FolderWatch(folder, {
    warn: () => undefined,
    now: () => Date.now() + ahead,
    ...(leftOut === undefined ? {} : { leftOut: join(folder, leftOut) }),
  });
  onTestFinished(() => watch.close());
  return { folder, watch, later: (ms) => (ahead += ms) };
}

/** Looks until it sees what is waited for; a change that nobody sees lets the test run out of time. */
async function until(watch: FolderWatch, isSeen: (look: FolderLook) => boolean): Promise<FolderLook> {
  const never = new AbortController().signal;
  for (;;) {
    const look = await watch.look();
    if (isSeen(look)) return look;
    await watch.stirred(never);
  }
}

const paths = ({ files }: Pick<FolderLook, 'files'>): readonly string[] => files.map(({ path }) => path);

describe('a folder that is watched', () => {
  test('says what is in it, and sees what comes, changes and goes, in its subfolders too', async () => {
    const { folder, watch } = await watched({ 'a.csv': 'x\n1\n' });
    const first = await watch.look();
    expect(paths(first)).toEqual(['a.csv']);
    expect(first.growing).toEqual([]);
    await mkdir(join(folder, 'new'));
    await writeFile(join(folder, 'new', 'b.csv'), 'x\n1\n');
    const second = await until(watch, (look) => look.files.length === 2);
    expect(paths(second)).toEqual(['a.csv', 'new/b.csv']);
    expect(second.digest).not.toBe(first.digest);
    await appendFile(join(folder, 'a.csv'), '2\n');
    await until(watch, ({ files }) => files[0]?.bytes === 6);
    await rm(join(folder, 'new', 'b.csv'));
    await until(watch, (look) => look.files.length === 1);
  });

  test('takes a file for whole once it did not change for a while, and not while it grows', async () => {
    const { folder, watch, later } = await watched({ 'a.csv': 'x\n' });
    await watch.look();
    const file = join(folder, 'b.csv');
    await writeFile(file, 'x\n');
    expect((await until(watch, (look) => look.files.length === 2)).growing).toEqual(['b.csv']);
    later(1900);
    await appendFile(file, '1\n');
    const grown = await until(watch, ({ files }) => files[1]?.bytes === 4);
    expect(grown.growing).toEqual(['b.csv']);
    later(1900);
    expect((await watch.look()).growing).toEqual(['b.csv']);
    later(101);
    expect((await watch.look()).growing).toEqual([]);
  });

  test('tells nothing of what is hidden, of projects, and of what runs write', async () => {
    const { folder, watch, later } = await watched({ 'a.csv': 'x\n' }, 'out');
    const { digest } = await watch.look();
    for (const place of ['.git', 'client.leadlens', 'out']) {
      await mkdir(join(folder, place));
      await writeFile(join(folder, place, 'file.csv'), 'x\n');
    }
    later(60_000);
    expect((await watch.look()).digest).toBe(digest);
  });

  test('that is away says so, and is watched again when it is back', async () => {
    const { folder, watch, later } = await watched({ 'a.csv': 'x\n' });
    const first = await watch.look();
    await rename(folder, `${folder}-away`);
    // The system may not tell of it.
    later(60_000);
    expect(await codeOf(watch.look())).toBe('folder_unreadable');
    await rename(`${folder}-away`, folder);
    expect((await watch.look()).digest).toBe(first.digest);
    await writeFile(join(folder, 'b.csv'), 'x\n');
    await until(watch, (look) => look.files.length === 2);
  });
});

describe('what a host says of an open folder', () => {
  test('leaves out the files that the asker knows, and is watched until the window leaves it', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x\n' });
    const grants = new Grants();
    const { grantId } = await grants.grant(folder);
    const { methods, watched: count, close } = createFolderMethods(grants, () => undefined);
    const now = await methods.folderNow({ grantId, known: null });
    expect(now).toMatchObject({ state: 'there', files: [{ path: 'a.csv', bytes: 2 }] });
    const known = now.state === 'there' ? now.digest : null;
    expect(await methods.folderNow({ grantId, known })).toMatchObject({ digest: known, files: null });
    expect(count()).toBe(1);
    await methods.leaveFolder({ grantId });
    expect(count()).toBe(0);
    await rename(folder, `${folder}-away`);
    expect(await methods.folderNow({ grantId, known })).toMatchObject({
      state: 'away',
      fault: { code: 'folder_unreadable' },
    });
    await close();
    expect(count()).toBe(0);
  });

  test('ends with the window that asked: one that asks nothing for a while is gone', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x\n' });
    const grants = new Grants();
    const { grantId } = await grants.grant(folder);
    const { methods, watched: count } = createFolderMethods(grants, () => undefined, 5);
    await methods.folderNow({ grantId, known: null });
    await expect.poll(count).toBe(0);
  });
});
