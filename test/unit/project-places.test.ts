import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall, type Host } from '../../electron/services/host-methods';
import type { HostAnswers, HostMethod, HostRequest } from '../../shared/contract/host';
import { defaultProjectSettings } from '../../shared/contract/project';
import { LeadlensError } from '../../shared/domain/fault';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const settings = { ...defaultProjectSettings(), phoneCountry: 'MX' };

describe('the place of a project', () => {
  let place: string;
  let data: string;
  let hosts: Host[];
  /** What the user picks in the next dialogs. */
  let picks: (string | null)[];

  beforeEach(async () => {
    place = await realpath(await temporaryFolder());
    data = join(place, 'clients', 'acme');
    await mkdir(data, { recursive: true });
    await mkdir(join(place, 'drive'));
    hosts = [];
    picks = [];
  });
  afterEach(async () => {
    for (const host of hosts) await host.close();
  });

  const start = (): Host => {
    const host = createHost({
      version: '0',
      host: 'electron',
      directory: join(place, 'home'),
      grants: new Grants(),
      pickFolder: () => Promise.resolve(picks.shift() ?? null),
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: (message) => {
        throw new Error(message);
      },
    });
    hosts.push(host);
    return host;
  };
  const call = async <M extends HostMethod>(
    host: Host,
    method: M,
    request: HostRequest<M>,
  ): Promise<HostAnswers[M]> => {
    const reply = await replyToHostCall(host.methods, method, request);
    if (!reply.ok) throw new LeadlensError(reply.fault);
    return reply.answer as HostAnswers[M];
  };
  const open = async (host: Host, folder = data): Promise<string> => {
    const { grantId } = await host.openInitial(folder);
    await call(host, 'openDecisions', { grantId, windowId: 'w', takeOver: false });
    return grantId;
  };
  const decide = (host: Host, grantId: string, ...leads: readonly string[]): Promise<unknown> =>
    call(host, 'appendDecisions', { grantId, windowId: 'w', entries: leads.map((lead) => entryAbout(lead)) });
  const decided = async (host: Host, grantId: string): Promise<readonly string[]> =>
    leadNumbers((await call(host, 'openDecisions', { grantId, windowId: 'w', takeOver: false })).records);
  const moveTo = async (host: Host, grantId: string, into: string): Promise<void> => {
    picks = [into];
    const moved = await call(host, 'moveProject', { grantId, windowId: 'w', to: 'chosen' });
    expect(moved).toEqual(await call(host, 'projectPlace', { grantId }));
  };

  it('is not changed while another window writes it, and nothing is written to the old place after it was', async () => {
    const host = start();
    const grantId = await open(host);
    await decide(host, grantId, '1');
    expect(await codeOf(call(host, 'moveProject', { grantId, windowId: 'other', to: 'beside' }))).toBe(
      'log_read_only',
    );
    const old = (await call(host, 'projectPlace', { grantId })).location;
    // Decisions are on their way while it moves.
    await Promise.all([
      decide(host, grantId, '2'),
      call(host, 'moveProject', { grantId, windowId: 'w', to: 'beside' }),
      decide(host, grantId, '3'),
    ]);
    expect([...(await decided(host, grantId))].sort()).toEqual(['1', '2', '3']);
    await expect(readdir(old.replace(/^~/, process.env['HOME'] ?? '~'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await host.close();
    const later = start();
    expect([...(await decided(later, await open(later)))].sort()).toEqual(['1', '2', '3']);
  });

  it('is not changed while another program writes it', async () => {
    const [one, two] = [start(), start()];
    const grantId = await open(one);
    await decide(one, grantId, '1');
    const other = (await two.openInitial(data)).grantId;
    expect(await codeOf(call(two, 'moveProject', { grantId: other, windowId: 'w', to: 'beside' }))).toBe(
      'log_read_only',
    );
    expect(await decided(one, grantId)).toEqual(['1']);
  });

  it('that is removed while it is open is made anew there, with all that was decided', async () => {
    const host = start();
    const grantId = await open(host);
    await moveTo(host, grantId, join(place, 'drive'));
    await open(host);
    await decide(host, grantId, '1');
    await rm(join(place, 'drive', 'acme.leadlens'), { recursive: true });
    await decide(host, grantId, '2');
    await host.close();
    const later = start();
    expect(await decided(later, await open(later))).toEqual(['1', '2']);
  });

  it('that is not there is said, and nothing is begun elsewhere without being asked', async () => {
    const host = start();
    const grantId = await open(host);
    await call(host, 'saveProject', { grantId, settings });
    await decide(host, grantId, '1');
    await moveTo(host, grantId, join(place, 'drive'));
    await host.close();
    await rename(join(place, 'drive'), join(place, 'unplugged'));

    const without = start();
    const again = (await without.openInitial(data)).grantId;
    const view = await call(without, 'openDecisions', { grantId: again, windowId: 'w', takeOver: false });
    expect(view).toMatchObject({ records: [], hold: { code: 'gone', canRetry: true } });
    expect(view.hold?.message).toContain('acme.leadlens');
    expect(await codeOf(decide(without, again, '2'))).toBe('log_read_only');
    expect(await codeOf(call(without, 'saveProject', { grantId: again, settings }))).toBe('project_gone');
    await rename(join(place, 'unplugged'), join(place, 'drive'));
    expect(await decided(without, again)).toEqual(['1']);
    expect(await call(without, 'loadProject', { grantId: again })).toEqual(settings);
  });

  it('that is gone for good is left by moving the project, which begins anew', async () => {
    const host = start();
    const grantId = await open(host);
    await moveTo(host, grantId, join(place, 'drive'));
    await host.close();
    await rm(join(place, 'drive'), { recursive: true });
    const without = start();
    const again = await open(without);
    await call(without, 'moveProject', { grantId: again, windowId: 'w', to: 'app' });
    await open(without);
    await decide(without, again, '2');
    expect(await decided(without, again)).toEqual(['2']);
  });

  it('beside the data by its name is not taken from other data that it belongs to', async () => {
    const host = start();
    const grantId = await open(host);
    await call(host, 'saveProject', { grantId, settings });
    await moveTo(host, grantId, join(place, 'drive'));
    await host.close();
    const namesake = join(place, 'drive', 'acme');
    await mkdir(namesake);
    const later = start();
    const other = (await later.openInitial(namesake)).grantId;
    expect((await call(later, 'projectPlace', { grantId: other })).kind).toBe('app');
    expect(await call(later, 'loadProject', { grantId: other })).toEqual(defaultProjectSettings());
  });

  it('is not taken by a project that is opened, where the data have one with decisions', async () => {
    const host = start();
    const grantId = await open(host);
    await decide(host, grantId, '1');
    await host.close();
    const copy = join(place, 'drive', 'copy.leadlens');
    await mkdir(join(copy, 'decisions'), { recursive: true });
    await writeFile(
      join(copy, 'project.json'),
      JSON.stringify({ ...defaultProjectSettings(), dataFolder: data }),
    );
    const later = start();
    picks = [copy];
    expect(await codeOf(call(later, 'openProject', {}))).toBe('project_there');
    expect(await codeOf(later.openInitial(data, copy))).toBe('project_there');
    expect(await decided(later, await open(later))).toEqual(['1']);
  });

  it('that is opened while its data are gone asks where they are, and goes on there', async () => {
    const host = start();
    const grantId = await open(host);
    await decide(host, grantId, '1');
    await moveTo(host, grantId, join(place, 'drive'));
    await host.close();
    const now = join(place, 'acme 2026');
    await rename(data, now);
    const later = start();
    const project = join(place, 'drive', 'acme.leadlens');
    picks = [project];
    const reply = await replyToHostCall(later.methods, 'openProject', {});
    if (reply.ok) throw new Error('Its data are gone.');
    expect(reply.fault).toMatchObject({ code: 'data_moved' });
    picks = [now];
    const grant = await call(later, 'relocateProject', {});
    expect(grant?.name).toBe('acme 2026');
    expect(await decided(later, grant?.grantId ?? '')).toEqual(['1']);
  });

  it('is told to the project itself before it is moved, so that it leads to its data even when that was broken off', async () => {
    const host = start();
    const grantId = await open(host);
    await call(host, 'saveProject', { grantId, settings });
    await moveTo(host, grantId, join(place, 'drive'));
    const stored = JSON.parse(
      await readFile(join(place, 'drive', 'acme.leadlens', 'project.json'), 'utf8'),
    ) as object;
    expect(stored).toMatchObject({ dataFolder: '../../clients/acme' });
    await host.close();
    const later = start();
    picks = [join(place, 'drive', 'acme.leadlens')];
    expect((await call(later, 'openProject', {}))?.name).toBe('acme');
  });

  it('can be on another disk, where all of it arrives before it goes from this one', async (context) => {
    const disk = join(place, 'drive');
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('mounting another disk needs root');
    }
    try {
      const host = start();
      const grantId = await open(host);
      await call(host, 'saveProject', { grantId, settings });
      await decide(host, grantId, '1');
      // What an earlier move that was broken off left behind.
      await mkdir(join(disk, 'acme.leadlens.part', 'decisions'), { recursive: true });
      await moveTo(host, grantId, disk);
      expect(await readdir(join(place, 'home', 'projects'))).toEqual([]);
      expect(await readdir(disk)).toEqual(['acme.leadlens']);
      expect(await decided(host, grantId)).toEqual(['1']);
      await decide(host, grantId, '2');
      expect(await call(host, 'loadProject', { grantId })).toEqual(settings);
      // Full: then it stays where it is.
      await writeFile(join(place, 'home', 'big'), 'x'.repeat(4_000_000));
      await call(host, 'moveProject', { grantId, windowId: 'w', to: 'app' });
      await open(host);
      await rename(
        join(place, 'home', 'big'),
        join(await readdirOne(join(place, 'home', 'projects')), 'big'),
      );
      picks = [disk];
      expect(await codeOf(call(host, 'moveProject', { grantId, windowId: 'w', to: 'chosen' }))).toBe(
        'write_failed',
      );
      expect(await decided(host, grantId)).toEqual(['1', '2']);
      await host.close();
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});

const readdirOne = async (folder: string): Promise<string> => join(folder, (await readdir(folder))[0] ?? '');
