import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles, type LogFiles } from '../../electron/services/decision-log/log-files';
import { decodeLine } from '../../electron/services/decision-log/segment-format';
import type { DecisionEntry } from '../../shared/domain/decision';
import { currentDecisions } from '../../shared/domain/decision-state';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { failingFiles } from '../support/failing-files';

describe('the decision log in doubt', () => {
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

  const open = async (files: LogFiles = diskFiles): Promise<DecisionLog> => {
    const log = await DecisionLog.open({
      project,
      writer: { id: 'aa', name: 'Ada' },
      files,
      now: () => new Date(),
    });
    logs.push(log);
    return log;
  };
  const write = async (...leads: readonly string[]): Promise<void> => {
    const log = await open();
    for (const lead of leads) await log.append([entryAbout(lead)]);
    await log.close();
  };
  const segment = (n = 1): string => join(project, 'decisions', `aa-${String(n)}.jsonl`);
  const noBackups = (message: string): never => {
    throw new Error(message);
  };

  test('cuts nothing that its writer finished while the log was being opened', async () => {
    const first = await open();
    await first.append([entryAbout('1')]);
    await first.append([entryAbout('2')]);
    let isFirst = true;
    const racing: LogFiles = {
      ...diskFiles,
      async read(file) {
        const bytes = await diskFiles.read(file);
        if (!isFirst) return bytes;
        isFirst = false;
        // What is seen of a record that is just being written; its writer then finishes, is answered, and goes.
        await first.close();
        return bytes.subarray(0, bytes.length - 40);
      },
    };
    await open(racing);
    expect(decodeLine((await readFile(segment(), 'utf8')).split('\n')[2] ?? '').state).toBe('good');
    for (const log of logs) await log.close();
    expect(leadNumbers((await open()).records)).toEqual(['1', '2']);
  });

  test.each([
    ['is missing', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['is another byte', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from('\x0b')])],
  ])('keeps a whole record at the end whose line end %s', async (_, change) => {
    await write('1', '2');
    await writeFile(segment(), change(await readFile(segment())));
    const log = await open();
    await log.repair();
    expect(log.hold).toBeNull();
    await log.append([entryAbout('3')]);
    await log.close();
    const again = await open();
    expect(again.hold).toBeNull();
    expect(leadNumbers(again.records)).toEqual(['1', '2', '3']);
  });

  test('reads what can be read where one segment cannot, changes nothing, and says which', async () => {
    await write('1');
    await write('2');
    const files: LogFiles = {
      ...diskFiles,
      read: (file) =>
        file === segment()
          ? Promise.reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }))
          : diskFiles.read(file),
    };
    const log = await open(files);
    expect(leadNumbers(log.records)).toEqual(['2']);
    expect(log.hold).toMatchObject({ code: 'no_right', canRetry: true });
    expect(log.hold?.message).toMatch(/aa-1\.jsonl.*EIO/);
    await log.repair();
    await log.close();
    expect(await readdir(join(project, 'decisions'))).toEqual(['aa-1.jsonl', 'aa-2.jsonl']);
    expect(leadNumbers((await open()).records)).toEqual(['1', '2']);
  });

  test('shows a decision whose saving failed at no later time, though the disk refused to cut it off', async () => {
    const files = failingFiles(diskFiles, () => Object.assign(new Error('EIO: refused'), { code: 'EIO' }));
    const log = await open(files);
    await log.append([entryAbout('1')]);
    files.fail('sync', 'truncate');
    await expect(log.append([entryAbout('2', 'accept')])).rejects.toMatchObject({
      details: { code: 'decision_not_saved' },
    });
    files.fail();
    await log.append([entryAbout('2', 'reject')]);
    await log.close();
    const again = await open();
    expect(again.hold).toBeNull();
    expect([...currentDecisions(again.records).values()].map((s) => s.heads.map((h) => h.verdict))).toEqual([
      ['accept'],
      ['reject'],
    ]);
  });

  test('does not put a copy that has more aside for a segment that has less', async () => {
    await write('1', '2');
    const log = await open();
    await log.backUp(noBackups);
    await log.close();
    const bytes = await readFile(segment());
    const first = await readFile(segment(), 'utf8');
    const cut = first.split('\n').slice(0, 2).join('\n');
    // Shorter by a record, and longer by what is none.
    await writeFile(segment(), `${cut}\n${' '.repeat(bytes.length)}\n`);
    const damaged = await open();
    await damaged.backUp(() => undefined);
    expect(await readFile(join(project, 'backups', 'aa-1.jsonl'))).toEqual(bytes);
    await damaged.repair();
    expect(leadNumbers(damaged.records)).toEqual(['1', '2']);
  });

  test('copies a segment anew whose copy was damaged', async () => {
    await write('1', '2');
    const log = await open();
    await log.backUp(noBackups);
    const copy = join(project, 'backups', 'aa-1.jsonl');
    const bytes = await readFile(copy);
    await writeFile(copy, bytes.toString('utf8').replace('uuid-1', 'uuid-9'));
    await log.backUp(noBackups);
    expect(await readFile(copy)).toEqual(bytes);
  });

  test('acknowledges nothing that it could not read again', async () => {
    const log = await open();
    await log.append([entryAbout('1')]);
    const odd = { ...entryAbout('2'), verdict: 'perhaps' } as unknown as DecisionEntry;
    await expect(log.append([odd])).rejects.toMatchObject({ details: { code: 'decision_not_saved' } });
    await log.append([entryAbout('3')]);
    await log.close();
    const again = await open();
    expect(again.hold).toBeNull();
    expect(leadNumbers(again.records)).toEqual(['1', '3']);
  });
});
