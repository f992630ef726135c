import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FolderChanges } from '../../electron/headless/folder-changes';
import { Arrivals, duesOf } from '../../electron/headless/watch-turns';
import { LeadlensError } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

const fault = (code: string): LeadlensError => new LeadlensError({ kind: 'input', code, message: code });

/** Turns over a folder into which fetches bring what `turns` say, one after the other; then the user stops. */
async function turnsOver(turns: readonly ('file' | 'word' | 'nothing' | 'fault')[]): Promise<{
  readonly runs: number;
  readonly failures: readonly unknown[];
}> {
  const folder = await temporaryFolder();
  const stop = new AbortController();
  const failures: unknown[] = [];
  let asked = 0;
  const fetch = async (): Promise<{ isOther: boolean }> => {
    const turn = turns[asked];
    asked += 1;
    if (turn === 'file') await writeFile(join(folder, `${String(asked)}.csv`), 'a,b\n');
    if (turn === 'fault') throw fault('server_unreachable');
    if (turn === undefined) stop.abort();
    return { isOther: turn === 'file' || turn === 'word' };
  };
  const changes = await FolderChanges.of(folder, null, () => undefined);
  onTestFinished(() => changes.close());
  const arrivals = new Arrivals(fetch, (error) => failures.push(error), stop.signal);
  const dues = duesOf(
    { schedule: null, changes, arrivals, askEveryMs: 10 },
    { signal: stop.signal, stderr: () => undefined },
  );
  let runs = 0;
  for await (const _ of dues) runs += 1;
  return { runs, failures };
}

describe('a watch over the files of a server', () => {
  it('runs when files came, or when there is something else to tell of them, and only then', async () => {
    expect(await turnsOver(['nothing', 'file', 'nothing', 'word', 'nothing'])).toEqual({
      runs: 2,
      failures: [],
    });
  });

  it('says that a fetch failed, does not run, and goes on', async () => {
    const { runs, failures } = await turnsOver(['nothing', 'fault', 'fault', 'file']);
    expect(runs).toBe(1);
    expect(failures).toHaveLength(2);
  });

  it('ends at first where nothing but a person helps, and not later', async () => {
    const failures: unknown[] = [];
    const arrivals = new Arrivals(
      () => Promise.reject(fault('server_refused_user')),
      (error) => failures.push(error),
      new AbortController().signal,
    );
    expect(await codeOf(arrivals.turn())).toBe('server_refused_user');
    expect(await arrivals.turn()).toBe('failed');
    expect(failures).toHaveLength(1);
  });
});
