import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answer, faultAnswer, jsonAnswer } from '../../electron/services/answer';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { heldBy, holdOfProblems, notSaved, readOnly } from '../../electron/services/decision-log/log-states';
import { checkRelativePath, fileFault, liesIn } from '../../electron/services/file-policy';
import { Grants, locationOf } from '../../electron/services/grants';
import { putAside, readJsonFile, writeJsonFile } from '../../electron/services/json-file';
import { isFolder, moveFolder } from '../../electron/services/move-folder';
import { Saves } from '../../electron/services/saves';
import type { LogProblem } from '../../shared/contract/decision';
import { faultOf, LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import { temporaryFolder } from '../support/temporary-folder';

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was thrown',
    (error: unknown) => faultOf(error).code,
  );
const never = (message: string): void => {
  throw new Error(message);
};

describe('An answer', () => {
  const fault = (code: string, kind: FaultDetails['kind'] = 'input'): number =>
    faultAnswer({ kind, code, message: 'x' }).status;

  it('of a fault has the status of what the asker can do about it', () => {
    expect([fault('file_gone'), fault('unknown_grant'), fault('unknown_method', 'bug')]).toEqual([
      404, 404, 404,
    ]);
    expect([fault('path_refused'), fault('wrong_door')]).toEqual([403, 403]);
    expect([fault('file_changed'), fault('method_not_allowed'), fault('too_large')]).toEqual([412, 405, 413]);
    expect([fault('something'), fault('something', 'bug')]).toEqual([400, 400]);
    expect([fault('something', 'environment'), fault('bug', 'bug')]).toEqual([500, 500]);
  });

  it('is JSON with its length in bytes, and tells browsers what a page may do', () => {
    const { headers, body, status } = jsonAnswer(200, { a: 'é' });
    expect(status).toBe(200);
    expect(new TextDecoder().decode(body as Uint8Array)).toBe('{"a":"é"}');
    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': '10',
      'X-Content-Type-Options': 'nosniff',
    });
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
    expect(answer(204, { 'Cache-Control': 'max-age=1' }, null).headers['Cache-Control']).toBe('max-age=1');
  });
});

describe('What a file says when it cannot be read', () => {
  const system = (code: string): Error => Object.assign(new Error(code), { code });

  it('is that it is gone, or why; what is a fault already stays it', () => {
    expect(fileFault('a.csv', system('ENOENT')).details).toMatchObject({ code: 'file_gone', file: 'a.csv' });
    expect(fileFault('a.csv', system('ENOTDIR')).details.code).toBe('file_gone');
    expect(fileFault('a.csv', system('EACCES')).details).toMatchObject({
      code: 'file_unreadable',
      message: 'a.csv cannot be read (EACCES).',
    });
    expect(fileFault('a.csv', 'odd').details.message).toBe('a.csv cannot be read (unknown).');
    const own = new LeadlensError({ kind: 'input', code: 'path_refused', message: 'x' });
    expect(fileFault('a.csv', own)).toBe(own);
  });

  it('is no matter where its path is refused before: each reason by itself', () => {
    const reasonOf = (path: string, platform = 'linux'): string => {
      try {
        checkRelativePath(path, platform);
        return '';
      } catch (error) {
        return /refused: (.*)\.$/.exec(faultOf(error).message)?.[1] ?? '?';
      }
    };
    expect(['', 'a\0b', 'a\\b', '/a', 'a//b', 'a/../b', './a'].map((path) => reasonOf(path))).toEqual([
      'it is empty',
      'it holds a NUL',
      'it holds a backslash',
      'it is absolute',
      'it has an empty part',
      'it has a part that moves through folders',
      'it has a part that moves through folders',
    ]);
    expect(['a:b', 'a.', 'con', 'COM1.txt', 'console'].map((path) => reasonOf(path, 'win32'))).toEqual([
      'it has a part that Windows takes for something else',
      'it has a part that Windows takes for something else',
      'it names a device',
      'it names a device',
      '',
    ]);
    expect(['a:b', 'con', 'a/b.csv', '...'].map((path) => reasonOf(path))).toEqual(['', '', '', '']);
  });

  it('never is of a folder beside the one that was opened', () => {
    expect(liesIn('/data', '/data')).toBe(true);
    expect(liesIn('/data', '/data/a')).toBe(true);
    expect(liesIn('/data', '/data2/a')).toBe(false);
    expect(liesIn('/', '/data')).toBe(true);
  });
});

