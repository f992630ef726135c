import { mkdir, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nodeFileSink } from '../../electron/services/file-sink-node';
import { openGranted } from '../../electron/services/file-policy';
import { openFolder } from '../../electron/services/folder-files';
import { Grants } from '../../electron/services/grants';
import {
  createHost,
  replyToHostCall,
  type Host,
  type HostCapabilities,
} from '../../electron/services/host-methods';
import { readJsonFile, writeJsonFile } from '../../electron/services/json-file';
import { KeptItems } from '../../electron/services/kept-items';
import { KeptRuns } from '../../electron/services/kept-runs';
import { readLogo, writeLogo } from '../../electron/services/logo-file';
import { moveFolder } from '../../electron/services/move-folder';
import { goneHold } from '../../electron/services/project-faults';
import { Notes } from '../../electron/services/notes';
import {
  dataFolderOf,
  hasWork,
  readProject,
  readProjectFile,
  writeProject,
} from '../../electron/services/project-file';
import { Projects } from '../../electron/services/projects';
import { RecentFolders } from '../../electron/services/recent-folders';
import { Remembered } from '../../electron/services/remembered';
import { Saves } from '../../electron/services/saves';
import { listStaticFiles } from '../../electron/services/static-files';
import { defaultProjectSettings } from '../../shared/contract/project';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { draftOf } from '../support/notes';
import { JPEG, PNG } from '../support/pictures';
import { temporaryFolder } from '../support/temporary-folder';

/** What a promise is refused with, as people are told. */
const faultIn = (work: Promise<unknown>): Promise<FaultDetails | null> =>
  work.then(
    () => null,
    (error: unknown) => faultOf(error),
  );
