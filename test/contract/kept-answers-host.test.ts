import { appendFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, type HostMethods } from '../../electron/services/host-methods';
import type { HostAnswers } from '../../shared/contract/host';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { outcome } from '../support/outcome';
import { temporaryFolder } from '../support/temporary-folder';

/** A host over a folder, and what a page asks of it. */
async function opened(): Promise<{
  readonly folder: string;
  readonly methods: HostMethods;
  readonly told: readonly string[];
  readonly ask: (
    settings?: Partial<ProjectSettings>,
    build?: string,
    mayRead?: boolean,
  ) => Promise<HostAnswers['keptAnswer']>;
}> {
  const folder = await temporaryFolder({ 'a.csv': 'id\n1\n', 'sub/b.csv': 'id\n2\n' });
  const told: string[] = [];
  const grants = new Grants();
  const { methods } = createHost({
    version: '1.2.3',
    host: 'browser',
    directory: await temporaryFolder(),
    grants,
    pickFolder: null,
    pickSavePlace: null,
    makeSample: () => Promise.reject(new Error('not expected')),
    warn: (message) => told.push(message),
  });
  const { grantId } = await grants.grant(folder);
  return {
    folder,
    methods,
    told,
    ask: (changes = {}, build = 'a build', mayRead = true) =>
      methods.keptAnswer({
        grantId,
        settings: { ...defaultProjectSettings(), ...changes },
        decisions: [],
        build,
        mayRead,
      }),
  };
}

const found = outcome({ files: [] });

describe('the answers that a page keeps through its host', () => {
  it('are there for the same page, folder and settings, until they are removed', async () => {
    const { methods, ask } = await opened();
    const { ticket, answer } = await ask();
    expect(answer).toBeNull();
    expect(await methods.keepAnswer({ ticket: ticket ?? '', outcome: found })).toBe(true);
    expect((await ask()).answer).toEqual(found);
    expect((await ask({ phoneCountry: 'MX' })).answer).toBeNull();
    expect(await methods.cacheSize({})).toMatchObject({ answers: 1, mostBytes: 200 * 2 ** 20 });
    await methods.clearCache({});
    expect(await methods.cacheSize({})).toMatchObject({ answers: 0, bytes: 0 });
    expect((await ask()).answer).toBeNull();
  });

  it('are not for a page of another build', async () => {
    const { methods, ask, told } = await opened();
    await methods.keepAnswer({ ticket: (await ask()).ticket ?? '', outcome: found });
    expect((await ask({}, 'another build')).answer).toBeNull();
    expect(told).toEqual(['The kept answer is of another build of Leadlens: the numbers are computed anew.']);
  });

  it('are not there once a file changed, and are not kept where it changed after the ticket was given', async () => {
    const { methods, ask, folder } = await opened();
    await methods.keepAnswer({ ticket: (await ask()).ticket ?? '', outcome: found });
    await appendFile(join(folder, 'sub/b.csv'), '3\n');
    const { ticket, answer } = await ask();
    expect(answer).toBeNull();
    await appendFile(join(folder, 'a.csv'), '4\n');
    expect(await methods.keepAnswer({ ticket: ticket ?? '', outcome: found })).toBe(false);
    expect((await ask()).answer).toBeNull();
  });

  it('are not kept, without a fault, where a file or the whole folder went away meanwhile', async () => {
    const { methods, ask, folder } = await opened();
    const first = (await ask()).ticket ?? '';
    const second = (await ask()).ticket ?? '';
    await rm(join(folder, 'a.csv'));
    expect(await methods.keepAnswer({ ticket: first, outcome: found })).toBe(false);
    await rename(folder, `${folder}-away`);
    expect(await methods.keepAnswer({ ticket: second, outcome: found })).toBe(false);
    await rename(`${folder}-away`, folder);
    expect((await ask()).answer).toBeNull();
  });

  it('are not kept twice with one ticket, nor with one that was never given', async () => {
    const { methods, ask } = await opened();
    const ticket = (await ask()).ticket ?? '';
    expect(await methods.keepAnswer({ ticket, outcome: found })).toBe(true);
    expect(await methods.keepAnswer({ ticket, outcome: outcome({ files: [], seconds: 9 }) })).toBe(false);
    expect((await ask()).answer?.seconds).toBe(found.seconds);
  });

  it('are not looked for where that would mean to read files that changed a moment ago', async () => {
    const { ask } = await opened();
    expect(await ask({}, 'a build', false)).toEqual({ ticket: null, answer: null });
  });

  it('are not kept where JSON would change them', async () => {
    const { methods, ask } = await opened();
    const odd = outcome({ files: [], seconds: Number.NaN });
    expect(await methods.keepAnswer({ ticket: (await ask()).ticket ?? '', outcome: odd })).toBe(false);
    expect((await ask()).answer).toBeNull();
  });
});
