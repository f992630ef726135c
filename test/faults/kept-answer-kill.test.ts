import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerFiles } from '../../electron/services/cache/answer-files';
import { answerName, answersFolder } from '../../electron/services/cache/answer-names';
import { buildScript } from '../support/built-script';

const KILLS = Number(process.env['LEADLENS_KILLS'] ?? 10);
/** Milliseconds for one kill and the look at what it left: no machine is that slow. */
const HANGS_AFTER = 60_000;

describe('the answer that a killed process was writing', () => {
  let place: string;
  let writer: string;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-answers-'));
    writer = await buildScript('answer-writer', join(place, 'writer'));
  });
  afterAll(() => rm(place, { recursive: true, force: true }));

  /** Kills a writer somewhere in the write after its second. @returns the last that it acknowledged */
  const killedWhileWriting = (cache: string, first: number): Promise<number> =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [writer, cache, String(first)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      let isKilled = false;
      const startedAt = performance.now();
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (isKilled || printed.split('\n').length <= 2) return;
        isKilled = true;
        // Anywhere within the time that one write takes.
        const aWrite = (performance.now() - startedAt) / 20;
        void pause(Math.random() * aWrite).then(() => child.kill('SIGKILL'));
      });
      child.on('error', fail);
      child.on('close', (_, signal) => {
        if (signal === 'SIGKILL') done(Number(printed.trimEnd().split('\n').at(-1)));
        else fail(new Error(`The writer ended by itself: ${printed}`));
      });
    });

  test(
    `is there as it was before or as it became, never in pieces, after each of ${String(KILLS)} kills`,
    async () => {
      const cache = join(place, 'cache');
      const name = answerName('folder', 'question');
      let last = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        last = await killedWhileWriting(cache, last);
        const read = await new AnswerFiles(cache).read(name);
        expect(read.state).toBe('sound');
        const { i, text } = (read.state === 'sound' ? read.value : {}) as { i: number; text: string };
        expect([last, last + 1]).toContain(i);
        expect(text === String(i).repeat(100_000)).toBe(true);
        last = i;
      }
      // What was never whole is known by its name, and goes with the rest.
      const files = new AnswerFiles(cache);
      expect((await files.size()).answers).toBe(1);
      await files.clear();
      expect(await readdir(answersFolder(cache))).toEqual([]);
    },
    KILLS * HANGS_AFTER,
  );
});