const never = (message: string): never => {
  throw new Error(message);
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ID = '123e4567-e89b-42d3-a456-426614174000';
const LATER = '123e4567-e89b-42d3-a456-426614174001';

describe('A file that cannot be written', () => {
  it('says that its folder is gone, and makes it not anew: it would hold a part and look like the whole', async () => {
    const folder = join(await temporaryFolder(), 'out');
    const sink = nodeFileSink(folder);
    await (await sink.open('a.csv')).commit();
    await rm(folder, { recursive: true });
    expect(await faultIn(sink.open('b.csv'))).toEqual({
      kind: 'environment',
      code: 'write_failed',
      message: 'b.csv cannot be written: its folder is not there any more (ENOENT).',
      hint: 'Choose a folder that is there, then try again.',
      file: 'b.csv',
    });
  });

  it('says the answer of the system where that is not known by words', async () => {
    const root = await temporaryFolder({ file: '' });
    expect(await faultIn(nodeFileSink(join(root, 'file', 'in')).open('a.csv'))).toEqual({
      kind: 'environment',
      code: 'write_failed',
      message: 'a.csv cannot be written: the system refused it (ENOTDIR).',
      hint: 'Check that the disk has room and that you may write to the folder, then try again.',
      file: 'a.csv',
    });
  });

  it('says that a link leads out of the folder', async () => {
    const [root, outside] = [await temporaryFolder(), await temporaryFolder()];
    await symlink(outside, join(root, 'out'));
    expect(await faultIn(nodeFileSink(root).open('out/a.csv'))).toEqual({
      kind: 'input',
      code: 'path_refused',
      message: 'out/a.csv would be written outside of its folder, through a link.',
      hint: 'Choose another folder to write to.',
      file: 'out/a.csv',
    });
  });

  it('takes nothing any more when it is kept, and is kept once', async () => {
    const root = await temporaryFolder();
    const file = await nodeFileSink(root).open('a.csv');
    expect((await readdir(root)).every((name) => /^\.a\.csv\.[0-9a-f]{12}\.part$/.test(name))).toBe(true);
    await file.write(bytes('one'));
    await file.commit();
    await file.commit();
    await file.abort();
    expect(await faultIn(file.write(bytes('x')))).toMatchObject({ code: 'write_failed', file: 'a.csv' });
    expect(await readFile(join(root, 'a.csv'), 'utf8')).toBe('one');
    expect(await readdir(root)).toEqual(['a.csv']);
  });

  it('is not being saved any more once it was ended', async () => {
    const root = await temporaryFolder();
    const saves = new Saves();
    const { saveId } = await saves.open(join(root, 'a.csv'));
    await saves.end(saveId, true);
    expect(await faultIn(saves.end(saveId, true))).toEqual({
      kind: 'input',
      code: 'unknown_save',
      message: 'This file is not being saved any more.',
      hint: 'Save it again.',
    });
  });
});

describe('A file that cannot be read', () => {
  it('says that its path is refused, and why', async () => {
    const [root, outside] = [
      await temporaryFolder({ 'a/b.csv': '' }),
      await temporaryFolder({ 'x.csv': '' }),
    ];
    await symlink(join(outside, 'x.csv'), join(root, 'out.csv'));
    const refused = (path: string, reason: string): object => ({
      kind: 'input',
      code: 'path_refused',
      message: `The path "${path}" is refused: ${reason}.`,
      hint: 'Only files inside the opened folder can be read. Copy the file into the folder and open the folder again.',
      file: path,
    });
    expect(await faultIn(openGranted(root, '../x.csv'))).toEqual(
      refused('../x.csv', 'it has a part that moves through folders'),
    );
    expect(await faultIn(openGranted(root, 'out.csv'))).toEqual(
      refused('out.csv', 'it is a link that leads out of the folder'),
    );
    expect(await faultIn(openGranted(root, 'a'))).toEqual(refused('a', 'it is no regular file'));
    expect(await faultIn(openGranted(root, 'a/c.csv'))).toEqual({
      kind: 'input',
      code: 'file_gone',
      message: 'a/c.csv is no longer there.',
      hint: 'Put the file back or run again without it.',
      file: 'a/c.csv',
    });
  });

  it('says that it changed since the folder was listed', async () => {
    const root = await temporaryFolder({ 'a.csv': 'one' });
    const { files } = await openFolder(root);
    await files.list();
    await writeFile(join(root, 'a.csv'), 'longer');
    expect(await faultIn(files.read('a.csv', 0, 3))).toEqual({
      kind: 'input',
      code: 'file_changed',
      message: 'a.csv changed while it was read.',
      hint: 'Wait until the program that writes the file is done, then run again.',
      file: 'a.csv',
    });
    expect((await files.stat('a.csv')).bytes).toBe(6);
  });

  it('is hashed anew only where it changed', async () => {
    const root = await temporaryFolder({ 'a.csv': 'one' });
    const { files } = await openFolder(root);
    const hash = await files.sha256('a.csv');
    let reads = 0;
    const stopped = new AbortController();
    stopped.signal.addEventListener('abort', () => reads++);
    stopped.abort();
    // What is known needs no reading, which a cancel would stop.
    expect(await files.sha256('a.csv', stopped.signal)).toBe(hash);
    await writeFile(join(root, 'a.csv'), 'two!');
    expect(await faultIn(files.sha256('a.csv', stopped.signal))).toMatchObject({ kind: 'cancelled' });
    expect(reads).toBe(1);
  });

  it('lies in a folder that is not there, or is none', async () => {
    const root = await temporaryFolder({ 'a.csv': '' });
    for (const place of [join(root, 'none'), join(root, 'a.csv')]) {
      expect(await faultIn(openFolder(place))).toEqual({
        kind: 'input',
        code: 'folder_unreadable',
        message: `The folder ${place} cannot be read.`,
        hint: 'Check that it is there and that you may read it, then open it again.',
      });
    }
    const { realPath, files } = await openFolder(root);
    expect(realPath).toBe(root);
    await rename(root, `${root}-moved`);
    try {
      expect(await faultIn(files.list())).toMatchObject({
        code: 'folder_unreadable',
        message: `The folder ${root} cannot be read.`,
      });
      const stopped = new AbortController();
      stopped.abort();
      expect(await faultIn(files.list(stopped.signal))).toMatchObject({ kind: 'cancelled' });
    } finally {
      await rename(`${root}-moved`, root);
    }
  });

  it('is named in the list of its folder with the reason', async () => {
    const [root, outside] = [
      await temporaryFolder({ 'in/a.csv': '' }),
      await temporaryFolder({ 'x.csv': '' }),
    ];
    await symlink(outside, join(root, 'folder'));
    await symlink(join(outside, 'x.csv'), join(root, 'file.csv'));
    await symlink(join(root, 'in'), join(root, 'same'));
    await symlink(join(root, 'in', 'a.csv'), join(root, 'linked.csv'));
    await symlink(join(root, 'none'), join(root, 'nowhere.csv'));
    await symlink('loop.csv', join(root, 'loop.csv'));
    const { files, unreadable } = await (await openFolder(root)).files.list();
    // A link within the folder is a file of it; a linked folder is read at its own place only.
    expect(files.map(({ path }) => path)).toEqual(['in/a.csv', 'linked.csv']);
    expect(unreadable).toEqual([
      { path: 'file.csv', reason: 'It is a link that leads out of the folder.', isFolder: false },
      { path: 'folder', reason: 'It is a link that leads out of the folder.', isFolder: true },
      { path: 'loop.csv', reason: 'The system answers ELOOP.' },
      { path: 'nowhere.csv', reason: 'It cannot be found under its name.' },
    ]);
  });

  it('is an export of Leadlens itself where the folder is one; within others it is passed over', async () => {
    const own = await temporaryFolder({ 'leadlens-manifest.json': '{}', 'a.csv': '' });
    expect(await (await openFolder(own)).files.list()).toEqual({
      folder: basename(own),
      files: [],
      unreadable: [
        {
          path: 'leadlens-manifest.json',
          reason: 'This folder is an export of Leadlens. Open the folder of the original files instead.',
        },
      ],
    });
    const outer = await temporaryFolder({
      'out/leadlens-manifest.json': '{}',
      'out/a.csv': '',
      'P.LEADLENS/b.csv': '',
    });
    expect(await (await openFolder(outer)).files.list()).toMatchObject({ files: [], unreadable: [] });
  });
});

describe('A file of settings', () => {
  const schema = z.object({ version: z.literal(1), name: z.string() });

  it('says what is wrong with it, and that nothing was changed', async () => {
    const folder = await temporaryFolder({
      'a.json/x': '',
      'b.json': '{"version": 1}',
      'c.json': '{"version": 3}',
      'd.json': '[',
    });
    const file = (name: string): string => join(folder, name);
    expect(await faultIn(readJsonFile(file('a.json'), schema, 1))).toEqual({
      kind: 'environment',
      code: 'settings_unreadable',
      message: `${file('a.json')} cannot be read.`,
      hint: 'Check that it is a file and that you may read it.',
      file: file('a.json'),
    });
    const damaged = (name: string, what: string): object => ({
      kind: 'input',
      code: 'settings_damaged',
      message: `${file(name)} cannot be understood: ${what}.`,
      hint: 'Mend the file, or move it away to start with defaults. Nothing was changed in it.',
      file: file(name),
    });
    expect(await faultIn(readJsonFile(file('d.json'), schema, 1))).toEqual(
      damaged('d.json', 'it is no JSON'),
    );
    const missing = await faultIn(readJsonFile(file('b.json'), schema, 1));
    expect(missing?.message).toMatch(/^.*b\.json cannot be understood: name: .*\.$/);
    expect(await faultIn(readJsonFile(file('c.json'), schema, 1))).toEqual({
      kind: 'input',
      code: 'newer_version',
      message: `${file('c.json')} was written by a newer Leadlens (version 3; this one knows 1).`,
      hint: 'Open it with the newer Leadlens. Nothing was changed in it.',
      file: file('c.json'),
    });
  });

  it('is readable for people, makes its folder, and says where it cannot be written', async () => {
    const folder = await temporaryFolder({ taken: '' });
    await writeJsonFile(join(folder, 'new', 'a.json'), { a: 1 });
    expect(await readFile(join(folder, 'new', 'a.json'), 'utf8')).toBe('{\n  "a": 1\n}\n');
    const file = join(folder, 'taken', 'a.json');
    expect(await faultIn(writeJsonFile(file, {}))).toEqual({
      kind: 'environment',
      code: 'write_failed',
      message: `${file} cannot be written.`,
      hint: 'Check that the disk has room and that you may write to the folder, then try again.',
      file,
    });
  });

  it('that must not stand in the way starts afresh with a warning, but never over a newer one', async () => {
    const folder = await temporaryFolder({ 'a.json': '[', 'b.json': '{"version": 9}' });
    const warned: string[] = [];
    const remembered = (name: string) =>
      new Remembered(join(folder, name), schema, { version: 1, name: 'first' }, (message) =>
        warned.push(message),
      );
    const damaged = remembered('a.json');
    expect(await damaged.load()).toEqual({ version: 1, name: 'first' });
    expect(warned).toHaveLength(1);
    expect(warned[0]).toMatch(
      /a\.json cannot be understood: it is no JSON\. It was moved to .*a\.json\.damaged-\d+\.$/,
    );
    await damaged.update(({ name }) => ({ version: 1, name: `${name} and second` }));
    expect(await damaged.load()).toEqual({ version: 1, name: 'first and second' });
    expect(await faultIn(remembered('b.json').update((value) => value))).toMatchObject({
      code: 'newer_version',
    });
    expect(await readFile(join(folder, 'b.json'), 'utf8')).toBe('{"version": 9}');
  });
});

describe('Things that a project keeps one by one', () => {
  const schema = z.object({ version: z.literal(1), id: z.string(), text: z.string() });
  const item = (id: string, text: string) => ({ version: 1 as const, id, text });

  it('are files with their ids for names, and gone when they are removed, also twice', async () => {
    const project = await temporaryFolder();
    const items = new KeptItems('things', schema, never);
    expect(await items.list(project)).toEqual([]);
    await items.write(project, item(LATER, 'b'));
    await items.write(project, item(ID, 'a'));
    expect(await readdir(join(project, 'things'))).toEqual([`${ID}.json`, `${LATER}.json`]);
    await writeFile(join(project, 'things', 'notes.txt'), 'no item');
    expect(await items.list(project)).toEqual([item(ID, 'a'), item(LATER, 'b')]);
    expect(await items.read(project, ID)).toEqual(item(ID, 'a'));
    await items.remove(project, ID);
    await items.remove(project, ID);
    expect(await items.read(project, ID)).toBeNull();
    expect(await items.list(project)).toEqual([item(LATER, 'b')]);
  });

  it('that cannot be read are told and left out: put aside, or left alone by who only reads', async () => {
    const project = await temporaryFolder({
      [`things/${ID}.json`]: '{',
      [`things/${LATER}.json`]: '{"version": 2}',
    });
    const file = join(project, 'things', `${ID}.json`);
    const newer = join(project, 'things', `${LATER}.json`);
    const warned: string[] = [];
    const warn = (message: string): number => warned.push(message);
    expect(await new KeptItems('things', schema, warn, 'leave').list(project)).toEqual([]);
    expect(warned).toEqual([
      `${file} cannot be understood: it is no JSON.`,
      `${newer} was written by a newer Leadlens (version 2; this one knows 1).`,
    ]);
    expect(await readFile(file, 'utf8')).toBe('{');
    expect(await new KeptItems('things', schema, warn).list(project)).toEqual([]);
    expect(warned[2]).toMatch(
      /cannot be understood: it is no JSON\. It was moved to .*\.json\.damaged-\d+\.$/,
    );
    expect(warned[3]).toBe(warned[1]);
    expect((await readdir(join(project, 'things'))).map((name) => name.replace(/\d+$/, ''))).toEqual([
      `${ID}.json.damaged-`,
      `${LATER}.json`,
    ]);
  });

  it('have no id that leads to another file', async () => {
    const project = await temporaryFolder({ 'project.json': '{}' });
    const items = new KeptItems('things', schema, never);
    for (const id of ['../project', ID.toUpperCase(), `${ID}x`, `x${ID}`, '']) {
      const work = Promise.resolve().then(() => items.remove(project, id));
      expect(await faultIn(work)).toEqual({
        kind: 'bug',
        code: 'bad_request',
        message: 'This is no id of a kept item.',
      });
    }
    expect(await readdir(project)).toEqual(['project.json']);
  });

  it('say where one cannot be removed', async () => {
    const project = await temporaryFolder({ [`things/${ID}.json/x`]: '' });
    const file = join(project, 'things', `${ID}.json`);
    expect(await faultIn(new KeptItems('things', schema, never).remove(project, ID))).toEqual({
      kind: 'environment',
      code: 'write_failed',
      message: `${file} cannot be removed.`,
      hint: 'Check that you may write to the folder, then try again.',
      file,
    });
  });
});

describe('Runs that a project keeps', () => {
  const numbers = (files: number) => ({ files, decisions: 0, errors: [], leadQuality: null, revenue: null });

  it('stay in the order in which they ended, though the clock was set back', async () => {
    const project = await temporaryFolder();
    let now = new Date('2026-06-02T00:00:00.000Z');
    const runs = new KeptRuns(() => now, never);
    const first = await runs.keep(project, numbers(1));
    expect(first).toMatchObject({ version: 1, finishedAt: '2026-06-02T00:00:00.000Z', numbers: numbers(1) });
    now = new Date('2026-06-01T00:00:00.000Z');
    const second = await runs.keep(project, numbers(2));
    expect(second.finishedAt).toBe('2026-06-02T00:00:00.000Z');
    now = new Date('2026-06-03T00:00:00.000Z');
    const third = await runs.keep(project, numbers(3));
    expect(third.finishedAt).toBe('2026-06-03T00:00:00.000Z');
    expect((await runs.list(project)).map(({ numbers: { files } }) => files)[0]).toBe(3);
    // The same numbers again are the same run.
    expect(await runs.keep(project, numbers(3))).toEqual(third);
    expect(await runs.list(project)).toHaveLength(3);
  });
});

describe('A note', () => {
  const notes = (now: () => Date): Notes =>
    new Notes({ now, author: () => Promise.resolve('Ada'), warn: never });

  it('keeps its author and its time when it is changed, and counts its changes', async () => {
    const project = await temporaryFolder();
    let now = new Date('2026-06-01T00:00:00.000Z');
    const kept = notes(() => now);
    const draft = draftOf('first');
    const first = await kept.save(project, draft, null);
    now = new Date('2026-06-02T00:00:00.000Z');
    const other = new Notes({ now: () => now, author: () => Promise.resolve('Bert'), warn: never });
    expect(await other.save(project, { ...draft, text: 'second' }, first.revision)).toEqual({
      ...first,
      text: 'second',
      revision: 2,
      author: 'Ada',
      writtenAt: '2026-06-01T00:00:00.000Z',
      changedAt: '2026-06-02T00:00:00.000Z',
    });
  });

  it('that was changed or deleted meanwhile says so, and brings nothing back by itself', async () => {
    const project = await temporaryFolder();
    const kept = notes(() => new Date('2026-06-01T00:00:00.000Z'));
    const draft = draftOf('first');
    const first = await kept.save(project, draft, null);
    const changed = {
      kind: 'input',
      code: 'note_changed',
      message: 'The note was changed in another window meanwhile.',
      hint: 'What it says now is shown. Your text is still in the field: save it again to put it in its place.',
    };
    expect(await faultIn(kept.save(project, draft, 7))).toEqual(changed);
    expect(await faultIn(kept.save(project, draft, null))).toEqual(changed);
    await kept.remove(project, draft.id);
    expect(await faultIn(kept.save(project, draft, 1))).toEqual({
      kind: 'input',
      code: 'note_gone',
      message: 'The note was deleted in another window meanwhile.',
      hint: 'Your text is still in the field: save it again as a new note.',
    });
    await kept.restore(project, first);
    expect(await kept.list(project)).toEqual([first]);
    const second = await kept.save(project, { ...draft, text: 'second' }, 1);
    await kept.restore(project, first);
    expect(await kept.list(project)).toEqual([second]);
  });
});

describe('The logo of a project', () => {
  it('takes the place of one of another kind, and is gone when it is taken away', async () => {
    const project = join(await temporaryFolder(), 'p.leadlens');
    expect(await readLogo(project)).toBeNull();
    expect(await writeLogo(project, PNG)).toEqual({
      kind: 'png',
      base64: PNG,
    });
    expect(await readdir(project)).toEqual(['logo.png']);
    expect(await writeLogo(project, JPEG)).toMatchObject({ kind: 'jpeg' });
    expect(await readdir(project)).toEqual(['logo.jpg']);
    expect(await readLogo(project)).toEqual({ kind: 'jpeg', base64: JPEG });
    expect(await writeLogo(project, null)).toBeNull();
    expect(await readdir(project)).toEqual([]);
  });

  it('says what is wrong with it, with the file where it lies there already', async () => {
    const project = await temporaryFolder({ 'logo.svg': 'poem' });
    const wrong = {
      kind: 'input',
      code: 'logo_unusable',
      message: 'The picture is no PNG, JPEG or SVG.',
      hint: 'Choose a file of one of these kinds.',
    };
    expect(await faultIn(readLogo(project))).toEqual({ ...wrong, file: join(project, 'logo.svg') });
    expect(await faultIn(writeLogo(project, Buffer.from('poem').toString('base64')))).toEqual(wrong);
    expect(await readFile(join(project, 'logo.svg'), 'utf8')).toBe('poem');
  });

  it('says where it cannot be read or written', async () => {
    const project = await temporaryFolder({ 'logo.png/x': '', taken: '' });
    const file = join(project, 'logo.png');
    expect(await faultIn(readLogo(project))).toEqual({
      kind: 'environment',
      code: 'logo_unreadable',
      message: `${file} cannot be read.`,
      hint: 'Check that it is a file and that you may read it.',
      file,
    });
    const place = join(project, 'taken');
    expect(await faultIn(writeLogo(place, PNG))).toEqual({
      kind: 'environment',
      code: 'write_failed',
      message: `The logo cannot be written to ${place}.`,
      hint: 'Check that the disk has room and that you may write to the folder, then try again.',
      file: place,
    });
  });
});

describe('The file of a project', () => {
  it('says where the data are: relative where they lie near, else whole', async () => {
    const root = await temporaryFolder();
    const settings = defaultProjectSettings();
    const wayTo = async (place: string, data: string, isLeaving = false): Promise<unknown> => {
      await writeProject(place, data, settings, isLeaving);
      const file = join(place, 'project.json');
      expect(await dataFolderOf(place)).toBe(data);
      expect(await readProjectFile(file)).toEqual(settings);
      return (JSON.parse(await readFile(file, 'utf8')) as { dataFolder: unknown }).dataFolder;
    };
    expect(await wayTo(join(root, 'acme.leadlens'), join(root, 'acme'))).toBe('../acme');
    expect(await wayTo(join(root, 'a', 'acme.leadlens'), join(root, 'acme'))).toBe('../../acme');
    const far = join(root, 'a', 'b', 'acme.leadlens');
    expect(await wayTo(far, join(root, 'acme'))).toBe(join(root, 'acme'));
    expect(await wayTo(join(root, 'acme.leadlens'), join(root, 'acme'), true)).toBe(join(root, 'acme'));
  });

  it('may say nothing of its data, or not be there', async () => {
    const root = await temporaryFolder({ 'a/project.json': '{}', 'b/project.json': '[' });
    expect(await readProject(join(root, 'a', 'project.json'))).toEqual({
      settings: defaultProjectSettings(),
      dataFolder: null,
    });
    expect(await readProject(join(root, 'none', 'project.json'))).toBeNull();
    expect([
      await dataFolderOf(join(root, 'a')),
      await dataFolderOf(join(root, 'b')),
      await dataFolderOf(join(root, 'c')),
    ]).toEqual([null, null, null]);
  });

  it('is worth keeping where somebody decided, wrote a note or pinned something', async () => {
    const root = await temporaryFolder({
      'decided/decisions/aa-1.jsonl': '',
      'noted/notes/x.json': '',
      'pinned/board/x.json': '',
      'locked/decisions/lock.json': '',
      'other/notes/x.txt': '',
      'other/board/x.jsonl': '',
      'plain/project.json': '{}',
    });
    const having = ['decided', 'noted', 'pinned', 'locked', 'other', 'plain', 'none'].map((name) =>
      hasWork(join(root, name)),
    );
    expect(await Promise.all(having)).toEqual([true, true, true, false, false, false, false]);
  });
});

describe('A project', () => {
  let place: string;
  let data: string;
  let projects: Projects;

  beforeEach(async () => {
    place = await realpath(await temporaryFolder());
    data = join(place, 'clients', 'Acme & Söhne, 2026');
    await mkdir(data, { recursive: true });
    projects = new Projects(join(place, 'home'), never);
  });

  it('has the name of its data, as far as every system takes it, and what tells it from namesakes', async () => {
    const { folder, kind, isGone } = await projects.placeOf(data);
    expect(basename(folder)).toMatch(/^Acme-Söhne-2026-[0-9a-f]{16}\.leadlens$/);
    expect([join(folder, '..'), kind, isGone]).toEqual([join(place, 'home', 'projects'), 'app', false]);
    const long = await projects.placeOf(`/data/${'x'.repeat(60)}`);
    expect(basename(long.folder)).toMatch(/^x{40}-[0-9a-f]{16}\.leadlens$/);
    expect((await projects.placeOf('/elsewhere/Acme & Söhne, 2026')).folder).not.toBe(folder);
  });

  it('that is gone says where it was, and what can be done', async () => {
    await mkdir(join(place, 'drive'));
    const { folder } = await projects.move(data, join(place, 'drive'));
    await rm(join(place, 'drive'), { recursive: true });
    expect(await projects.placeOf(data)).toMatchObject({ folder, kind: 'elsewhere', isGone: true });
    const message = `The project of these data is kept in ${folder}, which is not there.`;
    const hint =
      'Connect its drive and try again, or open the project where it is now. To begin anew, move the project: name of the project, at the top.';
    expect(goneHold(folder)).toEqual({ code: 'gone', message, hint, holder: null, canRetry: true });
    expect(await faultIn(projects.save(data, {}))).toEqual({
      kind: 'environment',
      code: 'project_gone',
      message,
      hint,
      file: folder,
    });
  });

  it('is not moved over another one, and stays where it is where the disk refuses', async () => {
    await projects.save(data, { phoneCountry: 'MX' });
    const name = `${basename(data)}.leadlens`;
    await mkdir(join(place, 'drive', name), { recursive: true });
    expect(await faultIn(projects.move(data, join(place, 'drive')))).toEqual({
      kind: 'input',
      code: 'project_there',
      message: `${join(place, 'drive', name)} is there already.`,
      hint: 'Choose another place, or move that project away first.',
      file: join(place, 'drive', name),
    });
    const { folder } = await projects.placeOf(data);
    await writeFile(join(place, 'taken'), '');
    const fault = await faultIn(projects.move(data, join(place, 'taken')));
    expect(fault).toMatchObject({
      kind: 'environment',
      code: 'write_failed',
      hint: `It is still in ${folder}. Check that you may write to the other place.`,
      file: join(place, 'taken', name),
    });
    expect(fault?.message).toMatch(/^The project could not be moved to .*taken.*: E[A-Z]+/);
    expect(await projects.placeOf(data)).toMatchObject({ folder, kind: 'app', isGone: false });
    expect((await projects.load(data)).phoneCountry).toBe('MX');
  });

  it('whose data are not there says where they were', async () => {
    await projects.save(data, {});
    const { folder } = await projects.move(data, join(place, 'clients'));
    await rename(data, join(place, 'moved'));
    const moved = {
      kind: 'input',
      code: 'data_moved',
      hint: 'Say where they are now. Where no folder can be picked: leadlens serve FOLDER --project PROJECT.',
      file: folder,
    };
    expect(await faultIn(projects.dataOf(folder))).toEqual({
      ...moved,
      message: `The data of the project ${basename(folder)} are not in ${data} any more.`,
    });
    await writeFile(join(folder, 'project.json'), '{}');
    expect(await faultIn(projects.dataOf(folder))).toEqual({
      ...moved,
      message: `The data of the project ${basename(folder)} are not in any known place any more.`,
    });
  });

  it('is known by its ending or by its decisions, and is none without settings', async () => {
    await mkdir(join(place, 'named.leadlens'));
    await mkdir(join(place, 'decided', 'decisions'), { recursive: true });
    expect(await projects.dataOf(join(place, 'named.leadlens'))).toBeNull();
    expect(await projects.dataOf(join(place, 'decided'))).toBeNull();
    expect(await projects.dataOf(data)).toBeNull();
    await writeProject(join(place, 'decided'), data, defaultProjectSettings());
    expect(await projects.dataOf(join(place, 'decided', '/'))).toBe(data);
    expect(await projects.placeOf(data)).toMatchObject({ folder: join(place, 'decided'), kind: 'elsewhere' });
  });

  it('is given to data only where it is one, and not where they have one with decisions', async () => {
    expect(await faultIn(projects.attach(data, data))).toEqual({
      kind: 'input',
      code: 'no_project',
      message: `${data} is no project of Leadlens.`,
      hint: 'Give a folder that ends in .leadlens.',
      file: data,
    });
    const { folder } = await projects.placeOf(data);
    await mkdir(join(folder, 'decisions'), { recursive: true });
    await writeFile(join(folder, 'decisions', 'aa-1.jsonl'), '');
    const other = join(place, 'other.leadlens');
    await mkdir(join(other, 'decisions'), { recursive: true });
    expect(await faultIn(projects.attach(other, data))).toEqual({
      kind: 'input',
      code: 'project_there',
      message: `The data in ${data} have a project with decisions or notes already: ${folder}.`,
      hint: 'Open them with that one and take in the decisions of other.leadlens there (Review, History, Import), or move that one away first.',
      file: folder,
    });
    await rm(folder, { recursive: true });
    // It has decisions and no settings yet.
    await projects.attach(other, data);
    expect(await projects.placeOf(data)).toMatchObject({ folder: other });
    expect(await projects.load(data)).toEqual(defaultProjectSettings());
  });

  it('goes on with its data where they are now, wherever it is kept, and is left alone where it already is', async () => {
    await projects.save(data, { phoneCountry: 'MX' });
    const now = join(place, 'now');
    await mkdir(now);
    await projects.relocate(data, data);
    expect((await projects.load(data)).phoneCountry).toBe('MX');
    await projects.relocate(join(place, 'never'), now);
    expect((await projects.load(now)).phoneCountry).toBe(defaultProjectSettings().phoneCountry);
    await mkdir(join(place, 'drive'));
    const { folder } = await projects.move(data, join(place, 'drive'));
    await projects.relocate(data, now);
    expect(await projects.placeOf(now)).toMatchObject({ folder, kind: 'elsewhere', isGone: false });
    expect((await projects.load(now)).phoneCountry).toBe('MX');
  });
});

describe('A folder that is moved', () => {
  it('refuses with the answer of the system where that is not another disk', async () => {
    const root = await temporaryFolder({ 'old/a': '1', taken: '' });
    await expect(moveFolder(join(root, 'old'), join(root, 'taken', 'new'), never)).rejects.toThrow(
      /EEXIST|ENOTDIR/,
    );
    expect(await readdir(join(root, 'old'))).toEqual(['a']);
  });
});

describe('Recent folders', () => {
  it('that are not in the list any more say what to do', async () => {
    const recent = new RecentFolders(await temporaryFolder(), never, () =>
      Promise.reject(new Error('no project')),
    );
    expect(await faultIn(recent.pathOf('x'))).toEqual({
      kind: 'input',
      code: 'unknown_recent',
      message: 'This folder is not in the list any more.',
      hint: 'Open it with the folder dialog.',
    });
    await recent.note('/', '2026-01-01T00:00:00Z');
    expect(await recent.list()).toMatchObject([
      { name: '/', project: '', client: '', location: '/', openedAt: '2026-01-01T00:00:00Z', exists: true },
    ]);
    expect((await recent.list())[0]?.id).toMatch(/^[0-9a-f]{24}$/);
  });
});

describe('The files of the page', () => {
  it('have the type of their ending, at their path, and the page itself at the root', async () => {
    const names = [
      'html',
      'js',
      'mjs',
      'css',
      'json',
      'wasm',
      'svg',
      'png',
      'ico',
      'ttf',
      'woff2',
      'woff',
      'txt',
      'BIN',
      'CSS',
    ];
    const root = await temporaryFolder({
      'index.html': 'page',
      ...Object.fromEntries(names.map((name) => [`in/a.${name}`, name])),
    });
    const files = await listStaticFiles(root);
    expect(Object.fromEntries([...files].map(([path, { type }]) => [path, type]))).toEqual({
      '/': 'text/html; charset=utf-8',
      '/index.html': 'text/html; charset=utf-8',
      '/in/a.html': 'text/html; charset=utf-8',
      '/in/a.js': 'text/javascript; charset=utf-8',
      '/in/a.mjs': 'text/javascript; charset=utf-8',
      '/in/a.css': 'text/css; charset=utf-8',
      '/in/a.CSS': 'text/css; charset=utf-8',
      '/in/a.json': 'application/json; charset=utf-8',
      '/in/a.wasm': 'application/wasm',
      '/in/a.svg': 'image/svg+xml',
      '/in/a.png': 'image/png',
      '/in/a.ico': 'image/x-icon',
      '/in/a.ttf': 'font/ttf',
      '/in/a.woff2': 'font/woff2',
      '/in/a.woff': 'font/woff',
      '/in/a.txt': 'text/plain; charset=utf-8',
      '/in/a.BIN': 'application/octet-stream',
    });
    expect(new TextDecoder().decode(await files.get('/')?.read())).toBe('page');
    expect([...(await listStaticFiles(await temporaryFolder({ 'a.txt': '' }))).keys()]).toEqual(['/a.txt']);
  });
});

describe('The host', () => {
  const start = async (overrides: Partial<HostCapabilities> = {}): Promise<Host> =>
    createHost({
      version: '1.2.3',
      host: 'browser',
      directory: join(await temporaryFolder(), 'home'),
      grants: new Grants(),
      pickFolder: null,
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: never,
      ...overrides,
    });
  const faultOfCall = async (
    host: Host,
    method: unknown,
    request: unknown = {},
  ): Promise<FaultDetails | null> => {
    const reply = await replyToHostCall(host.methods, method, request);
    return reply.ok ? null : reply.fault;
  };
  const NOT_HERE = 'Start Leadlens with the folder: leadlens serve FOLDER.';

  it('without dialogs says what cannot be done here, and how it is done', async () => {
    const host = await start();
    const notHere = (what: string): object => ({
      kind: 'input',
      code: 'not_in_this_host',
      message: `${what} is not possible here.`,
      hint: NOT_HERE,
    });
    const { grantId } = await host.openInitial(await temporaryFolder());
    expect(await faultOfCall(host, 'pickFolder')).toEqual(notHere('Picking a folder'));
    expect(await faultOfCall(host, 'openProject')).toEqual(notHere('Picking a project'));
    expect(await faultOfCall(host, 'openSave', { suggestedName: 'a.csv' })).toEqual(
      notHere('Saving through the host'),
    );
    expect(await faultOfCall(host, 'moveProject', { grantId, windowId: 'w', to: 'chosen' })).toEqual(
      notHere('Picking a folder'),
    );
    const [recent] = await host.methods.recentFolders({});
    expect(await faultOfCall(host, 'relocateRecent', { id: recent?.id })).toEqual(
      notHere('Saying where the data are'),
    );
    expect(await faultOfCall(host, 'relocateProject')).toEqual({
      kind: 'input',
      code: 'no_project',
      message: 'No project is waiting for its data.',
      hint: 'Open the project again.',
    });
    expect(await host.methods.projectPlace({ grantId })).toMatchObject({ kind: 'app', canChoose: false });
  });

  it('changes nothing where a dialog is closed', async () => {
    const host = await start({
      pickFolder: () => Promise.resolve(null),
      pickSavePlace: () => Promise.resolve(null),
    });
    const { grantId } = await host.openInitial(await temporaryFolder());
    const [recent] = await host.methods.recentFolders({});
    expect(await host.methods.moveProject({ grantId, windowId: 'w', to: 'chosen' })).toBeNull();
    expect(await host.methods.openProject({})).toBeNull();
    expect(await host.methods.relocateRecent({ id: recent?.id ?? '' })).toBeNull();
    expect(await host.methods.recentFolders({})).toEqual([recent]);
    expect(await host.methods.projectPlace({ grantId })).toMatchObject({ kind: 'app', canChoose: true });
  });

  it('says of a malformed call what is wrong with it', async () => {
    const host = await start();
    expect(await faultOfCall(host, 'nothing')).toEqual({
      kind: 'bug',
      code: 'unknown_method',
      message: 'The host has no such method.',
    });
    const fault = await faultOfCall(host, 'openRecent', { id: 7 });
    expect(fault).toMatchObject({ kind: 'bug', code: 'bad_request' });
    expect(fault?.message).toMatch(/^The request for openRecent is malformed: id: /);
    expect(await host.openDropped(7)).toEqual({
      ok: false,
      fault: {
        kind: 'input',
        code: 'no_folder',
        message: 'What was dropped is no folder of this machine.',
        hint: 'Drop a folder from the file manager, or open it with the folder dialog.',
      },
    });
    expect(await faultOfCall(host, 'loadProject', { grantId: '0'.repeat(32) })).toEqual({
      kind: 'input',
      code: 'unknown_grant',
      message: 'This folder is not open any more.',
      hint: 'Open the folder again.',
    });
  });

  it('makes the sample of its version once, and opens it', async () => {
    const made: string[] = [];
    const directory = await realpath(await temporaryFolder());
    const makeSample = async (place: string): Promise<void> => {
      made.push(place);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, 'truth.json'), '{}');
    };
    const place = join(directory, 'samples', 'both-1.2.3');
    expect(await (await start({ directory, makeSample })).methods.createSample({})).toMatchObject({
      name: 'both-1.2.3',
    });
    await (await start({ directory, makeSample })).methods.createSample({});
    expect(made).toEqual([place]);
    await rm(join(place, 'truth.json'));
    await (await start({ directory, makeSample })).methods.createSample({});
    expect(made).toEqual([place, place]);
  });

  it('exports decisions under a name of their kind', async () => {
    const host = await start();
    const { grantId } = await host.openInitial(await temporaryFolder());
    await host.methods.openDecisions({ grantId, windowId: 'w', takeOver: false });
    expect(await host.methods.exportDecisions({ grantId, format: 'csv' })).toMatchObject({
      suggestedName: 'decisions.csv',
    });
    expect(await host.methods.exportDecisions({ grantId, format: 'log' })).toEqual({
      suggestedName: 'decisions.jsonl',
      text: '',
    });
    expect(await host.methods.renewDecisions({ grantId, windowId: 'w' })).toBe(true);
    expect(await host.methods.renewDecisions({ grantId, windowId: 'other' })).toBe(false);
    expect(await host.methods.closeDecisions({ grantId, windowId: 'w' })).toBeNull();
    expect(await host.methods.renewDecisions({ grantId, windowId: 'w' })).toBe(false);
    await host.close();
  });
});
