import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grants, locationOf } from '../../electron/services/grants';
import {
  createHost,
  replyToHostCall,
  type Host,
  type HostCapabilities,
} from '../../electron/services/host-methods';
import { nodeFileSink } from '../../electron/services/file-sink-node';
import { hostRequests, type HostAnswers, type HostMethod } from '../../shared/contract/host';
import { defaultProjectSettings } from '../../shared/contract/project';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

async function host(
  overrides: Partial<HostCapabilities> = {},
): Promise<Host & { readonly directory: string; readonly grants: Grants; readonly warnings: string[] }> {
  const directory = await temporaryFolder();
  const grants = new Grants();
  const warnings: string[] = [];
  const made = createHost({
    version: '1.2.3',
    host: 'electron',
    directory,
    grants,
    pickFolder: null,
    pickSavePlace: null,
    makeSample: () => Promise.reject(new Error('not expected')),
    warn: (message) => warnings.push(message),
    ...overrides,
  });
  return { ...made, directory, grants, warnings };
}

async function call<M extends HostMethod>(
  { methods }: Host,
  method: M,
  request: unknown,
): Promise<HostAnswers[M]> {
  const reply = await replyToHostCall(methods, method, request);
  if (!reply.ok) throw new Error(reply.fault.code);
  return reply.answer as HostAnswers[M];
}

describe('folders', () => {
  it('that the user picks get a random grant, are listed as recent, and open again by their id', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x' });
    const app = await host({ pickFolder: () => Promise.resolve(folder) });
    const grant = await call(app, 'pickFolder', {});
    expect(grant?.grantId).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(grant)).toContain(grant!.name);
    const [recent] = await call(app, 'recentFolders', {});
    expect(recent).toMatchObject({ name: grant!.name, exists: true });
    expect(await call(app, 'openRecent', { id: recent!.id })).toEqual(grant);
    expect((await app.grants.filesOf(grant!.grantId).list()).files.map((file) => file.path)).toEqual([
      'a.csv',
    ]);
    await call(app, 'forgetRecent', { id: recent!.id });
    expect(await call(app, 'recentFolders', {})).toEqual([]);
  });

  it('are not granted when the dialog is closed or the folder is gone', async () => {
    const app = await host({ pickFolder: () => Promise.resolve(null) });
    expect(await call(app, 'pickFolder', {})).toBeNull();
    const folder = await temporaryFolder();
    await app.openInitial(folder);
    const [recent] = await call(app, 'recentFolders', {});
    await rm(folder, { recursive: true });
    expect(await replyToHostCall(app.methods, 'openRecent', { id: recent!.id })).toMatchObject({
      ok: false,
      fault: { code: 'folder_unreadable', kind: 'input' },
    });
  });

  it('that are dropped on the window are opened, and anything else that is dropped is not', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x' });
    const app = await host();
    expect(await app.openDropped(folder)).toMatchObject({ ok: true, answer: { name: basename(folder) } });
    for (const thing of ['', '.', 7, null, undefined, join(folder, 'a.csv'), join(folder, 'none')]) {
      expect(await app.openDropped(thing)).toMatchObject({ ok: false, fault: { kind: 'input' } });
    }
  });

  it('are named by info when the program was started with one', async () => {
    const app = await host();
    expect(await call(app, 'info', {})).toEqual({
      version: '1.2.3',
      host: 'electron',
      canPickFolder: false,
      initialGrant: null,
      openings: 0,
    });
    const grant = await app.openInitial(await temporaryFolder());
    expect(await call(app, 'info', {})).toMatchObject({ initialGrant: grant, openings: 1 });
    await app.openInitial(await temporaryFolder());
    expect((await call(app, 'info', {})).openings).toBe(2);
  });

  it('open even when they cannot be noted as recent, with a warning', async () => {
    const blocked = await temporaryFolder({ file: '' });
    const app = await host({ directory: join(blocked, 'file') });
    expect((await app.openInitial(blocked)).grantId).toBeTruthy();
    expect(app.warnings.length).toBe(1);
  });

  it('have one grant each in one process, and none in another', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [new Grants(), new Grants()];
    const grant = await one.grant(folder);
    expect(await one.grant(join(folder, '.'))).toEqual(grant);
    expect(one.pathOf(grant.grantId)).toBe(await realpath(folder));
    expect((await two.grant(folder)).grantId).not.toBe(grant.grantId);
    expect(() => two.pathOf(grant.grantId)).toThrow('not open any more');
  });

  it('are shown with the home folder as ~', () => {
    expect(locationOf('/home/ann/data', '/home/ann')).toBe('~/data');
    expect(locationOf('/home/anna/data', '/home/ann')).toBe('/home/anna/data');
    expect(locationOf('/data', '/')).toBe('/data');
  });
});

