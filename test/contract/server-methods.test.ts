import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, type Host } from '../../electron/services/host-methods';
import type { Cipher } from '../../electron/services/server/kept-secrets';
import type { ServerSource } from '../../shared/contract/project';
import { serverAddress, type ServerPlace } from '../../shared/domain/server-place';
import { codeOf } from '../support/faults';
import { filesIn, madeUpServer } from '../support/fetching';
import { temporaryFolder } from '../support/temporary-folder';

/** Stands for the system's key store: what it encrypts does not show what it was. */
const keyStore: Cipher = {
  isThere: () => Promise.resolve(true),
  encrypt: (text) => Promise.resolve(Buffer.from([...text].reverse().join(''))),
  decrypt: (bytes) => Promise.resolve([...bytes.toString()].reverse().join('')),
};

const SECRET = 'Tr3asure-Box';

async function hostWith(cipher: Cipher | null): Promise<{ host: Host; grants: Grants; directory: string }> {
  const directory = await temporaryFolder();
  const grants = new Grants();
  const host = createHost({
    version: '1.2.3',
    host: 'electron',
    directory,
    grants,
    pickFolder: null,
    pickSavePlace: null,
    makeSample: () => Promise.resolve(),
    cipher,
    warn: () => undefined,
  });
  onTestFinished(() => host.close());
  return { host, grants, directory };
}

const passwordSource = (place: ServerPlace): ServerSource => ({
  address: serverAddress(place),
  signIn: 'password',
  keyFile: null,
});

describe('a window that fetches files from a server', () => {
  it('sends nothing before the user has seen and accepted the key', async () => {
    const { place, tried } = await madeUpServer({ files: { 'a.csv': 'a,b\n' }, password: SECRET });
    const { host } = await hostWith(null);
    const source = passwordSource(place);
    const ask = { grantId: null, source, secret: SECRET, keepSecret: false };
    expect(await codeOf(host.methods.fetchServer(ask))).toBe('server_key_unknown');
    const { address } = source;
    const unseen = { address, fingerprint: `SHA256:${'A'.repeat(43)}` };
    expect(await codeOf(host.methods.acceptServerKey(unseen))).toBe('server_key_unlike');
    const key = await host.methods.showServerKey({ address });
    expect(key).toMatchObject({ type: 'ssh-rsa', known: null });
    expect(await codeOf(host.methods.acceptServerKey(unseen))).toBe('server_key_unlike');
    expect(tried).toEqual([]);
    await host.methods.acceptServerKey({ address, fingerprint: key.fingerprint });
    expect(await host.methods.fetchServer(ask)).toMatchObject({ came: 1, gone: 0, refused: 0, waiting: 0 });
    expect(await host.methods.showServerKey({ address })).toMatchObject({ known: key.fingerprint });
  });

  it('opens the files in a folder of their own, with what the open project knows, and leaves that folder alone', async () => {
    const { place } = await madeUpServer({ files: { 'a.csv': 'a,b\n' }, password: SECRET });
    const { host, grants } = await hostWith(null);
    const folder = await temporaryFolder({ 'mine.csv': 'mine' });
    const { grantId } = await grants.grant(folder);
    await host.methods.saveProject({
      grantId,
      settings: { clientName: 'Client', attributionWindowDays: 30 },
    });
    const source = passwordSource(place);
    const { address } = source;
    const { fingerprint } = await host.methods.showServerKey({ address });
    await host.methods.acceptServerKey({ address, fingerprint });
    const { grant } = await host.methods.fetchServer({ grantId, source, secret: SECRET, keepSecret: true });
    expect(await filesIn(folder)).toEqual({ 'mine.csv': 'mine' });
    expect(await filesIn(grants.pathOf(grant.grantId))).toEqual({ 'a.csv': 'a,b\n' });
    expect(await host.methods.loadProject({ grantId: grant.grantId })).toMatchObject({
      clientName: 'Client',
      attributionWindowDays: 30,
      server: source,
    });
    expect((await host.methods.loadProject({ grantId })).server).toBeNull();
    expect(await host.methods.serverNow({ grantId: grant.grantId })).toMatchObject({
      source,
      key: fingerprint,
      canKeep: false,
      isKept: false,
      last: { place: address, came: ['a.csv'], gone: 0 },
    });
    expect(await host.methods.serverNow({ grantId })).toMatchObject({ source: null, last: null });
    // What the project of the mirror says later stays.
    await host.methods.saveProject({ grantId: grant.grantId, settings: { attributionWindowDays: 60 } });
    const again = { grantId: grant.grantId, source, secret: SECRET, keepSecret: false };
    expect((await host.methods.fetchServer(again)).grant).toEqual(grant);
    expect((await host.methods.loadProject({ grantId: grant.grantId })).attributionWindowDays).toBe(60);
  });

  it('has the key store keep a password that let it in, and no file shows it', async () => {
    const { place } = await madeUpServer({ files: { 'a.csv': 'a,b\n' }, password: SECRET });
    const { host, directory } = await hostWith(keyStore);
    const source = passwordSource(place);
    const { address } = source;
    const { fingerprint } = await host.methods.showServerKey({ address });
    await host.methods.acceptServerKey({ address, fingerprint });
    const fetch = (secret: string | null, keepSecret = true): ReturnType<Host['methods']['fetchServer']> =>
      host.methods.fetchServer({ grantId: null, source, secret, keepSecret });
    expect(await codeOf(fetch(null))).toBe('server_no_proof');
    expect(await codeOf(fetch('wrong'))).toBe('server_refused_user');
    expect(await codeOf(fetch(null))).toBe('server_no_proof');
    const { grant } = await fetch(SECRET);
    expect(await fetch(null)).toMatchObject({ came: 0 });
    expect(await host.methods.serverNow({ grantId: grant.grantId })).toMatchObject({
      canKeep: true,
      isKept: true,
    });
    const all = await readdir(directory, { recursive: true, withFileTypes: true });
    for (const entry of all.filter((file) => file.isFile()))
      expect(await readFile(join(entry.parentPath, entry.name), 'utf8'), entry.name).not.toContain(SECRET);
    await fetch(SECRET, false);
    expect(await codeOf(fetch(null))).toBe('server_no_proof');
  });

  it('stops when the user says so', async () => {
    const { place } = await madeUpServer({ files: { 'a.csv': 'a' }, password: SECRET, isSilent: true });
    const { host } = await hostWith(null);
    const source = passwordSource(place);
    const { address } = source;
    const { fingerprint } = await host.methods.showServerKey({ address });
    await host.methods.acceptServerKey({ address, fingerprint });
    const ask = { grantId: null, source, secret: SECRET, keepSecret: false };
    const fetching = codeOf(host.methods.fetchServer(ask));
    while ((await host.methods.fetchProgress({}))?.label !== 'Listing the files on the server')
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await codeOf(host.methods.fetchServer(ask))).toBe('fetching_already');
    await host.methods.stopFetch({});
    expect(await fetching).toBe('cancelled');
    expect(await host.methods.fetchProgress({})).toBeNull();
  });
});
