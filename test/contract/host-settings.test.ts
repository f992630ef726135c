import { mkdir, readFile, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalServer } from '../../electron/headless/local-server';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall, type Host } from '../../electron/services/host-methods';
import { saveMapping } from '../../renderer/features/sources/choices';
import { useNotices } from '../../renderer/state/notices';
import { followProject } from '../../renderer/state/other-windows';
import { changePreferences } from '../../renderer/state/preferences';
import { keepViews } from '../../renderer/state/project-views';
import { provideServices } from '../../renderer/state/services';
import { changeSettings, openServedFolder, undoSettings, useSession } from '../../renderer/state/session';
import type { HostApi, HostAnswers, HostMethod } from '../../shared/contract/host';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { cancelled, LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import { forgetQuery, saveQuery } from '../../renderer/state/sql';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { temporaryFolder } from '../support/temporary-folder';
import type { FileReport } from '../../shared/contract/sources';
import { fileReport } from '../support/file-report';

const DEFAULTS = defaultProjectSettings();

/** What a window says through the channel of the desktop program. */
const throughWindow = (host: Host): Promise<HostApi> =>
  Promise.resolve({
    call: async (method, request) => {
      const reply = await replyToHostCall(host.methods, method, structuredClone(request));
      if (!reply.ok) throw new LeadlensError(reply.fault);
      return reply.answer as never;
    },
  });

/** What a page says to the loopback server. */
async function throughServer(host: Host, grants: Grants): Promise<HostApi> {
  const root = await temporaryFolder({ 'index.html': '<!doctype html>' });
  const server = await startLocalServer({ root, grants, methods: host.methods, warn: () => undefined });
  onTestFinished(() => server.close());
  const welcome = await fetch(server.address, { redirect: 'manual' });
  const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    call: async (method, request) => {
      const response = await fetch(`${server.page}api/${method}`, {
        method: 'POST',
        headers: { cookie, origin: server.origin, 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      const body: unknown = await response.json();
      if (!response.ok) throw new LeadlensError(body as FaultDetails);
      return body as never;
    },
  };
}

describe.each([
  ['the window', throughWindow],
  ['the loopback server', throughServer],
])('settings that are saved through %s', (_door, through) => {
  let place: string;
  let data: string;
  let host: Host;
  let door: HostApi;
  let grantId: string;
  /** What the user picks in the next dialog. */
  let pick: string | null = null;

  beforeEach(async () => {
    place = await realpath(await temporaryFolder());
    data = join(place, 'clients', 'acme');
    await mkdir(data, { recursive: true });
    await mkdir(join(place, 'drive'));
    const grants = new Grants();
    host = createHost({
      version: '0',
      host: 'electron',
      directory: join(place, 'home'),
      grants,
      pickFolder: () => Promise.resolve(pick),
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: (message) => {
        throw new Error(message);
      },
    });
    door = await through(host, grants);
    grantId = (await host.openInitial(data)).grantId;
  });
  afterEach(() => host.close());

  const stored = async (): Promise<unknown> => {
    const { dataFolder: _data, ...settings } = JSON.parse(
      await readFile(join(await fileOfProject(), 'project.json'), 'utf8'),
    ) as Record<string, unknown>;
    return settings;
  };
  const fileOfProject = async (): Promise<string> => {
    const { location } = await door.call('projectPlace', { grantId });
    return location.replace(/^~/, process.env['HOME'] ?? '~');
  };

  it('at the same time under different names are all there afterwards', async () => {
    await Promise.all([
      door.call('saveProject', { grantId, settings: { phoneCountry: 'MX' } }),
      door.call('saveProject', { grantId, settings: { attributionWindowDays: 30 } }),
      door.call('saveProject', { grantId, settings: { rates: { USD: '1', EUR: '0.9' } } }),
    ]);
    const expected = {
      ...DEFAULTS,
      phoneCountry: 'MX',
      attributionWindowDays: 30,
      rates: { USD: '1', EUR: '0.9' },
    };
    expect(await door.call('loadProject', { grantId })).toEqual(expected);
    expect(await stored()).toEqual(expected);
  });

  it('leave alone what they do not name, and answer with all that is on disk then', async () => {
    await door.call('saveProject', { grantId, settings: { phoneCountry: 'MX', notAKey: ['a1'] } });
    const kept = await door.call('saveProject', { grantId, settings: { snapshotOrder: ['b.csv', 'a.csv'] } });
    expect(kept).toEqual({
      ...DEFAULTS,
      phoneCountry: 'MX',
      notAKey: ['a1'],
      snapshotOrder: ['b.csv', 'a.csv'],
    });
    expect(await door.call('saveProject', { grantId, settings: { snapshotOrder: null } })).toEqual({
      ...kept,
      snapshotOrder: null,
    });
  });

  it('while the project moves, columns are arranged and decisions are written go where the project went', async () => {
    pick = join(place, 'drive');
    await door.call('openDecisions', { grantId, windowId: 'w', takeOver: false });
    const decide = (lead: string): Promise<unknown> =>
      door.call('appendDecisions', { grantId, windowId: 'w', entries: [entryAbout(lead)] });
    const explore = { layouts: {}, history: ['select 1'] };
    await Promise.all([
      decide('1'),
      door.call('saveProject', { grantId, settings: { phoneCountry: 'MX' } }),
      door.call('saveProject', { grantId, settings: { explore } }),
      door.call('moveProject', { grantId, windowId: 'w', to: 'chosen' }),
      door.call('saveProject', { grantId, settings: { attributionWindowDays: 30 } }),
      decide('2'),
      door.call('saveProject', { grantId, settings: { notAKey: ['a1'] } }),
    ]);
    expect(await fileOfProject()).toBe(join(place, 'drive', 'acme.leadlens'));
    expect(await stored()).toEqual({
      ...DEFAULTS,
      phoneCountry: 'MX',
      explore,
      attributionWindowDays: 30,
      notAKey: ['a1'],
    });
    const { records } = await door.call('openDecisions', { grantId, windowId: 'w', takeOver: false });
    expect([...leadNumbers(records)].sort()).toEqual(['1', '2']);
  });

  it('while the project is told where its data are now stay with it', async () => {
    await door.call('saveProject', { grantId, settings: { phoneCountry: 'MX' } });
    await door.call('moveProject', { grantId, windowId: 'w', to: 'beside' });
    const project = await fileOfProject();
    const now = join(place, 'elsewhere', 'acme');
    await mkdir(now, { recursive: true });
    pick = project;
    // The data it names are gone: it asks where they are, while the window that is open still saves.
    await rename(data, `${data}-old`);
    await expect(door.call('openProject', {})).rejects.toMatchObject({ details: { code: 'data_moved' } });
    await rename(`${data}-old`, data);
    pick = now;
    await Promise.all([
      door.call('saveProject', { grantId, settings: { attributionWindowDays: 30 } }),
      door.call('saveProject', { grantId, settings: { notAKey: ['a1'] } }),
      door.call('relocateProject', {}),
    ]);
    const file = JSON.parse(await readFile(join(project, 'project.json'), 'utf8')) as ProjectSettings;
    expect(file).toMatchObject({ phoneCountry: 'MX', dataFolder: '../../elsewhere/acme' });
    // What came after the project had left is a matter of the data that were left behind.
    const behind = await door.call('loadProject', { grantId });
    expect([file.attributionWindowDays, behind.attributionWindowDays]).toContain(30);
    expect([file.notAKey, behind.notAKey]).toContainEqual(['a1']);
  });

  it('as preferences at the same time under different names are all there afterwards', async () => {
    await Promise.all([
      door.call('savePreferences', { preferences: { theme: 'dark' } }),
      door.call('savePreferences', { preferences: { reviewerName: 'Ana' } }),
    ]);
    expect(await door.call('loadPreferences', {})).toMatchObject({ theme: 'dark', reviewerName: 'Ana' });
  });

  describe('by the screens', () => {
    beforeEach(async () => {
      const items = new Map<string, string>([['leadlens-window', 'w']]);
      vi.stubGlobal('window', {
        sessionStorage: {
          getItem: (key: string) => items.get(key) ?? null,
          setItem: (key: string, value: string) => items.set(key, value),
        },
        setTimeout: () => 0,
        clearTimeout: () => undefined,
        location: { hash: '' },
        history: { state: null, pushState: () => undefined, replaceState: () => undefined },
      });
      provideServices({ host: door, engine: { call: () => Promise.reject(cancelled()) } } as never);
      await openServedFolder({ grantId, name: 'acme', location: data });
      expect(useSession.getState().fault).toBeNull();
    });
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    const onDisk = (): Promise<HostAnswers['loadProject']> =>
      door.call('loadProject' satisfies HostMethod, { grantId });

    it('one before the other is answered keep both, on disk and on the screen', async () => {
      await Promise.all([
        changeSettings(() => ({ phoneCountry: 'MX' })),
        changeSettings(() => ({ attributionWindowDays: 30 })),
        keepViews(({ explore }) => ({ explore: { ...explore, history: ['select 1'] } })),
        changeSettings(({ notAKey }) => ({ notAKey: [...notAKey, 'a1'] })),
        changeSettings(({ notAKey }) => ({ notAKey: [...notAKey, 'b2'] })),
      ]);
      const expected = {
        ...DEFAULTS,
        phoneCountry: 'MX',
        attributionWindowDays: 30,
        notAKey: ['a1', 'b2'],
        explore: { layouts: {}, history: ['select 1'] },
      };
      expect(await onDisk()).toEqual(expected);
      expect(useSession.getState().settings).toEqual(expected);
    });

    it('about the columns of two files keep both', async () => {
      const report = (file: string, header: string): FileReport =>
        fileReport(file, { headers: [header], source: 'crm_report' });
      await Promise.all([
        saveMapping(report('a.csv', 'Mail'), { email: 'Mail' }),
        saveMapping(report('b.csv', 'Tel'), { phone: 'Tel' }),
      ]);
      const source = 'crm_report';
      expect((await onDisk()).mappings).toEqual([
        { headers: ['Mail'], source, mapping: { email: 'Mail' } },
        { headers: ['Tel'], source, mapping: { phone: 'Tel' } },
      ]);
    });

    it('are taken back one by one, each to what was before it', async () => {
      await Promise.all([
        changeSettings(() => ({ phoneCountry: 'MX' })),
        changeSettings(() => ({ attributionWindowDays: 30 })),
      ]);
      await undoSettings();
      expect(await onDisk()).toEqual({ ...DEFAULTS, phoneCountry: 'MX' });
      await undoSettings();
      expect(await onDisk()).toEqual(DEFAULTS);
    });

    it('of another window meanwhile are not taken back by what this one saves', async () => {
      await door.call('saveProject', { grantId, settings: { phoneCountry: 'MX' } });
      await changeSettings(() => ({ attributionWindowDays: 30 }));
      expect(await onDisk()).toEqual({ ...DEFAULTS, phoneCountry: 'MX', attributionWindowDays: 30 });
      expect(useSession.getState().settings).toEqual(await onDisk());
    });

    it('of another window meanwhile keep their entries where this one adds its own', async () => {
      const others = { id: 'q', name: 'Theirs', sql: 'select 1' };
      await door.call('saveProject', { grantId, settings: { notAKey: ['a1'], queries: [others] } });
      await changeSettings(({ notAKey }) => ({ notAKey: [...notAKey, 'b2'] }));
      await saveQuery('Mine', 'select 2');
      const { notAKey, queries } = await onDisk();
      expect(notAKey).toEqual(['a1', 'b2']);
      expect(queries.map(({ name }) => name)).toEqual(['Mine', 'Theirs']);
      const mine = useSession.getState().settings?.queries.find(({ name }) => name === 'Mine');
      await forgetQuery(mine?.id ?? '');
      expect((await onDisk()).queries).toEqual([others]);
    });

    it('of another window are followed when the reader comes back, and only those that change numbers are said', async () => {
      useNotices.setState({ notices: [] });
      await door.call('saveProject', { grantId, settings: { clientName: 'Acme' } });
      await followProject();
      expect(useSession.getState().settings?.clientName).toBe('Acme');
      expect(useNotices.getState().notices).toEqual([]);
      await door.call('saveProject', { grantId, settings: { phoneCountry: 'MX' } });
      await followProject();
      expect(useSession.getState().settings?.phoneCountry).toBe('MX');
      expect(useNotices.getState().notices.map(({ text }) => text)).toEqual([
        'Changed in another window: country of phone numbers. Counting again.',
      ]);
      await followProject();
      expect(useNotices.getState().notices).toHaveLength(1);
    });

    it('as preferences keep what another window chose', async () => {
      await door.call('savePreferences', { preferences: { reviewerName: 'Ana' } });
      await Promise.all([changePreferences({ theme: 'dark' }), changePreferences({ railFolded: true })]);
      expect(await door.call('loadPreferences', {})).toMatchObject({
        reviewerName: 'Ana',
        theme: 'dark',
        railFolded: true,
      });
    });
  });
});
