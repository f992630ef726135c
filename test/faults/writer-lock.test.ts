import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockForWriting, type LockHolder, type Locking } from '../../electron/services/writer-lock';

const ROOT = join(import.meta.dirname, '..', '..');
/** What six that ask for one lock get, sorted. */
const ONE_OF_SIX = [...Array<string>(5).fill('held, not'), 'mine, still'];
const now = (): Date => new Date();

describe('the right to write a log', () => {
  let place: string;
  let taker: string;
  let file: string;
  let round = 0;
  let children: ChildProcess[] = [];

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-lock-'));
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'test/support/lock-taker.ts',
        outDir: join(place, 'taker'),
        emptyOutDir: true,
        target: 'node20',
      },
      ssr: { noExternal: true },
    });
    taker = join(place, 'taker', 'lock-taker.js');
  });
  beforeEach(() => {
    file = join(place, String(round++), 'lock.json');
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
  });
  afterAll(() => rm(place, { recursive: true, force: true }));

  /** Starts as many processes that try at the same time. @returns what each of them got, and has when all have tried */
  const contend = async (many: number): Promise<readonly string[]> => {
    const takers = Array.from({ length: many }, () =>
      spawn(process.execPath, [taker, file], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    children.push(...takers);
    const answers = (): Promise<readonly string[]> =>
      Promise.all(
        takers.map(async ({ stdout }) => ((await once(stdout, 'data')) as [Buffer])[0].toString().trim()),
      );
    const ask = (): Promise<readonly string[]> => {
      const told = answers();
      for (const { stdin } of takers) stdin.write('go\n');
      return told;
    };
    await answers();
    const got = await ask();
    const kept = await ask();
    return got.map((state, i) => `${state}, ${kept[i] ?? ''}`);
  };

  const left = async (holder: Partial<LockHolder>): Promise<void> => {
    const mine = await lockForWriting(file, 'Ada', now);
    if (mine.state !== 'mine') throw new Error('The lock is not free.');
    const found = JSON.parse(await readFile(file, 'utf8')) as LockHolder;
    await writeFile(file, JSON.stringify({ ...found, token: 'left', ...holder }));
  };
  const stateOf = async (takeOver = false): Promise<Locking['state']> =>
    (await lockForWriting(file, 'Bert', now, takeOver)).state;

  test('goes to exactly one of many processes that ask in the same moment', async () => {
    for (let i = 0; i < 2; i++) {
      file = join(place, `many ${String(i)}`, 'lock.json');
      const got = await contend(6);
      expect([...got].sort()).toEqual(ONE_OF_SIX);
      for (const child of children) child.kill('SIGKILL');
    }
  });

  test('goes to exactly one of many that find a holder who was killed', async () => {
    for (let i = 0; i < 2; i++) {
      file = join(place, `ended ${String(i)}`, 'lock.json');
      expect(await contend(1)).toEqual(['mine, still']);
      const [holder] = children.slice(-1);
      await new Promise((gone) => {
        holder?.once('close', gone);
        holder?.kill('SIGKILL');
      });
      const got = await contend(6);
      expect([...got].sort()).toEqual(ONE_OF_SIX);
      expect(await readdir(join(file, '..'))).toEqual(['lock.json']);
      for (const child of children) child.kill('SIGKILL');
    }
  });

  test('stays with a living process, whatever the clock says', async () => {
    expect(await contend(1)).toEqual(['mine, still']);
    const longAgo = (): Date => new Date('1999-01-01T00:00:00Z');
    expect((await lockForWriting(file, 'Bert', longAgo)).state).toBe('held');
    expect(await stateOf(true)).toBe('held');
  });

  test('passes on at once when another process has the number of the one that was killed', async () => {
    await left({ started: '1' });
    expect(await stateOf()).toBe('mine');
  });

  test('passes on at once after the machine was started anew', async () => {
    await left({ boot: 'an earlier one' });
    expect(await stateOf()).toBe('mine');
  });

  test('stays with a living process where the system says neither when it nor when the process started', async () => {
    await left({ boot: '', started: '' });
    expect(await stateOf()).toBe('held');
  });

  test('stays with another machine until it is taken over', async () => {
    await left({ host: `not ${hostname()}`, boot: 'its own' });
    expect(await stateOf()).toBe('held');
    expect(await stateOf(true)).toBe('mine');
  });

  test('passes on when its file was left empty by a machine that lost its power', async () => {
    await left({});
    await writeFile(file, '');
    expect(await stateOf()).toBe('mine');
  });

  test('is known to be lost by a holder from whom it was taken, who then takes nothing from the new one', async () => {
    const first = await lockForWriting(file, 'Ada', now);
    if (first.state !== 'mine') throw new Error('The lock is not free.');
    await rm(file);
    expect(await stateOf()).toBe('mine');
    expect(await first.lock.isMine()).toBe(false);
    await first.lock.release();
    expect(await stateOf()).toBe('held');
  });
});
