import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost } from '../../electron/services/host-methods';
import { buildScript } from '../support/built-script';
import { leadNumbers } from '../support/decision-entries';

const KILLS = Number(process.env['LEADLENS_KILLS'] ?? 12);
/** Milliseconds for one kill and the look at what it left: no machine is that slow. */
const HANGS_AFTER = 60_000;

interface Acknowledged {
  readonly [what: string]: readonly string[];
}

describe('a program that is killed while it saves settings, decisions and files, and moves the project', () => {
  let folder: string;
  let script: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadlens-host-kill-'));
    script = await buildScript('host-writer', join(folder, 'writer'));
    for (const name of ['data', 'program', 'place']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'data', 'leads.csv'), 'a,b\n1,2\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Starts a writer and kills it somewhere within the calls that follow some that were acknowledged. */
  const killed = (number: number): Promise<Acknowledged> =>
    new Promise((done, fail) => {
      const args = ['program', 'data', 'place'].map((name) => join(folder, name));
      const child = spawn(process.execPath, [script, ...args, String(number)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      let isKilled = false;
      const startedAt = performance.now();
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const lines = printed.split('\n').length - 1;
        // The further kills go, the later in the round of five calls they fall.
        if (isKilled || lines < 1 + (number % 11)) return;
        isKilled = true;
        const aCall = (performance.now() - startedAt) / (lines + 5);
        void pause(Math.random() * aCall).then(() => child.kill('SIGKILL'));
      });
      child.on('error', fail);
      child.on('close', (_, signal) => {
        if (signal !== 'SIGKILL') {
          fail(new Error(`The writer ended by itself: ${printed}`));
          return;
        }
        const whole = printed
          .slice(0, printed.lastIndexOf('\n') + 1)
          .split('\n')
          .slice(0, -1);
        const said: Record<string, string[]> = {};
        for (const line of whole) {
          const [what = '', ...rest] = line.split(' ');
          (said[what] ??= []).push(rest.join(' '));
        }
        done(said);
      });
    });

  test(
    `has lost nothing that was acknowledged after ${String(KILLS)} kills, and goes on from there`,
    async () => {
      const decided: string[] = [];
      let client: string | null = null;
      let saved: string | null = null;
      for (let number = 1; number <= KILLS; number++) {
        const said = await killed(number);
        decided.push(...(said['decision'] ?? []));
        client = said['client']?.at(-1) ?? client;
        saved = said['saved']?.at(-1) ?? saved;

        const warned: string[] = [];
        const host = createHost({
          version: '0.0.0-test',
          host: 'electron',
          directory: join(folder, 'program'),
          grants: new Grants(),
          pickFolder: null,
          pickSavePlace: null,
          makeSample: () => Promise.resolve(),
          warn: (message) => warned.push(message),
        });
        try {
          const { grantId } = await host.openInitial(join(folder, 'data'));
          // One that lies beside the data was put there by this program: nobody is asked about it.
          expect(await host.methods.besideProject({ grantId }), `kill ${String(number)}`).toBeNull();
          const { clientName } = await host.methods.loadProject({ grantId });
          // That of the call that was under way may be there already.
          expect([client, under(client, number)], `kill ${String(number)}`).toContain(clientName);
          client = clientName;
          const log = await host.methods.openDecisions({ grantId, windowId: 'reader', takeOver: true });
          expect(log.hold, `kill ${String(number)}`).toBeNull();
          const there = leadNumbers(log.records);
          expect(
            decided.filter((name) => !there.includes(name)),
            `kill ${String(number)}`,
          ).toEqual([]);
          expect(new Set(there).size).toBe(there.length);
          decided.splice(0, decided.length, ...there);
          const text = await readFile(join(folder, 'place', 'saved.txt'), 'utf8').catch(() => null);
          if (text !== null || saved !== null) {
            const lines = (text ?? '').split('\n').slice(0, -1);
            expect(lines, `kill ${String(number)}`).toHaveLength(20_000);
            expect(new Set(lines).size, `kill ${String(number)}`).toBe(1);
            expect([saved, under(saved, number)], `kill ${String(number)}`).toContain(lines[0]);
            saved = lines[0] ?? null;
          }
          expect(warned, `kill ${String(number)}`).toEqual([]);
          await host.methods.loadPreferences({});
        } finally {
          await host.close();
        }
      }
      expect(decided.length).toBeGreaterThan(KILLS / 4);
    },
    KILLS * HANGS_AFTER,
  );
});

/** What the writer of a kill was about to say after what it said last. */
function under(last: string | null, number: number): string {
  const [seed, i] = (last ?? '').split(' ');
  return seed === String(number) ? `${seed} ${String(Number(i) + 1)}` : `${String(number)} 0`;
}
