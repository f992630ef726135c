import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../../electron/services/data-directory';
import { createPreferencesFile } from '../../electron/services/preferences-file';
import { Projects } from '../../electron/services/projects';
import { RecentFolders } from '../../electron/services/recent-folders';
import { DEFAULT_PREFERENCES } from '../../renderer/state/preferences';
import { preferences, type Preferences } from '../../shared/contract/host';
import { defaultProjectSettings } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const noWarning = (message: string): void => {
  throw new Error(`Not expected: ${message}`);
};

/** Of folders whose projects nobody named. */
const unnamed = () => Promise.resolve({ projectName: '', clientName: '' });

const fileOf = async (projects: Projects): Promise<string> =>
  join((await projects.placeOf('/data/a')).folder, 'project.json');

describe('the project of a folder', () => {
  it('has the defaults until it is saved, and then what was saved', async () => {
    const projects = new Projects(await temporaryFolder(), noWarning);
    expect(await projects.load('/data/a')).toEqual(defaultProjectSettings());
    const settings = { ...defaultProjectSettings(), acceptedRepairs: ['appointment_evidence'] };
    await projects.save('/data/a', settings);
    expect(await projects.load('/data/a')).toEqual(settings);
    expect(await projects.load('/other/a')).toEqual(defaultProjectSettings());
  });

  it('is on disk as a whole, with no other file left beside it', async () => {
    const projects = new Projects(await temporaryFolder(), noWarning);
    await Promise.all(
      [2, 3, 4, 5].map((placeholderPartners) =>
        projects.save('/data/a', { ...defaultProjectSettings(), placeholderPartners }),
      ),
    );
    const file = await fileOf(projects);
    const stored = JSON.parse(await readFile(file, 'utf8')) as { placeholderPartners: number };
    expect([2, 3, 4, 5]).toContain(stored.placeholderPartners);
    expect(await readdir(dirname(file))).toEqual(['project.json']);
  });

  it('fills in what an older file does not say', async () => {
    const projects = new Projects(await temporaryFolder(), noWarning);
    await mkdir(dirname(await fileOf(projects)), { recursive: true });
    await writeFile(await fileOf(projects), '{"phoneCountry": "MX"}');
    expect(await projects.load('/data/a')).toEqual({ ...defaultProjectSettings(), phoneCountry: 'MX' });
  });

  it.each([
    ['of a newer version', '{"version": 2, "files": {}}', 'newer_version'],
    ['that is no JSON', '{"version": 1,', 'settings_damaged'],
    ['with an unknown setting', '{"version": 1, "speed": 9}', 'settings_damaged'],
    ['of another kind', '[1, 2]', 'settings_damaged'],
    ['of an unknown version', '{"version": "x"}', 'settings_damaged'],
  ])('refuses a file %s, names it, and does not write over it', async (_what, text, code) => {
    const projects = new Projects(await temporaryFolder(), noWarning);
    const file = await fileOf(projects);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    const fault = await projects.load('/data/a').then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ code, kind: 'input', file });
    expect(fault?.hint).toBeTruthy();
    expect(await codeOf(projects.save('/data/a', defaultProjectSettings()))).toBe(code);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('says write_failed when the disk does not take it', async () => {
    const root = await temporaryFolder({ file: '' });
    const projects = new Projects(join(root, 'file'), noWarning);
    expect(await codeOf(projects.save('/data/a', defaultProjectSettings()))).toMatch(
      /^(write_failed|settings_unreadable)$/,
    );
  });
});

