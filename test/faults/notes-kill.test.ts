import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Notes } from '../../electron/services/notes';
import { buildScript } from '../support/built-script';

const KILLS = 6;
/** Milliseconds for one kill and the look at what it left: no machine is that slow. */
const HANGS_AFTER = 60_000;

describe('the notes of a process that is killed', () => {
  let place: string;
  let writer: string;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-notes-'));
    writer = await buildScript('note-writer', join(place, 'writer'));
  });
  afterAll(() => rm(place, { recursive: true, force: true }));

  /** Kills a writer when it has acknowledged so many writes; the next one is under way then. @returns what it said */
  const killedAfter = (project: string, writes: number): Promise<readonly string[]> =>
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [writer, project], { stdio: ['ignore', 'pipe', 'inherit'] });
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.split('\n').length > writes) child.kill('SIGKILL');
      });
      child.on('error', fail);
      child.on('close', (_, signal) => {
        if (signal === 'SIGKILL') done(printed.split('\n').slice(0, -1));
        else fail(new Error(`The writer ended by itself: ${printed}`));
      });
    });

  test(
    `are there with the text that was acknowledged last, or the one that was under way, after ${String(KILLS)} kills`,
    async () => {
      const warnings: string[] = [];
      const project = join(place, 'p.leadlens');
      const notes = new Notes({
        now: () => new Date(),
        author: () => Promise.resolve('Bert'),
        warn: (message) => warnings.push(message),
      });
      const acknowledged = new Map<string, string>();
      for (let kill = 1; kill <= KILLS; kill++) {
        for (const line of await killedAfter(project, kill * 3)) {
          const [id = '', ...text] = line.split(' ');
          acknowledged.set(id, text.join(' '));
        }
        const kept = new Map((await notes.list(project)).map(({ id, text }) => [id, text]));
        for (const [id, text] of acknowledged) {
          const possible = [text, text.replace('first', 'second')];
          expect(possible, `note ${id}`).toContain(kept.get(id));
        }
        // Of each kill at most the one note that was being written for the first time.
        expect(kept.size - acknowledged.size).toBeLessThanOrEqual(kill);
      }
      expect(acknowledged.size).toBeGreaterThan(KILLS);
      expect(warnings).toEqual([]);
    },
    KILLS * HANGS_AFTER,
  );
});
