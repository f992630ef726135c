import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  backUp,
  backupsOf,
  putTailsAside,
  readCopies,
  stampOf,
} from '../../electron/services/decision-log/backups';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { judgeIncoming, segmentsOfCsv, segmentsOfLog } from '../../electron/services/decision-log/imports';
import { diskFiles, type LogFiles } from '../../electron/services/decision-log/log-files';
import {
  heldBy,
  holdOfProblems,
  notRepaired,
  notSaved,
  notWritable,
  readOnly,
  unreadable,
} from '../../electron/services/decision-log/log-states';
import { reachOf, readSegment } from '../../electron/services/decision-log/read-segment';
import { encodeHeader, encodeRecord, MOST_CLOCK } from '../../electron/services/decision-log/segment-format';
import { readSegments } from '../../electron/services/decision-log/segments';
import { WindowLease } from '../../electron/services/decision-log/window-lease';
import { lockForWriting, type LockHolder } from '../../electron/services/writer-lock';
import type { DecisionRecord } from '../../shared/domain/decision';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { temporaryFolder } from '../support/temporary-folder';

const NOW = new Date('2026-06-01T09:05:07.089Z');
const STAMP = '2026-06-01T09-05-07-089Z';
const decoder = new TextDecoder();

async function openLog(project: string, files: LogFiles = diskFiles, tag = ''): Promise<DecisionLog> {
  const log = await DecisionLog.open({
    project,
    writer: { id: 'aa', name: 'Ada' },
    files,
    now: () => NOW,
    tag,
  });
  onTestFinished(() => log.close());
  return log;
}
/** A project with one segment that holds decisions about these leads. */
async function projectWith(...leads: readonly string[]): Promise<string> {
  const project = join(await temporaryFolder(), 'p.leadlens');
  const log = await openLog(project);
  for (const lead of leads) await log.append([entryAbout(lead)]);
  await log.close();
  return project;
}
const never = (message: string): never => {
  throw new Error(message);
};
const faultOfCall = (work: () => unknown): FaultDetails | null => {
  try {
    work();
    return null;
  } catch (error) {
    return faultOf(error);
  }
};

