import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
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
    expect(after).toEqual({ folder: join(place, 'clients', 'acme.leadlens'), kind: 'beside', isGone: false });
    expect(await projects.load(data)).toEqual(settings);
    const moved = await openLog(after.folder);
    expect(leadNumbers(moved.records)).toEqual(['1']);
    await moved.close();
    const stored = JSON.parse(await readFile(join(after.folder, 'project.json'), 'utf8')) as object;
    expect(stored).toMatchObject({ dataFolder: '../acme' });

    expect((await projects.move(data, null)).kind).toBe('app');
    expect(await projects.load(data)).toEqual(settings);
  });

  it('beside its data is found by another program, or after both were carried elsewhere', async () => {
    await projects.save(data, settings);
    await projects.move(data, join(place, 'clients'));
    await rename(join(place, 'clients'), join(place, 'carried'));
    await rm(join(place, 'home'), { recursive: true });
    const carried = join(place, 'carried', 'acme');
    expect((await fresh().placeOf(carried)).kind).toBe('beside');
    expect(await fresh().load(carried)).toEqual(settings);
    expect(await fresh().dataOf(join(place, 'carried', 'acme.leadlens'))).toBe(carried);
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

  it('beside its data that cannot be read is refused, and no defaults take its place', async () => {
    await mkdir(join(place, 'clients', 'acme.leadlens'));
    await writeFile(join(place, 'clients', 'acme.leadlens', 'project.json'), '{');
    expect(await codeOf(projects.load(data))).toBe('settings_damaged');
  });

  it('is no folder that only looks like one', async () => {
    expect(await codeOf(projects.attach(data, data))).toBe('no_project');
  });
});