describe('A settings file', () => {
  const schema = z.object({ version: z.literal(1).default(1), name: z.string().default('none') });

  it('has its defaults filled in, and is nothing where there is none', async () => {
    const folder = await temporaryFolder({ 'a.json': '{}' });
    expect(await readJsonFile(join(folder, 'a.json'), schema, 1)).toEqual({ version: 1, name: 'none' });
    expect(await readJsonFile(join(folder, 'b.json'), schema, 1)).toBeNull();
  });

  it.each([
    ['{', 'settings_damaged', 'it is no JSON'],
    ['7', 'settings_damaged', 'it holds no object'],
    ['{"name": 7}', 'settings_damaged', 'name: '],
    ['{"version": 2}', 'newer_version', 'version 2; this one knows 1'],
  ])('that holds %s is not taken for defaults', async (text, code, says) => {
    const folder = await temporaryFolder({ 'a.json': text });
    const fault = await readJsonFile(join(folder, 'a.json'), schema, 1).then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ code, file: join(folder, 'a.json') });
    expect(fault?.message).toContain(says);
  });

  it('that is a folder is said to be unreadable', async () => {
    const folder = await temporaryFolder({ 'a.json/x': '' });
    expect(await codeOf(readJsonFile(join(folder, 'a.json'), schema, 1))).toBe('settings_unreadable');
    expect(await codeOf(writeJsonFile(join(folder, 'a.json'), {}))).toBe('write_failed');
  });

  it('is written for its owner alone, in a folder that need not be there', async () => {
    const file = join(await temporaryFolder(), 'inner', 'a.json');
    await writeJsonFile(file, { name: 'x' });
    expect(await readFile(file, 'utf8')).toBe('{\n  "name": "x"\n}\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('that is damaged is put aside with all that it holds', async () => {
    const folder = await temporaryFolder({ 'a.json': '{' });
    const aside = await putAside(join(folder, 'a.json'));
    expect(aside).toMatch(/a\.json\.damaged-\d+$/);
    expect(await readFile(aside, 'utf8')).toBe('{');
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe('The files of the log of decisions', () => {
  it('are listed without folders; where there is no folder there are none', async () => {
    const folder = await temporaryFolder({ 'a.jsonl': '', 'inner/b.jsonl': '' });
    expect(await diskFiles.list(folder)).toEqual(['a.jsonl']);
    expect(await diskFiles.list(join(folder, 'nowhere'))).toEqual([]);
    expect(await diskFiles.list(join(folder, 'a.jsonl'))).toEqual([]);
    await symlink('loop', join(folder, 'loop'));
    await expect(diskFiles.list(join(folder, 'loop'))).rejects.toThrow('ELOOP');
  });

  it('are made anew, never over one that is there, and know whether they still stand in their place', async () => {
    const file = join(await temporaryFolder(), 'decisions', 'a.jsonl');
    const segment = await diskFiles.create(file);
    await segment.write(new TextEncoder().encode('one\ntwo\n'));
    await segment.truncate(4);
    await segment.sync();
    expect(await readFile(file, 'utf8')).toBe('one\n');
    expect(await segment.isInPlace()).toBe(true);
    await expect(diskFiles.create(file)).rejects.toThrow('EEXIST');
    await diskFiles.replace(file, new TextEncoder().encode('other\n'));
    expect(await segment.isInPlace()).toBe(false);
    await diskFiles.move(file, join(file, '..', '..', 'kept', 'a.jsonl'));
    expect(await segment.isInPlace()).toBe(false);
    await segment.close();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });
});

describe('A log of decisions that cannot be written', () => {
  const problem = (code: LogProblem['code']): LogProblem => ({
    file: 'a.jsonl',
    code,
    message: `${code}.`,
    keptAs: null,
  });

  it('says why: a newer version before what cannot be read, and that before damage', () => {
    const [newer, unread, damaged] = (['newer_version', 'unreadable', 'damaged_record'] as const).map(
      problem,
    );
    expect(holdOfProblems([damaged!, unread!, newer!])).toMatchObject({
      code: 'newer_version',
      canRetry: false,
    });
    expect(holdOfProblems([damaged!, unread!])).toMatchObject({ code: 'no_right', canRetry: true });
    expect(holdOfProblems([unread!])?.message).toContain('cannot be read. unreadable.');
    expect(holdOfProblems([damaged!])).toMatchObject({
      code: 'damaged',
      message: 'The log of decisions is damaged. damaged_record.',
      canRetry: false,
    });
    expect(holdOfProblems([])).toBeNull();
  });

  it('names who writes it, and what was not saved', () => {
    const held = heldBy({
      token: 't',
      who: 'Ruth',
      host: 'desk',
      pid: 7,
      started: '',
      boot: '',
      since: '2026-01-31T09:12:00.000Z',
    });
    expect(held).toMatchObject({ code: 'held', canRetry: true });
    expect(held.holder).toBe('Ruth on desk (process 7), since 2026-01-31 09:12 UTC');
    expect(held.message).toContain(held.holder ?? '?');
    expect(readOnly('/p', held).details).toMatchObject({
      code: 'log_read_only',
      file: '/p',
      hint: held.hint,
    });
    expect(notSaved('/p', new Error('no room')).details).toMatchObject({
      code: 'decision_not_saved',
      message: 'The decision was not saved: no room',
      file: '/p',
    });
  });
});

describe('The folder of a project that is moved', () => {
  it('is at its new place with all that it held, and no longer at the old one', async () => {
    const folder = await temporaryFolder({ 'old/a.json': '1', 'old/inner/b': '2' });
    await moveFolder(join(folder, 'old'), join(folder, 'new', 'place'), never);
    expect(await readFile(join(folder, 'new', 'place', 'inner', 'b'), 'utf8')).toBe('2');
    expect(await isFolder(join(folder, 'old'))).toBe(false);
    expect(await isFolder(join(folder, 'new', 'place', 'a.json'))).toBe(false);
  });

  it('is nothing to move where it was never written', async () => {
    const folder = await temporaryFolder();
    await moveFolder(join(folder, 'old'), join(folder, 'new', 'place'), never);
    expect(await isFolder(join(folder, 'new', 'place'))).toBe(false);
    expect(await isFolder(join(folder, 'new'))).toBe(true);
  });

  it('stays where it was when something else stands at the new place', async () => {
    const folder = await temporaryFolder({ 'old/a.json': '1', 'new/there': 'x' });
    await expect(moveFolder(join(folder, 'old'), join(folder, 'new'), never)).rejects.toThrow();
    expect(await readFile(join(folder, 'old', 'a.json'), 'utf8')).toBe('1');
    expect(await readdir(join(folder, 'new'))).toEqual(['there']);
  });
});

describe('A folder that was opened', () => {
  it('has one id however often it is opened, and is unknown under any other', async () => {
    const folder = await temporaryFolder({ 'in/a.csv': '' });
    const grants = new Grants();
    const grant = await grants.grant(join(folder, 'in'));
    expect(await grants.grant(join(folder, 'in', '..', 'in'))).toBe(grant);
    expect(await grants.grant(folder)).not.toBe(grant);
    expect(grant).toMatchObject({ name: 'in' });
    expect(grants.pathOf(grant.grantId)).toBe(join(folder, 'in'));
    expect((await grants.filesOf(grant.grantId).list()).files.map(({ path }) => path)).toEqual(['a.csv']);
    expect(() => grants.pathOf('0')).toThrow('not open any more');
  });

  it('shows the home folder as ~', () => {
    expect(locationOf('/home/ann/data', '/home/ann')).toBe('~/data');
    expect(locationOf('/home/anna', '/home/ann')).toBe('/home/anna');
    expect([locationOf('/data', '/'), locationOf('/data', '')]).toEqual(['/data', '/data']);
  });
});

describe('A file that is saved', () => {
  it('is there when it is kept, and not before; given up, nothing is left of it', async () => {
    const folder = await temporaryFolder();
    const saves = new Saves();
    const kept = await saves.open(join(folder, 'kept.csv'));
    const dropped = await saves.open(join(folder, 'dropped.csv'));
    const left = await saves.open(join(folder, 'left.csv'));
    expect(kept.name).toBe('kept.csv');
    await saves.write(kept.saveId, new TextEncoder().encode('a,b\n'));
    await writeFile(join(folder, 'other'), '');
    await saves.end(kept.saveId, true);
    await saves.end(dropped.saveId, false);
    await saves.abandon();
    expect((await readdir(folder)).sort()).toEqual(['kept.csv', 'other']);
    expect(await readFile(join(folder, 'kept.csv'), 'utf8')).toBe('a,b\n');
    for (const { saveId } of [kept, dropped, left]) {
      expect(await codeOf(saves.write(saveId, new Uint8Array()))).toBe('unknown_save');
    }
  });
});
