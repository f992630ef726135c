import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyShownBy } from '../../electron/services/server/show-key';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { fetcher, filesIn, madeUpServer, NO_PROOF } from '../support/fetching';
import { cuttingWay, freePort, lockedKeyOf, startSshd, whyNoSshd } from '../support/ssh-server';
import { temporaryFolder } from '../support/temporary-folder';

const faultFrom = (work: Promise<unknown>): Promise<FaultDetails> =>
  work.then(
    () => {
      throw new Error('It was expected to be refused.');
    },
    (error: unknown) => faultOf(error),
  );

describe.skipIf(whyNoSshd !== null)(
  `a connection to an OpenSSH server${whyNoSshd === null ? '' : ` (${whyNoSshd})`}`,
  () => {
    it('that is cut in the middle, wherever that is, is made again and goes on after what is there', async () => {
      const server = await startSshd();
      const files: Record<string, string> = {};
      for (let i = 0; i < 30; i++) files[`file ${String(i)}.csv`] = `${String(i)},`.repeat(10_000);
      for (const [path, content] of Object.entries(files)) await server.put(path, content);
      const expected = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
      const way = await cuttingWay(server.port);
      const place = { ...server.place, port: way.port };
      // Signing in takes about 3 kB, all files 800 kB.
      const places = fc.sample(fc.integer({ min: 500, max: 780_000 }), { numRuns: 10, seed: 15 });
      for (const at of places) {
        const { fetch, mirror } = await fetcher({ ...server, place });
        way.cutAfter(at);
        const before = way.cuts();
        const fetched = await fetch();
        expect(way.cuts(), `cut after ${String(at)} bytes`).toBe(before + 1);
        expect(fetched.came).toHaveLength(30);
        expect(await filesIn(mirror)).toEqual(expected);
      }
    });

    it('does not fetch again what came before it was cut', async () => {
      const server = await startSshd();
      const content = 'x'.repeat(3_000_000);
      await server.put('large.csv', content);
      const way = await cuttingWay(server.port);
      const { fetch, mirror } = await fetcher({ ...server, place: { ...server.place, port: way.port } });
      way.cutAfter(1_000_000, 1_000_000, 1_000_000);
      expect(await fetch()).toMatchObject({ came: ['large.csv'], bytes: 3_000_000 });
      expect(way.cuts()).toBe(3);
      expect(await filesIn(mirror)).toEqual({ 'large.csv': content });
    });

    it('that is cut each time before anything comes is given up after a few tries, and it is said what to do', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a');
      const way = await cuttingWay(server.port);
      const { fetch, mirror } = await fetcher({ ...server, place: { ...server.place, port: way.port } });
      way.cutAfter(...Array<number>(50).fill(600));
      const fault = await faultFrom(fetch());
      expect(fault.code).toBe('server_unreachable');
      expect(fault.message).toBe(
        `The server 127.0.0.1:${String(way.port)} cannot be reached: the connection was cut.`,
      );
      expect(fault.hint).toContain('What came before is kept.');
      expect(way.cuts()).toBe(5);
      expect(await filesIn(mirror)).toEqual({});
    });

    it('shows the key of the server as OpenSSH prints it, before anything is sent to sign in', async () => {
      const server = await startSshd();
      const shown = await keyShownBy(server.place, null, new AbortController().signal);
      expect(shown).toEqual({ type: 'ssh-ed25519', fingerprint: server.fingerprint });
    });

    it('is refused where another server answers in its place, until the new key is accepted', async () => {
      const first = await startSshd();
      await first.put('a.csv', 'a');
      const { fetch, home } = await fetcher(first);
      expect((await fetch()).key.fingerprint).toBe(first.fingerprint);
      await first.stop();
      const second = await startSshd({ port: first.port });
      await second.put('a.csv', 'of another');
      const { place } = first;
      const other = {
        place: { ...second.place, path: second.folder },
        proof: { ...NO_PROOF, keyFile: second.keyFile },
      };
      const mirror = join(home, 'second');
      const fault = await faultFrom(fetch({ ...other, mirror }));
      expect(fault.code).toBe('server_key_changed');
      expect(fault.message).toContain(`${second.fingerprint}, not ${first.fingerprint}`);
      expect(fault.hint).toContain(`--host-key ${second.fingerprint}`);
      expect(await codeOf(fetch({ ...other, mirror, expected: first.fingerprint }))).toBe(
        'server_key_unlike',
      );
      expect(await fetch({ ...other, mirror, expected: second.fingerprint })).toMatchObject({
        came: ['a.csv'],
      });
      // From then on it is the one that is known.
      expect(await fetch({ ...other, mirror })).toMatchObject({ came: [], isFirst: false });
      expect(place.port).toBe(second.port);
    });

    it('is known by its key again when the server has learned another kind of key meanwhile', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a');
      const known = await temporaryFolder();
      const rsa = join(known, 'rsa');
      execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', rsa]);
      const shown = await keyShownBy(
        server.place,
        { type: 'ssh-rsa', fingerprint: server.fingerprint },
        new AbortController().signal,
      );
      expect(shown.type).toBe('ssh-ed25519');
      await server.stop();
      const both = await startSshd({
        port: server.port,
        hostKeyFile: server.hostKeyFile,
        moreHostKeys: [rsa],
      });
      const asked = await keyShownBy(
        both.place,
        { type: 'ssh-rsa', fingerprint: '' },
        new AbortController().signal,
      );
      expect(asked.type).toBe('ssh-rsa');
    });

    it('takes a key file with its passphrase, and says what is wrong with one that cannot be used', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a');
      const locked = await lockedKeyOf(server, 'open sesame');
      const { fetch, home } = await fetcher(server);
      const withKey = (keyFile: string, passphrase: string | null): Promise<unknown> =>
        fetch({ proof: { ...NO_PROOF, keyFile, passphrase } });
      const said = async (work: Promise<unknown>): Promise<string> => (await faultFrom(work)).message;
      const named = `The key file ${locked} cannot be used: `;
      expect(await said(withKey(locked, null))).toBe(`${named}it has a passphrase.`);
      expect(await said(withKey(locked, 'wrong words'))).toBe(`${named}the passphrase does not open it.`);
      expect(await said(withKey(`${server.keyFile}.pub`, null))).toContain('it is a public key.');
      expect(await said(withKey(join(home, 'none'), null))).toContain('it is not there.');
      expect(await said(withKey(join(server.folder, 'a.csv'), null))).toContain('it is no private key');
      expect(await withKey(locked, 'open sesame')).toMatchObject({ came: ['a.csv'] });
    });

    it('takes a key of the agent', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a');
      const { fetch, home } = await fetcher(server);
      const socket = join(home, 'agent');
      const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
      onTestFinished(() => {
        agent.kill();
      });
      await once(agent.stdout, 'data');
      const proof = { ...NO_PROOF, agent: socket };
      expect((await faultFrom(fetch({ proof }))).message).toContain('does not let');
      execFileSync('ssh-add', ['-q', server.keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      expect(await fetch({ proof })).toMatchObject({ came: ['a.csv'] });
    });

    it('says where there is no such folder', async () => {
      const server = await startSshd();
      const { fetch } = await fetcher(server);
      const fault = await faultFrom(fetch({ place: { ...server.place, path: '/no such folder' } }));
      expect(fault.message).toBe(
        `The folder /no such folder on 127.0.0.1:${String(server.port)} cannot be read: it is not there, or is no folder.`,
      );
    });

    it('ends when the user stops, and leaves nothing half', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a'.repeat(5_000_000));
      const { fetch, mirror } = await fetcher(server);
      const stop = new AbortController();
      const fetching = fetch({
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done > 0) stop.abort();
        },
      });
      expect(await codeOf(fetching)).toBe('cancelled');
      expect(await filesIn(mirror)).toEqual({});
      expect(await fetch()).toMatchObject({ came: ['a.csv'] });
    });
  },
);

