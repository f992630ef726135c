import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../shared/domain/fault';
import { checkRelativePath, openGranted } from '../../electron/services/file-policy';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const refusal = (path: string, platform?: string): string | null => {
  try {
    checkRelativePath(path, platform);
    return null;
  } catch (error) {
    return faultOf(error).code;
  }
};

const nastyPart = fc.constantFrom(
  '..',
  '.',
  '',
  '\0',
  '\\',
  '/',
  '//',
  'C:',
  'a',
  '~',
  '%2e%2e',
  '...',
  ' ',
  '\u202e',
);
const nastyPath = fc.oneof(
  fc.array(fc.oneof(nastyPart, fc.string()), { maxLength: 6 }).map((parts) => parts.join('/')),
  fc.array(fc.oneof(nastyPart, fc.string()), { maxLength: 6 }).map((parts) => parts.join('')),
);

describe('the words of a path', () => {
  it.each([
    '',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/./b',
    'a//b',
    'a/',
    '..',
    '\\\\host\\share',
    'C:\\x',
    'a\0.csv',
  ])('refuses %j on every system', (path) => {
    expect(refusal(path, 'linux')).toBe('path_refused');
    expect(refusal(path, 'win32')).toBe('path_refused');
  });

  it.each(['C:/x', 'data.csv:stream', 'con', 'NUL.csv', 'a/com1.txt', 'aux.tar.gz', 'a./b', 'b ', 'lpt¹'])(
    'refuses %j on Windows, which reads it as something else than a file name',
    (path) => {
      expect(refusal(path, 'win32')).toBe('path_refused');
    },
  );

  it.each(['data_1.csv', 'März/Überblick 12.csv', 'a/b/c.parquet', '..csv', 'console.csv', '-x', '%2e%2e/x'])(
    'takes %j on every system',
    (path) => {
      expect(refusal(path, 'linux')).toBeNull();
      expect(refusal(path, 'win32')).toBeNull();
    },
  );

  it('lets no path through that leads out of its folder', () => {
    fc.assert(
      fc.property(nastyPath, (path) => {
        if (refusal(path) !== null) return;
        const root = resolve('/granted');
        const place = resolve(root, path);
        expect(place.startsWith(root + sep)).toBe(true);
        expect(place).toBe(join(root, path));
      }),
      { numRuns: 500 },
    );
  });
});

describe('opening a file of a granted folder', () => {
  it('opens a regular file and looks at what it opened', async () => {
    const root = await temporaryFolder({ 'a/b.csv': 'x,y\n' });
    const { handle, stats } = await openGranted(root, 'a/b.csv');
    await handle.close();
    expect(stats.size).toBe(4);
  });

  it('opens nothing outside of the folder, whatever the path', async () => {
    const outside = await temporaryFolder({ 'secret.csv': 'secret' });
    const root = await temporaryFolder({ 'a.csv': 'a' });
    await symlink(outside, join(root, 'a'));
    await fc.assert(
      fc.asyncProperty(nastyPath, async (path) => {
        const code = await openGranted(root, `${path}/secret.csv`).then(
          async ({ handle }) => {
            await handle.close();
            return 'opened';
          },
          (error: unknown) => faultOf(error).code,
        );
        expect(['path_refused', 'file_gone', 'file_unreadable']).toContain(code);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a link that leads out, to a file or through a folder', async () => {
    const outside = await temporaryFolder({ 'secret.csv': 'secret' });
    const root = await temporaryFolder();
    await symlink(join(outside, 'secret.csv'), join(root, 'file.csv'));
    await symlink(outside, join(root, 'folder'));
    expect(await codeOf(openGranted(root, 'file.csv'))).toBe('path_refused');
    expect(await codeOf(openGranted(root, 'folder/secret.csv'))).toBe('path_refused');
  });

  it('refuses a link to a folder beside it whose name begins with its own', async () => {
    const parent = await temporaryFolder({ 'data-private/secret.csv': 'secret' });
    const root = join(parent, 'data');
    await mkdir(root);
    await symlink(join(parent, 'data-private', 'secret.csv'), join(root, 'x.csv'));
    expect(await codeOf(openGranted(root, 'x.csv'))).toBe('path_refused');
  });

  it('follows a link that stays inside', async () => {
    const root = await temporaryFolder({ 'a.csv': 'content' });
    await symlink(join(root, 'a.csv'), join(root, 'b.csv'));
    const { handle, stats } = await openGranted(root, 'b.csv');
    await handle.close();
    expect(stats.size).toBe(7);
  });

  it('refuses folders, pipes and devices without waiting for them', async () => {
    const root = await temporaryFolder({ 'folder/x': '' });
    execFileSync('mkfifo', [join(root, 'pipe.csv')]);
    expect(await codeOf(openGranted(root, 'folder'))).toBe('path_refused');
    expect(await codeOf(openGranted(root, 'pipe.csv'))).toBe('path_refused');
    expect(await codeOf(openGranted('/dev', 'null'))).toBe('path_refused');
  });

  it('says of a file that went away that it is gone, with its name and what to do', async () => {
    const root = await temporaryFolder({ 'a.csv': 'x' });
    await rename(join(root, 'a.csv'), join(root, 'b.csv'));
    const fault = await openGranted(root, 'a.csv').then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ kind: 'input', code: 'file_gone', file: 'a.csv' });
    expect(fault?.hint).toBeTruthy();
    await writeFile(join(root, 'x'), '');
    expect(await codeOf(openGranted(root, 'x/y'))).toBe('file_gone');
  });
});
