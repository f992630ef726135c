import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answersFolder } from '../../electron/services/cache/answer-names';
import { builtApp, leadlens, type Ended } from '../support/built-app';

/** What a run prints, without the folder of the cache. */
const analyse = (folder: string, ...more: readonly string[]): Promise<Ended> =>
  leadlens('analyze', folder, ...more);

describe('analyze on a folder that has not changed', () => {
  let place: string;
  let folder: string;
  let home: string;
  let fresh: { readonly json: Ended; readonly text: Ended };

  const answers = async (): Promise<readonly string[]> =>
    (await readdir(answersFolder(join(home, 'cache')))).map((name) =>
      join(answersFolder(join(home, 'cache')), name),
    );

  beforeAll(async () => {
    await builtApp();
    place = await mkdtemp(join(tmpdir(), 'leadlens-kept-cli-'));
    folder = join(place, 'exports');
    await leadlens('sample', folder, '--leads', '200', '--snapshots', '3');
    vi.stubEnv('LEADLENS_HOME', join(place, 'none'));
    fresh = {
      json: await analyse(folder, '--json', '--no-cache'),
      text: await analyse(folder, '--no-cache'),
    };
    expect(await readdir(place)).toEqual(['exports']);
  });
  beforeEach(async () => {
    home = await mkdtemp(join(place, 'home-'));
    vi.stubEnv('LEADLENS_HOME', home);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(place, { recursive: true, force: true });
  });

  test('prints the same bytes and exits with the same code, as JSON and as text', async () => {
    expect(fresh.json.stdout).toContain('"leadQuality"');
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
    expect(await answers()).toHaveLength(1);
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
    expect(await analyse(folder)).toEqual(fresh.text);
    const failing = await analyse(folder, '--fail-on', 'error');
    expect(failing).toEqual(await analyse(folder, '--fail-on', 'error', '--no-cache'));
    expect(await answers()).toHaveLength(1);
  });

  test('takes the answer that is kept, and with --no-cache none', async () => {
    await analyse(folder, '--json');
    const [kept = ''] = await answers();
    // An answer as this build would have written it, of another number: whoever prints it has not computed.
    const body = (await readFile(kept, 'utf8'))
      .replace(/^.*\n/, '')
      .replaceAll('"delivered":200', '"delivered":201');
    const digest = createHash('sha256').update(body).digest('hex');
    await writeFile(kept, `leadlens-answer 1 ${digest}\n${body}`);
    expect((await analyse(folder, '--json')).stdout).toContain('"delivered": 201');
    expect(await analyse(folder, '--json', '--no-cache')).toEqual(fresh.json);
  });

  test('computes anew where what is kept was damaged, and says so in one line', async () => {
    await analyse(folder, '--json');
    const [kept = ''] = await answers();
    await writeFile(kept, (await readFile(kept)).subarray(0, 1000));
    const run = await analyse(folder, '--json');
    expect(run.stdout).toBe(fresh.json.stdout);
    expect(run.stderr).toBe(
      'leadlens: The kept answer is damaged and is not used: the numbers are computed anew.\n',
    );
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
  });

  test.skipIf(process.getuid?.() === 0)('runs as ever where the cache cannot be written', async () => {
    await chmod(home, 0o500);
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
  });

  test('runs as ever where a file stands in the place of the cache', async () => {
    await writeFile(join(home, 'cache'), '');
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
    expect(await readFile(join(home, 'cache'), 'utf8')).toBe('');
  });

  test('says what is kept, and removes it', async () => {
    await analyse(folder, '--json');
    const shown = await leadlens('cache');
    expect(shown.stdout).toMatch(
      /answers\n1 answer, 0\.\d MB of at most 200\.0 MB\. Remove them with: leadlens cache --clear\n$/,
    );
    const cleared = await leadlens('cache', '--clear');
    expect(cleared.stdout).toMatch(/^Removed 1 answer, 0\.\d MB\. /);
    expect(await answers()).toEqual([]);
    expect(await analyse(folder, '--json')).toEqual(fresh.json);
  });
});
