import { execFile, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../electron/launch/build.mjs';
import { writeOut } from '../../electron/headless/out-folder';
import { allRows } from '../../shared/contract/grid';
import { faultOf } from '../../shared/domain/fault';
import { builtApp, type Ended } from '../support/built-app';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { codeOf } from '../support/faults';
import { sampleOnDisk } from '../support/sample-on-disk';
import { sampleFolder, sourceOf } from '../support/samples';
import { temporaryFolder } from '../support/temporary-folder';

/** Runs a script of the shell; `$0`, `$1`, … are the arguments. */
const shell = (script: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile('bash', ['-c', script, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });

/** A user and a group without rights. */
const NOBODY = 65_534;

/** Whether this machine lets a test mount a small disk of its own. */
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe('an export that cannot be written', () => {
  let folder: string;
  beforeAll(async () => {
    await builtApp();
    folder = (await sampleOnDisk({ leads: 200, snapshots: 4 })).directory;
  });

  it.skipIf(!canMount)('says so when the disk is full, and leaves nothing half-written', async () => {
    const out = await temporaryFolder();
    const { code, stdout, stderr } = await shell(
      'exec unshare -rm bash -c \'mount -t tmpfs -o size=200k tmpfs "$2" || exit 99; "$0" "$1" analyze "$3" --out "$2" >/dev/null; code=$?; ls -AR "$2"; exit $code\' "$0" "$1" "$2" "$3"',
      process.execPath,
      commandLine,
      out,
      folder,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /leadlens: \S+ cannot be written: the disk is full \(ENOSPC\)\. Make room on the disk/,
    );
    expect(stdout).toContain('leadlens-manifest.json');
    expect(stdout).toContain('report.pdf');
    expect(stdout).not.toContain('.part');
  });

  it.skipIf(process.platform === 'win32')(
    'says so when a write comes up short, and leaves nothing half-written',
    async () => {
      const out = await temporaryFolder();
      const { code, stderr } = await shell(
        'ulimit -f 24; exec "$0" "$1" analyze "$2" --out "$3"',
        process.execPath,
        commandLine,
        folder,
        out,
      );
      expect(code).toBe(1);
      expect(stderr).toMatch(/leadlens: report\.pdf cannot be written: .* \(EFBIG\)\. Choose a place/);
      const names = await readdir(out, { recursive: true });
      expect(names).toContain('summary.json');
      expect(names.filter((name) => name.includes('report'))).toEqual([]);
    },
  );

  it('says so when a folder stands in the way', async () => {
    const out = await temporaryFolder({ 'leadlens-manifest.json': '{}' });
    await mkdir(join(out, 'report.pdf'));
    const { code, stderr } = await shell(
      'exec "$0" "$1" analyze "$2" --out "$3"',
      process.execPath,
      commandLine,
      folder,
      out,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/leadlens: report\.pdf cannot be written/);
    expect((await readdir(out)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('says so when nobody gave the right to write', async () => {
    const out = await temporaryFolder();
    await chmod(out, 0o555);
    // Root may write anywhere: then another user tries.
    const other = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    for (const path of [out, dirname(folder), folder]) await chmod(path, 0o555);
    const { code, stderr } = await new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        [commandLine, 'analyze', folder, '--out', out],
        { ...other, env: { ...process.env, HOME: tmpdir() } },
        (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
    await chmod(folder, 0o755);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /leadlens: leadlens-manifest\.json cannot be written: you may not write to this folder \(EACCES\)\. Choose another folder/,
    );
    expect(await readdir(out)).toEqual([]);
  });

  it('ends when its folder goes away, and does not make a part of it anew', async () => {
    const engine = await openEngine(sourceOf(await sampleFolder({ leads: 80, snapshots: 3 })));
    const { client } = engine;
    await client.call('run', { folder: FOLDER, settings: settingsWith() });
    const out = join(await temporaryFolder(), 'out');
    const written = (): Promise<void> =>
      writeOut({
        directory: out,
        engine: client,
        place: 'exports',
        paper: 'a4',
        signal: new AbortController().signal,
        onProgress: ({ label }) => {
          if (label.includes('workbook')) rmSync(out, { recursive: true });
        },
      });
    const fault = await written().then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ code: 'write_failed', file: 'report.xlsx' });
    expect(fault?.message).toContain('its folder is not there any more');
    expect(existsSync(out)).toBe(false);
    const again = await client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(again.summary.leadQuality?.delivered).toBe(80);
    await engine.close();
  });
});

describe('an export and a run at the same time', () => {
  const csv = { query: allRows('fct_lead_outcomes'), byteOrderMark: false, raw: true };
  const lines = (bytes: Uint8Array): number => new TextDecoder().decode(bytes).trim().split('\r\n').length;

  it('an export that is asked for while a run is under way waits, and holds that run alone', async () => {
    const engine = await openEngine(sourceOf(await sampleFolder({ leads: 80, snapshots: 3 })));
    const { client } = engine;
    await client.call('run', { folder: FOLDER, settings: settingsWith() });
    engine.use(sourceOf(await sampleFolder({ leads: 120, snapshots: 4, seed: 2 })));
    const run = client.call('run', { folder: FOLDER, settings: settingsWith() });
    const file = onlyFile(await collected(client, 'csv', csv));
    expect(lines(file)).toBe(121);
    expect((await run).summary.leadQuality?.delivered).toBe(120);
    await engine.close();
  });

  it('a run that is asked for while an export is under way waits for its end', async () => {
    const engine = await openEngine(sourceOf(await sampleFolder({ leads: 80, snapshots: 3 })));
    const { client } = engine;
    await client.call('run', { folder: FOLDER, settings: settingsWith() });
    engine.use(sourceOf(await sampleFolder({ leads: 120, snapshots: 4, seed: 2 })));
    const order: string[] = [];
    let run: Promise<unknown> = Promise.resolve();
    let rows = 0;
    await client.call('csv', csv, {
      onChunk: async ({ bytes }) => {
        if (rows === 0) {
          run = client.call(
            'run',
            { folder: FOLDER, settings: settingsWith() },
            { onProgress: () => order.push('a step of the run') },
          );
          // The run has long been asked for when these are answered, one after the other.
          for (let call = 0; call < 20; call++) await client.call('tables', {});
        }
        rows += new TextDecoder().decode(bytes).split('\r\n').length - 1;
      },
    });
    order.push('the export');
    await run;
    expect([...new Set(order)]).toEqual(['the export', 'a step of the run']);
    expect(rows).toBe(81);
    await engine.close();
  });

  it('an export that is cancelled in the middle ends at once, and the next one is whole', async () => {
    const engine = await openEngine(sourceOf(await sampleFolder({ leads: 80, snapshots: 3 })));
    const { client } = engine;
    await client.call('run', { folder: FOLDER, settings: settingsWith() });
    const controller = new AbortController();
    const cut = client.call('csv', csv, {
      signal: controller.signal,
      onChunk: () => {
        controller.abort();
        return Promise.resolve();
      },
    });
    expect(await codeOf(cut)).toBe('cancelled');
    expect(lines(onlyFile(await collected(client, 'csv', csv)))).toBe(81);
    await engine.close();
  });

  it('an export whose taker fails ends with that fault, and runs go on', async () => {
    const engine = await openEngine(sourceOf(await sampleFolder({ leads: 80, snapshots: 3 })));
    const { client } = engine;
    await client.call('run', { folder: FOLDER, settings: settingsWith() });
    const failing = client.call('csv', csv, {
      onChunk: () => Promise.reject(new DOMException('gone', 'AbortError')),
    });
    expect(await codeOf(failing)).toBe('cancelled');
    const again = await client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(again.summary.leadQuality?.delivered).toBe(80);
    expect(lines(onlyFile(await collected(client, 'csv', csv)))).toBe(81);
    await engine.close();
  });
});