describe('A log of decisions that is opened', () => {
  test('has its lock, its segments and their copies where people look for them', async () => {
    const project = await projectWith('1');
    const log = await openLog(project);
    expect(log.folder).toBe(join(project, 'decisions'));
    expect(JSON.parse(await readFile(join(log.folder, 'lock.json'), 'utf8'))).toMatchObject({
      who: 'Ada',
      host: hostname(),
      pid: process.pid,
      since: NOW.toISOString(),
    });
    await log.backUp(never);
    expect(await readdir(backupsOf(project))).toEqual(['aa-1.jsonl']);
    expect(backupsOf(project)).toBe(join(project, 'backups'));
    await log.close();
    expect(await readdir(log.folder)).toEqual(['aa-1.jsonl']);
  });

  test('keeps a torn end under the name of its segment and the time, and says where', async () => {
    const project = await projectWith('1');
    const file = join(project, 'decisions', 'aa-1.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"v":1`);
    const log = await openLog(project);
    const kept = join(project, 'backups', `aa-1.jsonl.torn-${STAMP}`);
    expect(log.problems).toEqual([
      {
        file: 'aa-1.jsonl',
        code: 'torn_tail',
        message: 'aa-1.jsonl ends in the middle of a record: its writer was stopped before it was saved.',
        keptAs: kept,
      },
    ]);
    expect(log.hold).toBeNull();
    expect(await readFile(kept, 'utf8')).toBe('{"v":1');
    expect(await readFile(file, 'utf8')).toBe(whole);
  });

  test('changes nothing of a torn end where another one writes', async () => {
    const project = await projectWith('1');
    const first = await openLog(project);
    const file = join(project, 'decisions', 'aa-1.jsonl');
    const torn = `${await readFile(file, 'utf8')}{"v":1`;
    await writeFile(file, torn);
    const second = await openLog(project);
    expect(second.hold).toMatchObject({ code: 'held', canRetry: true });
    expect(second.problems).toMatchObject([{ code: 'torn_tail', keptAs: null }]);
    expect(await readFile(file, 'utf8')).toBe(torn);
    await first.close();
  });

  test('whose folder cannot be listed is not opened, and nobody is kept from it', async () => {
    const project = await projectWith('1');
    const files: LogFiles = { ...diskFiles, list: () => Promise.reject(new Error('EIO: i/o error')) };
    const folder = join(project, 'decisions');
    const fault = await openLog(project, files).then(() => null, faultOf);
    expect(fault).toEqual({
      kind: 'environment',
      code: 'log_unreadable',
      message: `The decisions in ${folder} cannot be read: EIO: i/o error`,
      hint: 'Check that you may read the folder and everything in it, then open the project again.',
      file: folder,
    });
    expect(await readdir(folder)).toEqual(['aa-1.jsonl']);
  });

  test('takes nothing in and appends nothing where it cannot be written, and says so', async () => {
    const project = await projectWith('1');
    const first = await openLog(project);
    const second = await openLog(project);
    await expect(second.append([entryAbout('2')])).rejects.toMatchObject({
      details: { code: 'log_read_only' },
    });
    await expect(second.takeIn([])).rejects.toMatchObject({ details: { code: 'log_read_only' } });
    expect(leadNumbers(second.records)).toEqual(['1']);
    await first.close();
  });

  test('appends nothing where there is nothing to append', async () => {
    const project = await projectWith();
    const log = await openLog(project);
    expect(await log.append([])).toEqual([]);
    await log.close();
    expect(await readdir(join(project, 'decisions'))).toEqual([]);
  });

  test('that lost its lock to another one is read-only from then on', async () => {
    const project = await projectWith('1');
    const log = await openLog(project);
    await rm(join(project, 'decisions', 'lock.json'));
    const other = await openLog(project);
    await other.append([entryAbout('2')]);
    await expect(log.append([entryAbout('3')])).rejects.toMatchObject({
      details: { code: 'log_read_only', hint: 'Judge there, or close it and try again.' },
    });
    expect(log.hold).toMatchObject({ code: 'held' });
    await expect(log.takeIn([])).rejects.toMatchObject({ details: { code: 'log_read_only' } });
    await other.close();
    expect(leadNumbers((await openLog(project)).records)).toEqual(['1', '2']);
  });

  test('whose lock went away without another one takes it again', async () => {
    const project = await projectWith('1');
    const log = await openLog(project);
    await rm(join(project, 'decisions', 'lock.json'));
    await log.append([entryAbout('2')]);
    expect((await openLog(project)).hold).toMatchObject({ code: 'held' });
    await rm(join(project, 'decisions', 'lock.json'));
    expect(await log.takeIn([])).toEqual({ refused: [], ids: [] });
    expect((await openLog(project)).hold).toMatchObject({ code: 'held' });
  });
});

describe('The segments of one writer', () => {
  test('are numbered on from the greatest number, of copies and of what was put aside too', async () => {
    const project = await projectWith('1');
    const folder = join(project, 'decisions');
    await writeFile(join(folder, 'aa-7.jsonl'), '');
    await writeFile(join(folder, 'bb-30.jsonl'), '');
    const log = await openLog(project);
    await log.append([entryAbout('2')]);
    await log.close();
    expect((await readdir(folder)).sort()).toEqual(['aa-1.jsonl', 'aa-7.jsonl', 'aa-8.jsonl', 'bb-30.jsonl']);
    const other = await projectWith('1');
    await diskFiles.replace(join(backupsOf(other), `aa-4.jsonl.damaged-${STAMP}`), new Uint8Array());
    const next = await openLog(other);
    expect((await next.append([entryAbout('2')])).map(({ id }) => id)).toEqual(['aa-5:1']);
  });

  test('bear a mark of the place where they are written, and number on by themselves', async () => {
    const project = await projectWith('1');
    const log = await openLog(project, diskFiles, 'ff');
    const [record] = await log.append([entryAbout('2')]);
    expect(record?.id).toBe('aaff-1:1');
    expect(record).toMatchObject({ clock: 2, at: NOW.toISOString(), who: { id: 'aa', name: 'Ada' } });
    const [second, third] = await log.append([entryAbout('3'), entryAbout('4')]);
    expect([second?.id, second?.clock, third?.id, third?.clock]).toEqual(['aaff-1:2', 3, 'aaff-1:3', 4]);
    await log.close();
    expect(await readdir(join(project, 'decisions'))).toEqual(['aa-1.jsonl', 'aaff-1.jsonl']);
  });

  test('know of the others how far they reached', async () => {
    const project = await projectWith('1', '2');
    const log = await openLog(project);
    await log.append([entryAbout('3')]);
    const [first, second] = await readSegments(diskFiles, log.folder);
    expect(second?.header).toEqual({
      segment: 'aa-2.jsonl',
      writer: 'aa',
      createdAt: NOW.toISOString(),
      knows: { 'aa-1.jsonl': first && reachOf(first) },
      restores: [],
    });
  });

  test('that went away are written anew with what they held, and it is said which they were', async () => {
    const project = await projectWith();
    const log = await openLog(project);
    await log.append([entryAbout('1')]);
    await rm(join(log.folder, 'aa-1.jsonl'));
    await log.append([entryAbout('2')]);
    const [segment] = await readSegments(diskFiles, log.folder);
    expect(segment?.name).toBe('aa-2.jsonl');
    expect(segment?.header?.restores).toEqual(['aa-1.jsonl']);
    expect(segment?.records.map(({ id }) => id)).toEqual(['aa-1:1', 'aa-2:2']);
  });
});

describe('Copies of a log', () => {
  test('are made of segments that have grown, and of settings that have changed', async () => {
    const project = await projectWith('1');
    const [segment, copy] = [
      join(project, 'decisions', 'aa-1.jsonl'),
      join(backupsOf(project), 'aa-1.jsonl'),
    ];
    await backUp(diskFiles, project, NOW);
    expect(await readdir(backupsOf(project))).toEqual(['aa-1.jsonl']);
    expect(await readFile(copy)).toEqual(await readFile(segment));
    await writeFile(join(project, 'project.json'), '{"a": 1}');
    await backUp(diskFiles, project, NOW);
    await backUp(diskFiles, project, new Date(NOW.getTime() + 1000));
    expect(await readdir(backupsOf(project))).toEqual(['aa-1.jsonl', `project-${STAMP}.json`]);
    await writeFile(join(project, 'project.json'), '{"a": 2}');
    await backUp(diskFiles, project, new Date(NOW.getTime() + 1000));
    expect((await readdir(backupsOf(project))).slice(1)).toEqual([
      `project-${STAMP}.json`,
      'project-2026-06-01T09-05-08-089Z.json',
    ]);
  });

  test('are not made anew of what did not change', async () => {
    const project = await projectWith('1');
    await writeFile(join(project, 'project.json'), '{}');
    await backUp(diskFiles, project, NOW);
    const written: string[] = [];
    const files: LogFiles = {
      ...diskFiles,
      replace: (file) => {
        written.push(file);
        return Promise.resolve();
      },
    };
    await backUp(files, project, NOW);
    expect(written).toEqual([]);
  });

  test('never take what is damaged, and leave out an end that is torn', async () => {
    const project = await projectWith('1', '2');
    const file = join(project, 'decisions', 'aa-1.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.replace('uuid-1', 'uuid-9'));
    await backUp(diskFiles, project, NOW);
    expect(await diskFiles.list(backupsOf(project))).toEqual([]);
    await writeFile(file, `${whole}{"v"`);
    await backUp(diskFiles, project, NOW);
    expect(await readFile(join(backupsOf(project), 'aa-1.jsonl'), 'utf8')).toBe(whole);
  });

  test('are made anew where they were damaged, also when they hold as many decisions', async () => {
    const project = await projectWith('1', '2');
    const copy = join(backupsOf(project), 'aa-1.jsonl');
    await backUp(diskFiles, project, NOW);
    const whole = await readFile(copy, 'utf8');
    await writeFile(copy, whole.replace('uuid-1', 'uuid-9'));
    await backUp(diskFiles, project, NOW);
    expect(await readFile(copy, 'utf8')).toBe(whole);
  });

  test('are read where they can be, and are none where they cannot', async () => {
    const project = await projectWith('1');
    expect(await readCopies(diskFiles, project)).toEqual([]);
    await backUp(diskFiles, project, NOW);
    expect((await readCopies(diskFiles, project)).map(({ name }) => name)).toEqual(['aa-1.jsonl']);
    const closed: LogFiles = { ...diskFiles, list: () => Promise.reject(new Error('EACCES')) };
    expect(await readCopies(closed, project)).toEqual([]);
  });

  test('of torn ends are made only of segments that have one, and say nothing of those that the disk refuses', async () => {
    const project = await projectWith('1');
    const folder = join(project, 'decisions');
    await writeFile(join(folder, 'bb-1.jsonl'), 'torn');
    await writeFile(join(folder, 'cc-1.jsonl'), 'torn too');
    const segments = await readSegments(diskFiles, folder);
    const files: LogFiles = {
      ...diskFiles,
      read: (file) => (file.endsWith('bb-1.jsonl') ? Promise.reject(new Error('EIO')) : diskFiles.read(file)),
    };
    const kept = await putTailsAside(files, project, segments, NOW);
    expect([...kept]).toEqual([['cc-1.jsonl', join(backupsOf(project), `cc-1.jsonl.torn-${STAMP}`)]]);
    expect(await readFile(join(folder, 'bb-1.jsonl'), 'utf8')).toBe('torn');
    expect(await readFile(join(folder, 'cc-1.jsonl'), 'utf8')).toBe('');
    expect(await readdir(backupsOf(project))).toEqual([`cc-1.jsonl.torn-${STAMP}`]);
    expect(stampOf(NOW)).toBe(STAMP);
  });
});

describe('What is said of a log that cannot be used', () => {
  const folder = '/p/decisions';
  const holder: LockHolder = {
    token: 't',
    pid: 7,
    started: '',
    host: 'lab',
    boot: '',
    who: 'Bert',
    since: '2026-01-31T09:12:59.000Z',
  };
  const text = 'Bert on lab (process 7), since 2026-01-31 09:12 UTC';

  test('is who writes it, or why nothing can be written', () => {
    expect(heldBy(holder)).toEqual({
      code: 'held',
      message: `Another Leadlens writes these decisions: ${text}.`,
      hint: 'Judge there, or close it and try again.',
      holder: text,
      canRetry: true,
    });
    expect(notWritable(folder, new Error('EROFS'))).toEqual({
      code: 'no_right',
      message: 'Nothing can be written to /p/decisions: EROFS',
      hint: 'Check that you may write there and that the disk has room, then try again.',
      holder: null,
      canRetry: true,
    });
    expect(notWritable(folder, 'odd').message).toBe('Nothing can be written to /p/decisions: odd');
  });

  test('is what is wrong with it, and the way out', () => {
    const problem = (code: 'newer_version' | 'unreadable' | 'damaged_record' | 'torn_tail') => ({
      file: 'aa-1.jsonl',
      code,
      message: `${code}.`,
      keptAs: null,
    });
    expect(holdOfProblems([problem('newer_version')])).toEqual({
      code: 'newer_version',
      message: 'These decisions were written by a newer Leadlens.',
      hint: 'Open the project with the newer one. Here it can be read.',
      holder: null,
      canRetry: false,
    });
    expect(holdOfProblems([problem('unreadable'), problem('unreadable')])).toEqual({
      code: 'no_right',
      message: 'A part of the decisions cannot be read. unreadable. unreadable.',
      hint: 'The others are shown. Check that you may read the file and that its disk is sound, then try again.',
      holder: null,
      canRetry: true,
    });
    expect(
      holdOfProblems([problem('torn_tail'), problem('damaged_record'), problem('damaged_record')]),
    ).toEqual({
      code: 'damaged',
      message: 'The log of decisions is damaged. damaged_record. damaged_record.',
      hint: 'Nothing was changed. Repair it: the damaged file is kept aside, and what can be read goes on.',
      holder: null,
      canRetry: false,
    });
    expect(holdOfProblems([problem('torn_tail')])).toBeNull();
  });

  test('is what became of what was asked, and what to look at', () => {
    const cause = new Error('ENOSPC');
    const environment = { kind: 'environment', file: folder };
    expect(readOnly(folder, heldBy(holder)).details).toEqual({
      ...environment,
      code: 'log_read_only',
      message: `Another Leadlens writes these decisions: ${text}.`,
      hint: 'Judge there, or close it and try again.',
    });
    expect(unreadable(folder, cause).details).toEqual({
      ...environment,
      code: 'log_unreadable',
      message: 'The decisions in /p/decisions cannot be read: ENOSPC',
      hint: 'Check that you may read the folder and everything in it, then open the project again.',
    });
    expect(notSaved(folder, cause).details).toEqual({
      ...environment,
      code: 'decision_not_saved',
      message: 'The decision was not saved: ENOSPC',
      hint: 'Nothing that was saved before is lost. Check that /p/decisions is there and that its disk has room, then decide again.',
    });
    expect(notRepaired(folder, cause).details).toEqual({
      ...environment,
      code: 'repair_failed',
      message: 'The log could not be repaired: ENOSPC',
      hint: 'Nothing is lost. Check that you may write to /p/decisions and that its disk has room, then try again.',
    });
    expect(notSaved(folder, cause).cause).toBe(cause);
  });
});

describe('The lease of a window', () => {
  test('lasts a minute from when it was last renewed, and is of one window alone', () => {
    let time = 1_000_000;
    const lease = new WindowLease(() => new Date(time));
    expect([lease.isOf('a'), lease.isOfAnother('a')]).toEqual([false, false]);
    lease.offer('a');
    lease.offer('b');
    expect([lease.isOf('a'), lease.isOf('b'), lease.isOfAnother('a'), lease.isOfAnother('b')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    time += 60_000;
    expect(lease.isSilent()).toBe(false);
    time += 1;
    expect(lease.isSilent()).toBe(true);
    lease.give('b');
    expect([lease.isSilent(), lease.isOf('b')]).toEqual([false, true]);
    time -= 1_000_000;
    expect(lease.isSilent()).toBe(false);
  });
});

describe('The right to write', () => {
  const left = async (file: string, holder: Partial<LockHolder>): Promise<void> => {
    const mine = await lockForWriting(file, 'Ada', () => NOW);
    if (mine.state !== 'mine') throw new Error('The lock is not free.');
    const found = JSON.parse(await readFile(file, 'utf8')) as LockHolder;
    await writeFile(file, JSON.stringify({ ...found, token: 'left', ...holder }));
  };
  const fileIn = async (): Promise<string> => join(await temporaryFolder(), 'decisions', 'lock.json');

  test('says who has it since when, and leaves nothing behind when it is given back', async () => {
    const file = await fileIn();
    const mine = await lockForWriting(file, 'Ada', () => NOW);
    expect(await readdir(join(file, '..'))).toEqual(['lock.json']);
    const other = await lockForWriting(file, 'Bert', () => new Date());
    expect(other).toMatchObject({
      state: 'held',
      holder: { who: 'Ada', host: hostname(), pid: process.pid, since: NOW.toISOString() },
    });
    if (mine.state !== 'mine') throw new Error('It was free.');
    expect(await mine.lock.isMine()).toBe(true);
    await mine.lock.release();
    expect(await mine.lock.isMine()).toBe(false);
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  test.each([
    ['whose system says nothing of when it began', { started: '' }],
    ['whose system says nothing of its run', { boot: '' }],
  ])('stays with a living process %s', async (_, holder) => {
    const file = await fileIn();
    await left(file, holder);
    expect((await lockForWriting(file, 'Bert', () => NOW)).state).toBe('held');
    // A living one of this machine is never taken over.
    expect((await lockForWriting(file, 'Bert', () => NOW, true)).state).toBe('held');
  });

  test('passes on from a process that is not there any more', async () => {
    const file = await fileIn();
    // No system gives numbers as large as this.
    await left(file, { pid: 2 ** 30 });
    expect((await lockForWriting(file, 'Bert', () => NOW)).state).toBe('mine');
    expect(await readdir(join(file, '..'))).toEqual(['lock.json']);
  });

  test('passes on from one that ended while it made way for another', async () => {
    const file = await fileIn();
    await left(file, { boot: 'an earlier one' });
    const holder = await readFile(file, 'utf8');
    await writeFile(`${file}.left.claim`, holder.replace('"left"', '"claimed"'));
    expect((await lockForWriting(file, 'Bert', () => NOW)).state).toBe('mine');
    expect(await readdir(join(file, '..'))).toEqual(['lock.json']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ who: 'Bert' });
  });

  test.each(['{', '{"token": 7}', '[]', ''])('is nobody’s where its file says %s', async (text) => {
    const file = await fileIn();
    await left(file, {});
    await writeFile(file, text);
    expect((await lockForWriting(file, 'Bert', () => NOW)).state).toBe('mine');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ who: 'Bert' });
  });
});

describe('Decisions that somebody brings', () => {
  const recordOf = (id: string, clock: number, lead = id): DecisionRecord => ({
    id,
    clock,
    at: NOW.toISOString(),
    who: { id: 'bb', name: 'Bert' },
    entry: entryAbout(lead),
  });
  const segmentText = (
    name: string,
    records: readonly DecisionRecord[],
    header: {
      readonly segment?: string;
      readonly knows?: Record<string, { lines: number; hash: string }>;
    } = {},
  ): string => {
    const first = encodeHeader({
      segment: name,
      writer: 'bb',
      createdAt: NOW.toISOString(),
      knows: {},
      restores: [],
      ...header,
    });
    let { text, hash } = first;
    records.forEach((record, i) => {
      const line = encodeRecord(i + 1, hash, record);
      text += line.text;
      hash = line.hash;
    });
    return text;
  };
  const incoming = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const segmentOf = (name: string, text: string) => readSegment(name, new TextEncoder().encode(text));

  test('are the segments of a file, whatever its line ends, and none where it has no header', () => {
    const [one, two] = [
      segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1)]),
      segmentText('bb-2.jsonl', [recordOf('bb-2:1', 2)]),
    ];
    const { segments, refused, known } = segmentsOfLog(
      'a.jsonl',
      `\n${one}\n${two}`.replaceAll('\n', '\r\n'),
    );
    expect(segments.map(({ name, bytes }) => [name, decoder.decode(bytes)])).toEqual([
      ['bb-1.jsonl', one],
      ['bb-2.jsonl', two],
    ]);
    expect([refused, known]).toEqual([[], []]);
    expect(faultOfCall(() => segmentsOfLog('a.jsonl', 'poem\n'))).toEqual({
      kind: 'input',
      code: 'no_decisions',
      message: 'a.jsonl holds no decisions.',
      hint: 'Choose a file that was exported from the history of decisions: CSV, or the log itself.',
      file: 'a.jsonl',
    });
  });

  test('come in where they are new or longer, and are known where they are not', () => {
    const short = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1)]);
    const long = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1), recordOf('bb-1:2', 2)]);
    const [shortHere, longHere] = [segmentOf('bb-1.jsonl', short), segmentOf('bb-1.jsonl', long)];
    const brought = incoming('bb-1.jsonl', long);
    expect(judgeIncoming([], [brought], null)).toEqual({
      taken: [brought],
      refused: [],
      ids: ['bb-1:1', 'bb-1:2'],
    });
    expect(judgeIncoming([shortHere], [brought], null).taken).toEqual([brought]);
    expect(judgeIncoming([longHere], [incoming('bb-1.jsonl', short)], null)).toEqual({
      taken: [],
      refused: [],
      ids: ['bb-1:1'],
    });
    // Twice in one file.
    expect(judgeIncoming([], [brought, incoming('bb-1.jsonl', short)], null)).toMatchObject({
      taken: [brought],
      refused: [],
    });
  });

  test('never take the place of a segment that is being written, or has other records', () => {
    const here = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1)]);
    const other = segmentText('bb-1.jsonl', [recordOf('bb-1:7', 7)]);
    const refused = ['bb-1.jsonl is here already, with other records.'];
    expect(judgeIncoming([segmentOf('bb-1.jsonl', here)], [incoming('bb-1.jsonl', other)], null)).toEqual({
      taken: [],
      refused,
      ids: [],
    });
    const longer = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1), recordOf('bb-1:2', 2)]);
    expect(
      judgeIncoming([segmentOf('bb-1.jsonl', here)], [incoming('bb-1.jsonl', longer)], 'bb-1.jsonl').refused,
    ).toEqual(refused);
  });

  test('are refused each with its reason', () => {
    const refusedOf = (name: string, text: string, ...here: readonly string[]): readonly string[] => {
      const onDisk = here.map((segment) => segmentOf('aa-1.jsonl', segment));
      return judgeIncoming(onDisk, [incoming(name, text)], null).refused;
    };
    const good = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1)]);
    expect(refusedOf('bb-1.jsonl', good.replace('Bert', 'Bart'))).toEqual(['bb-1.jsonl: line 2 is damaged.']);
    expect(refusedOf('bb-2.jsonl', good)).toEqual(['bb-2.jsonl is no segment of a decision log.']);
    expect(refusedOf('bb.jsonl', segmentText('bb.jsonl', []))).toEqual([
      'bb.jsonl is no segment of a decision log.',
    ]);
    const late = segmentText('bb-1.jsonl', [recordOf('bb-1:1', MOST_CLOCK + 1)]);
    expect(refusedOf('bb-1.jsonl', late)).toEqual([
      'bb-1.jsonl: a logical time is beyond what any log reaches.',
    ]);
    expect(refusedOf('bb-1.jsonl', segmentText('bb-1.jsonl', [recordOf('bb-1:1', MOST_CLOCK)]))).toEqual([]);
    const said = segmentText('aa-1.jsonl', [recordOf('bb-1:1', 1, 'another')]);
    expect(refusedOf('bb-1.jsonl', good, said)).toEqual([
      'bb-1.jsonl: bb-1:1 is here already and says something else.',
    ]);
  });

  test('come in after those that they follow, in whatever order they are brought', () => {
    const first = segmentText('bb-1.jsonl', [recordOf('bb-1:1', 1)]);
    const knows = { 'bb-1.jsonl': reachOf(segmentOf('bb-1.jsonl', first)) };
    const second = segmentText('bb-2.jsonl', [recordOf('bb-2:1', 2)], { knows });
    const both = [incoming('bb-2.jsonl', second), incoming('bb-1.jsonl', first)];
    expect(judgeIncoming([], both, null).taken.map(({ name }) => name)).toEqual(['bb-1.jsonl', 'bb-2.jsonl']);
    expect(judgeIncoming([], both.slice(0, 1), null)).toEqual({
      taken: [],
      refused: ['bb-2.jsonl follows bb-1.jsonl, which is not here as it knew it: take in the whole log.'],
      ids: [],
    });
    expect(judgeIncoming([segmentOf('bb-1.jsonl', first)], both.slice(0, 1), null).taken).toHaveLength(1);
  });

  test('of a table that are new make the same segment every time', () => {
    const header = 'id,at,kind,verdict,lead_number,clock,who_id,who,leads\n';
    const row = `x:1,${NOW.toISOString()},identity,unsure,7,3,bb,Bert,\n`;
    const read = segmentsOfCsv('d.csv', header + row, [], 'now');
    expect(read).toMatchObject({ refused: [], known: [] });
    const [segment] = read.segments;
    expect(segment?.name).toMatch(/^import[0-9a-f]{12}-1\.jsonl$/);
    expect(segmentOf(segment?.name ?? '', decoder.decode(segment?.bytes))).toMatchObject({
      damages: [],
      header: { segment: segment?.name, createdAt: 'now', knows: {}, restores: [] },
      records: [{ id: 'x:1', clock: 3, entry: { verdict: 'unsure' } }],
    });
    expect(segmentsOfCsv('other.csv', header + row, [], 'now').segments[0]?.name).toBe(segment?.name);
    const [record] = segmentOf(segment?.name ?? '', decoder.decode(segment?.bytes)).records;
    expect(segmentsOfCsv('d.csv', header + row, record ? [record] : [], 'now')).toEqual({
      refused: [],
      known: ['x:1'],
      segments: [],
    });
    const changed = header + row.replace('unsure', 'reject');
    expect(segmentsOfCsv('d.csv', changed, record ? [record] : [], 'now')).toEqual({
      refused: [
        'd.csv, row 2: x:1 is here already and says something else. A decision is not changed: decide anew, or leave its id empty.',
      ],
      known: [],
      segments: [],
    });
  });
});