describe('a server that asks for a password', () => {
  it.each(['password', 'keyboard-interactive'] as const)('lets in by %s', async (asks) => {
    const { place } = await madeUpServer({
      files: { 'a.csv': 'a,b\n' },
      password: 'pass word ü',
      asks,
      mostBytes: 3,
    });
    const { fetch, mirror } = await fetcher({ place, proof: { ...NO_PROOF, password: 'pass word ü' } });
    expect(await fetch()).toMatchObject({ came: ['a.csv'] });
    expect(await filesIn(mirror)).toEqual({ 'a.csv': 'a,b\n' });
  });

  it('is told from one that is not there, and a wrong password is not tried again, nor quoted, nor kept', async () => {
    const { place, tried } = await madeUpServer({ files: {}, password: 'right' });
    const { fetch, home } = await fetcher({ place, proof: { ...NO_PROOF, password: 'Wr0ng-Secret' } });
    const fault = await faultFrom(fetch());
    expect(fault).toMatchObject({
      code: 'server_refused_user',
      message: `The server 127.0.0.1:${String(place.port)} does not let ada in with this password.`,
    });
    expect(tried.filter((method) => method === 'password')).toHaveLength(1);
    expect(JSON.stringify(fault)).not.toContain('Wr0ng-Secret');
    for (const file of ['known-servers.json', 'mirror/.leadlens-mirror/state.json'])
      expect(await readFile(join(home, file), 'utf8').catch(() => '')).not.toContain('Wr0ng-Secret');
    const nobody = await faultFrom(fetch({ place: { ...place, port: await freePort() } }));
    expect(nobody.message).toContain('cannot be reached: nothing answers at this port.');
  });

  it('is not asked where there is nothing to sign in with', async () => {
    const { place, tried } = await madeUpServer({ files: {}, password: 'right' });
    const { fetch } = await fetcher({ place });
    expect(await codeOf(fetch())).toBe('server_no_proof');
    expect(tried).toEqual([]);
  });

  it('sees no attempt to sign in by who only wants to see its key', async () => {
    const { place, tried } = await madeUpServer({ files: {}, password: 'right' });
    expect((await keyShownBy(place, null, new AbortController().signal)).type).toBe('ssh-rsa');
    expect(tried).toEqual([]);
  });

  it('is given up where it says nothing any more', async () => {
    const { place } = await madeUpServer({ files: {}, password: 'right', isSilent: true });
    const { fetch } = await fetcher({ place, proof: { ...NO_PROOF, password: 'right' }, patienceMs: 300 });
    expect((await faultFrom(fetch())).message).toContain('cannot be reached: it does not answer.');
  });
});

