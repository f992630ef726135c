import { cp, readdir } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../electron/launch/build.mjs';
import manifest from '../../package.json' with { type: 'json' };
import { builtApp, type Ended } from '../support/built-app';
import { hasNative, WITHOUT_NATIVE } from '../support/native';
import { onDisk } from '../support/sample-on-disk';
import { sampleFolder } from '../support/samples';
import { temporaryFolder } from '../support/temporary-folder';

let folder: string;

/** Runs a built command line with a home of its own. @param stopAt a text on standard error after which it is told to end */
const run = (script: string, home: string, args: readonly string[], stopAt?: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, LEADLENS_HOME: home }, maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
    if (stopAt !== undefined) child.on('spawn', () => void stopWhen(child.pid ?? 0, join(home, stopAt)));
  });

/** Tells a process to end when there is something in a folder. */
async function stopWhen(pid: number, place: string): Promise<void> {
  for (;;) {
    if ((await readdir(place).catch(() => [])).length > 0) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  process.kill(pid, 'SIGTERM');
}

const cli = join(root, 'out', 'headless', 'cli.js');

beforeAll(async () => {
  await builtApp();
  folder = await onDisk(await sampleFolder({ leads: 300, snapshots: 4 }));
});

describe.skipIf(!hasNative)(
  `analyze with the native engine${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`,
  () => {
    test('prints what DuckDB-WASM prints, and leaves nothing of its own', async () => {
      const home = await temporaryFolder();
      const native = await run(cli, home, ['analyze', folder, '--json', '--engine', 'native', '--no-cache']);
      expect(native).toMatchObject({ code: 0, stderr: '' });
      const plain = await run(cli, home, ['analyze', folder, '--json', '--engine', 'wasm', '--no-cache']);
      expect(native.stdout).toBe(plain.stdout);
      expect(await readdir(join(home, 'cache', 'native'))).toEqual([]);
    });

    test('keeps an answer that the other engine takes', async () => {
      const home = await temporaryFolder();
      const first = await run(cli, home, ['analyze', folder, '--engine', 'native']);
      const second = await run(cli, home, ['analyze', folder, '--engine', 'wasm', '--timing']);
      expect(second.stderr).toBe('The answer is kept: nothing was run. --no-cache runs it.\n');
      expect(second.stdout).toBe(first.stdout);
    });

    test('ends when it is told to, and leaves nothing of its own then either', async () => {
      const home = await temporaryFolder();
      const args = ['analyze', folder, '--engine', 'native', '--no-cache'];
      const ended = await run(cli, home, args, join('cache', 'native'));
      expect(ended).toMatchObject({ code: 5, stdout: '' });
      expect(await readdir(join(home, 'cache', 'native'))).toEqual([]);
    });
  },
);

test('where the package is not installed, native says what to install, and all else works', async () => {
  const place = await temporaryFolder({ 'package.json': '{"type":"module"}' });
  for (const part of ['headless', 'chunks'])
    await cp(join(root, 'out', part), join(place, 'out', part), { recursive: true });
  for (const name of [...Object.keys(manifest.dependencies)])
    await cp(join(root, 'node_modules', name), join(place, 'node_modules', name), { recursive: true });
  const script = join(place, 'out', 'headless', 'cli.js');
  const home = await temporaryFolder();
  const native = await run(script, home, ['analyze', folder, '--engine', 'native']);
  expect(native).toMatchObject({ code: 2, stdout: '' });
  expect(native.stderr).toBe(
    'leadlens: The native engine needs the package @duckdb/node-api, which cannot be loaded here. ' +
      'Install it with npm install @duckdb/node-api, or run with --engine wasm.\n',
  );
  const auto = await run(script, home, ['analyze', folder, '--no-cache']);
  expect(auto).toMatchObject({ code: 0, stderr: '' });
});
