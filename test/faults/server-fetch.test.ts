import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listFolder } from '../../electron/services/folder-listing';
import { connect } from '../../electron/services/server/connection';
import { listPlace } from '../../electron/services/server/remote-listing';
import { faultOf } from '../../shared/domain/fault';
import { fetcher, filesIn, NO_PROOF } from '../support/fetching';
import { codeOf } from '../support/faults';
import { startSshd, whyNoSshd } from '../support/ssh-server';
import { temporaryFolder } from '../support/temporary-folder';

const LATER = 1_700_000_100;

/** Whether this machine lets a test mount a small disk. */
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0 &&
  process.getuid?.() === 0;

describe.skipIf(whyNoSshd !== null)(
  `files of an OpenSSH server${whyNoSshd === null ? '' : ` (${whyNoSshd})`}`,
  () => {
    it('come with their content and the time that they have there, in their folders', async () => {
      const server = await startSshd();
      const files: Record<string, string> = { 'leer.csv': '' };
      for (let i = 0; i < 27; i++) files[`snapshot ${String(i)}.csv`] = `lead,${'x'.repeat(i * 9000)}\n`;
      files['Berichte für März/Übersicht ÄÖÜ.csv'] = 'a,b\n1,2\n';
      files['Berichte für März/tief/emoji 🦊 名前.csv'] = 'a\n';
      for (const [path, content] of Object.entries(files)) await server.put(path, content);
      const { fetch, mirror } = await fetcher(server);
      const fetched = await fetch();
      expect(await filesIn(mirror)).toEqual(
        Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
      );
      expect([...fetched.came].sort()).toEqual(Object.keys(files).sort());
      expect((await stat(join(mirror, 'leer.csv'))).mtimeMs).toBe(1_700_000_000_000);
      expect(fetched).toMatchObject({ gone: [], refused: [], waiting: [], isOther: true, isFirst: true });
    });

    it('come once: then only those that are new or have another size or time', async () => {
      const server = await startSshd();
      for (const name of ['a.csv', 'b.csv', 'c.csv']) await server.put(name, 'old');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      expect(await fetch()).toMatchObject({ came: [], bytes: 0, isOther: false, isFirst: false });
      await server.put('a.csv', 'longer');
      await server.put('b.csv', 'new', LATER);
      await server.put('d.csv', 'd');
      expect((await fetch()).came).toEqual(['a.csv', 'b.csv', 'd.csv']);
      expect(await filesIn(mirror)).toEqual({
        'a.csv': 'longer',
        'b.csv': 'new',
        'c.csv': 'old',
        'd.csv': 'd',
      });
    });

    it('come again where the copy here is not what came', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'whole');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await writeFile(join(mirror, 'a.csv'), 'wh');
      expect((await fetch()).came).toEqual(['a.csv']);
      expect(await filesIn(mirror)).toEqual({ 'a.csv': 'whole' });
      await rm(join(mirror, 'a.csv'));
      expect((await fetch()).came).toEqual(['a.csv']);
    });

    it('wait for the next fetch while they grow, and the version from before stays', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'old');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await server.put('a.csv', 'grow');
      await server.put('b.csv', 'b');
      const growing = setInterval(() => void appendFile(join(server.folder, 'a.csv'), 'ing'), 20);
      onTestFinished(() => clearInterval(growing));
      const fetched = await fetch({ restsAfterMs: 500 });
      expect(fetched.came).toEqual(['b.csv']);
      expect(fetched.waiting).toEqual([
        { path: 'a.csv', reason: 'It is still being written on the server; it comes with a later fetch.' },
      ]);
      expect(await filesIn(mirror)).toEqual({ 'a.csv': 'old', 'b.csv': 'b' });
      clearInterval(growing);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const whole = await readFile(join(server.folder, 'a.csv'), 'utf8');
      expect((await fetch()).waiting).toEqual([]);
      expect(await filesIn(mirror)).toEqual({ 'a.csv': whole, 'b.csv': 'b' });
    });

    it('do not come under the name that programs give to uploads that are not done', async () => {
      const server = await startSshd();
      await server.put('big.csv.filepart', 'half');
      const { fetch, mirror } = await fetcher(server);
      expect((await fetch()).refused).toEqual([
        { path: 'big.csv.filepart', reason: 'It has the name of an upload that is not done.' },
      ]);
      expect(await filesIn(mirror)).toEqual({});
    });

    it('stay here when they are deleted there, and the listing says which', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'a');
      await server.put('sub/b.csv', 'b');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await rm(join(server.folder, 'sub'), { recursive: true });
      expect(await fetch()).toMatchObject({ came: [], gone: ['sub/b.csv'], isOther: true });
      expect(await filesIn(mirror)).toEqual({ 'a.csv': 'a', 'sub/b.csv': 'b' });
      expect((await listFolder(mirror)).fromServer).toMatchObject({
        gone: ['sub/b.csv'],
        refused: [],
        waiting: [],
      });
      expect((await fetch()).isOther).toBe(false);
      await rm(join(mirror, 'sub/b.csv'));
      expect((await fetch()).gone).toEqual([]);
    });

    it('are said by name where the user has no right to read them, and the others come', async () => {
      const server = await startSshd();
      for (const name of ['a.csv', 'secret.csv', 'closed/c.csv']) await server.put(name, name);
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await server.put('d.csv', 'd');
      await server.put('secret.csv', 'changed');
      await chmod(join(server.folder, 'secret.csv'), 0);
      await chmod(join(server.folder, 'closed'), 0);
      const reason = 'The user has no right to read it on the server.';
      expect(await fetch()).toMatchObject({
        came: ['d.csv'],
        refused: [
          { path: 'closed', reason },
          { path: 'secret.csv', reason },
        ],
        // What is in a folder that cannot be read is not known to be gone.
        gone: [],
      });
      expect(await filesIn(mirror)).toMatchObject({
        'secret.csv': 'secret.csv',
        'closed/c.csv': 'closed/c.csv',
      });
      await chmod(join(server.folder, 'closed'), 0o755);
    });

    it('are not followed through links that lead out; links that stay inside are the files that they lead to', async () => {
      const server = await startSshd();
      await server.put('data/a.csv', 'a');
      const outside = await temporaryFolder({ 'passwords.csv': 'secret' });
      await chmod(outside, 0o755);
      await symlink(join(outside, 'passwords.csv'), join(server.folder, 'out.csv'));
      await symlink(outside, join(server.folder, 'outside'));
      await symlink('data/a.csv', join(server.folder, 'in.csv'));
      await symlink('data', join(server.folder, 'linked'));
      await symlink('..', join(server.folder, 'data/round'));
      await symlink('nowhere.csv', join(server.folder, 'broken.csv'));
      const { fetch, mirror } = await fetcher(server);
      const reason = 'It is a link that leads out of the folder, which is not followed.';
      expect((await fetch()).refused).toEqual([
        { path: 'broken.csv', reason: 'It cannot be found on the server under its name.' },
        { path: 'out.csv', reason },
        { path: 'outside', reason },
      ]);
      expect(await filesIn(mirror)).toEqual({ 'data/a.csv': 'a', 'in.csv': 'a' });
    });

    it('never take the place of a file that did not come from there', async () => {
      const server = await startSshd();
      await server.put('a.csv', 'theirs');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await writeFile(join(mirror, 'mine.csv'), 'mine');
      await server.put('mine.csv', 'also theirs');
      expect((await fetch()).refused).toEqual([
        {
          path: 'mine.csv',
          reason: 'A file of this name that did not come from the server lies here. Move that one away.',
        },
      ]);
      expect(await filesIn(mirror)).toEqual({ 'a.csv': 'theirs', 'mine.csv': 'mine' });
    });

    it('come into no folder that has files of somebody else, nor into the mirror of another place', async () => {
      const server = await startSshd();
      await server.put('x/a.csv', 'a');
      const full = await temporaryFolder({ 'mine.csv': 'mine' });
      const { fetch } = await fetcher(server);
      expect(await codeOf(fetch({ mirror: full }))).toBe('mirror_taken');
      expect(await readdir(full)).toEqual(['mine.csv']);
      await fetch();
      expect(await codeOf(fetch({ place: { ...server.place, path: `${server.folder}/x` } }))).toBe(
        'mirror_taken',
      );
    });

    it('where a folder there became a file, say so by name', async () => {
      const server = await startSshd();
      await server.put('a.csv/inner.csv', 'inner');
      const { fetch, mirror } = await fetcher(server);
      await fetch();
      await rename(join(server.folder, 'a.csv'), join(server.folder, 'b.csv'));
      await server.put('a.csv', 'a file now');
      expect((await fetch()).refused).toEqual([{ path: 'a.csv', reason: 'Here a folder has its name.' }]);
      expect(Object.keys(await filesIn(mirror))).toEqual(['a.csv/inner.csv', 'b.csv/inner.csv']);
    });

    it.skipIf(!canMount)(
      'are named where the disk is full; what came is whole, and the rest comes later',
      async () => {
        const server = await startSshd();
        await server.put('a.csv', 'a');
        await server.put('big.csv', 'b'.repeat(2_000_000));
        const { fetch, mirror } = await fetcher(server);
        await mkdir(mirror);
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mirror]);
        onTestFinished(() => {
          execFileSync('umount', [mirror]);
        });
        const fault = await fetch().then(
          () => null,
          (error: unknown) => faultOf(error),
        );
        expect(fault?.message).toBe('big.csv cannot be written: the disk is full (ENOSPC).');
        expect(await filesIn(mirror)).toEqual({ 'a.csv': 'a' });
        expect((await listFolder(mirror)).fromServer?.waiting).toEqual([
          { path: 'big.csv', reason: 'The fetch broke off before it came. Fetch again.' },
        ]);
        execFileSync('mount', ['-o', 'remount,size=8m', mirror]);
        expect(await fetch()).toMatchObject({ came: ['big.csv'], waiting: [] });
      },
    );

    it('are never seen half: a reader finds whole versions that the server had, and no others', async () => {
      const server = await startSshd();
      const versions = new Set<string>();
      const version = (n: number): string => `${String(n)}\n`.repeat(20_000 + n * 3000);
      const { fetch, mirror } = await fetcher(server);
      await mkdir(mirror);
      const over = new AbortController();
      let seen = 0;
      const reading = (async () => {
        while (!over.signal.aborted) {
          const { files } = await listFolder(mirror);
          for (const { path } of files) {
            const content = await readFile(join(mirror, path), 'utf8');
            if (!versions.has(content))
              throw new Error(`${path} has ${String(content.length)} bytes of no version`);
            seen += 1;
          }
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      for (let n = 0; n < 12; n++) {
        versions.add(version(n));
        for (const name of ['a.csv', 'b.csv']) await server.put(name, version(n), 1_700_000_000 + n);
        await fetch();
      }
      over.abort();
      await reading;
      expect(seen).toBeGreaterThan(12);
      expect(await filesIn(mirror)).toEqual({ 'a.csv': version(11), 'b.csv': version(11) });
    });

    it('are listed by the ten thousand', async () => {
      const server = await startSshd();
      for (let i = 0; i < 10_000; i++) await writeFile(join(server.folder, `export ${String(i)}.csv`), '');
      const connection = await connect({
        place: server.place,
        proof: { ...NO_PROOF, keyFile: server.keyFile },
        known: null,
        isRight: () => true,
        signal: new AbortController().signal,
      });
      if (!connection) throw new Error('It was not connected.');
      const { files, refused } = await listPlace(connection, server.place);
      connection.end();
      expect(files.size).toBe(10_000);
      expect(refused).toEqual([]);
      expect(files.get('export 9999.csv')).toMatchObject({
        bytes: 0,
        remotePath: `${server.folder}/export 9999.csv`,
      });
    });
  },
);
