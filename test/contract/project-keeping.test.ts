import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall, type Host } from '../../electron/services/host-methods';
import { MOST_RUNS } from '../../electron/services/kept-runs';
import type { HostApi } from '../../shared/contract/host';
import type { RunNumbers } from '../../shared/contract/kept-run';
import { LeadlensError } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { JPEG, PNG } from '../support/pictures';
import { temporaryFolder } from '../support/temporary-folder';

/** What a run counted that read so many files. */
const numbers = (files: number): RunNumbers => ({ files, decisions: 0, leadQuality: null, revenue: null });

describe('what a project keeps beside its settings', () => {
  let place: string;
  let data: string;
  let host: Host;
  let grantId: string;
  let warnings: string[];

  const door = (of: Host): HostApi => ({
    call: async (method, request) => {
      const reply = await replyToHostCall(of.methods, method, structuredClone(request));
      if (!reply.ok) throw new LeadlensError(reply.fault);
      return reply.answer as never;
    },
  });
  const start = async (): Promise<void> => {
    host = createHost({
      version: '0',
      host: 'electron',
      directory: join(place, 'home'),
      grants: new Grants(),
      pickFolder: () => Promise.resolve(null),
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: (message) => warnings.push(message),
    });
    grantId = (await host.openInitial(data)).grantId;
  };
  const folderOf = async (): Promise<string> => {
    const { location } = await door(host).call('projectPlace', { grantId });
    return location.replace(/^~/, process.env['HOME'] ?? '~');
  };

  beforeEach(async () => {
    warnings = [];
    place = await realpath(await temporaryFolder());
    data = join(place, 'acme');
    await mkdir(data);
    await start();
  });
  afterEach(() => host.close());

  it('a logo is there after the program was started anew, replaced whole, and gone when it is taken away', async () => {
    expect(await door(host).call('loadLogo', { grantId })).toBeNull();
    await door(host).call('saveLogo', { grantId, base64: PNG });
    await host.close();
    await start();
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'png', base64: PNG });
    expect(await door(host).call('saveLogo', { grantId, base64: JPEG })).toEqual({
      kind: 'jpeg',
      base64: JPEG,
    });
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'jpeg', base64: JPEG });
    expect(await readdir(await folderOf())).toEqual(['logo.jpg']);
    await door(host).call('saveLogo', { grantId, base64: null });
    expect(await door(host).call('loadLogo', { grantId })).toBeNull();
  });

  it('a picture that is none is refused, and the logo before stays', async () => {
    await door(host).call('saveLogo', { grantId, base64: PNG });
    const page = Buffer.from('<html><script>alert(1)</script></html>').toString('base64');
    expect(await codeOf(door(host).call('saveLogo', { grantId, base64: page }))).toBe('logo_unusable');
    expect(await codeOf(door(host).call('saveLogo', { grantId, base64: 'no base64!' }))).toBe('bad_request');
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'png', base64: PNG });
    await writeFile(join(await folderOf(), 'logo.png'), 'no picture any more');
    expect(await codeOf(door(host).call('loadLogo', { grantId }))).toBe('logo_unusable');
  });

  it('runs are kept where they counted something else, the newest first, and are there after a new start', async () => {
    const first = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    expect(await door(host).call('keepRun', { grantId, numbers: numbers(1) })).toEqual(first);
    const second = await door(host).call('keepRun', { grantId, numbers: numbers(2) });
    const again = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    expect(again.id).not.toBe(first.id);
    await host.close();
    await start();
    const ids = (await door(host).call('keptRuns', { grantId })).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids)).toEqual(new Set([again.id, second.id, first.id]));
    expect(await readdir(join(await folderOf(), 'runs'))).toHaveLength(3);
  });

  it('of many runs the oldest go', async () => {
    for (let files = 0; files < MOST_RUNS + 3; files += 1)
      await door(host).call('keepRun', { grantId, numbers: numbers(files) });
    const runs = await door(host).call('keptRuns', { grantId });
    expect(runs).toHaveLength(MOST_RUNS);
    expect(Math.min(...runs.map((run) => run.numbers.files))).toBe(3);
  });

  it('a kept run that is damaged is told, kept aside and left out', async () => {
    const kept = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    const file = join(await folderOf(), 'runs', `${kept.id}.json`);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    expect(await door(host).call('keptRuns', { grantId })).toEqual([]);
    expect(warnings.join(' ')).toContain(`${kept.id}.json cannot be understood`);
    const aside = (await readdir(join(await folderOf(), 'runs'))).filter((name) => name.includes('damaged'));
    expect(aside).toHaveLength(1);
  });
});