describe('the sample', () => {
  it('is made once, however often it is asked for, and then opened', async () => {
    let made = 0;
    const app = await host({
      makeSample: async (directory) => {
        made += 1;
        const file = await nodeFileSink(directory).open('truth.json');
        await file.commit();
      },
    });
    const [first, second] = await Promise.all([call(app, 'createSample', {}), call(app, 'createSample', {})]);
    expect(await call(app, 'createSample', {})).toEqual(first);
    expect(second).toEqual(first);
    expect(made).toBe(1);
  });

  it('that failed is tried again', async () => {
    let tries = 0;
    const app = await host({
      makeSample: () => {
        tries += 1;
        return Promise.reject(new Error('disk full'));
      },
    });
    for (const expected of [1, 2]) {
      expect((await replyToHostCall(app.methods, 'createSample', {})).ok).toBe(false);
      expect(tries).toBe(expected);
    }
  });
});

describe('projects and preferences', () => {
  it('are kept by the folder, so that a new grant of it finds them', async () => {
    const folder = await temporaryFolder();
    const app = await host();
    const { grantId } = await app.openInitial(folder);
    const settings = { ...defaultProjectSettings(), phoneCountry: 'MX' };
    expect(await call(app, 'loadProject', { grantId })).toEqual(defaultProjectSettings());
    expect(await call(app, 'saveProject', { grantId, settings })).toEqual(settings);
    const later = await host({ directory: app.directory });
    const again = await later.openInitial(folder);
    expect(await call(later, 'loadProject', { grantId: again.grantId })).toEqual(settings);
    expect((await app.grants.filesOf(grantId).list()).files).toEqual([]);
  });

  it('keep how tables are looked at without touching what another window set meanwhile', async () => {
    const app = await host();
    const { grantId } = await app.openInitial(await temporaryFolder());
    const queries = [{ id: 'q', name: 'All', sql: 'select 1' }];
    const settings = { ...defaultProjectSettings(), phoneCountry: 'MX', queries };
    await call(app, 'saveProject', { grantId, settings });
    const explore = {
      layouts: { dim_lead: { widths: { state: 140 }, hidden: ['city'], pinned: ['lead_uuid', 'state'] } },
      history: ['select 2', 'select 1'],
    };
    expect(await call(app, 'saveProject', { grantId, settings: { explore } })).toEqual({
      ...settings,
      explore,
    });
    expect(await call(app, 'loadProject', { grantId })).toEqual({ ...settings, explore });
    await call(app, 'saveProject', { grantId, settings: { queries: [] } });
    expect(await call(app, 'loadProject', { grantId })).toEqual({ ...settings, explore, queries: [] });
  });

  it('need a grant of this process', async () => {
    const app = await host();
    expect(await codeOf(app.methods.loadProject({ grantId: 'f'.repeat(32) }))).toBe('unknown_grant');
  });

  it('come back as they were saved', async () => {
    const app = await host();
    const before = await app.methods.loadPreferences({});
    const preferences = { ...before, theme: 'dark', railFolded: true, reviewerName: 'Ana' };
    await call(app, 'savePreferences', { preferences });
    expect(await call(app, 'loadPreferences', {})).toEqual(preferences);
  });
});

