import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { entryAbout } from '../support/decision-entries';

/** The long form: `npm run test:faults`. */
const KILLS = Number(process.env['LEADLENS_KILLS'] ?? 20);
const ROOT = join(import.meta.dirname, '..', '..');

describe('the decision log of a process that is killed', () => {
  let place: string;
  let writer: string;
  let project: string;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-log-'));
    project = join(place, 'p.leadlens');
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'test/support/decision-writer.ts',
        outDir: join(place, 'writer'),
        emptyOutDir: true,
        target: 'node20',
      },
      ssr: { noExternal: true },
    });
    writer = join(place, 'writer', 'decision-writer.js');
  }, 60_000);

  afterAll(() => rm(place, { recursive: true, force: true }));

  /** Starts a writer and kills it after `delay` ms of writing. @returns what it acknowledged */
  const killedAfter = (seed: number, delay: number): Promise<readonly string[]> =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [writer, project, String(seed)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        if (printed === '')
          setTimeout(() => {
            child.kill('SIGKILL');
          }, delay);
        printed += chunk.toString();
      });
      child.on('error', fail);
      child.on('close', () => {
        const [first, ...lines] = printed.split('\n');
        // The text after the last line end is an id that was not printed to its end.
        if (first === 'open') done(lines.slice(0, -1));
        else fail(new Error(`The writer could not write: ${printed}`));
      });
    });

  test(
    `holds every acknowledged decision once after ${String(KILLS)} kills at any moment, and can be written on`,
    async () => {
      const acknowledged: string[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        acknowledged.push(...(await killedAfter(kill, (kill * 7) % 43)));
        const log = await DecisionLog.open({
          project,
          writer: { id: 'bb', name: 'Bert' },
          files: diskFiles,
          now: () => new Date(),
        });
        try {
          expect(log.hold).toBeNull();
          const ids = log.records.map((record) => record.id);
          expect(new Set(ids).size).toBe(ids.length);
          const known = new Set(ids);
          expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
          if (kill % 5 === 0)
            acknowledged.push(...(await log.append([entryAbout(`after ${String(kill)}`)])).map((r) => r.id));
        } finally {
          await log.close();
        }
      }
      expect(acknowledged.length).toBeGreaterThan(KILLS);
    },
    KILLS * 5_000,
  );

  test('is read-only for a second process as long as the first one lives, and says who holds it', async () => {
    const child = spawn(process.execPath, [writer, project, 'first'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await new Promise((ready) => child.stdout.once('data', ready));
      const log = await DecisionLog.open({
        project,
        writer: { id: 'bb', name: 'Bert' },
        files: diskFiles,
        now: () => new Date(),
      });
      expect(log.hold).toMatchObject({ code: 'held', canRetry: true });
      expect(log.hold?.holder).toMatch(new RegExp(`Ada on .*process ${String(child.pid)}`));
      await expect(log.append([entryAbout('x')])).rejects.toMatchObject({
        details: { code: 'log_read_only' },
      });
      await log.close();
    } finally {
      child.kill('SIGKILL');
    }
  });
});
