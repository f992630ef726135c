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
/** Milliseconds for one kill and the look at what it left: no machine is that slow. */
const HANGS_AFTER = 60_000;
/** What of writing a process can be killed at; the first kills come by all of them. */
const MOMENTS = [
  'after create',
  'after sync',
  'after write',
  'before create',
  'before sync',
  'before write',
  'within write',
];
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
  });

  afterAll(() => rm(place, { recursive: true, force: true }));

  /** Starts a writer that is killed at a moment of writing. @returns which one, and what was acknowledged before */
  const killedAt = (number: number): Promise<{ moment: string; acknowledged: readonly string[] }> =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [writer, project, String(number), String(number)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      child.on('error', fail);
      child.on('close', (_, signal) => {
        const lines = printed.split('\n').filter((line) => line !== '' && line !== 'open');
        const moment = /^killed (.+)$/.exec(lines.pop() ?? '')?.[1];
        if (signal === 'SIGKILL' && moment !== undefined) done({ moment, acknowledged: lines });
        else fail(new Error(`The writer was not killed as it should be: ${printed}`));
      });
    });

  test(
    `holds every acknowledged decision once after ${String(KILLS)} kills, each at another moment of writing, and can be written on`,
    async () => {
      const acknowledged: string[] = [];
      const moments = new Set<string>();
      for (let kill = 1; kill <= KILLS; kill++) {
        const killed = await killedAt(kill);
        moments.add(killed.moment);
        acknowledged.push(...killed.acknowledged);
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
      expect([...moments].sort()).toEqual(MOMENTS);
    },
    KILLS * HANGS_AFTER,
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