describe('files that the page hands out', () => {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

  it('go in pieces to the place that was asked for, and are seen there only when they are whole', async () => {
    const folder = await temporaryFolder();
    const app = await host({ pickSavePlace: (name) => Promise.resolve(join(folder, name)) });
    const opened = await call(app, 'openSave', { suggestedName: 'a.csv' });
    const saveId = opened?.saveId ?? '';
    expect(opened?.name).toBe('a.csv');
    await call(app, 'writeSave', { saveId, bytes: bytes('one,') });
    await call(app, 'writeSave', { saveId, bytes: bytes('two') });
    expect(await readdir(folder)).not.toContain('a.csv');
    await call(app, 'endSave', { saveId, keep: true });
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('one,two');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('leave nothing when they are given up, and take nothing more afterwards', async () => {
    const folder = await temporaryFolder();
    const app = await host({ pickSavePlace: (name) => Promise.resolve(join(folder, name)) });
    const saveId = (await call(app, 'openSave', { suggestedName: 'a.csv' }))?.saveId ?? '';
    await call(app, 'writeSave', { saveId, bytes: bytes('one') });
    await call(app, 'endSave', { saveId, keep: false });
    expect(await readdir(folder)).toEqual([]);
    expect(await codeOf(app.methods.writeSave({ saveId, bytes: bytes('x') }))).toBe('unknown_save');
  });

  it('leave nothing when the page that saved them is gone', async () => {
    const folder = await temporaryFolder();
    const app = await host({ pickSavePlace: (name) => Promise.resolve(join(folder, name)) });
    const saveId = (await call(app, 'openSave', { suggestedName: 'a.csv' }))?.saveId ?? '';
    await call(app, 'writeSave', { saveId, bytes: bytes('one') });
    await app.abandonSaves();
    expect(await readdir(folder)).toEqual([]);
  });

  it('go nowhere when the dialog was closed, or where the host has none', async () => {
    const app = await host({ pickSavePlace: () => Promise.resolve(null) });
    expect(await call(app, 'openSave', { suggestedName: 'a.csv' })).toBeNull();
    const browser = await host();
    expect(await replyToHostCall(browser.methods, 'openSave', { suggestedName: 'a.csv' })).toMatchObject({
      fault: { code: 'not_in_this_host' },
    });
  });

  it('are refused with what to do when the place cannot be written', async () => {
    const file = join(await temporaryFolder({ file: '' }), 'file', 'a.csv');
    const app = await host({ pickSavePlace: () => Promise.resolve(file) });
    expect(await codeOf(app.methods.openSave({ suggestedName: 'a.csv' }))).toBe('write_failed');
  });
});

describe('what comes through a door', () => {
  it('is refused when no method has this name, those that every object has included', async () => {
    const { methods } = await host();
    for (const name of ['nothing', 'constructor', '__proto__', 'toString', '', 7, null, undefined, {}]) {
      expect(await replyToHostCall(methods, name, {})).toMatchObject({
        ok: false,
        fault: { code: 'unknown_method' },
      });
    }
  });

  it('never brings a method down: any argument gives an answer or a fault with a code', async () => {
    const { methods } = await host({ pickFolder: () => Promise.resolve(null) });
    const names = Object.keys(hostRequests).filter((name) => name !== 'createSample');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.anything(), async (name, request) => {
        const reply = await replyToHostCall(methods, name, request);
        if (!reply.ok)
          expect([
            'bad_request',
            'unknown_grant',
            'unknown_recent',
            'not_in_this_host',
            'unknown_save',
            'no_project',
          ]).toContain(reply.fault.code);
      }),
      { numRuns: 200 },
    );
  });

  it('is parsed: settings that the contract does not know are refused before they reach the disk', async () => {
    const app = await host();
    const { grantId } = await app.openInitial(await temporaryFolder());
    const settings = { ...defaultProjectSettings(), evil: true };
    expect(await replyToHostCall(app.methods, 'saveProject', { grantId, settings })).toMatchObject({
      fault: { code: 'bad_request', kind: 'bug' },
    });
  });
});
