import { mkdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeBeside } from '../../electron/services/beside-project';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { Projects } from '../../electron/services/projects';
import { defaultProjectSettings } from '../../shared/contract/project';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const settings = { ...defaultProjectSettings(), phoneCountry: 'MX' };

describe('a project', () => {
  let place: string;
  let data: string;
  let projects: Projects;

  beforeEach(async () => {
    place = await realpath(await temporaryFolder());
    data = join(place, 'clients', 'acme');
    await mkdir(data, { recursive: true });
    projects = fresh();
  });

  const fresh = (): Projects =>
    new Projects(join(place, 'home'), (message) => {
      throw new Error(message);
    });
  const openLog = (project: string): Promise<DecisionLog> =>
    DecisionLog.open({ project, writer: { id: 'aa', name: 'Ada' }, files: diskFiles, now: () => new Date() });

  it('is kept in the data directory until it is moved beside its data, with settings and decisions', async () => {
    await projects.save(data, settings);
    const before = await projects.placeOf(data);
    expect(before.kind).toBe('app');
    const log = await openLog(before.folder);
    await log.append([entryAbout('1')]);
    await log.close();

    const after = await projects.move(data, join(place, 'clients'));
    expect(after).toEqual({
      folder: join(place, 'clients', 'acme.leadlens'),
      kind: 'beside',
      isGone: false,
      unasked: null,
    });
    expect(await projects.load(data)).toEqual(settings);
    const moved = await openLog(after.folder);
    expect(leadNumbers(moved.records)).toEqual(['1']);
    await moved.close();
    const stored = JSON.parse(await readFile(join(after.folder, 'project.json'), 'utf8')) as object;
    expect(stored).toMatchObject({ dataFolder: '../acme' });

    expect((await projects.move(data, null)).kind).toBe('app');
    expect(await projects.load(data)).toEqual(settings);
  });

  /** The data with a project of somebody else beside them, as they are carried to another machine. */
  const carriedFrom = async (): Promise<{ readonly carried: string; readonly beside: string }> => {
    await projects.save(data, settings);
    const { folder } = await projects.move(data, join(place, 'clients'));
    const log = await openLog(folder);
    await log.append([entryAbout('1'), entryAbout('2')]);
    await log.close();
    await rename(join(place, 'clients'), join(place, 'carried'));
    await rm(join(place, 'home'), { recursive: true });
    projects = fresh();
    return { carried: join(place, 'carried', 'acme'), beside: join(place, 'carried', 'acme.leadlens') };
  };

  it('beside its data counts for another program once somebody has said so, and is not asked about again', async () => {
    const { carried, beside } = await carriedFrom();
    const asked = await projects.placeOf(carried);
    expect(asked).toMatchObject({ kind: 'app', unasked: { folder: beside, isLink: false } });
    expect(await projects.load(carried)).toEqual(defaultProjectSettings());
    if (asked.unasked === null) throw new Error('Nothing is asked.');
    expect(await describeBeside(asked.unasked)).toMatchObject({
      name: 'acme.leadlens',
      decisions: 2,
      reviewers: ['Ada'],
      changedSettings: 1,
      trouble: null,
    });

    await projects.answer(carried, true);
    expect(await fresh().placeOf(carried)).toMatchObject({ folder: beside, kind: 'beside', unasked: null });
    expect(await fresh().load(carried)).toEqual(settings);
    expect(await codeOf(projects.answer(carried, false))).toBe('no_project');
  });

  it('beside its data that somebody begins without is left as it is, and is not asked about again', async () => {
    const { carried, beside } = await carriedFrom();
    const file = join(beside, 'project.json');
    const before = await readFile(file, 'utf8');
    await projects.answer(carried, false);
    await projects.save(carried, { phoneCountry: 'CO' });
    expect(await fresh().placeOf(carried)).toMatchObject({ kind: 'app', unasked: null });
    expect((await fresh().load(carried)).phoneCountry).toBe('CO');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('beside its data is opened by itself without a question', async () => {
    const { carried, beside } = await carriedFrom();
    expect(await projects.dataOf(beside)).toBe(carried);
    expect(await projects.placeOf(carried)).toMatchObject({ folder: beside, unasked: null });
  });

  it('is not taken in place of decisions that were made here', async () => {
    const { carried, beside } = await carriedFrom();
    const log = await openLog((await projects.placeOf(carried)).folder);
    await log.append([entryAbout('3')]);
    await log.close();
    expect(await codeOf(projects.answer(carried, true))).toBe('project_there');
    expect(await projects.placeOf(carried)).toMatchObject({ kind: 'app', unasked: { folder: beside } });
  });

  it.each(['acme.leadlens', 'acme.leadlens/decisions', 'acme.leadlens/project.json'])(
    'of which %s is a link is neither read nor written through',
    async (linked) => {
      const { carried } = await carriedFrom();
      const link = join(place, 'carried', linked);
      const target = join(place, 'private');
      await rename(link, target);
      await symlink(target, link);
      const { unasked } = await projects.placeOf(carried);
      if (unasked === null) throw new Error('Nothing is asked.');
      expect(await describeBeside(unasked)).toMatchObject({ decisions: 0, changedSettings: 0 });
      expect((await describeBeside(unasked)).trouble).toContain('is a link');
      expect(await codeOf(projects.answer(carried, true))).toBe('project_link');
      await projects.answer(carried, false);
      expect((await projects.placeOf(carried)).kind).toBe('app');
    },
  );

  it('with a link in it is refused when it is opened by itself, and its data can still be opened', async () => {
    const { carried, beside } = await carriedFrom();
    await rename(join(beside, 'decisions'), join(place, 'private'));
    await symlink(join(place, 'private'), join(beside, 'decisions'));
    expect(await codeOf(projects.dataOf(beside))).toBe('project_link');
    await projects.answer(carried, false);
    expect((await fresh().placeOf(carried)).kind).toBe('app');
  });

  it('that becomes a link after it was used is refused', async () => {
    const { carried, beside } = await carriedFrom();
    await projects.answer(carried, true);
    await rename(join(beside, 'decisions'), join(place, 'private'));
    await symlink(join(place, 'private'), join(beside, 'decisions'));
    expect(await codeOf(fresh().load(carried))).toBe('project_link');
    expect(await codeOf(fresh().save(carried, settings))).toBe('project_link');
  });

  it('anywhere else is remembered, and leads to its data', async () => {
    await projects.save(data, settings);
    await mkdir(join(place, 'elsewhere'));
    const moved = await projects.move(data, join(place, 'elsewhere'));
    expect(moved.kind).toBe('elsewhere');
    expect(await fresh().load(data)).toEqual(settings);
    expect(await fresh().dataOf(moved.folder)).toBe(data);
    expect(await fresh().dataOf(data)).toBeNull();
  });

  it('whose data were moved says so, and goes on when it is told where they are', async () => {
    await projects.save(data, settings);
    await mkdir(join(place, 'elsewhere'));
    const { folder } = await projects.move(data, join(place, 'elsewhere'));
    const now = join(place, 'acme 2026');
    await rename(data, now);
    expect(await codeOf(projects.dataOf(folder))).toBe('data_moved');
    await projects.attach(folder, now);
    expect(await projects.dataOf(folder)).toBe(now);
    expect(await projects.load(now)).toEqual(settings);
  });

  it('in the data directory goes on with its data where they are now', async () => {
    await projects.save(data, settings);
    const now = join(place, 'acme 2026');
    await rename(data, now);
    await projects.relocate(data, now);
    expect(await projects.load(now)).toEqual(settings);
    expect((await projects.placeOf(now)).kind).toBe('app');
  });

  it('is not moved over another one', async () => {
    await projects.save(data, settings);
    await mkdir(join(place, 'elsewhere', `${basename(data)}.leadlens`), { recursive: true });
    expect(await codeOf(projects.move(data, join(place, 'elsewhere')))).toBe('project_there');
    expect(await projects.load(data)).toEqual(settings);
  });

  it('beside its data that cannot be read says why, and no defaults take its place', async () => {
    const beside = join(place, 'clients', 'acme.leadlens');
    await mkdir(beside);
    await writeFile(join(beside, 'project.json'), '{');
    const { unasked } = await projects.placeOf(data);
    if (unasked === null) throw new Error('Nothing is asked.');
    expect((await describeBeside(unasked)).trouble).toContain('project.json');
    expect(await codeOf(projects.answer(data, true))).toBe('settings_damaged');
    expect(await readFile(join(beside, 'project.json'), 'utf8')).toBe('{');
  });

  it('is no folder that only looks like one', async () => {
    expect(await codeOf(projects.attach(data, data))).toBe('no_project');
  });
});
