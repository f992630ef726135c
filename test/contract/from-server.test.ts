import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Summary } from '../../shared/contract/summary';
import { serverAddress } from '../../shared/domain/server-place';
import { builtApp, leadlens, leadlensWith } from '../support/built-app';
import { filesIn, madeUpServer } from '../support/fetching';
import { sampleFolder } from '../support/samples';
import { startSshd, whyNoSshd, type SshServer } from '../support/ssh-server';
import { temporaryFolder } from '../support/temporary-folder';
import { Watch } from '../support/watch-process';

const summaryOf = (stdout: string): Summary => JSON.parse(stdout) as Summary;

describe.skipIf(whyNoSshd !== null)(
  `files of a server on the command line${whyNoSshd === null ? '' : ` (${whyNoSshd})`}`,
  () => {
    beforeAll(builtApp);

    const serverWithSample = async (): Promise<SshServer> => {
      const server = await startSshd();
      const { files } = await sampleFolder({ leads: 200, snapshots: 3 });
      for (const [path, content] of Object.entries(files)) await server.put(path, content);
      return server;
    };

    test('give the numbers of a folder with the same files, from a mirror beside the project', async () => {
      const server = await serverWithSample();
      const place = await temporaryFolder();
      const project = join(place, 'client.leadlens');
      await mkdir(project);
      const from = [
        '--from',
        serverAddress(server.place),
        '--key-file',
        server.keyFile,
        '--project',
        project,
      ];
      const fetched = await leadlens('analyze', ...from, '--json');
      expect(fetched.stderr).toContain(
        `leadlens: 127.0.0.1:${String(server.port)} is known from now on by its key ${server.fingerprint} (ssh-ed25519).`,
      );
      expect(fetched.stderr).toMatch(
        /new or changed files, [\d.]+ [kM]B\. The files lie in .*client\.files\./,
      );
      expect(fetched.code).toBe(0);
      expect(await readdir(place)).toEqual(['client.files', 'client.leadlens']);
      const local = await leadlens('analyze', server.folder, '--json');
      expect(summaryOf(fetched.stdout)).toEqual(summaryOf(local.stdout));

      const again = await leadlens('analyze', ...from, '--json');
      expect(again.stderr).toBe(`leadlens: ${serverAddress(server.place)}: nothing new.\n`);
      expect(summaryOf(again.stdout)).toEqual(summaryOf(local.stdout));
    });

    test('that were deleted there count, and are told as a finding; also those that cannot be fetched', async () => {
      const server = await serverWithSample();
      const place = await temporaryFolder({ 'client.leadlens/project.json': '{}' });
      const project = join(place, 'client.leadlens');
      await writeFile(
        join(project, 'project.json'),
        JSON.stringify({
          server: { address: serverAddress(server.place), signIn: 'key', keyFile: server.keyFile },
        }),
      );
      // The place is the project's: nothing else has to be said.
      const before = await leadlens('analyze', '--project', project, '--json');
      expect(before.code).toBe(0);
      const last = join(server.folder, 'crm_reports', 'report_2026-01-19.csv');
      await rename(last, join(await temporaryFolder(), 'away.csv'));
      await server.put('crm_reports/more.csv.filepart', 'half');
      const after = await leadlens('analyze', '--project', project, '--json', '--fail-on', 'error');
      expect(after.code).toBe(4);
      const told = summaryOf(after.stdout).findings.filter(({ code }) => /server|fetched/.test(code));
      expect(told).toMatchObject([
        {
          code: 'not_fetched',
          severity: 'error',
          files: ['crm_reports/more.csv.filepart'],
          message: `1 file on the server cannot be fetched (${serverAddress(server.place)}), so nothing of it counts but what came before: \`crm_reports/more.csv.filepart\`: It has the name of an upload that is not done.`,
        },
        {
          code: 'gone_from_server',
          severity: 'warning',
          files: ['crm_reports/report_2026-01-19.csv'],
        },
      ]);
      expect(summaryOf(after.stdout).leadQuality).toEqual(summaryOf(before.stdout).leadQuality);
    });

    test('are fetched before a watch runs, which then waits for what comes into the mirror', async () => {
      const server = await serverWithSample();
      const place = await temporaryFolder();
      const project = join(place, 'client.leadlens');
      await mkdir(project);
      const watch = new Watch(
        ...['--from', serverAddress(server.place), '--key-file', server.keyFile, '--project', project],
      );
      expect(await watch.line()).toMatch(/^delivered leads 200, .*; 4 files; /);
      // What comes into the mirror by whatever way is read: the mirror is a folder.
      await writeFile(join(place, 'client.files', 'notes.md'), 'x');
      expect(await watch.line()).toMatch(/^delivered leads 200, .*; /);
      expect(await watch.stop()).toBe(0);
    });

    test('end a watch at once where the user is not let in', async () => {
      const server = await serverWithSample();
      const from = serverAddress({ ...server.place, user: 'nobody-here' });
      const ended = await leadlens('watch', '--from', from, '--key-file', server.keyFile);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain('does not let nobody-here in with this key file.');
    });
  },
);

describe('a password on the command line', () => {
  beforeAll(builtApp);

  test('comes by the environment, and stands in no file, line or error', async () => {
    const secret = 'Tr3asure-Box';
    const { place } = await madeUpServer({ files: { 'notes.csv': 'a,b\n1,2\n' }, password: secret });
    const home = await temporaryFolder();
    const from = ['--from', serverAddress(place)];
    const environment = { LEADLENS_HOME: home, LEADLENS_SFTP_PASSWORD: secret, SSH_AUTH_SOCK: '' };
    const right = await leadlensWith(environment, 'analyze', ...from);
    expect(right.stderr).toContain('1 new or changed file');
    const wrong = await leadlensWith(
      { ...environment, LEADLENS_SFTP_PASSWORD: `${secret}!` },
      'analyze',
      ...from,
    );
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('does not let ada in with this password.');
    const none = await leadlensWith(
      { ...environment, LEADLENS_SFTP_PASSWORD: undefined },
      'analyze',
      ...from,
    );
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('LEADLENS_SFTP_PASSWORD');
    const said = [right, wrong, none].map(({ stdout, stderr }) => stdout + stderr).join('');
    const kept = Object.values(await filesIn(home)).join('');
    const [mirror = ''] = await readdir(join(home, 'mirrors'));
    const state = await readFile(join(home, 'mirrors', mirror, '.leadlens-mirror', 'state.json'), 'utf8');
    expect(said + kept + state).not.toContain(secret);
  });
});
