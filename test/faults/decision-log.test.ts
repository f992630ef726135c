import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles, type LogFiles } from '../../electron/services/decision-log/log-files';
import type { DecisionRecord } from '../../shared/domain/decision';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { failingFiles } from '../support/failing-files';

describe('the decision log', () => {
  let project: string;
  let logs: DecisionLog[];

  beforeEach(async () => {
    project = join(await mkdtemp(join(tmpdir(), 'leadlens-log-')), 'p.leadlens');
    logs = [];
  });
  afterEach(async () => {
    for (const log of logs) await log.close();
    await rm(join(project, '..'), { recursive: true, force: true });
  });

  const open = async (
    files: LogFiles = diskFiles,
    now: () => Date = () => new Date(),
  ): Promise<DecisionLog> => {
    const log = await DecisionLog.open({ project, writer: { id: 'aa', name: 'Ada' }, files, now });
    logs.push(log);
    return log;
  };
  const write = async (...leads: readonly string[]): Promise<readonly DecisionRecord[]> => {
    const log = await open();
    const records: DecisionRecord[] = [];
    for (const lead of leads) records.push(...(await log.append([entryAbout(lead)])));
    await log.close();
    return records;
  };
  const segmentFile = async (): Promise<string> => {
    const names = (await readdir(join(project, 'decisions'))).filter((name) => name.endsWith('.jsonl'));
    return join(project, 'decisions', names.sort()[0] ?? '');
  };
  const rewrite = async (change: (lines: string[]) => string[]): Promise<void> => {
    const file = await segmentFile();
    const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
    await writeFile(file, `${change(lines).join('\n')}\n`);
  };

  test('gives back what was decided, in order, over several openings', async () => {
    await write('1', '2');
    await write('3');
    const log = await open();
    expect(log.hold).toBeNull();
    expect(log.problems).toEqual([]);
    expect(leadNumbers(log.records)).toEqual(['1', '2', '3']);
  });

  test('puts a tail aside that was torn off in the middle of a record, and goes on', async () => {
    await write('1', '2');
    const file = await segmentFile();
    const whole = await readFile(file);
    const torn = '{"v":1,"seq":3,"prev":"ab';
    await writeFile(file, Buffer.concat([whole, Buffer.from(torn)]));
    const log = await open();
    expect(log.hold).toBeNull();
    expect(log.problems).toMatchObject([{ code: 'torn_tail' }]);
    expect(await readFile(log.problems[0]?.keptAs ?? '', 'utf8')).toBe(torn);
    expect(await readFile(file)).toEqual(whole);
    await log.append([entryAbout('3')]);
    await log.close();
    expect(leadNumbers((await open()).records)).toEqual(['1', '2', '3']);
  });

  test('keeps every whole record, however much of the next one was torn off', async () => {
    await write('1', '2', '3');
    const file = await segmentFile();
    const whole = await readFile(file);
    const ends = [...whole.keys()].filter((at) => whole[at] === 10);
    for (let length = (ends[0] ?? 0) + 1; length <= whole.length; length += 97) {
      await writeFile(file, whole.subarray(0, length));
      const log = await open();
      expect(leadNumbers(log.records)).toHaveLength(ends.filter((end) => end < length).length - 1);
      await log.close();
      await rm(join(project, 'backups'), { recursive: true, force: true });
    }
  });

  const damages: Readonly<Record<string, { change: (lines: string[]) => string[]; left: string[] }>> = {
    'a flipped byte': {
      change: ([header = '', first = '', ...rest]) => [header, first.replace('uuid-1', 'uuid-X'), ...rest],
      left: ['2', '3'],
    },
    'a deleted record': {
      change: ([header = '', first = '', , ...rest]) => [header, first, ...rest],
      left: ['1', '3'],
    },
    'a repeated record': {
      change: ([header = '', first = '', ...rest]) => [header, first, first, ...rest],
      left: ['1', '2', '3'],
    },
    'two swapped records': {
      change: ([header = '', first = '', second = '', ...rest]) => [header, second, first, ...rest],
      left: ['1', '2', '3'],
    },
    'a damaged header': {
      change: ([header = '', ...rest]) => [header.replace('writer', 'Writer'), ...rest],
      left: ['1', '2', '3'],
    },
  };

  test.each(Object.entries(damages))(
    'with %s in the middle is read as far as it can be, read-only, and is repaired when asked',
    async (_, { change, left }) => {
      await write('1', '2', '3');
      await rewrite(change);
      const damaged = await readFile(await segmentFile(), 'utf8');
      const log = await open();
      expect(log.hold).toMatchObject({ code: 'damaged' });
      expect(log.hold?.hint).toMatch(/Repair/);
      expect(leadNumbers(log.records)).toEqual(left);
      await expect(log.append([entryAbout('4')])).rejects.toMatchObject({
        details: { code: 'log_read_only' },
      });
      expect(await readFile(await segmentFile(), 'utf8')).toBe(damaged);

      await log.repair();
      expect(log.hold).toBeNull();
      expect(leadNumbers(log.records)).toEqual(left);
      const kept = (await readdir(join(project, 'backups'))).find((name) => name.includes('.damaged-'));
      expect(await readFile(join(project, 'backups', kept ?? ''), 'utf8')).toBe(damaged);
      await log.append([entryAbout('4')]);
      await log.close();
      const again = await open();
      expect(again.hold).toBeNull();
      expect(leadNumbers(again.records)).toEqual([...left, '4']);
    },
  );

  test('that was damaged is whole again after the repair where there is a backup', async () => {
    await write('1', '2', '3');
    const copied = await open();
    await copied.backUp((message) => {
      throw new Error(message);
    });
    await copied.close();
    await rewrite(([header = '', first = '', ...rest]) => [
      header,
      first.replace('uuid-1', 'uuid-X'),
      ...rest,
    ]);
    const log = await open();
    expect(leadNumbers(log.records)).toEqual(['2', '3']);
    await log.repair();
    expect(leadNumbers(log.records)).toEqual(['1', '2', '3']);
  });

  test('misses a segment that was deleted or cut at the end of a record, and brings it back from its backup', async () => {
    await write('1', '2');
    const first = await segmentFile();
    const bytes = await readFile(first);
    await write('3');
    const backed = await open();
    await backed.backUp((message) => {
      throw new Error(message);
    });
    await backed.close();
    for (const content of [null, bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1)]) {
      if (content === null) await rm(first);
      else await writeFile(first, content);
      const log = await open();
      expect(log.hold).toMatchObject({ code: 'damaged' });
      expect(log.hold?.message).toContain('aa-1.jsonl');
      await log.repair();
      expect(log.hold).toBeNull();
      expect(leadNumbers(log.records)).toEqual(['1', '2', '3']);
      await log.close();
      // As it was, for the second round.
      for (const name of await readdir(join(project, 'decisions')))
        if (name !== 'aa-2.jsonl') await rm(join(project, 'decisions', name));
      await writeFile(first, bytes);
    }
  });

  test('of a newer Leadlens is read-only, and not a byte of it is changed', async () => {
    await write('1');
    await rewrite(([header = '', ...rest]) => {
      // A line of version 2 with a right hash, as the newer program writes it.
      const newer = execFileSync(process.execPath, [
        '-e',
        `const body = '{"v":2,"seq":2,"prev":"","content":{"kind":"poem"}';
         process.stdout.write(body + ',"hash":"' + require('node:crypto').createHash('sha256').update(body + '}').digest('hex') + '"}')`,
      ]).toString();
      return [header, ...rest, newer];
    });
    const before = await readFile(await segmentFile(), 'utf8');
    const log = await open();
    expect(log.hold).toMatchObject({ code: 'newer_version' });
    expect(leadNumbers(log.records)).toEqual(['1']);
    await log.repair();
    expect(await readFile(await segmentFile(), 'utf8')).toBe(before);
  });

  describe.each([
    ['a disk that is full in the middle of a record', ['write'], 'ENOSPC'],
    ['an error of the disk when it is told to keep what was written', ['sync'], 'EIO'],
    ['a full disk that refuses the cutting, too', ['write', 'truncate'], 'ENOSPC'],
    ['a disk that takes no new file', ['create'], 'ENOSPC'],
  ] as const)('on %s', (_, acts, code) => {
    const failure = (): Error => Object.assign(new Error(`${code}: refused`), { code });

    test.each([0, 3])(
      'acknowledges nothing, loses nothing of the %i decisions before, says so, and goes on when the disk does',
      async (before) => {
        const files = failingFiles(diskFiles, failure);
        const log = await open(files);
        const kept: string[] = [];
        for (let i = 0; i < before; i++) {
          await log.append([entryAbout(`kept ${String(i)}`)]);
          kept.push(`kept ${String(i)}`);
        }
        files.fail(...acts);
        // An open segment needs no new file: a first failure closes it.
        if (acts.includes('create' as never)) {
          files.fail('write');
          await expect(log.append([entryAbout('lost')])).rejects.toMatchObject({
            details: { code: 'decision_not_saved' },
          });
          files.fail(...acts);
        }
        await expect(log.append([entryAbout('lost')])).rejects.toMatchObject({
          details: { kind: 'environment', code: 'decision_not_saved' },
        });
        expect(leadNumbers(log.records)).toEqual(kept);
        files.fail();
        await log.append([entryAbout('after')]);
        await log.close();
        const again = await open();
        expect(again.hold).toBeNull();
        expect(leadNumbers(again.records).filter((lead) => lead !== 'lost')).toEqual([...kept, 'after']);
      },
    );
  });

  test('on a small disk that really fills up keeps all that it acknowledged, and goes on when there is room', async (context) => {
    const disk = join(project, '..', 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('mounting a small disk needs root');
    }
    try {
      project = join(disk, 'p.leadlens');
      const log = await open();
      const acknowledged: string[] = [];
      let fault: unknown = null;
      for (let i = 0; fault === null && i < 1000; i++) {
        try {
          await log.append([entryAbout(String(i))]);
          acknowledged.push(String(i));
        } catch (error) {
          fault = error;
        }
      }
      expect(fault).toMatchObject({ details: { code: 'decision_not_saved' } });
      expect(acknowledged.length).toBeGreaterThan(10);
      execFileSync('mount', ['-o', 'remount,size=256k', disk]);
      await log.append([entryAbout('after')]);
      await log.close();
      expect(leadNumbers((await open()).records)).toEqual([...acknowledged, 'after']);
      await logs.at(-1)?.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const readOnly = await open();
      expect(readOnly.hold).toMatchObject({ code: 'no_right', canRetry: true });
      expect(leadNumbers(readOnly.records)).toEqual([...acknowledged, 'after']);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  test('writes everything anew that it holds when its folder was removed under it', async () => {
    const log = await open();
    await log.append([entryAbout('1')]);
    await log.append([entryAbout('2')]);
    await rm(project, { recursive: true });
    await log.append([entryAbout('3')]);
    await log.close();
    const again = await open();
    expect(again.hold).toBeNull();
    expect(leadNumbers(again.records)).toEqual(['1', '2', '3']);
  });

  test('does not acknowledge into a file that is no longer there', async () => {
    const log = await open();
    await log.append([entryAbout('1')]);
    await rm(await segmentFile());
    const [record] = await log.append([entryAbout('2')]);
    await log.close();
    const again = await open();
    expect(leadNumbers(again.records)).toEqual(['1', '2']);
    expect(again.records.map((r) => r.id)).toContain(record?.id);
  });

  test('orders decisions by what their writer knew, not by a clock that goes backwards', async () => {
    let time = Date.parse('2026-06-01T00:00:00Z');
    const backwards = (): Date => new Date((time -= 3_600_000));
    const first = await open(diskFiles, backwards);
    const [one] = await first.append([entryAbout('1', 'accept')]);
    await first.append([entryAbout('1', 'reject', [one?.id ?? ''])]);
    await first.close();
    const second = await open(diskFiles, backwards);
    await second.append([entryAbout('2')]);
    await second.close();
    const log = await open();
    expect(leadNumbers(log.records)).toEqual(['1', '1', '2']);
    expect(log.records.map((r) => (r.entry.kind === 'decide' ? r.entry.verdict : ''))).toEqual([
      'accept',
      'reject',
      'accept',
    ]);
  });

  test('a repair that the disk refuses leaves everything as it was', async () => {
    await write('1', '2', '3');
    await rewrite(([header = '', , ...rest]) => [header, ...rest]);
    const before = await readFile(await segmentFile(), 'utf8');
    const files = failingFiles(diskFiles, () =>
      Object.assign(new Error('EPERM: refused'), { code: 'EPERM' }),
    );
    const log = await open(files);
    files.fail('create');
    await expect(log.repair()).rejects.toMatchObject({ details: { code: 'repair_failed' } });
    expect(await readFile(await segmentFile(), 'utf8')).toBe(before);
    files.fail('move');
    await expect(log.repair()).rejects.toMatchObject({ details: { code: 'repair_failed' } });
    await log.close();
    const again = await open();
    expect(leadNumbers(again.records)).toEqual(['2', '3']);
    await again.repair();
    expect(again.hold).toBeNull();
    expect(leadNumbers(again.records)).toEqual(['2', '3']);
  });

  test('keeps copies of its segments and of the last ten settings that differ', async () => {
    let time = Date.parse('2026-06-01T00:00:00Z');
    const log = await open(diskFiles, () => new Date((time += 60_000)));
    await log.append([entryAbout('1')]);
    const fail = (message: string): never => {
      throw new Error(message);
    };
    for (let i = 0; i < 14; i++) {
      await writeFile(join(project, 'project.json'), `{"n": ${String(Math.floor(i / 1.1))}}`);
      await log.backUp(fail);
      await log.backUp(fail);
    }
    const names = await readdir(join(project, 'backups'));
    expect(names.filter((name) => name.startsWith('project-'))).toHaveLength(10);
    expect(await readFile(join(project, 'backups', 'aa-1.jsonl'))).toEqual(
      await readFile(await segmentFile()),
    );
    const newest =
      names
        .filter((name) => name.startsWith('project-'))
        .sort()
        .at(-1) ?? '';
    expect(await readFile(join(project, 'backups', newest), 'utf8')).toBe('{"n": 11}');
  });

  test('goes on when its backups cannot be written, and tells it', async () => {
    const files = failingFiles(diskFiles, () => new Error('EACCES: refused'));
    const log = await open(files);
    await log.append([entryAbout('1')]);
    files.fail('replace');
    const told: string[] = [];
    await log.backUp((message) => told.push(message));
    expect(told).toEqual([expect.stringMatching(/backups: EACCES/)]);
    await log.append([entryAbout('2')]);
    expect(leadNumbers(log.records)).toEqual(['1', '2']);
  });
});