describe('a server that lists names that no server should', () => {
  it('gives no file under them: they are said, and nothing is written outside of the mirror', async () => {
    const files = {
      '../x.csv': 'out',
      '..': 'out',
      '/etc/leadlens-test.csv': 'out',
      'a/b.csv': 'out',
      'a\\..\\b.csv': 'out',
      'nul\0.csv': 'out',
      'bell\u0007.csv': 'out',
      'new\nline.csv': 'out',
      [`${'long'.repeat(64)}.csv`]: 'out',
      'good name.csv': 'in',
      '.hidden.csv': 'out',
      'old.leadlens': 'out',
    };
    const { place } = await madeUpServer({ files, password: 'right' });
    const { fetch, home, mirror } = await fetcher({ place, proof: { ...NO_PROOF, password: 'right' } });
    const { refused, came } = await fetch();
    expect(came).toEqual(['good name.csv']);
    expect(await filesIn(mirror)).toEqual({ 'good name.csv': 'in' });
    expect(Object.keys(await filesIn(home)).sort()).toEqual([
      'known-servers.json',
      'mirror/.leadlens-mirror/state.json',
      'mirror/good name.csv',
    ]);
    const reasonOf = Object.fromEntries(refused.map(({ path, reason }) => [path, reason]));
    expect(reasonOf).toEqual({
      '../x.csv': 'Its name would lead out of the folder.',
      '/etc/leadlens-test.csv': 'Its name would lead out of the folder.',
      'a/b.csv': 'Its name would lead out of the folder.',
      'a\\..\\b.csv': 'Its name cannot be kept here: it holds a backslash. Rename it on the server.',
      'nul\\u0000.csv': 'Its name has control characters. Rename it on the server.',
      'bell\\u0007.csv': 'Its name has control characters. Rename it on the server.',
      'new\\u000aline.csv': 'Its name has control characters. Rename it on the server.',
      [`${'long'.repeat(64)}.csv`]: 'Its name is too long to be kept here. Rename it on the server.',
    });
  });
});