describe('recent folders', () => {
  it('stand newest first, once each, and at most twelve', async () => {
    const recent = new RecentFolders(await temporaryFolder(), noWarning, unnamed);
    for (let i = 0; i < 14; i += 1) await recent.note(`/data/${i}`, `2026-01-${10 + i}T00:00:00Z`);
    await recent.note('/data/5', '2026-02-01T00:00:00Z');
    const names = (await recent.list()).map((folder) => folder.name);
    expect(names).toEqual(['5', '13', '12', '11', '10', '9', '8', '7', '6', '4', '3', '2']);
  });

  it('go by the name of their project and the client, also where the folder is gone or the project is damaged', async () => {
    const root = await temporaryFolder();
    const projects = new Projects(join(root, 'state'), noWarning);
    const recent = new RecentFolders(join(root, 'state'), noWarning, (folder) => projects.load(folder));
    await projects.save('/data/gone', { projectName: 'Spring  leads\n', clientName: 'Acme & Sons' });
    await projects.save('/data/damaged', { projectName: 'Never shown' });
    const { folder } = await projects.placeOf('/data/damaged');
    await writeFile(join(folder, 'project.json'), '{');
    for (const path of ['/data/gone', '/data/damaged']) await recent.note(path, '2026-01-01T00:00:00Z');
    expect(
      (await recent.list()).map(({ name, project, client, exists }) => [name, project, client, exists]),
    ).toEqual([
      ['damaged', '', '', false],
      ['gone', 'Spring leads', 'Acme & Sons', false],
    ]);
  });

  it('tell whether the folder still exists and lead to its path by id only', async () => {
    const root = await temporaryFolder();
    const recent = new RecentFolders(join(root, 'state'), noWarning, unnamed);
    await recent.note(root, '2026-01-01T00:00:00Z');
    await recent.note('/nowhere/at/all', '2026-01-02T00:00:00Z');
    const [gone, there] = await recent.list();
    expect([gone?.exists, there?.exists]).toEqual([false, true]);
    expect(await recent.pathOf(there!.id)).toBe(root);
    await recent.forget(there!.id);
    expect(await codeOf(recent.pathOf(there!.id))).toBe('unknown_recent');
    expect((await recent.list()).map((folder) => folder.name)).toEqual(['all']);
  });

  it('keep every folder that is noted at the same moment', async () => {
    const recent = new RecentFolders(await temporaryFolder(), noWarning, unnamed);
    await Promise.all(['/a', '/b', '/c'].map((path) => recent.note(path, '2026-01-01T00:00:00Z')));
    expect((await recent.list()).map((folder) => folder.name).sort()).toEqual(['a', 'b', 'c']);
  });

  it('start afresh with a warning when their file is damaged, which is put aside', async () => {
    const root = await temporaryFolder({ 'recent.json': 'not json' });
    const warnings: string[] = [];
    const recent = new RecentFolders(root, (message) => warnings.push(message), unnamed);
    expect(await recent.list()).toEqual([]);
    await recent.note('/a', '2026-01-01T00:00:00Z');
    expect((await recent.list()).length).toBe(1);
    expect(warnings.length).toBe(1);
    const aside = (await readdir(root)).find((name) => name.startsWith('recent.json.damaged'));
    expect(await readFile(join(root, aside!), 'utf8')).toBe('not json');
  });
});

describe('preferences', () => {
  const defaults = preferences.parse({});

  it('have defaults, the same ones with which a window starts, and keep what was chosen', async () => {
    const root = await temporaryFolder();
    const file = createPreferencesFile(root, noWarning);
    expect(await file.load()).toEqual(defaults);
    expect(DEFAULT_PREFERENCES).toEqual(defaults);
    const chosen: Preferences = { ...defaults, theme: 'dark', locale: 'de-DE', reviewerName: 'Ana' };
    await file.save(chosen);
    expect(await createPreferencesFile(root, noWarning).load()).toEqual(chosen);
  });

  it('of an earlier version of the program keep what they say and get the rest', async () => {
    const root = await temporaryFolder({
      'preferences.json': '{"version": 1, "preferences": {"theme": "dark", "railFolded": true}}',
    });
    const loaded = await createPreferencesFile(root, noWarning).load();
    expect(loaded).toEqual({ ...defaults, theme: 'dark', railFolded: true });
  });

  it('of a newer version are refused and left alone', async () => {
    const root = await temporaryFolder({ 'preferences.json': '{"version": 7}' });
    const file = createPreferencesFile(root, noWarning);
    expect(await codeOf(file.load())).toBe('newer_version');
    expect(await codeOf(file.save({ ...defaults, theme: 'dark' }))).toBe('newer_version');
    expect(await readFile(join(root, 'preferences.json'), 'utf8')).toBe('{"version": 7}');
  });
});

describe('the place of what is remembered', () => {
  it('is the one of the system, unless LEADLENS_HOME names another', () => {
    expect(dataDirectory({ LEADLENS_HOME: '/x' }, 'linux', '/home/a')).toBe('/x');
    expect(dataDirectory({}, 'linux', '/home/a')).toBe('/home/a/.config/Leadlens');
    expect(dataDirectory({ XDG_CONFIG_HOME: '/c' }, 'linux', '/home/a')).toBe('/c/Leadlens');
    expect(dataDirectory({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Leadlens');
    expect(dataDirectory({ APPDATA: '/r' }, 'win32', '/u')).toBe('/r/Leadlens');
  });
});
