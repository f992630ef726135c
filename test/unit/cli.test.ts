import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { version } from '../../package.json';
import { cli } from '../support/cli';
import { temporaryFolder } from '../support/temporary-folder';

beforeEach(async () => {
  vi.stubEnv('LEADLENS_HOME', await temporaryFolder());
  return () => {
    vi.unstubAllEnvs();
  };
});

describe('bad usage exits with 2 and says what is wrong', () => {
  it.each([
    [[], 'Usage: leadlens'],
    [['analyse', '.'], "unknown command 'analyse'"],
    [['analyze'], 'It is not said where the files are. Give the folder that holds the exports, or --from'],
    [['analyze', '.', '--from', 'sftp://ada@host/x'], 'A folder and --from are two places of the files.'],
    [['analyze', '--from', 'sftp://ada:geheim@host/x'], 'A password does not belong into the address'],
    [['analyze', '--from', 'ftp://ada@host/x'], 'This is no address of a folder on a server.'],
    [['analyze', '.', 'x'], 'too many arguments'],
    [['analyze', '.', '--jsno'], "unknown option '--jsno'"],
    [['analyze', '.', '--fail-on', 'info'], "'info' is invalid"],
    [['analyze', '/no/such/folder'], 'There is no folder /no/such/folder'],
    [['sample'], "missing required argument 'dir'"],
    [['sample', 'x', '--leads', 'many'], 'It must be a whole number'],
    [['sample', 'x', '--leads', '-3'], 'It must be a whole number'],
    [['sample', 'x', '--leads', '0'], 'leads must be a whole number from 1'],
    [['sample', 'x', '--scenario', 'other'], "'other' is invalid"],
    [['serve', '.', '--port', '70000'], 'up to 65535'],
    [['serve', '/no/such/folder'], 'The folder /no/such/folder cannot be read'],
  ] as const)('leadlens %j', async (args, words) => {
    const run = await cli(args);
    expect(run.stderr).toContain(words);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(2);
  });

  it('when the project file is missing, damaged or of a newer version', async () => {
    const folder = await temporaryFolder({ 'bad.json': '{', 'newer.json': '{"version": 2}' });
    for (const [file, words] of [
      ['none.json', 'There is no project file'],
      ['bad.json', 'it is no JSON'],
      ['newer.json', 'newer Leadlens'],
    ] as const) {
      const run = await cli(['analyze', folder, '--project', join(folder, file)]);
      expect(run.stderr).toContain(words);
      expect(run.code).toBe(2);
    }
  });

  it('when the profile is missing or none', async () => {
    const folder = await temporaryFolder({ 'bad.json': '{"kind":"other"}' });
    for (const [file, words] of [
      ['none.json', 'no such file'],
      ['bad.json', 'bad.json is no profile of Leadlens'],
    ] as const) {
      const run = await cli(['analyze', folder, '--profile', join(folder, file)]);
      expect(run.stderr).toContain(words);
      expect(run.code).toBe(2);
    }
  });

  it('when --out is the input folder or holds files that are not ours, which stay untouched', async () => {
    const input = await temporaryFolder({ 'a.csv': 'x' });
    const other = await temporaryFolder({ 'precious.csv': 'x' });
    for (const out of [input, `${input}/.`, other, join(other, 'precious.csv')]) {
      const run = await cli(['analyze', input, '--out', out]);
      expect(run.stderr).toContain('--out');
      expect(run.code).toBe(2);
    }
    expect(await readdir(other)).toEqual(['precious.csv']);
    expect(await readdir(input)).toEqual(['a.csv']);
  });
});

describe('help and version', () => {
  it('go to standard output and exit with 0', async () => {
    expect(await cli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await cli(['analyze', '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('Exit codes: 0 done');
  });
});

describe('leadlens sample', () => {
  it('writes the exports and their truth, the same bytes for the same seed', async () => {
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    const options = ['--leads', '60', '--snapshots', '2', '--seed', '7'];
    for (const folder of [one, two]) {
      const run = await cli(['sample', folder, ...options]);
      expect([run.code, run.stderr]).toEqual([0, '']);
      expect(run.stdout).toContain(folder);
    }
    const names = (await readdir(one, { recursive: true })).sort();
    expect(names).toContain('truth.json');
    expect((await readdir(two, { recursive: true })).sort()).toEqual(names);
    for (const name of names.filter((name) => name.includes('.'))) {
      expect((await readFile(join(one, name))).equals(await readFile(join(two, name)))).toBe(true);
    }
  });

  it('says which place cannot be written to', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const run = await cli(['sample', join(folder, 'file'), '--leads', '10', '--snapshots', '1']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('cannot be written');
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('leadlens serve', () => {
  it('prints an address that leads to the app with the folder open, until it is stopped', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x' });
    const visits: Promise<unknown>[] = [];
    const run = await cli(['serve', folder, '--no-open'], (stdout, stop) => {
      const address = /http:\S+/.exec(stdout)?.[0];
      if (address === undefined) return;
      const visit = async (): Promise<unknown> => {
        const welcome = await fetch(address, { redirect: 'manual' });
        const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? '';
        const { origin } = new URL(address);
        const info = await fetch(new URL('api/info', address), {
          method: 'POST',
          headers: { cookie, origin, 'content-type': 'application/json' },
          body: '{}',
        });
        return info.json();
      };
      visits.push(visit().finally(stop));
    });
    expect(run.code).toBe(0);
    expect(await visits[0]).toMatchObject({
      host: 'browser',
      canPickFolder: false,
      initialGrant: { name: folder.split('/').at(-1) },
    });
  });
});
