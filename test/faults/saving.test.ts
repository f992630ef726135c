import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall, type Host } from '../../electron/services/host-methods';
import { saveThroughHost } from '../../renderer/host/save-target';
import { saveBytes } from '../../renderer/state/exports';
import { provideServices, services } from '../../renderer/state/services';
import type { HostApi, HostMethod } from '../../shared/contract/host';
import { bug, faultOf, LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import { temporaryFolder } from '../support/temporary-folder';

/** Calls of the page as they reach the host: plain data there, answers or faults back. */
const callsOf = (host: Host): HostApi => ({
  call: async (method, request) => {
    const reply = await replyToHostCall(host.methods, method satisfies HostMethod, request);
    if (!reply.ok) throw new LeadlensError(reply.fault);
    return reply.answer as never;
  },
});

/** The app whose dialog always names a file in `folder`. */
async function appThatSavesInto(folder: string): Promise<void> {
  const host = createHost({
    version: '1.2.3',
    host: 'electron',
    directory: await temporaryFolder(),
    grants: new Grants(),
    pickFolder: null,
    pickSavePlace: (name) => Promise.resolve(join(folder, name)),
    makeSample: () => Promise.reject(bug('No sample is asked for.')),
    warn: () => undefined,
  });
  const api = callsOf(host);
  provideServices({ host: api, openSave: saveThroughHost(api), grantDropped: null } as never);
}

const faultOfSaving = (bytes: Uint8Array): Promise<FaultDetails | null> =>
  saveBytes('numbers.csv', bytes).then(
    () => null,
    (error: unknown) => faultOf(error),
  );

let mounted: string | null = null;
afterEach(() => {
  if (mounted !== null) execFileSync('umount', ['-l', mounted]);
  mounted = null;
});

describe('a file that is saved from a screen', () => {
  it('leaves nothing on a disk that is full, says so, and is saved once there is room', async (context) => {
    const disk = await temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
      mounted = disk;
    } catch {
      context.skip('mounting a small disk needs root');
    }
    await appThatSavesInto(disk);
    const bytes = new Uint8Array(200_000).fill(65);
    const fault = await faultOfSaving(bytes);
    expect(fault).toMatchObject({ code: 'write_failed', file: 'numbers.csv' });
    expect(fault?.message).toBe('numbers.csv cannot be written: the disk is full (ENOSPC).');
    expect(fault?.hint).toContain('Make room');
    expect(await readdir(disk)).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=512k', disk]);
    expect(await saveBytes('numbers.csv', bytes)).toBe('numbers.csv');
    expect((await readFile(join(disk, 'numbers.csv'))).length).toBe(bytes.length);
  });

  it('says that its folder went away while it was saved, not that it is unknown', async () => {
    const folder = join(await temporaryFolder(), 'out');
    await appThatSavesInto(folder);
    let isRemoved = false;
    const bytes = new Uint8Array(10);
    const { openSave } = services();
    provideServices({
      ...services(),
      openSave: async (name) => {
        const target = await openSave(name);
        return target === null
          ? null
          : {
              ...target,
              keep: async () => {
                await rm(folder, { recursive: true });
                isRemoved = true;
                await target.keep();
              },
            };
      },
    });
    const fault = await faultOfSaving(bytes);
    expect(isRemoved).toBe(true);
    expect(fault).toMatchObject({ code: 'write_failed', file: 'numbers.csv' });
    expect(fault?.message).toContain('its folder is not there any more');
    await appThatSavesInto(folder);
    expect(await saveBytes('numbers.csv', bytes)).toBe('numbers.csv');
    expect(await readdir(folder)).toEqual(['numbers.csv']);
  });
});
